"""What somebody allows, way by way, and keeping what they said."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desktop.features.people.consents import (
    Answer,
    allow_contact,
    answers,
    bar_contact,
    history,
    record_consent,
)
from desktop.features.people.reading import name_of, read
from desktop.features.people.words import answer_words, channel_words
from desktop.i18n import _
from desktop.ui.answer_fields import AnswerFields
from desktop.ui.buttons import icon_button, plain
from desktop.ui.card import Card
from desktop.ui.dates import day_words
from desktop.ui.desk import Desk
from desktop.ui.dialogs import Dialog
from desktop.ui.labels import Words
from desktop.ui.layout import STRETCH, column, row, widget_of
from desktop.ui.now import today_of
from desktop.ui.record_model import RowText
from desktop.ui.row_button import RowButton
from desktop.ui.section import Section
from sync.records.consents import Channel, Consent
from sync.records.people import AgeBand, Person

_ICONS = {
    Channel.EMAIL: "mail",
    Channel.PHONE: "phone",
    Channel.TEXT_MESSAGE: "message-circle",
    Channel.POST: "send",
    Channel.PHOTO: "image",
    Channel.STORY: "book-open",
    Channel.DIRECTORY: "notebook-pen",
}


class ConsentsPart(QWidget):
    """The answers that count today, and below them all that was ever said."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._person = desk, ""
        self._words = Words()
        self._bar = plain(_("Do not contact"), self.bar, "lock")
        self._allow = plain(_("May be contacted again"), self.allow, "lock-open")
        self.card = Card(column(self._words, row(self._bar, self._allow, STRETCH), gap=12))
        self.answers = Section(_("By which ways"))
        self.history = Section(_("What was said before"))
        self.setLayout(column(self.card, self.answers, self.history, STRETCH, gap=20))

    def show_person(self, person: str) -> None:
        """Show what somebody allows."""
        self._person = person
        who = read(self._desk.store, Person, person)
        self._words.setText(_standing_words(who))
        self.card.tone = "warn" if who.do_not_contact else ""
        self.card.update()
        self._bar.setVisible(not who.do_not_contact)
        self._allow.setVisible(who.do_not_contact)
        self.answers.show_lines([self._line(each) for each in answers(self._desk.store, person)])
        said = history(self._desk.store, person)
        counting = {answer.consent.id for answer in answers(self._desk.store, person) if answer.consent}
        self.history.show_lines([self._said(each) for each in said if each.id not in counting])

    def bar(self) -> None:
        """Keep that they asked not to be contacted."""
        store, person = self._desk.store, self._person
        done = _("None of their addresses will be used")
        self._desk.do(lambda: bar_contact(store, person), done)

    def allow(self) -> None:
        """Keep that they may be contacted again."""
        store, person = self._desk.store, self._person
        self._desk.do(lambda: allow_contact(store, person), _("They may be contacted again"))

    def ask(self, channel: Channel) -> None:
        """Ask what somebody said, when and where, and keep it."""
        store, person = self._desk.store, self._person
        is_minor = read(store, Person, person).age_band == AgeBand.MINOR
        fields = AnswerFields(self._desk, asks_guardian=is_minor)

        def keep() -> None:
            record_consent(store, fields.consent(person, channel))
            self._desk.way.tell(_("Kept what they said"), undo=True)

        Dialog(self, channel_words(channel), fields, _("Keep it"), keep).open()
        fields.setFocus()

    def _line(self, answer: Answer) -> QWidget:
        consent, words = answer.consent, channel_words(answer.channel)
        chip, tone = answer_words(consent)
        text = RowText(words, self._when(consent), chip, tone, _ICONS.get(answer.channel, "circle"))
        ask = self._asker(answer.channel)
        name = _("{channel}: record what they said").format(channel=words)
        return widget_of(row(RowButton(text, ask), icon_button("pencil", name, ask), gap=0))

    def _asker(self, channel: Channel) -> Callable[[], object]:
        return lambda: self.ask(channel)

    def _said(self, consent: Consent) -> RowButton:
        chip, tone = answer_words(consent)
        return RowButton(RowText(channel_words(consent.channel), self._when(consent), chip, tone, faded=True))

    def _when(self, consent: Consent | None) -> str:
        if consent is None:
            return ""
        guardian = name_of(self._desk.store, Person.kind, consent.guardian)
        parts = (
            day_words(consent.day, today_of(self._desk)) if consent.day else "",
            consent.source,
            _("{name} agreed as guardian").format(name=guardian) if guardian else "",
        )
        return " · ".join(filter(None, parts))


def _standing_words(person: Person) -> str:
    if person.do_not_contact:
        return _("{name} asked not to be contacted. No list or letter uses their addresses.").format(
            name=person.name
        )
    if person.age_band == AgeBand.MINOR:
        return _(
            "{name} is a minor: left out of exports, and a guardian has to agree before they are "
            "written to or shown."
        ).format(name=person.name)
    return _("{name} may be contacted, by every way they did not say no to.").format(name=person.name)
