"""The backups: when, how large, whether they are whole; one more now; going back to one."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.features.preferences.backups import (
    Kept,
    Loss,
    back_up_now,
    belonging_here,
    go_back,
    is_from_elsewhere,
    kept_backups,
    loss_of,
    needs_passphrase,
)
from desktop.features.preferences.page_slow import SlowDialog
from desktop.i18n import _, ngettext
from desktop.ui.buttons import plain, quiet_button
from desktop.ui.dates import moment_words
from desktop.ui.desk import Desk
from desktop.ui.flow import Flow
from desktop.ui.labels import Words, quiet
from desktop.ui.layout import STRETCH, Part, clear, column, row, widget_of
from desktop.ui.new_passphrase import SecretField
from desktop.ui.record_model import RowText
from desktop.ui.row_button import RowButton
from desktop.ui.stacked import stacked
from desktop.ui.tick import Tick

FEW = 5
"""Backups shown at first."""
SUFFIX = "*.coalition"


class BackupsPart(QWidget):
    """Lists the backups. `aside` carries a job that is done while nobody has the coalition open."""

    aside = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._most = desk, FEW
        self.list = column(gap=0)
        self.more = quiet_button(_("Show all"), self.show_all)
        self.more.hide()
        from_file = plain(_("Restore from a file"), self.restore_from_file, "history")
        ways = Flow(
            plain(_("Back up now"), self.back_up, "hard-drive"),
            plain(_("Save a copy elsewhere"), self.save_elsewhere, "usb"),
            *([] if desk.is_demo else [from_file]),
            gap=8,
        )
        about = quiet(_("Made every half hour in which something changed; kept by day, week and month."))
        self.setLayout(column(about, self.list, row(self.more, STRETCH), ways, gap=8))

    def refresh(self) -> None:
        """Read the backups, in another thread: each of them from beginning to end."""
        profile = self._desk.profile
        self._desk.do_slowly(self, lambda: kept_backups(profile), self.show_kept)

    def show_kept(self, kept: Sequence[Kept]) -> None:
        """List backups, the newest first."""
        clear(self.list)
        for each in kept[: self._most]:
            self.list.addWidget(self._line(each))
        if not kept:
            self.list.addWidget(quiet(_("There is none yet.")))
        self.more.setVisible(len(kept) > self._most)

    def show_all(self) -> None:
        """List every backup."""
        self._most = 10_000
        self.refresh()

    def back_up(self) -> None:
        """Make a backup now."""
        store, profile = self._desk.store, self._desk.profile
        self._desk.do_slowly(
            self, lambda: back_up_now(store, profile), lambda _path: self._told(_("Backed up."))
        )

    def save_elsewhere(self) -> None:
        """Ask where a copy with all attachments goes, and make it."""
        name, _kind = QFileDialog.getSaveFileName(
            self, _("Save a copy elsewhere"), "backup.coalition", SUFFIX
        )
        if name:
            store, profile = self._desk.store, self._desk.profile
            self._desk.do_slowly(
                self,
                lambda: back_up_now(store, profile, Path(name)),
                lambda path: self._told(_("Saved as {name}.").format(name=path.name)),
            )

    def restore_from_file(self) -> None:
        """Ask for a backup that was saved elsewhere."""
        name, _kind = QFileDialog.getOpenFileName(self, _("Restore from a file"), "", SUFFIX)
        if name:
            self.ask_to_go_back(Path(name))

    def ask_to_go_back(self, path: Path) -> None:
        """Say what going back to a backup would mean, and ask."""
        store, profile = self._desk.store, self._desk.profile
        self._desk.do_slowly(
            self,
            lambda: (
                None if is_from_elsewhere(profile, path) else loss_of(store, path),
                needs_passphrase(profile, path),
            ),
            lambda found: self._ask(path, *found),
        )

    def _ask(self, path: Path, loss: Loss | None, asks: bool) -> None:
        passphrase, profile = SecretField(_("Passphrase")), self._desk.profile
        anyway = Tick(_("Even if it is of another coalition"))
        asked: list[Part] = [stacked((_("Passphrase"), passphrase))] if asks else []
        asked += [anyway] if loss is None else []
        mine = belonging_here(self._desk.store)

        def prepare() -> Callable[[], object]:
            typed, even_so = passphrase.text(), anyway.isChecked()
            return lambda: go_back(profile, path, typed, mine=mine, anyway=even_so)

        dialog = SlowDialog(
            self,
            self._desk,
            (_("Go back to this backup"), _("Restore"), _("Checking the key…")),
            column(*(Words(each) for each in consequences(loss)), *asked, gap=12),
            prepare,
            self.aside.emit,
        )
        dialog.open()

    def _line(self, kept: Kept) -> QWidget:
        size = _("{size} MB").format(size=f"{max(0.1, kept.size / 1e6):,.1f}")
        detail = "   ·   ".join(filter(None, (size, _reasons().get(kept.why, kept.why))))
        chip, tone = (_("Verified"), "good") if kept.whole else (_("Damaged"), "bad")
        text = RowButton(RowText(moment_words(kept.made), detail, chip, tone))
        if self._desk.is_demo:
            return text
        back = quiet_button(_("Restore"), lambda: self.ask_to_go_back(kept.path), "history")
        back.setAccessibleName(_("Restore {name}").format(name=moment_words(kept.made)))
        back.setEnabled(kept.whole)
        line = row(text, back)
        line.setStretch(0, 1)
        return widget_of(line)

    def _told(self, words: str) -> None:
        self._desk.way.tell(words)
        self.refresh()


def consequences(loss: Loss | None) -> list[str]:
    """Return, in sentences, what going back to a backup means; None for one that was made elsewhere."""
    return [
        _("This backup was not made from what is open here; it takes the place of all of it.")
        if loss is None
        else _lost(loss),
        _("What is here now is kept among the backups, so you can come back to it."),
        _("The window closes and opens again. It does not sync until you say so."),
    ]


def _lost(loss: Loss) -> str:
    lost = ngettext(
        "{count} change made here since then is not in it.",
        "{count} changes made here since then are not in it.",
        loss.changes,
    ).format(count=loss.changes)
    unsent = ngettext(
        "The office has not received {count} of them.",
        "The office has not received {count} of them.",
        loss.unsent,
    ).format(count=loss.unsent)
    said = " ".join([lost, *([unsent] if loss.unsent else [])])
    return said if loss.changes else _("Nothing was changed here since it was made.")


def _reasons() -> dict[str, str]:
    return {
        "before upgrade": _("before an update"),
        "before repair": _("before a repair"),
        "before restore": _("before going back to another one"),
    }
