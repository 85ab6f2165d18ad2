"""What can be done with one person on the roster: a button each, and the key that stands on it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QWidget

from desktop.features.meetings.attendance.marking import come_back, leave, mark, toggle
from desktop.features.meetings.attenders import Attender
from desktop.features.meetings.evening import Evening
from desktop.features.meetings.room.proxy import ProxyForm
from desktop.features.meetings.saying import joined
from desktop.i18n import _
from desktop.ui.buttons import quiet_button
from desktop.ui.dates import time_words
from desktop.ui.desk import Desk
from desktop.ui.flow import Flow
from desktop.ui.record_model import RowText
from desktop.words import choice_label
from sync.records.attendance import Presence
from sync.records.meetings import MeetingFormat

AWAY = (Presence.ABSENT, Presence.EXCUSED)


class PresenceRow(QWidget):
    """Only what makes sense for the chosen one is offered."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._evening: Evening | None = None
        self._chosen: Attender | None = None
        self._mark, self._go = quiet_button("", self.toggle), quiet_button("", self.go)
        self._online = quiet_button("", self.turn_online)
        self._excuse = quiet_button(_("Excused  E"), self.excuse)
        self._proxy = quiet_button(_("Proxy  P"), self.name_proxy)
        parts = (self._mark, self._go, self._online, self._excuse, self._proxy)
        self.setLayout(Flow(*parts, gap=0))

    def give_keys(self, roster: QAbstractItemView) -> None:
        """Have the keys work while the cursor is in the roster."""
        keys: dict[str, Callable[[], object]] = {
            "Space": self.toggle,
            "L": self.go,
            "O": self.turn_online,
            "E": self.excuse,
            "P": self.name_proxy,
        }
        for key, run in keys.items():
            shortcut = QShortcut(QKeySequence(key), roster)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(run)

    def show_chosen(self, evening: Evening | None, chosen: Attender | None) -> None:
        """Offer what can be done with somebody."""
        self._evening, self._chosen = evening, chosen
        is_present = chosen is not None and chosen.presence == Presence.PRESENT
        is_hybrid = evening is not None and evening.meeting.format == MeetingFormat.HYBRID
        self._mark.setText(_("Not here  Space") if is_present else _("Present  Space"))
        self._go.setText(_("Back  L") if chosen and chosen.is_out else _("Left  L"))
        self._online.setText(_("In the room  O") if _is_online(chosen) else _("Online  O"))
        self._mark.setVisible(chosen is not None)
        self._go.setVisible(is_present)
        self._online.setVisible(is_present and is_hybrid)
        for button in (self._excuse, self._proxy):
            button.setVisible(chosen is not None and not is_present)

    def toggle(self) -> None:
        """Mark them present, or absent if they were marked present."""
        self._do(lambda meeting, one: toggle(self._desk.store, meeting, one.person))

    def go(self) -> None:
        """Record that they left, or are back; say where the quorum is lost by it."""
        chosen = self._chosen
        is_out = chosen is not None and chosen.is_out
        act, done = (come_back, _("{name} is back")) if is_out else (leave, _("{name} left"))
        if lost := self._do(lambda meeting, one: act(self._desk.store, meeting, one.person), done):
            self._desk.way.warn(str(lost))

    def excuse(self) -> None:
        """Record that they sent word that they cannot come."""
        done = _("{name} is excused")
        self._do(lambda meeting, one: mark(self._desk.store, meeting, one.person, Presence.EXCUSED), done)

    def turn_online(self) -> None:
        """Record that they take part online, or in the room after all."""
        place = MeetingFormat.IN_PERSON if _is_online(self._chosen) else MeetingFormat.VIRTUAL
        self._do(lambda meeting, one: mark(self._desk.store, meeting, one.person, format=place))

    def name_proxy(self) -> None:
        """Record that somebody stands in for them."""
        if self._evening is not None and self._chosen is not None:
            meeting, roster = self._evening.meeting.id, self._evening.roster
            ProxyForm(self, self._desk, meeting, roster, self._chosen).open()

    def _do(self, act: Callable[[str, Attender], object], done: str = "") -> object:
        evening, chosen = self._evening, self._chosen
        if evening is None or chosen is None:
            return None
        said = done.format(name=chosen.called)
        return self._desk.do(lambda: act(evening.meeting.id, chosen), said)


def line_of(attender: Attender, *, has_voters: bool) -> RowText:
    """Return the row of somebody on the roster."""
    is_guest = has_voters and not attender.is_voter
    name = _("{name} (guest)").format(name=attender.called) if is_guest else attender.called
    words, tone, icon = _standing(attender)
    return RowText(name, "", words, tone, icon, faded=attender.presence in AWAY)


def _standing(attender: Attender) -> tuple[str, str, str]:
    """Return the words, the tone and the drawing for how somebody takes part."""
    if attender.presence is None:
        return "", "plain", "circle"
    if attender.is_out:
        at = time_words(attender.left_at) if attender.left_at else ""
        return joined(_("Left"), at), "plain", "circle"
    if attender.presence == Presence.PRESENT:
        at = time_words(attender.arrived_at) if attender.arrived_at else _("Here")
        return joined(_("Online") if _is_online(attender) else "", at), "good", "circle-check"
    tone = "good" if attender.presence == Presence.BY_PROXY else "plain"
    return choice_label(attender.presence.value), tone, "circle"


def _is_online(attender: Attender | None) -> bool:
    return attender is not None and attender.format == MeetingFormat.VIRTUAL
