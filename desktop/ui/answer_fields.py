"""Fields for what somebody said about being reached or shown."""

from PySide6.QtWidgets import QWidget

from desktop.i18n import _
from desktop.ui.day_field import DayField
from desktop.ui.desk import Desk
from desktop.ui.fields import ChoiceField, LineField
from desktop.ui.labelled import labelled
from desktop.ui.now import today_of
from desktop.ui.picker import Picker
from sync.records.consents import Channel, Consent, ConsentAnswer

_LONGEST = 500
"""Characters that a line holds."""


class AnswerFields(QWidget):
    """What somebody said, when and where, in which words, and for a minor who agreed.

    `before` are further fields, with their labels, above these.
    """

    def __init__(self, desk: Desk, *before: tuple[str, QWidget], asks_guardian: bool) -> None:
        super().__init__()
        yes, no = (ConsentAnswer.GIVEN, _("Yes, they agreed")), (ConsentAnswer.REFUSED, _("No"))
        taken_back = (ConsentAnswer.WITHDRAWN, _("No longer: they took it back"))
        self.answer = ChoiceField(_("They said"), [yes, no, taken_back])
        self.source = LineField(_("Where"), _("e.g. sign-in sheet, by phone"))
        self.source.setMaxLength(_LONGEST)
        self.day = DayField(_("Day"))
        self.day.show_day(today_of(desk))
        self.wording = LineField(_("Agreed to"), _("The words they agreed to, if any"))
        self.guardian = Picker(desk.store, "person", _("Guardian"))
        lines = [(_("They said"), self.answer), (_("Where"), self.source), (_("Day"), self.day)]
        last = [(_("Guardian"), self.guardian), (_("Agreed to"), self.wording)]
        self._lines = labelled(*before, *lines, *last)
        self.setLayout(self._lines)
        self.setFocusProxy(before[0][1] if before else self.answer)
        self.ask_guardian(asks=asks_guardian)

    def ask_guardian(self, *, asks: bool) -> None:
        """Ask who agreed for somebody, or do not."""
        self._lines.setRowVisible(self.guardian, asks)

    def consent(self, person: str, channel: Channel) -> Consent:
        """Return what was typed as what somebody said."""
        return Consent(
            person=person,
            channel=channel,
            answer=ConsentAnswer(self.answer.chosen()),
            day=self.day.day(),
            source=self.source.text().strip(),
            wording=self.wording.text().strip(),
            guardian=self.guardian.record(),
        )
