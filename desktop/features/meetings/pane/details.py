"""What a meeting is: its title, time, place and people in charge; its series; and putting it away."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desktop.features.meetings.actions import (
    call_again,
    cancel_meeting,
    change_meeting,
    trash_meeting,
)
from desktop.features.meetings.approval import is_locked
from desktop.features.meetings.moments import day_of
from desktop.features.meetings.queries import read
from desktop.features.meetings.recurrence import rule_words, rules_from
from desktop.features.meetings.series import change_series, copy_meeting, make_series
from desktop.i18n import _
from desktop.ui.attached import AttachedFiles
from desktop.ui.buttons import quiet_button
from desktop.ui.dates import language
from desktop.ui.desk import Desk
from desktop.ui.fields import ChoiceField
from desktop.ui.flow import Flow
from desktop.ui.form import Form
from desktop.ui.labelled import BESIDE_FORM, labelled
from desktop.ui.labels import quiet
from desktop.ui.layout import column, widget_of
from desktop.ui.section import Section
from sync.errors import CoalitionError
from sync.records.fields import parse_field
from sync.records.meetings import Meeting, Series

FIELDS = (
    *("title", "starts_at", "duration", "place", "link", "format", "chair", "note_taker"),
    *("closed", "initials_only", "time_zone", "project", "tags"),
)
SERIES = ("title", "place", "duration", "topics", "members", "notes", "ended")


class MeetingForm(Form):
    """Keeps each field through `change_meeting`, so that calendars hear of a new time or place."""

    def _keep(self, name: str) -> None:
        if self._seen is None:
            return
        try:
            value = parse_field(Meeting, name, self._editors[name].value())
            if value != self._stored(name):
                change_meeting(self.desk.store, self.record, **{name: value})
        except CoalitionError as error:
            self._say(name, error.sentence)
            return
        self._seen = self.desk.store.state(Meeting.kind, self.record)
        self._say(name, "")


class DetailsPart(QWidget):
    """The form of a meeting, what can be done with the whole of it, and its series."""

    def __init__(self, desk: Desk, open_meeting: Callable[[str], object]) -> None:
        super().__init__()
        self._desk, self._open_meeting, self._meeting = desk, open_meeting, ""
        self._form = MeetingForm(desk, Meeting.kind, FIELDS)
        self._series = Form(desk, Series.kind, SERIES)
        self._often = ChoiceField(_("How often"))
        self._often.activated.connect(self._keep_rule)
        self._files = AttachedFiles(desk, Meeting.kind, "attachments")
        self._lock = quiet("", "small")
        self._off = quiet_button(_("Call it off"), self._cancel, "x")
        self._on = quiet_button(_("Call it after all"), self._again, "undo-2")
        self._make = quiet_button(_("Make a series of it"), self._make_series, "layers")
        self._like = quiet_button(_("Plan another like it"), self._copy, "copy")
        self._away = quiet_button(_("Delete the meeting"), self._trash, "trash-2")
        buttons = widget_of(Flow(self._like, self._make, self._off, self._on, self._away))
        self._of_series = Section(_("The series"))
        files = labelled((_("Files"), self._files), letters=BESIDE_FORM)
        self.setLayout(column(self._lock, self._form, files, 8, buttons, 8, self._of_series, gap=8))
        often = labelled((_("How often"), self._often), letters=BESIDE_FORM)
        self._of_series.show_lines([widget_of(column(often, self._series, gap=8))])

    def show_meeting(self, meeting: Meeting) -> None:
        """Show what a meeting is."""
        if meeting.id != self._meeting:
            self._meeting = meeting.id
            self._form.show_record(meeting.id)
            self._files.show_record(meeting.id)
        if meeting.series != self._series.record:
            self._series.show_record(meeting.series)
        locked = is_locked(meeting)
        self._lock.say(
            _("The minutes are approved, so only tags, project and files can change.") if locked else ""
        )
        self._of_series.setVisible(bool(meeting.series))
        self._offer_rules(meeting)
        self._make.setVisible(not meeting.series)
        self._off.setVisible(not meeting.cancelled and not meeting.held)
        self._on.setVisible(meeting.cancelled)
        self._away.setVisible(not locked and not meeting.held)

    def leave(self) -> None:
        """Keep whatever is still being typed."""
        self._form.keep_all()
        self._series.keep_all()

    def _cancel(self) -> None:
        done = _("Called off. Save its calendar entry again to tell those called.")
        self._desk.do(lambda: cancel_meeting(self._desk.store, self._meeting), done)

    def _again(self) -> None:
        self._desk.do(lambda: call_again(self._desk.store, self._meeting), _("It takes place after all"))

    def _offer_rules(self, meeting: Meeting) -> None:
        """Offer the rules that fit the day of the meeting, and the one that is kept."""
        if not meeting.series:
            return
        kept = read(self._desk.store, Series, meeting.series).recurrence
        rules = dict.fromkeys(["", *rules_from(day_of(self._desk.store, meeting)), kept])
        self._often.offer([(each, rule_words(each, language()) or _("No rule")) for each in rules])
        self._often.choose(kept)

    def _keep_rule(self, _place: int) -> None:
        store, series, rule = self._desk.store, self._series.record, self._often.chosen()
        self._desk.do(lambda: change_series(store, series, recurrence=rule))

    def _make_series(self) -> None:
        self._desk.do(lambda: make_series(self._desk.store, self._meeting), _("The first of a series"))

    def _copy(self) -> None:
        if made := self._desk.do(lambda: copy_meeting(self._desk.store, self._meeting), _("Planned another")):
            self._open_meeting(made)

    def _trash(self) -> None:
        self._desk.do(lambda: trash_meeting(self._desk.store, self._meeting), _("Meeting deleted"))
