"""Sync: how things stand, what waits to be sent, what the office has receipted, and by stick."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from desktop.commands import Command
from desktop.features.syncing.actions import check_invitation, join, take_out, take_out_refused
from desktop.features.syncing.clock import clock_words
from desktop.features.syncing.page_lines import file_line, round_line, sent_line
from desktop.features.syncing.page_refused import RefusedDialog
from desktop.features.syncing.queries import Round, Sent, SentFile, files, outbox, past_rounds, standing
from desktop.i18n import _, ngettext
from desktop.store.carry import Arrived, Written, carry_in
from desktop.store.refusals import count_refused
from desktop.ui.buttons import plain, primary, quiet_button
from desktop.ui.card import Card
from desktop.ui.dates import moment_words
from desktop.ui.desk import Desk
from desktop.ui.dialogs import Dialog
from desktop.ui.fields import LineField
from desktop.ui.flow import Flow
from desktop.ui.labels import Words, heading, quiet, title
from desktop.ui.latest import Latest
from desktop.ui.layout import STRETCH, clear, column, row, scrolled, widget_of
from desktop.ui.page import Page
from sync.records import VOCABULARY

FEW = 12
"""Edits shown at first."""
STICK = "*.carry"
REFUSED, TABLES = "not-accepted.csv", "*.csv *.json"


def build(desk: Desk) -> "SyncingPage":
    """Return the page."""
    return SyncingPage(desk)


class SyncingPage(Page):
    """All that a person may want to know before trusting the word synced."""

    shows = frozenset(VOCABULARY.kinds)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._latest = Latest(desk, self)
        self._state = Words("", strong=True)
        self._more = quiet("")
        self._now = primary(_("Sync now"), self.sync_now, "refresh-cw")
        self._join = primary(_("Join the office"), self.ask_to_join, "log-out")
        self._out = plain(_("Write to a stick"), self.write_to_stick, "usb")
        self._back = plain(_("Take in from a stick"), self.take_from_stick, "usb")
        ways = Flow(self._now, self._join, self._out, self._back, gap=8)
        card = Card(column(self._state, self._more, 4, ways))
        self._changes = heading("")
        self._outbox, self._files, self._past = column(gap=0), column(gap=0), column(gap=0)
        self._most = FEW
        self._all = quiet_button(_("Show more"), self.show_more)
        self._all.hide()  # until it is known whether there is more
        body = column(
            title(_("Sync")),
            card,
            self._changes,
            self._outbox,
            row(self._all, STRETCH),
            heading(_("Files")),
            self._files,
            heading(_("The last exchanges")),
            self._past,
            STRETCH,
            gap=16,
            margin=24,
        )
        self.setLayout(column(scrolled(widget_of(body))))
        desk.bridge.exchanged.connect(self._on_news)

    def refresh(self) -> None:
        """Read everything anew: how things stand at once, the lists in another thread, for they are long."""
        store, most = self.desk.store, self._most
        stands = standing(store)
        self._show_state(stands)
        self._latest.ask(
            lambda: (outbox(store, most + 1), files(store), past_rounds(store)),
            lambda read: self._show_lists(*read),
        )

    def _show_lists(self, sent: list[Sent], attached: list[SentFile], past: list[Round]) -> None:
        is_alone = self._now.isHidden()
        lines = [sent_line(each, self.open_refused, is_alone=is_alone) for each in sent[: self._most]]
        _fill(self._outbox, lines, _("Nothing was changed here yet."))
        self._all.setVisible(len(sent) > self._most)
        _fill(self._files, [file_line(each) for each in attached], _("No files are attached here."))
        _fill(self._past, [round_line(each) for each in past], _("There was no exchange yet."))

    def commands(self) -> Sequence[Command]:
        """Return what can be done here."""
        joined, out = self._has_joined, _("Take out what was not accepted")
        return (
            Command("syncing.now", _("Sync now"), self.sync_now, "Ctrl+R", "refresh-cw", joined),
            Command("syncing.out", _("Write to a stick"), self.write_to_stick, "", "usb", joined),
            Command("syncing.in", _("Take in from a stick"), self.take_from_stick, "", "usb", joined),
            Command("syncing.refused", out, self.take_out_refused, "", "file-down", self._has_refused),
            Command("syncing.join", _("Join the office"), self.ask_to_join, "", "log-out", self._can_join),
        )

    def show_more(self) -> None:
        """Show more of what was sent."""
        self._most *= 5
        self.refresh()

    def open_refused(self, sent: Sent) -> None:
        """Show what was entered in an Edit that the office did not accept."""
        RefusedDialog(self, self.desk, sent).open()

    def take_out_refused(self) -> None:
        """Write what was not accepted to a file."""
        name, _sort = QFileDialog.getSaveFileName(self, _("Take out what was not accepted"), REFUSED, TABLES)
        if name:
            self.desk.do_slowly(
                self, lambda: take_out_refused(self.desk.store, Path(name)), self._told_written
            )

    def sync_now(self) -> None:
        """Ask for an exchange; the pill says what comes of it."""
        self.desk.bridge.sync_asked.emit()

    def ask_to_join(self) -> None:
        """Ask for the code and the address, and join with them."""
        code, server = LineField(_("Code")), LineField(_("Address of the office"), "https://")
        body = column(
            quiet(_("The state office gave you a code. It works once.")),
            Words(_("Code")),
            code,
            Words(_("Address of the office")),
            server,
        )
        dialog = Dialog(
            self, _("Join the office"), body, _("Join"), lambda: self._join_with(code.text(), server.text())
        )
        dialog.open()
        code.setFocus()

    def write_to_stick(self) -> None:
        """Write the unsent changes to a file."""
        name, _sort = QFileDialog.getSaveFileName(self, _("Write to a stick"), "outbox.carry", STICK)
        if name:
            self.desk.do_slowly(self, lambda: take_out(self.desk.store, Path(name)), self._told_on_stick)

    def take_from_stick(self) -> None:
        """Take in what is in a file from a stick."""
        name, _sort = QFileDialog.getOpenFileName(self, _("Take in from a stick"), "", STICK)
        if name:
            self.desk.do_slowly(self, lambda: carry_in(self.desk.store, Path(name)), self._told_taken)

    def _join_with(self, code: str, server: str) -> None:
        address = check_invitation(code.strip(), server.strip())
        self.desk.do_slowly(
            self, lambda: join(self.desk.store, code.strip(), address), lambda _answer: self.sync_now()
        )

    def _told_written(self, changes: int, *more: str) -> None:
        words = ngettext("{count} change was written.", "{count} changes were written.", changes)
        self.desk.way.tell(" ".join((words.format(count=changes), *more)))

    def _told_on_stick(self, written: Written) -> None:
        files = ngettext("Attached: {count} file.", "Attached: {count} files.", written.files)
        attached = (files.format(count=written.files),) if written.files else ()
        self._told_written(written.changes, *attached, *written.faults)

    def _told_taken(self, arrived: Arrived) -> None:
        self.refresh()
        self.desk.way.tell(" ".join((_("Taken in. Nothing that you typed was replaced."), *arrived.faults)))

    def _on_news(self, news: object) -> None:
        del news
        if self.isVisible():
            self.refresh()
        else:
            self._is_stale = True

    def _show_state(self, stands: dict[str, Any]) -> None:
        server, last = stands["server"], stands["last_sync"]
        self._changes.setText(_("Sent and waiting") if server else _("What you changed"))
        for way in (self._now, self._out, self._back):
            way.setVisible(server is not None)
        self._join.setVisible(self._can_join())
        if server is None:
            self._show_alone()
            return
        first, *others = _counted(stands) or [_("The office has everything that was changed here")]
        heard = moment_words(datetime.fromisoformat(last)) if last else _("never")
        about = [_("Office: {server}").format(server=server), _("Last heard: {time}").format(time=heard)]
        self._state.setText(first)
        clock = clock_words(stands["clock_offset"])
        self._more.setText("\n".join(filter(None, ("   ·   ".join([*others, *about]), clock))))

    def _show_alone(self) -> None:
        if self.desk.is_demo:
            self._state.setText(_("This is the sample coalition"))
            words = _(
                "Nothing here is sent anywhere. Leave the sample on Preferences to join your coalition."
            )
        else:
            self._state.setText(_("This coalition lives on this computer alone"))
            words = _("Everything is saved here. Join the office to share it with your coalition.")
        self._more.setText(words)

    def _has_joined(self) -> bool:
        return "server" in self.desk.store.facts()

    def _has_refused(self) -> bool:
        return count_refused(self.desk.store) > 0

    def _can_join(self) -> bool:
        return not self._has_joined() and not self.desk.is_demo


def _counted(stands: dict[str, Any]) -> list[str]:
    """Return what is not with the office, in words: what needs a person first."""
    refused, unsent, attached = stands["refused"], stands["unsent"], stands["files_unsent"]
    counted = (
        (refused, ngettext("{count} change was not accepted", "{count} changes were not accepted", refused)),
        (unsent, ngettext("{count} change waits", "{count} changes wait", unsent)),
        (attached, ngettext("{count} file waits", "{count} files wait", attached)),
    )
    return [words.format(count=count) for count, words in counted if count]


def _fill(place: QVBoxLayout, rows: list[QWidget], nothing: str) -> None:
    clear(place)
    for each in rows or [quiet(nothing)]:
        place.addWidget(each)
