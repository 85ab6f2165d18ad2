"""Who an organization is in the coalition: the people, their roles, since when and until when."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desktop.features.partners.actions import (
    Position,
    add_affiliation,
    add_person,
    change_affiliation,
    end_affiliation,
)
from desktop.features.partners.lines import Voice
from desktop.features.partners.queries import voices
from desktop.i18n import _
from desktop.ui.buttons import quiet_button
from desktop.ui.day_field import DayField
from desktop.ui.desk import Desk
from desktop.ui.dialogs import Dialog
from desktop.ui.fields import LineField
from desktop.ui.labelled import labelled
from desktop.ui.labels import show_if
from desktop.ui.layout import row, widget_of
from desktop.ui.now import today_of
from desktop.ui.periods import period_words
from desktop.ui.picker import Picker
from desktop.ui.record_model import RowText
from desktop.ui.row_button import RowButton, tool
from desktop.ui.section import Section
from desktop.ui.tick import Tick


class PeopleSection(Section):
    """The people of one organization: those of today first, those of the past below."""

    def __init__(self, desk: Desk) -> None:
        add = quiet_button(_("Add somebody"), self.add_somebody, "user-plus")
        super().__init__(_("People"), add, none=_("Nobody speaks for this organization yet."))
        self._desk, self._partner = desk, ""

    def show_partner(self, partner: str) -> None:
        """Show the people of an organization."""
        self._partner = partner
        found = voices(self._desk.store, partner, today_of(self._desk))
        self.show_lines([self._line(voice) for voice in found])

    def add_somebody(self) -> None:
        """Ask who it is, and since when."""
        fields = PositionFields(self._desk, Position(first=today_of(self._desk)))
        self._ask(
            _("Add somebody to the organization"),
            fields,
            _("Add"),
            lambda: add_affiliation(self._desk.store, self._partner, fields.person(), fields.position()),
        )

    def _line(self, voice: Voice) -> QWidget:
        said = RowText(
            voice.name or _("(not here)"),
            " · ".join(part for part in (voice.role, period_words(voice.first, voice.last)) if part),
            _("Speaks for it") if voice.represents and voice.is_current else "",
            "accent",
            "user",
            faded=not voice.is_current,
        )
        name = RowButton(said, lambda: self._desk.way.open("person", voice.person))
        change = tool(
            "pencil", _("Change what {name} is here").format(name=voice.name), lambda: self._change(voice)
        )
        end = tool("log-out", _("{name} stopped today").format(name=voice.name), lambda: self._end(voice))
        show_if(end, shown=voice.is_current)
        return widget_of(row(name, change, end, gap=0))

    def _change(self, voice: Voice) -> None:
        position = Position(voice.role, voice.represents, voice.first, voice.last)
        fields = PositionFields(self._desk, position, voice.person)
        self._ask(
            _("What {name} is to the organization").format(name=voice.name),
            fields,
            _("Keep"),
            lambda: change_affiliation(self._desk.store, voice.affiliation, fields.position()),
        )

    def _end(self, voice: Voice) -> None:
        today = today_of(self._desk)
        done = _("{name} is here until today").format(name=voice.name)
        self._desk.do(lambda: end_affiliation(self._desk.store, voice.affiliation, today), done)

    def _ask(self, title: str, fields: "PositionFields", verb: str, act: Callable[[], object]) -> None:
        Dialog(self, title, fields, verb, act).open()
        fields.setFocus()


class PositionFields(QWidget):
    """What a person is to an organization, to be typed."""

    def __init__(self, desk: Desk, position: Position, person: str = "") -> None:
        super().__init__()
        self._person = Picker(
            desk.store, "person", _("Who"), create=lambda name: desk.do(lambda: add_person(desk.store, name))
        )
        self._role = LineField(_("Role"), _("e.g. Branch librarian"))
        self._represents = Tick(_("Speaks for it in the coalition"))
        self._first, self._last = DayField(_("Since")), DayField(_("Until"))
        self._person.show_record(person)
        self._person.setReadOnly(bool(person))
        self._role.setText(position.role)
        self._represents.setChecked(position.represents)
        self._first.show_day(position.first)
        self._last.show_day(position.last)
        self.setFocusProxy(self._role if person else self._person)
        self.setLayout(
            labelled(
                (_("Who"), self._person),
                (_("Role"), self._role),
                ("", self._represents),
                (_("Since"), self._first),
                (_("Until"), self._last),
            )
        )

    def person(self) -> str:
        """Return the id of the person chosen."""
        return self._person.record()

    def position(self) -> Position:
        """Return what was typed."""
        role = " ".join(self._role.text().split())
        return Position(role, self._represents.isChecked(), self._first.day(), self._last.day())
