"""The window program: from the command line to the first page; nothing else knows everything.

The shell is painted before anything is unlocked or read; the store opens in another thread.
"""

import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from PySide6.QtCore import QLocale, QTimer
from PySide6.QtWidgets import QApplication

from desktop.features.syncing.page_liaison import Liaison
from desktop.i18n import _, use_language
from desktop.paths import Profile, default_profile
from desktop.session import Session, open_session
from desktop.settings import Settings, keep_settings, read_settings
from desktop.ui import fonts, theme
from desktop.ui.bridge import Bridge
from desktop.ui.desk import Desk
from desktop.ui.page import Page
from desktop.ui.rail import Stop
from desktop.ui.shell import Shell, Stay
from sync.errors import CoalitionError

FIRST = "today"


def stays() -> list[Stay]:
    """Return the pages there are, in the order of the rail; each is imported when it is first shown."""
    return [
        _stay(Stop("today", _("Today"), "sun"), "today"),
        _stay(Stop("meetings", _("Meetings"), "calendar-days"), "meetings", "meeting", "series"),
        _stay(Stop("people", _("People"), "users"), "people", "person"),
        _stay(Stop("partners", _("Partners"), "handshake"), "partners", "partner"),
        _stay(Stop("choices", _("Needs you"), "inbox", starts_group=True), "choices"),
        _stay(Stop("exchange", _("Import and export"), "download"), "exchange"),
        _stay(Stop("syncing", _("Sync"), "refresh-cw"), "syncing"),
        _stay(Stop("preferences", _("Preferences"), "settings"), "preferences"),
    ]


def _stay(stop: Stop, feature: str, *opens: str) -> Stay:
    def build(desk: Desk) -> Page:
        page: Page = import_module(f"desktop.features.{feature}.page").build(desk)
        return page

    return Stay(stop, build, frozenset(opens))


class Program:
    """The window of one profile, from its first paint to its end."""

    def __init__(
        self, application: QApplication, profile: Profile, settings: Settings, *, demo: bool
    ) -> None:
        self.application, self.profile, self.settings, self.is_demo = application, profile, settings, demo
        self.bridge = Bridge()
        self.session: Session | None = None
        self.liaison: Liaison | None = None
        self.shell = Shell(stays(), _("Coalition Desk"))
        self.shell.follow_settings = self.follow
        self.shell.closing = self.close
        self.shell.restore(settings.window)

    def start(self) -> None:
        """Show the window, then open what it is to show."""
        self.shell.show()
        self.bridge.run(
            lambda: open_session(self.profile, is_demo=self.is_demo), self.begin, self._cannot_open
        )

    def begin(self, session: Session) -> None:
        """Fill the window from an open store."""
        self.session, self.profile = session, session.profile
        self.bridge.follow(session.store)
        desk = Desk(session.store, session.profile, self.bridge, self.shell, self.settings, session.is_demo)
        self.shell.begin(desk, self.settings.page or FIRST)
        self.liaison = Liaison(session.store, self.bridge, self.shell)
        QTimer.singleShot(0, self.liaison.start)

    def follow(self, settings: Settings) -> None:
        """Keep settings and show the window as they say."""
        self.settings = settings
        keep_settings(self.profile.folder, settings)
        theme.use_scheme(self.application, settings.scheme)

    def close(self) -> None:
        """Keep where the window was, and let go of the store."""
        words, page = self.shell.state_words(), self.shell.shown_page()
        if self.liaison is not None:
            self.liaison.stop()
        self.bridge.close()
        if self.session is not None:
            keep_settings(self.profile.folder, self.settings.but(window=words, page=page))
            self.session.close()

    def _cannot_open(self, error: CoalitionError) -> None:
        self.shell.warn(error.sentence)


def make_application(settings: Settings) -> QApplication:
    """Return the one Qt application, in the language, type and colours chosen."""
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        application = QApplication(sys.argv[:1])
    application.setApplicationName("coalition-desk")
    application.setApplicationDisplayName(_("Coalition Desk"))
    application.setDesktopFileName("coalition-desk")
    application.setStyle("Fusion")
    fonts.use_fonts(application, settings.text_size)
    theme.use_scheme(application, settings.scheme)
    return application


def run(profile_folder: str, language: str, *, demo: bool) -> int:
    """Open the window and return the exit code once it is closed."""
    profile = Profile(Path(profile_folder)) if profile_folder else default_profile("demo" if demo else "desk")
    settings = read_settings(profile.folder)
    chosen = settings.language or language
    use_language(chosen)
    QLocale.setDefault(QLocale("es_US" if chosen == "es" else "en_US"))
    application = make_application(settings)
    program = Program(application, profile, settings, demo=demo)
    QTimer.singleShot(0, program.start)
    return application.exec()


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the window as the command line says; for bundles, which start here."""
    return int(import_module("desktop.cli").main(arguments) or 0)


if __name__ == "__main__":
    sys.exit(main())
