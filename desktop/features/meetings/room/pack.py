"""After the meeting: the follow-up pack in one click, and the meeting on a stick for another laptop."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.features.meetings.moments import day_of
from desktop.features.meetings.papers.follow_up import write_follow_up
from desktop.features.meetings.papers.handing_over import hand_over
from desktop.file_names import clean_name
from desktop.i18n import _, ngettext
from desktop.reports.pack import Packed
from desktop.ui.buttons import plain, primary, quiet_button
from desktop.ui.card import Card
from desktop.ui.dates import language
from desktop.ui.desk import Desk, open_file
from desktop.ui.labels import Words, quiet
from desktop.ui.layout import STRETCH, column, row
from sync.records.meetings import Meeting


class AfterMeeting(QWidget):
    """What goes out, made on this computer; nothing is sent by it."""

    def __init__(self, desk: Desk, reopen: Callable[[], object]) -> None:
        super().__init__()
        self._desk = desk
        self._meeting: Meeting | None = None
        self._folder: Path | None = None
        self.home = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
        """Where the folder of the pack is made."""
        self.pack_button = primary(_("Make the follow-up pack"), self.make_pack, "send")
        self.stick_button = plain(_("Hand over on a stick"), self.ask_stick, "usb")
        self._made = Words("", "small")
        self._show = quiet_button(_("Show the folder"), lambda: self._folder and open_file(self._folder))
        self._result = Card(column(self._made, row(self._show, STRETCH), gap=4), margin=8)
        self._result.hide()
        closed = Card(column(Words(_("The meeting is closed."), strong=True)), tone="good", margin=12)
        what = quiet(_("Minutes, task slips, thank-you letters, mail drafts and the next date."), "small")
        stick = quiet(_("The whole meeting in a sealed file, for another laptop of the coalition."), "small")
        again = row(quiet_button(_("Reopen the meeting"), reopen, "lock-open"), STRETCH)
        pack = column(self.pack_button, what, self._result, gap=4)
        self.setLayout(column(closed, pack, column(self.stick_button, stick, gap=4), again, gap=16))

    def show_meeting(self, meeting: Meeting) -> None:
        """Offer what goes out after a meeting."""
        if self._meeting is None or self._meeting.id != meeting.id:
            self._result.hide()
        self._meeting = meeting

    def begin(self) -> None:
        """Put the focus on the pack."""
        self.pack_button.setFocus()

    def make_pack(self) -> None:
        """Write everything that goes out into a folder of its own, while the window stays usable."""
        meeting, store, spoken = self._meeting, self._desk.store, language()
        if meeting is None:
            return
        name = f"{day_of(store, meeting).isoformat()} {meeting.title[:60]}"
        folder = self.home / _("Coalition Desk") / clean_name(name)
        self.pack_button.setEnabled(False)
        self.pack_button.setText(_("Making the pack…"))
        self._desk.bridge.run(
            lambda: write_follow_up(store, meeting.id, folder, language=spoken),
            lambda packed: self._tell(packed, folder),
            lambda error: self._say(error.sentence),
            owner=self,
        )

    def ask_stick(self) -> None:
        """Ask where to, and write the meeting for another laptop."""
        if self._meeting is None:
            return
        proposed = clean_name(f"{self._meeting.title[:80]}.carry")
        name, _kind = QFileDialog.getSaveFileName(self, _("Hand over on a stick"), proposed, "*.carry")
        if name:
            self.hand_over_to(Path(name))

    def hand_over_to(self, path: Path) -> None:
        """Write the meeting into a file."""
        meeting, store, tell = self._meeting, self._desk.store, self._desk.way.tell
        if meeting is not None:
            done = _("Written. On the other laptop: Sync, then “Take in from a stick”.")
            self._desk.do_slowly(
                self,
                lambda: hand_over(store, meeting.id, path),
                lambda written: tell(" ".join((done, *written.faults))),
            )

    def _tell(self, packed: tuple[Packed, ...], folder: Path) -> None:
        self._folder = folder
        made = ngettext("{count} file is in {folder}.", "{count} files are in {folder}.", len(packed))
        self._say(made.format(count=len(packed), folder=folder))
        self._show.setVisible(True)
        self._show.setFocus()

    def _say(self, words: str) -> None:
        self.pack_button.setEnabled(True)
        self.pack_button.setText(_("Make the follow-up pack again"))
        self._show.setVisible(False)
        self._made.setText(words)
        self._result.show()
