"""The first minutes with the program: which door, what it needs, how it is protected, the paper.

    Welcome  where no coalition has begun: at most five screens
    Unlock   where one is there and asks for its passphrase

Both give a `Session` once a coalition is open.
"""

from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.features.welcome.beginning import (
    Begun,
    Founding,
    Joining,
    begin_profile,
    can_keep_key,
    come_in,
    found,
)
from desktop.features.welcome.page_details import JoinStep, StartStep
from desktop.features.welcome.page_doors import Doors
from desktop.features.welcome.page_protect import ProtectStep
from desktop.features.welcome.page_recovery import RecoveryStep
from desktop.features.welcome.page_step import Step
from desktop.features.welcome.page_unlock import Unlock
from desktop.features.welcome.troubles import plain_words
from desktop.i18n import _
from desktop.paths import Profile, check_folder
from desktop.settings import keep_settings, read_settings
from desktop.ui.bridge import Bridge
from desktop.ui.dates import language
from desktop.ui.language import speak
from sync.client.session import Report
from sync.errors import CoalitionError

__all__ = ["Unlock", "Welcome"]

Kind = TypeVar("Kind", bound=QWidget)


class Welcome(QStackedWidget):
    """Leads from the three doors to an open coalition. `ready` carries the Session."""

    ready = Signal(object)
    look_around = Signal()
    """Somebody wants to see the sample."""
    language_chosen = Signal(str)

    def __init__(
        self, bridge: Bridge, profile: Profile, passphrase: str = "", *, may_look: bool = True
    ) -> None:
        super().__init__()
        self._bridge, self._profile, self._may_look = bridge, profile, may_look
        self._passphrase = passphrase
        """What opens a profile that was begun and cut off."""
        self._said: Founding | Joining | None = None
        self._begun: Begun | None = None
        self.show_doors()

    def show_doors(self) -> None:
        """Begin at the three doors."""
        while step := self.currentWidget():
            self.removeWidget(step)
            step.deleteLater()
        doors = Doors(language(), may_look=self._may_look)
        doors.entered.connect(self._enter)
        doors.language_chosen.connect(self._speak)
        self._show(doors)

    def end(self) -> None:
        """Let go of a profile that was begun and not finished; it can be gone on with later."""
        if self._begun is not None:
            self._begun.session.close()

    def _enter(self, door: str) -> None:
        if door == "look":
            self.look_around.emit()
            return
        try:
            check_folder(self._profile.folder)
        except CoalitionError as error:
            self._current(Doors).say_trouble(error.sentence)
            return
        step = JoinStep if door == "join" else StartStep
        self._show(step(self._go_on, self.show_doors))

    def _go_on(self) -> None:
        """Take what was said; protect the data unless that is done already."""
        step = self._details()
        try:
            self._said = step.value()
        except CoalitionError as error:
            step.say_trouble(plain_words(error))
            return
        if self._begun is not None:
            self._make(self._begun)
        elif self._passphrase:
            self._begin(self._passphrase)
        else:
            step.show_under_way(_("One moment…"))
            self._bridge.run(can_keep_key, self._protect, owner=self)

    def _protect(self, can_keep: bool) -> None:
        details = self._details()
        details.say_trouble("")
        self._show(ProtectStep(self._set_passphrase, lambda: self._show(details), can_keep=can_keep))

    def _set_passphrase(self) -> None:
        step = self._current(ProtectStep)
        try:
            self._begin(step.value())
        except CoalitionError as error:
            step.say_trouble(error.sentence)

    def _begin(self, passphrase: str) -> None:
        """Make the key and the file."""
        self._under_way(_("Making the key to your data…"))
        self._bridge.run(
            lambda: begin_profile(self._profile, passphrase), self._make, self._failed, owner=self
        )

    def _make(self, begun: Begun) -> None:
        """Make the coalition, or join it."""
        self._begun, said = begun, self._said
        keep_settings(self._profile.folder, read_settings(self._profile.folder).but(language=language()))
        self._under_way(_("Asking the office…") if isinstance(said, Joining) else _("Starting…"))

        def job() -> str:
            if isinstance(said, Joining):
                return come_in(begun, said, self._on_progress)
            return found(begun, said) if said is not None else ""

        self._bridge.run(job, lambda name: self._show_code(begun, name), self._failed, owner=self)

    def _failed(self, error: CoalitionError) -> None:
        """Say why it did not work, at the step where it can be put right."""
        if self._begun is not None:  # the key is made, so only what was said can be wrong
            self._show(self._details())
        step = self.currentWidget()
        if isinstance(step, Step):
            step.say_trouble(plain_words(error))

    def _show_code(self, begun: Begun, name: str) -> None:
        self._show(RecoveryStep(self._bridge, begun.recovery, name, self._finish, place=_("Step 3 of 3")))

    def _finish(self) -> None:
        step = self._current(RecoveryStep)
        try:
            step.check()
        except CoalitionError as error:
            step.say_trouble(error.sentence)
            return
        begun, self._begun = self._begun, None
        if begun is not None:
            self.ready.emit(begun.session)

    def _on_progress(self, report: Report) -> None:
        words = _("Fetching your coalition: {count} records").format(count=f"{report.received:,}")
        self._bridge.hand_over(lambda: self._under_way(words))

    def _under_way(self, words: str) -> None:
        step = self.currentWidget()
        if isinstance(step, Step):
            step.show_under_way(words)

    def _speak(self, chosen: str) -> None:
        """Go on in another language at once."""
        speak(chosen)
        self.language_chosen.emit(chosen)
        self.show_doors()

    def _show(self, step: QWidget) -> None:
        """Show a step; those behind it stay, so that Back finds what was typed."""
        if self.indexOf(step) < 0:
            self.addWidget(step)
        self.setCurrentWidget(step)
        step.setFocus()

    def _details(self) -> JoinStep | StartStep:
        steps = (self.widget(place) for place in reversed(range(self.count())))
        return next(step for step in steps if isinstance(step, JoinStep | StartStep))

    def _current(self, kind: type[Kind]) -> Kind:
        step = self.currentWidget()
        if not isinstance(step, kind):
            raise TypeError(f"the {kind.__name__} is not shown")
        return step
