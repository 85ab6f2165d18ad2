"""The window program: from the command line to a window, and to another one where that is asked for."""

import sys
import threading
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from desktop.doorbell import ring
from desktop.i18n import _
from desktop.logs import note_bug, own_up
from desktop.memory import keep_one_heap
from desktop.pages import stays
from desktop.paths import Profile, default_profile
from desktop.settings import Settings, read_settings
from desktop.ui import fonts, theme
from desktop.ui.dates import language
from desktop.ui.language import language_of_system, speak
from desktop.ui.motion import use_motion
from desktop.window import Job, Program

__all__ = ["Program", "main", "make_application", "run", "show_pages", "stays"]


class Windows:
    """Opens the window, and opens it anew where the language, the profile or all the data changed."""

    def __init__(self, language: str) -> None:
        self._language = language
        self.program: Program | None = None

    def open(self, profile: Profile, *, demo: bool, before: Job | None = None, language: str = "") -> None:
        """Open a window in place of the one there is."""
        old, settings = self.program, read_settings(profile.folder)
        self._language = language or self._language
        speak(settings.language or self._language or language_of_system())
        self.program = Program(make_application(settings), profile, settings, demo=demo, before=before)
        self.program.again = self.open
        self.program.start()
        if old is not None:  # what the new one opens comes after its first paint, so this is in time
            old.shell.close()
            old.shell.deleteLater()

    def own_up(self, error: BaseException) -> None:
        """Note a bug of ours and say so in the window, from any thread."""
        program = self.program
        if program is not None:
            sentence = own_up(note_bug(program.profile.folder, error))
            program.bridge.hand_over(lambda: program.shell.warn(sentence))


def make_application(settings: Settings) -> QApplication:
    """Return the one Qt application, in the language, type and colours chosen."""
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        keep_one_heap()
        application = QApplication(sys.argv[:1])
    application.setApplicationName("coalition-desk")
    application.setApplicationDisplayName(_("Coalition Desk"))
    application.setDesktopFileName("coalition-desk")
    application.setStyle("Fusion")
    fonts.use_fonts(application, settings.text_size)
    theme.use_scheme(application, settings.scheme)
    use_motion(reduced=settings.reduce_motion)
    speak(language())  # now that there is an application to hear it
    return application


def run(profile_folder: str, language: str, *, demo: bool) -> int:
    """Open the window and return the exit code once it is closed; `language` "" is the computer's.

    Where a window has the profile open already, that one comes forward and no other is opened.
    """
    profile = Profile(Path(profile_folder)) if profile_folder else default_profile("demo" if demo else "desk")
    if ring(profile):
        return 0
    application = make_application(read_settings(profile.folder))
    windows = Windows(language)
    _catch_bugs(windows)
    QTimer.singleShot(0, lambda: windows.open(profile, demo=demo))
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


def _catch_bugs(windows: Windows) -> None:
    """Let no bug pass unseen, and none show a traceback to a person."""

    def on_bug(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        del kind, trace
        windows.own_up(error)

    sys.excepthook = on_bug
    threading.excepthook = lambda bug: windows.own_up(bug.exc_value or bug.exc_type())


if __name__ == "__main__":
    sys.exit(main())
