"""Where somebody stands on the coalition's scales, and keeping where they stand now."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desktop.features.people.ratings import (
    Course,
    Place,
    courses,
    delete_rating,
    make_scale,
    rate,
    renew_scale,
)
from desktop.features.people.reading import LONGEST_NAME
from desktop.i18n import _
from desktop.ui.buttons import icon_button, quiet_button
from desktop.ui.dates import day_words
from desktop.ui.day_field import DayField
from desktop.ui.desk import Desk
from desktop.ui.dialogs import Dialog
from desktop.ui.fields import ChoiceField, LineField, TextField
from desktop.ui.labelled import labelled
from desktop.ui.layout import STRETCH, Part, column, row, widget_of
from desktop.ui.now import today_of
from desktop.ui.record_model import RowText
from desktop.ui.row_button import RowButton
from desktop.ui.section import Section
from sync.records.engagements import Scale, ScaleRating

_STEPS = 140
"""Pixels of the field for steps; more are scrolled."""


class StandingSection(Section):
    """A line for each scale: where somebody stands, and where they stood before."""

    def __init__(self, desk: Desk) -> None:
        add = quiet_button(_("Make a scale"), self.make, "plus")
        none = _("There is no scale yet. Make one, such as a ladder of leadership.")
        super().__init__(_("Where they stand"), add, none=none)
        self._desk, self._person = desk, ""

    def show_person(self, person: str) -> None:
        """Show where somebody stands."""
        self._person = person
        self.show_lines([self._line(course) for course in courses(self._desk.store, person)])

    def rate(self, course: Course) -> None:
        """Ask where somebody stands now; what was said before is listed below and stays."""
        store, person = self._desk.store, self._person
        fields = RatingFields(self._desk, course, self._forget)

        def keep() -> None:
            rate(store, fields.rating(person, self._desk.me))
            self._desk.way.tell(_("Kept where they stand"), undo=True)

        dialog = Dialog(self, course.scale.name, fields, _("Keep it"), keep)
        fields.change.clicked.connect(lambda _checked: self._change(dialog, course.scale))
        dialog.open()
        fields.setFocus()

    def make(self) -> None:
        """Ask for the name and the steps of a new scale."""
        fields = ScaleFields()
        store = self._desk.store
        dialog = Dialog(
            self,
            _("Make a scale"),
            fields,
            _("Make it"),
            lambda: make_scale(store, fields.name(), fields.steps()),
        )
        dialog.open()
        fields.setFocus()

    def change(self, scale: Scale) -> None:
        """Ask for other steps; ratings on the old ones stay what they were."""
        fields, store = ScaleFields(scale), self._desk.store
        dialog = Dialog(
            self,
            _("Change {scale}").format(scale=scale.name),
            fields,
            _("Keep it"),
            lambda: renew_scale(store, scale.id, fields.steps()),
        )
        dialog.open()
        fields.setFocus()

    def _line(self, course: Course) -> QWidget:
        latest = course.places[0] if course.places else None
        words = latest.name if latest else _("Not rated yet")
        before = [_place_words(each, self._desk) for each in course.places[1:3]]
        detail = [_when(latest, self._desk)] if latest else []
        if before:
            detail.append(_("before: {places}").format(places=", ".join(before)))
        text = RowText(f"{course.scale.name}: {words}", " · ".join(filter(None, detail)), icon="trending-up")
        if course.scale.retired:
            return RowButton(text)
        words, ask = _("{scale}: say where they stand").format(scale=course.scale.name), self._asker(course)
        return widget_of(row(RowButton(text, ask), icon_button("pencil", words, ask), gap=0))

    def _asker(self, course: Course) -> Callable[[], object]:
        return lambda: self.rate(course)

    def _change(self, dialog: Dialog, scale: Scale) -> None:
        dialog.reject()
        self.change(scale)

    def _forget(self, place: Place) -> None:
        store = self._desk.store
        self._desk.do(lambda: delete_rating(store, place.rating.id), _("Rating deleted"))


class RatingFields(QWidget):
    """A step of a scale with its day and a few words, over the ratings there were."""

    def __init__(self, desk: Desk, course: Course, forget: Callable[[Place], object]) -> None:
        super().__init__()
        self._course = course
        steps = [(str(step.number), step.name) for step in course.scale.steps]
        self._step = ChoiceField(_("Stands at"), steps)
        if course.places:
            self._step.choose(str(course.places[0].rating.step))
        self._day, self._note = DayField(_("Day")), LineField(_("Why"), _("What shows it, in a few words"))
        self._day.show_day(today_of(desk))
        fields = labelled((_("Stands at"), self._step), (_("Day"), self._day), (_("Why"), self._note))
        self.change = quiet_button(_("Change the steps of this scale"), lambda: None)
        before: list[Part] = [self._past(place, desk, forget) for place in course.places[:6]]
        self.setLayout(column(fields, 4, *before, 4, row(self.change, STRETCH), gap=0))
        self.setFocusProxy(self._step)

    def rating(self, person: str, by: str) -> ScaleRating:
        """Return what was chosen as a rating of somebody."""
        return ScaleRating(
            person=person,
            scale=self._course.scale.id,
            step=int(self._step.chosen() or 0),
            day=self._day.day(),
            rated_by=by,
            note=self._note.text().strip(),
        )

    def _past(self, place: Place, desk: Desk, forget: Callable[[Place], object]) -> QWidget:
        said = " · ".join(filter(None, (_when(place, desk), place.rating.note)))
        line = RowButton(RowText(place.name, said, faded=True))
        words = _("Delete this rating: {step}").format(step=place.name)

        def delete() -> None:
            forget(place)
            line.setEnabled(False)
            line.say(RowText(_("Deleted"), said, faded=True))

        return widget_of(row(line, icon_button("trash-2", words, delete), gap=0))


class ScaleFields(QWidget):
    """The name of a scale, and its steps: one on each line, the least first."""

    def __init__(self, scale: Scale | None = None) -> None:
        super().__init__()
        self._name = LineField(_("Name"), _("e.g. Ladder of leadership"))
        self._name.setMaxLength(LONGEST_NAME)
        hint = _("One step on each line, the least first:\nHas heard of us\nComes to meetings\nLeads others")
        self._steps = TextField(_("Steps"), hint, lines=5)
        self._steps.setMaximumHeight(_STEPS)
        if scale is not None:
            self._name.setText(scale.name)
            self._name.setReadOnly(True)
            self._steps.area.setPlainText("\n".join(step.name for step in scale.steps))
        self.setLayout(labelled((_("Name"), self._name), (_("Steps"), self._steps)))
        self.setFocusProxy(self._steps.area if scale else self._name)

    def name(self) -> str:
        """Return the name."""
        return self._name.text().strip()

    def steps(self) -> list[str]:
        """Return the steps."""
        return self._steps.area.toPlainText().splitlines()


def _when(place: Place, desk: Desk) -> str:
    return day_words(place.rating.day, today_of(desk)) if place.rating.day else ""


def _place_words(place: Place, desk: Desk) -> str:
    day = _when(place, desk)
    return f"{place.name} ({day})" if day else place.name
