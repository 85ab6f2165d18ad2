"""Planning a meeting: the next of a series, one like another, or one of its own."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desktop.features.meetings.actions import add_meeting
from desktop.features.meetings.queries import meeting_lines, series_titles
from desktop.features.meetings.series import copy_meeting, next_meeting, next_start
from desktop.i18n import _
from desktop.ui.day_field import MomentField
from desktop.ui.desk import Desk
from desktop.ui.dialogs import Dialog
from desktop.ui.fields import ChoiceField, LineField
from desktop.ui.labelled import labelled
from desktop.ui.labels import quiet
from desktop.ui.layout import column
from sync.errors import Malformed
from sync.records.fields import parse_field
from sync.records.meetings import Meeting

TEMPLATES = 8
"""Of the latest meetings that can be taken as a template."""
_NEXT, _LIKE = "next ", "like "


class AddMeeting(Dialog):
    """Asks what a new meeting is and when; what it is like brings its people, place and agenda."""

    def __init__(self, parent: QWidget, desk: Desk, done: Callable[[str], object]) -> None:
        self._desk, self._done = desk, done
        self._like = ChoiceField(_("What it is"), self._offers())
        self._title = LineField(_("Title"), _("e.g. Coalition meeting"))
        self._when = MomentField(_("When"))
        self._place = LineField(_("Place"), _("e.g. Riverside Public Library"))
        self._hint = quiet("", "small")
        self._fields = labelled(
            (_("What it is"), self._like),
            (_("Title"), self._title),
            (_("When"), self._when),
            (_("Place"), self._place),
        )
        super().__init__(
            parent, _("Add a meeting"), column(self._fields, self._hint), _("Add"), self._act_now
        )
        self._like.setCurrentIndex(0)
        self._like.activated.connect(lambda _place: self._follow())
        self._follow()
        (self._like if self._like.count() > 1 else self._title).setFocus()

    def _offers(self) -> list[tuple[str, str]]:
        store = self._desk.store
        series = [
            (_NEXT + each, _("Next: {title}").format(title=title))
            for each, title in series_titles(store).items()
        ]
        latest = meeting_lines(store, most=TEMPLATES)
        like = [(_LIKE + each.id, _("Like: {title}").format(title=each.title)) for each in latest]
        return [*series, ("", _("A meeting of its own")), *like]

    def _follow(self) -> None:
        """A title and a place of its own are only asked of a meeting that follows no other."""
        is_own = not self._like.chosen()
        for field in (self._title, self._place):
            self._fields.setRowVisible(field, is_own)
        if self._like.chosen().startswith(_NEXT):
            series = self._like.chosen().removeprefix(_NEXT)
            self._when.show_moment(next_start(self._desk.store, series) or self._when.moment())
        hint = _("It takes over the people, the place, the quorum and what recurs on the agenda.")
        self._hint.say("" if is_own else hint)

    def _act_now(self) -> None:
        store, chosen, at = self._desk.store, self._like.chosen(), self._when.moment()
        if chosen.startswith(_NEXT):
            made = next_meeting(store, chosen.removeprefix(_NEXT), at)
        elif chosen.startswith(_LIKE):
            made = copy_meeting(store, chosen.removeprefix(_LIKE), at)
        else:
            made = add_meeting(store, self._own_title(), starts_at=at, place=self._place.text())
        self._done(made)

    def _own_title(self) -> str:
        if not self._title.text().strip():
            raise Malformed(_("Give the meeting a title, so that people know what it is."), "no_title")
        return str(parse_field(Meeting, "title", self._title.text()))
