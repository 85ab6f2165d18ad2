"""Preferences: looks, protection, backups, the health of the data, and whose computer this is."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.commands import Command
from desktop.features.preferences.page_backups import BackupsPart
from desktop.features.preferences.page_computer import CheckPart, ComputerPart
from desktop.features.preferences.page_looks import Looks
from desktop.features.preferences.page_protection import ProtectionPart
from desktop.i18n import _
from desktop.ui.buttons import primary
from desktop.ui.card import Card, Rule
from desktop.ui.desk import Desk
from desktop.ui.labels import Words, heading, title
from desktop.ui.layout import Part, column, row, scrolled
from desktop.ui.narrow import narrow
from desktop.ui.page import Page


def build(desk: Desk) -> "PreferencesPage":
    """Return the page."""
    return PreferencesPage(desk)


class PreferencesPage(Page):
    """All that a person may want otherwise on this computer."""

    aside = Signal(object)
    """A job to be done while nobody has the coalition open, after which the window opens again."""
    demo_left = Signal()
    """Somebody has seen enough of the sample: it can be thrown away."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.looks, self.backups = Looks(desk.settings), BackupsPart(desk)
        self.check, self.computer = CheckPart(desk), ComputerPart(desk)
        self.protection = None if desk.is_demo else ProtectionPart(desk)
        self.looks.chosen.connect(desk.way.choose_settings)
        self.looks.reopen_asked.connect(self.reopen)
        self.backups.aside.connect(self.aside)
        parts: list[Part] = [self._demo()] if desk.is_demo else []
        parts += [_part(_("Looks"), self.looks)]
        parts += [_part(_("Opening your data"), self.protection)] if self.protection else []
        parts += [
            _part(_("Backups"), self.backups),
            _part(_("Health of the data"), self.check),
            _part(_("This computer"), self.computer),
        ]
        body = column(title(_("Preferences")), *parts, gap=24, margin=24)
        body.addStretch(1)
        self.setLayout(column(scrolled(narrow(body))))

    def refresh(self) -> None:
        """Read anew what is shown."""
        self.backups.refresh()
        self.computer.refresh()

    def take_focus(self) -> None:
        """Put the keyboard on the first setting, not on the button above it that leaves the sample."""
        if not self.has_keyboard():
            self.looks.language.setFocus(Qt.FocusReason.OtherFocusReason)

    def commands(self) -> Sequence[Command]:
        """Return what can be done here."""
        synonyms = (_("settings"), _("options"), _("theme"), _("language"))
        own = [
            Command("backup.now", _("Back up now"), self.backups.back_up, icon="hard-drive", words=synonyms),
            Command("check.now", _("Check my data"), self.check.check, icon="list-checks"),
            Command("reopen", _("Open the window again"), self.reopen, icon="refresh-cw"),
        ]
        if self.protection:
            ask = self.protection.ask_passphrase
            own.append(Command("passphrase", _("Change the passphrase"), ask, icon="key-round"))
        return own

    def reopen(self) -> None:
        """Have the window closed and opened again, with the settings as they are."""
        self.aside.emit(lambda: None)

    def _demo(self) -> QWidget:
        words = Words(_("This is the sample. Everybody in it is invented, and nothing you do here matters."))
        leave = primary(_("Leave the sample"), self.demo_left.emit, "log-out")
        inside = row(words, leave, gap=16)
        inside.setStretch(0, 1)
        return Card(inside)


def _part(words: str, part: QWidget) -> Part:
    return column(heading(words), Rule(), 4, part, gap=8)
