"""One window: from its first paint, through unlocking, to the pages of an open coalition and its end.

The shell is painted before anything is unlocked, read or even imported; that goes on in another thread.
"""

import gc
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from desktop.i18n import _
from desktop.pages import FIRST, import_page, import_pages, quick_add, stays
from desktop.paths import Profile, default_profile
from desktop.settings import Settings, keep_settings
from desktop.ui import theme
from desktop.ui.ahead import build_ahead
from desktop.ui.bridge import Bridge
from desktop.ui.desk import Desk
from desktop.ui.doorbell import Doorbell
from desktop.ui.first_paint import once_painted
from desktop.ui.motion import use_motion
from desktop.ui.page import Page
from desktop.ui.shell import Shell
from sync.errors import CoalitionError

if TYPE_CHECKING:
    from desktop.features.syncing.page_liaison import Liaison
    from desktop.features.welcome.page import Welcome
    from desktop.session import Session

Job = Callable[[], object]
TURN = 0.0001
"""Seconds that a thread may go on while another waits; of 200 rows that are read, each waits for one."""
BACKUP_LOOKS = 5 * 60_000
"""Milliseconds between looks whether a backup is due."""


class Again(Protocol):
    """Opens another window in place of this one."""

    def __call__(
        self, profile: Profile, *, demo: bool, before: Job | None = None, language: str = ""
    ) -> object:
        """`before` is done first, while nobody has the coalition open."""


class Program:
    """The window of one profile, from its first paint to its end."""

    def __init__(
        self,
        application: QApplication,
        profile: Profile,
        settings: Settings,
        *,
        demo: bool,
        before: Job | None = None,
    ) -> None:
        self.application, self.profile, self.settings, self.is_demo = application, profile, settings, demo
        self.bridge = Bridge()
        self.session: Session | None = None
        self.liaison: Liaison | None = None
        self._bell: Doorbell | None = None
        self.again: Again | None = None
        """None where this is the only window there can be, as in a test."""
        self._before: Job | None = before
        self._welcome: Welcome | None = None
        self.shell = Shell(stays(), _("Coalition Desk"))
        self.shell.offer(quick_add(self.shell))
        self.shell.follow_settings = self.follow
        self.shell.closing = self.close
        self.shell.built = self._on_built
        self._backups = QTimer(self.shell, interval=BACKUP_LOOKS)
        self._backups.timeout.connect(self._back_up)
        once_painted(self.shell, self._open)
        self.shell.restore(settings.window)

    def start(self) -> None:
        """Show the window; once it is painted, open what it is to show."""
        self.shell.show()

    def begin(self, session: "Session") -> None:
        """Fill the window from an open store."""
        from desktop.postal import coalition_name

        _look_for_cycles()
        sys.setswitchinterval(TURN)  # each row that is painted waits for a turn, while others' work comes in
        self.session, self.profile, self._welcome = session, session.profile, None
        self.bridge.follow(session.store)
        desk = Desk(session.store, session.profile, self.bridge, self.shell, self.settings, session.is_demo)
        self.shell.rail.say_name(coalition_name(session.store))
        self.shell.begin(desk, self.settings.page or FIRST)
        self.bridge.run(_liaison, self._keep_level)
        self.bridge.run(import_pages, lambda _nothing: build_ahead(self.shell))
        self._backups.start()
        self._bell = Doorbell(session.profile, self.shell)

    def follow(self, settings: Settings) -> None:
        """Keep settings and show the window as they say."""
        self.settings = settings
        keep_settings(self.profile.folder, settings)
        theme.use_scheme(self.application, settings.scheme)
        use_motion(reduced=settings.reduce_motion)

    def close(self) -> None:
        """Keep where the window was, and let go of the store."""
        words, page = self.shell.state_words(), self.shell.shown_page()
        self._backups.stop()
        if self._bell is not None:
            self._bell.close()
            self._bell = None
        if self.liaison is not None:
            self.liaison.stop()
        self.bridge.close()
        if self._welcome is not None:
            self._welcome.end()
        if self.session is not None:
            keep_settings(self.profile.folder, self.settings.but(window=words, page=page))
            self.session.close()
            self.session = None

    def _open(self) -> None:
        self.bridge.run(self._opened, self.begin, self._cannot_open)

    def _opened(self) -> "Session":
        if self._before is not None:
            before, self._before = self._before, None
            before()
        import_page(self.settings.page)  # here it holds nobody up
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
        """Show what helps: the three doors, the passphrase, or why it does not open."""
        from desktop.features.welcome.page import Unlock, Welcome
        from desktop.features.welcome.page_guests import Trouble, guest_for

        _look_for_cycles()
        guest = guest_for(error, self.bridge, self.profile, may_look=self.again is not None)
        if isinstance(guest, Trouble):
            guest.again.connect(self._open)
            guest.anew.connect(lambda: self._welcome_in(Welcome(self.bridge, self.profile, may_look=False)))
        elif isinstance(guest, Unlock):
            guest.ready.connect(self.begin)
            guest.empty.connect(lambda typed: self._welcome_in(Welcome(self.bridge, self.profile, typed)))
        else:
            self._welcome_in(guest)
            return
        self.shell.show_guest(guest)

    def _welcome_in(self, welcome: "Welcome") -> None:
        self._welcome = welcome
        welcome.ready.connect(self.begin)
        welcome.look_around.connect(lambda: self._anew(default_profile("demo"), demo=True))
        welcome.language_chosen.connect(
            lambda chosen: self._anew(self.profile, demo=False, language=str(chosen))
        )
        self.shell.show_guest(welcome)

    def _on_built(self, name: str, page: Page) -> None:
        """Hear what the preferences ask of the whole program."""
        if name != "preferences":
            return
        from desktop.features.preferences.page import PreferencesPage

        if isinstance(page, PreferencesPage):
            page.aside.connect(lambda job: self._anew(self.profile, demo=self.is_demo, before=job))
            page.demo_left.connect(self._leave_demo)

    def _leave_demo(self) -> None:
        from desktop.sample.opening import discard_sample

        sample = self.profile
        self._anew(default_profile("desk"), demo=False, before=lambda: discard_sample(sample))

    def _anew(self, profile: Profile, *, demo: bool, before: Job | None = None, language: str = "") -> None:
        if self.again is not None:
            self.again(profile, demo=demo, before=before, language=language)

    def _back_up(self) -> None:
        from desktop.features.keeping.actions import back_up_when_due

        session = self.session
        if session is not None:
            self.bridge.run(
                lambda: back_up_when_due(session.store, session.profile),
                lambda _made: None,
                lambda error: self.shell.warn(error.sentence),
            )


def _liaison() -> "type[Liaison]":
    """Import what syncs; it brings HTTP along, which the first page does without."""
    from desktop.features.syncing.page_liaison import Liaison

    return Liaison


def _look_for_cycles() -> None:
    """Have Python free cycles from now on, but not look for them among the modules: that halts a window."""
    gc.freeze()
    gc.enable()
