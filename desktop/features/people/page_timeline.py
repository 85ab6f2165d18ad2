"""What happened with somebody, line by line, the newest at the top."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from desktop.features.people.queries import timeline
from desktop.features.people.timeline import Happening, Told, tell
from desktop.i18n import _
from desktop.store.links import all_ids_of
from desktop.ui import theme
from desktop.ui.buttons import quiet_button
from desktop.ui.dates import day_words
from desktop.ui.desk import Desk
from desktop.ui.fonts import font
from desktop.ui.icons import paint_icon
from desktop.ui.layout import STRETCH, row, widget_of
from desktop.ui.now import today_of
from desktop.ui.section import Section

PAGE = 30
"""Lines shown at a time."""
_LEFT, _ICON, _EDGE = 36, 18, 8
_WRAPPED = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop


class HappeningLine(QAbstractButton):
    """One line: an icon, what it was, its day at the right, and all of the note below."""

    def __init__(self, told: Told, today: date, run: Callable[[], object] | None) -> None:
        super().__init__()
        self.told = told
        self._day = day_words(told.day, today) if told.day else _("No day")
        self._below = "\n".join(filter(None, (told.detail, _next_words(told, today))))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(", ".join(filter(None, (told.headline, self._day, self._below))))
        self._is_link = run is not None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if run else Qt.FocusPolicy.NoFocus)
        if run is not None:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.clicked.connect(lambda _checked: run())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        line = QFontMetricsF(font()).height()
        below = self._below_height(width - _LEFT - _EDGE) if self._below else 0.0
        return round(line + below + 2 * _EDGE)

    def sizeHint(self) -> QSize:
        return QSize(320, self.heightForWidth(self.width() if self.width() > 120 else 320))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self.heightForWidth(320))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self._is_link and self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("hover"))
            painter.drawRoundedRect(place, theme.RADIUS, theme.RADIUS)
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(place, theme.RADIUS, theme.RADIUS)
        self._paint_words(painter)

    def _paint_words(self, painter: QPainter) -> None:
        line = QFontMetricsF(font()).height()
        top = QRectF(_LEFT, _EDGE, self.width() - _LEFT - _EDGE, line)
        paint_icon(
            painter, self.told.icon, QRectF(_EDGE, top.center().y() - _ICON / 2, _ICON, _ICON), "muted"
        )
        painter.setFont(font("small"))
        painter.setPen(theme.colour("muted"))
        painter.drawText(top, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self._day)
        room = top.width() - QFontMetricsF(font("small")).horizontalAdvance(self._day) - 12
        painter.setFont(font())
        painter.setPen(theme.colour("text"))
        shown = QFontMetricsF(font()).elidedText(self.told.headline, Qt.TextElideMode.ElideRight, room)
        painter.drawText(top, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        painter.setPen(theme.colour("muted"))
        below = QRectF(_LEFT, top.bottom() + 1, top.width(), self.height() - top.bottom())
        painter.drawText(below, _WRAPPED, self._below)

    def _below_height(self, width: float) -> float:
        room = QRectF(0, 0, max(width, 80), 100_000)
        return QFontMetricsF(font()).boundingRect(room, int(_WRAPPED), self._below).height() + 2


class TimelineSection(Section):
    """What happened with somebody: the first few lines, or page after page."""

    def __init__(self, desk: Desk, title: str, correct: Callable[[str], object], most: int = PAGE) -> None:
        super().__init__(title, none=_("Nothing has happened yet. Log the first contact."))
        self._desk, self._correct, self._most, self._ids = desk, correct, most, [""]
        self._shown = most

    def show_person(self, person: str) -> None:
        """Show what happened with somebody, from the newest on."""
        if self._ids[0] != person:
            self._shown = self._most
        self._ids = all_ids_of(self._desk.store, person)
        self._read()

    def show_lines_of(self, ids: list[str], found: Sequence[Happening]) -> None:
        """Show the first of lines that were read already of somebody with these ids."""
        self._ids = ids
        self.show_lines(self._told(found[: self._shown]))

    def show_more(self) -> None:
        """Show the lines before as well."""
        self._shown += self._most
        self._read()

    def _read(self) -> None:
        found = timeline(self._desk.store, self._ids, 0, self._shown + 1)
        lines = self._told(found[: self._shown])
        if len(found) > self._shown:
            lines.append(widget_of(row(quiet_button(_("Show what was before"), self.show_more), STRETCH)))
        self.show_lines(lines)

    def _told(self, found: Sequence[Happening]) -> list[QWidget]:
        today = today_of(self._desk)
        told = [tell(self._desk.store, each, self._ids) for each in found]
        return [HappeningLine(each, today, self._opener(each)) for each in told]

    def _opener(self, told: Told) -> Callable[[], object] | None:
        if told.kind == "engagement":
            return lambda: self._correct(told.id)
        kind, record = told.opens
        if record and self._desk.way.can_open(kind):
            return lambda: self._desk.way.open(kind, record)
        return None


def _next_words(told: Told, today: date) -> str:
    if not told.next_step and not told.next_day:
        return ""
    step = told.next_step or _("Follow up")
    if told.next_day is None:
        return _("Next: {step}").format(step=step)
    return _("Next: {step}, by {day}").format(step=step, day=day_words(told.next_day, today))
