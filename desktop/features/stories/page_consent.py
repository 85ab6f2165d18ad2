"""Recording what somebody in a story said about being shown in it."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from desktop.consents import record_answer
from desktop.features.stories.words import channel_label
from desktop.i18n import _
from desktop.publishing import Standing
from desktop.ui.answer_fields import AnswerFields
from desktop.ui.desk import Desk
from desktop.ui.dialogs import Dialog
from desktop.ui.fields import ChoiceField
from sync.records.consents import Channel
from sync.records.people import AgeBand


class ConsentFields(AnswerFields):
    """Who said it and about what, then what they said."""

    def __init__(self, desk: Desk, standing: Standing, asked: tuple[str, Channel]) -> None:
        self._standing = standing
        self.who = ChoiceField(_("Who"), [(each, standing.name(each)) for each in standing.shown])
        self.about = ChoiceField(_("About"), [(each, channel_label(each)) for each in standing.channels])
        super().__init__(desk, (_("Who"), self.who), (_("About"), self.about), asks_guardian=False)
        self.who.choose(asked[0])
        self.about.choose(asked[1])
        self.who.currentIndexChanged.connect(lambda _place: self._follow())
        self._follow()

    def _follow(self) -> None:
        person = self._standing.people.get(self.who.chosen(), {})
        self.ask_guardian(asks=person.get("age_band") == AgeBand.MINOR)
        self.guardian.show_record(str(person.get("guardian") or ""))


def ask_consent(parent: QWidget, desk: Desk, standing: Standing, asked: tuple[str, Channel]) -> None:
    """Ask what somebody said, and keep it."""
    fields = ConsentFields(desk, standing, asked)

    def keep() -> None:
        record_answer(desk.store, fields.consent(fields.who.chosen(), Channel(fields.about.chosen())))
        desk.way.tell(_("Kept what they said"), undo=True)

    Dialog(parent, _("Record consent"), fields, _("Keep it"), keep).open()
    fields.answer.setFocus()


def first_to_ask(standing: Standing) -> tuple[str, Channel] | None:
    """Return who is to be asked next about what; somebody who agreed where nobody else is left."""
    lacking: Sequence[tuple[str, Channel]] = [each[:2] for each in standing.lacks if each.person]
    pairs = [(person, channel) for person in standing.shown for channel in standing.channels]
    return next(iter([*lacking, *pairs]), None)
