"""The ties drawn as a picture: organizations as circles with the drawing of their sector, ties as lines.

The width of a line says how closely two work together; a bridge is dashed. The arrow keys go from one
organization to the next one in that direction, Enter opens it.
"""

from math import hypot

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from desktop.features.partners.network import Link, Network, Organization
from desktop.features.partners.page_names import Name, names_at, paint_name, that_fit
from desktop.features.partners.places import Places
from desktop.features.partners.words import neighbours_words
from desktop.i18n import _
from desktop.ui import theme
from desktop.ui.icons import paint_icon
from desktop.ui.sectors import sector_icon
from desktop.ui.toasts import announce

ROUND, DOT = 17.0, 4.5
"""Half the width of a circle, and of one in a crowd, in pixels."""
WIDTHS = (0.0, 1.2, 2.6, 4.6)
"""Of a line, by strength."""
MOST_NAMES = 40
"""Organizations; more are a crowd: only the one looked at and its neighbours are named and drawn in full."""
_ACROSS, _DOWN = 60.0, 40.0
"""Room kept free at the edges, for circles and names."""
_WAYS: dict[int, tuple[int, int]] = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class TiesPicture(QWidget):
    """Draws a network. `chosen` carries the organization looked at, `opened` the one to be opened."""

    chosen = Signal(str)
    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Picture of the ties"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(QSize(320, 240))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._network, self._places, self._chosen = Network(), Places(), ""
        self._bridges: frozenset[str] = frozenset()

    def show_network(self, network: Network, places: Places) -> None:
        """Show a network, each organization in its place."""
        self._network, self._places = network, places
        self._bridges = frozenset(link.id for link in network.bridges)
        self._chosen = self._chosen if self._chosen in places else ""
        self.update()

    def choose(self, organization: str) -> None:
        """Look at one organization and its ties, "" for all."""
        self._chosen = organization if organization in self._places else ""
        if self._chosen:
            words = neighbours_words(self._network, self._chosen)
            self.setAccessibleDescription(words)
            announce(self, words)
        self.chosen.emit(self._chosen)
        self.update()

    def place_of(self, organization: str) -> QPointF:
        """Return where an organization is drawn."""
        x, y = self._places[organization]
        width, height = self.width() - 2 * _ACROSS, self.height() - 2 * _DOWN
        return QPointF(_ACROSS + x * width, _DOWN + y * height - 16)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        near = self._near()
        for link in sorted(self._network.links, key=self._is_looked_at):
            self._paint_link(painter, link)
        for name in self._names(near) if self._chosen or not self._is_crowd() else ():
            paint_name(painter, name)
        for organization in sorted(self._network.tied, key=lambda each: each.id in near):
            self._paint_organization(painter, organization, is_near=organization.id in near)
        if self.hasFocus() and not self._chosen:
            self._paint_ring(painter)

    def _near(self) -> set[str]:
        """Return the organization looked at and those it works with; all, where none is looked at."""
        neighbours = self._network.neighbours.get(self._chosen, ())
        return {self._chosen, *(other for other, _link in neighbours)} if self._chosen else set(self._places)

    def _is_looked_at(self, link: Link) -> bool:
        return self._chosen in (link.one, link.other)

    def _is_crowd(self) -> bool:
        return len(self._places) > MOST_NAMES

    def _paint_ring(self, painter: QPainter) -> None:
        painter.setPen(QPen(theme.colour("accent"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(frame, theme.RADIUS, theme.RADIUS)

    def _paint_link(self, painter: QPainter, link: Link) -> None:
        is_near = self._is_looked_at(link)
        tint = "accent" if is_near else "border" if self._chosen else "field_border"
        pen = line_pen(tint, link.strength, is_bridge=link.id in self._bridges)
        if self._is_crowd() and not is_near:
            pen = QPen(theme.colour("border"), 0.6 * link.strength)
        painter.setPen(pen)
        painter.drawLine(self.place_of(link.one), self.place_of(link.other))

    def _paint_organization(self, painter: QPainter, organization: Organization, *, is_near: bool) -> None:
        centre, is_chosen = self.place_of(organization.id), organization.id == self._chosen
        is_dot = self._is_crowd() and not (self._chosen and is_near)
        edge = "accent" if is_chosen else "field_border" if is_near else "border"
        painter.setPen(QPen(theme.colour(edge), 2.5 if is_chosen else 1.2))
        painter.setBrush(theme.colour("selected" if is_chosen else "surface"))
        radius = DOT if is_dot else ROUND
        painter.drawEllipse(centre, radius, radius)
        if not is_dot:
            icon = QRectF(centre.x() - 9, centre.y() - 9, 18, 18)
            paint_icon(painter, sector_icon(organization.sector), icon, "text" if is_near else "muted")

    def _names(self, near: set[str]) -> list[Name]:
        """Return the names that there is room for: of those looked at, with the most ties first."""
        neighbours = self._network.neighbours
        wanted = [each for each in self._network.tied if each.id in near]
        wanted.sort(key=lambda each: (each.id != self._chosen, -len(neighbours.get(each.id, ())), each.id))
        circles = [self._circle(each.id) for each in self._network.tied]
        return list(that_fit((self._forms(each) for each in wanted), circles))

    def _forms(self, organization: Organization) -> list[Name]:
        top = self.place_of(organization.id) + QPointF(0, ROUND + 1)
        return names_at(organization.name, top, is_strong=organization.id == self._chosen)

    def _circle(self, organization: str) -> QRectF:
        centre = self.place_of(organization)
        return QRectF(centre.x() - ROUND, centre.y() - ROUND, 2 * ROUND, 2 * ROUND)

    def event(self, event: QEvent) -> bool:
        """Say the name of the organization under the pointer, for which there may have been no room."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            named = {each.id: each.name for each in self._network.tied}
            QToolTip.showText(event.globalPos(), named.get(self._at(QPointF(event.pos())), ""), self)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.choose(self._at(event.position()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if organization := self._at(event.position()):
            self.opened.emit(organization)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if way := _WAYS.get(event.key()):
            self.choose(self._next(*way))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._chosen:
            self.opened.emit(self._chosen)
        elif event.key() == Qt.Key.Key_Escape and self._chosen:
            self.choose("")
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def _at(self, position: QPointF) -> str:
        gaps = {each: position - self.place_of(each) for each in self._places}
        far = {each: hypot(gap.x(), gap.y()) for each, gap in gaps.items()}
        nearest = min(far, key=lambda each: far[each], default="")
        return nearest if nearest and far[nearest] <= ROUND + 4 else ""

    def _next(self, right: int, down: int) -> str:
        """Return the organization that lies nearest in a direction, the one looked at if there is none."""
        if not self._chosen:
            return next(iter(self._places), "")
        here = self.place_of(self._chosen)
        far = {each: self.place_of(each) - here for each in self._places if each != self._chosen}
        ahead = {each: (gap.x() * right + gap.y() * down, gap) for each, gap in far.items()}
        costs = {
            each: 2 * hypot(gap.x(), gap.y()) - along for each, (along, gap) in ahead.items() if along > 1
        }
        return min(costs, key=lambda each: costs[each], default=self._chosen)


def line_pen(tint: str, strength: int, *, is_bridge: bool = False) -> QPen:
    """Return what a tie is drawn with: its width by strength, dashed where it is a bridge."""
    width = WIDTHS[min(strength, 3)]
    pen = QPen(theme.colour(tint), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
    if is_bridge:
        pen.setDashPattern([6 / width, 4 / width])  # in widths: dashes of one length whatever the strength
    return pen
