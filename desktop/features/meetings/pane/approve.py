"""Approving minutes by the motion of a later meeting, and amending them afterwards."""

from PySide6.QtWidgets import QWidget

from desktop.features.meetings.approval import amend, approve
from desktop.features.meetings.queries import meeting_lines, of_meeting, read
from desktop.i18n import _
from desktop.ui.desk import Desk
from desktop.ui.dialogs import Dialog
from desktop.ui.fields import ChoiceField, TextField
from desktop.ui.labelled import labelled
from desktop.ui.labels import quiet
from desktop.ui.layout import column
from sync.records.meetings import Meeting
from sync.records.motions import Motion, MotionResult

LATER = 6
"""Meetings after this one whose motions are offered."""


class ApproveMinutes(Dialog):
    """Asks which motion approved them; from then on they are locked on every computer."""

    def __init__(self, parent: QWidget, desk: Desk, meeting: str) -> None:
        self._desk, self._meeting = desk, meeting
        self._motion = ChoiceField(_("Approved by"), [*self._motions(), ("", _("No motion names them"))])
        words = _("From then on the minutes stay as they are, on every computer. Corrections are appended.")
        fields = labelled((_("Approved by"), self._motion))
        body = column(quiet(words), fields, gap=12)
        super().__init__(parent, _("Approve the minutes"), body, _("Approve"), self._approve)
        self._motion.setCurrentIndex(0)
        self._motion.setFocus()

    def _motions(self) -> list[tuple[str, str]]:
        held = read(self._desk.store, Meeting, self._meeting)
        since = held.starts_at.isoformat() if held.starts_at else ""
        later = meeting_lines(self._desk.store, since=since, series=held.series, most=LATER)
        after = (each.id for each in later if each.id != held.id)
        motions = (motion for each in after for motion in of_meeting(self._desk.store, Motion, each))
        return [(each.id, each.title) for each in motions if each.result == MotionResult.CARRIED]

    def _approve(self) -> None:
        approve(self._desk.store, self._meeting, self._motion.chosen())
        self._desk.way.tell(_("Minutes approved and locked"), undo=True)


class AmendMinutes(Dialog):
    """Asks for a correction, which is appended."""

    def __init__(self, parent: QWidget, desk: Desk, meeting: str) -> None:
        self._desk, self._meeting = desk, meeting
        self._text = TextField(_("Correction"), _("e.g. In item 3, read Tuesday for Monday."))
        words = quiet(_("The approved minutes stay as they are; the correction stands below them."))
        body = column(words, self._text, gap=12)
        super().__init__(parent, _("Amend the minutes"), body, _("Append"), self._amend)
        self._text.setFocus()

    def _amend(self) -> None:
        amend(self._desk.store, self._meeting, self._text.area.toPlainText())
        self._desk.way.tell(_("Correction appended"), undo=True)
