"""What needs a look before anything else: a next step that is due, somebody who is perhaps known already."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from desktop.features.people.following_up import FollowUp, follow_up
from desktop.features.people.timeline import Happening
from desktop.i18n import _
from desktop.lookalikes import Lookalike, Typed, lookalikes
from desktop.ui.buttons import plain
from desktop.ui.card import Card
from desktop.ui.dates import distance_words
from desktop.ui.desk import Desk
from desktop.ui.labels import Words
from desktop.ui.layout import STRETCH, clear, column, row
from desktop.ui.now import today_of
from desktop.ui.record_model import RowText
from desktop.ui.row_button import RowButton
from sync.records.people import Person


class Notices(QWidget):
    """Cards above everything else; where there is nothing to heed, nothing is shown."""

    def __init__(
        self, desk: Desk, compare: Callable[[str, str], object], keep_as_new: Callable[[], object]
    ) -> None:
        super().__init__()
        self._desk, self._compare, self._person = desk, compare, ""
        self._next = Words()
        self.next_card = Card(row(self._next), margin=12)
        self._known = column(gap=0)
        keep = plain(_("Keep as a new person"), keep_as_new)
        words = Words(_("Added at a door. Is it somebody known already?"))
        self.door_card = Card(column(words, self._known, row(keep, STRETCH), gap=8), margin=12, tone="warn")
        self.setLayout(column(self.next_card, self.door_card, gap=8))

    def show_person(self, person: Person, lately: Sequence[Happening]) -> None:
        """Show what is to be heeded of somebody, of whom the newest lines of the timeline are known."""
        self._person, today = person.id, today_of(self._desk)
        found = follow_up(self._desk.store, person, today, lately)
        self._next.setText(_next_words(found, today) if found else "")
        self.next_card.tone = "warn" if found and found.is_due else ""
        self.next_card.setVisible(found is not None)
        self.door_card.setVisible(person.provisional)
        if person.provisional:
            self._show_known(person)
        self.setVisible(found is not None or person.provisional)

    def _show_known(self, person: Person) -> None:
        typed = Typed(person.name, person.email, person.phone)
        found = [each for each in lookalikes(self._desk.store, typed, most=4) if each.id != person.id]
        clear(self._known)
        for each in found:
            self._known.addWidget(self._line(each))

    def _line(self, known: Lookalike) -> RowButton:
        text = RowText(known.name, ", ".join(known.reasons), _("Compare"), "accent", "user")
        return RowButton(text, lambda: self._compare(self._person, known.id))


def _next_words(found: FollowUp, today: date) -> str:
    if not found.step and found.day is None:
        return _("Nobody was in touch for a while. Call or write.")
    step = found.step or _("Follow up")
    if found.day is None:
        return _("Next: {step}").format(step=step)
    words = _("Due {when}: {step}") if found.is_due else _("Next, {when}: {step}")
    return words.format(step=step, when=distance_words(found.day, today))
