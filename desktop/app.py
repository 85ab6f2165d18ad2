"""The window program: from the command line to the first page; nothing else knows everything.

The shell is painted before anything is unlocked, read or even imported; that goes on in another thread.
"""

import gc
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QTimer
from PySide6.QtWidgets import QApplication

from desktop.i18n import _, use_language
from desktop.paths import Profile, default_profile
from desktop.settings import Settings, keep_settings, read_settings
from desktop.ui import fonts, theme
from desktop.ui.bridge import Bridge
from desktop.ui.desk import Desk
from desktop.ui.first_paint import once_painted
from desktop.ui.page import Page
from desktop.ui.picker import name_of
from desktop.ui.rail import Stop
from desktop.ui.shell import Shell, Stay
from sync.errors import CoalitionError

if TYPE_CHECKING:
    from desktop.features.syncing.page_liaison import Liaison
    from desktop.session import Session

FIRST = "today"
PARTNERS = ("partner", "affiliation", "agreement", "tie", "sector")


def stays() -> list[Stay]:
    """Return the pages there are, in the order of the rail; each is imported when it is first shown."""
    return [
        _stay(Stop("today", _("Today"), "sun"), "today"),
        _stay(Stop("meetings", _("Meetings"), "calendar-days"), "meetings", "meeting", "series"),
        _stay(Stop("people", _("People"), "users"), "people", "person"),
        _stay(Stop("partners", _("Partners"), "handshake"), "partners", *PARTNERS),
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
        once_painted(self.shell, self._open)
        self.shell.restore(settings.window)

    def start(self) -> None:
        """Show the window; once it is painted, open what it is to show."""
        self.shell.show()

    def begin(self, session: "Session") -> None:
        """Fill the window from an open store."""
        _look_for_cycles()
        self.session, self.profile = session, session.profile
        self.bridge.follow(session.store)
        desk = Desk(session.store, session.profile, self.bridge, self.shell, self.settings, session.is_demo)
        self.shell.rail.say_name(name_of(session.store, "coalition", session.store.author.home))
        self.shell.begin(desk, self.settings.page or FIRST)
        self.bridge.run(_liaison, self._keep_level)

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
            self.session = None

    def _open(self) -> None:
        self.bridge.run(self._opened, self.begin, self._cannot_open)

    def _opened(self) -> "Session":
        import_module(f"desktop.features.{self.settings.page or FIRST}.page")  # here it holds nobody up
        if self.is_demo:
            from desktop.sample.opening import open_sample

            return open_sample(self.profile, datetime.now(UTC).astimezone().date())
        from desktop.session import open_session

        return open_session(self.profile)

    def _keep_level(self, liaison: "type[Liaison]") -> None:
        if self.session is not None:  # the window may be closed by now
            self.liaison = liaison(self.session.store, self.bridge, self.shell)
            self.liaison.start()

    def _cannot_open(self, error: CoalitionError) -> None:
        _look_for_cycles()
        self.shell.warn(error.sentence)


def _liaison() -> "type[Liaison]":
    """Import what syncs; it brings HTTP along, which the first page does without."""
    from desktop.features.syncing.page_liaison import Liaison

    return Liaison


def _look_for_cycles() -> None:
    """Have Python free cycles from now on, but not look for them among the modules: that halts a window."""
    gc.freeze()
    gc.enable()


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


def show_pages(folder: Path, tell: Callable[[str], object], seconds: float) -> list[str]:
    """Open the window on the sample, show every page once, and close it; return the pages that did not show.

    `tell` hears the name of each page once it is painted.
    """
    from desktop.ui.visit import Visit

    program = Program(make_application(Settings()), Profile(folder), Settings(), demo=True)
    pages = [stay.stop.page for stay in stays()]
    visit = Visit(program.shell, pages, tell, seconds)
    program.start()
    program.application.exec()
    return [page for page in pages if page not in visit.shown]


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the window as the command line says; for bundles, which start here."""
    return int(import_module("desktop.cli").main(arguments) or 0)


if __name__ == "__main__":
    sys.exit(main())
