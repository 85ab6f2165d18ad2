"""The papers of a meeting, each made when it is asked for: to be looked at, printed, or handed over."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.features.meetings.papers.before import agenda_paper, badges_paper, sign_in_paper, tents_paper
from desktop.features.meetings.papers.follow_up import write_follow_up
from desktop.features.meetings.papers.handing_over import hand_over
from desktop.features.meetings.papers.invitations import calendar_file
from desktop.features.meetings.papers.minutes import minutes_paper
from desktop.file_names import clean_name
from desktop.i18n import _, ngettext
from desktop.reports.document import Document
from desktop.reports.pack import Packed
from desktop.ui.buttons import plain
from desktop.ui.card import Rule
from desktop.ui.dates import language
from desktop.ui.desk import Desk, open_file
from desktop.ui.labels import Words, heading, quiet
from desktop.ui.layout import STRETCH, column, row, widget_of
from desktop.ui.tick import Tick
from desktop.writing_out import write_out
from sync.records.meetings import Meeting


class PapersPart(QWidget):
    """One line for each paper: what it is for, and a button. Everything is made on this computer."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._meeting, self._title = desk, "", ""
        self._large = Tick(_("Large print"))
        self._full = Tick(_("With closed items"))
        self._full.setToolTip(_("Only for those who were in the room."))
        before = (
            _line(_("Agenda"), _("With times, and what is still open."), self.print_agenda),
            _line(_("Sign-in sheet"), _("A short code in each row, to be typed in later."), self.print_sheet),
            _line(_("Name badges"), _("The code on each checks its person in."), self.print_badges),
            _line(_("Name tents"), _("To fold and put on the table."), self.print_tents),
            _line(_("Calendar entry"), _("For everybody called; a later one replaces it."), self.save_entry),
        )
        after = (
            _line(_("Minutes"), _("As they stand now."), self.print_minutes),
            _line(_("Follow-up pack"), _pack_words(), self.make_pack),
            _line(
                _("Hand over"), _("The whole meeting in a sealed file, for another laptop."), self.save_whole
            ),
        )
        head = row(heading(_("Before")), STRETCH, self._large)
        later = row(heading(_("Afterwards")), STRETCH, self._full)
        self.setLayout(column(head, *before, 12, later, *after, gap=4))

    def show_meeting(self, meeting: Meeting) -> None:
        """Offer the papers of a meeting."""
        self._meeting, self._title = meeting.id, meeting.title

    def leave(self) -> None:
        """Nothing is typed here."""

    def print_agenda(self) -> None:
        """Show the agenda, ready to be printed."""
        self._print(_("Agenda"), partial(agenda_paper, large=self._large.isChecked()))

    def print_sheet(self) -> None:
        """Show the sign-in sheet."""
        self._print(_("Sign-in sheet"), partial(sign_in_paper, large=self._large.isChecked()))

    def print_badges(self) -> None:
        """Show the name badges."""
        self._print(_("Name badges"), badges_paper)

    def print_tents(self) -> None:
        """Show the name tents."""
        self._print(_("Name tents"), tents_paper)

    def print_minutes(self) -> None:
        """Show the minutes as they stand."""
        self._print(_("Minutes"), partial(minutes_paper, full=self._full.isChecked()))

    def save_entry(self) -> None:
        """Ask where to, and write the calendar entry."""
        if path := self._ask_file(_("Calendar entry"), "ics"):
            self.save_entry_to(path)

    def save_entry_to(self, path: Path) -> None:
        """Write the calendar entry."""
        store, meeting = self._desk.store, self._meeting
        self._desk.do(
            lambda: write_out(path, calendar_file(store, meeting)),
            _("Saved. Attach it to a mail to everybody called."),
            undo=False,
        )

    def make_pack(self) -> None:
        """Ask where to, and write everything that goes out after a meeting."""
        if name := QFileDialog.getExistingDirectory(self, _("Where to put the follow-up pack")):
            self.make_pack_in(Path(name) / clean_name(self._title))

    def make_pack_in(self, folder: Path) -> None:
        """Write the follow-up pack into a folder."""
        store, meeting, spoken = self._desk.store, self._meeting, language()
        self._desk.do_slowly(
            self,
            lambda: write_follow_up(store, meeting, folder, language=spoken),
            lambda packed: self._tell_pack(packed, folder),
        )

    def save_whole(self) -> None:
        """Ask where to, and write the meeting for another laptop."""
        if path := self._ask_file(_("Meeting"), "carry"):
            self.save_whole_to(path)

    def save_whole_to(self, path: Path) -> None:
        """Write the meeting for another laptop."""
        store, meeting = self._desk.store, self._meeting
        done, tell = _("Saved. Take it in on the other laptop, under Sync."), self._desk.way.tell
        self._desk.do_slowly(
            self,
            lambda: hand_over(store, meeting, path),
            lambda written: tell(" ".join((done, *written.faults))),
        )

    def _print(self, name: str, make: Callable[..., Document]) -> None:
        """Make a PDF off the thread of the window, then show it in the system's own program."""
        store, meeting, spoken = self._desk.store, self._meeting, language()
        path = self._desk.profile.sessions / clean_name(f"{name} - {self._title[:80]}.pdf")

        def job() -> Path:
            from desktop.reports.printing import write_pdf

            write_pdf(make(store, meeting, language=spoken), path)
            return path

        self._desk.do_slowly(self, job, self._open)

    def _open(self, path: Path) -> None:
        if not open_file(path):
            self._desk.way.warn(
                _("There is no program here that shows PDF. The file is {path}.").format(path=path)
            )

    def _ask_file(self, what: str, ending: str) -> Path | None:
        proposed = clean_name(f"{what} - {self._title[:80]}.{ending}")
        name, _kind = QFileDialog.getSaveFileName(self, _("Save as"), proposed, f"*.{ending}")
        return Path(name) if name else None

    def _tell_pack(self, packed: tuple[Packed, ...], folder: Path) -> None:
        made = ngettext("{count} file is in {folder}.", "{count} files are in {folder}.", len(packed))
        self._desk.way.tell(made.format(count=len(packed), folder=folder.name))
        open_file(folder)


def _line(name: str, what_for: str, run: Callable[[], object]) -> QWidget:
    button = plain(_("Make"), run)
    button.setAccessibleName(_("Make: {name}").format(name=name))
    words = column(Words(name), quiet(what_for, "small"), gap=2)
    line = row(words, button, gap=16)
    line.setStretch(0, 1)
    line.setContentsMargins(0, 8, 0, 8)
    return widget_of(column(line, Rule(), gap=0))


def _pack_words() -> str:
    return _("Minutes, task slips, thank-you letters, mail drafts and the next date, in one folder.")
