"""Names under the circles of the picture of ties: as many as there is room for, none upon another."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from desktop.ui import theme
from desktop.ui.fonts import font

WIDTHS = (120.0, 92.0)
"""Pixels that a name may take on a line: where there is room, and in a narrow window."""


@dataclass(frozen=True)
class Name:
    """A name at the place where it is drawn."""

    lines: tuple[tuple[QRectF, str], ...]
    is_strong: bool

    @property
    def room(self) -> QRectF:
        """Return what the name covers."""
        covered = QRectF()
        for place, _words in self.lines:
            covered = covered.united(place)
        return covered


def names_at(words: str, top: QPointF, *, is_strong: bool) -> list[Name]:
    """Return the forms of a name whose first line is centred below a point, those that say most first."""
    metrics = QFontMetricsF(font("small", strong=is_strong))
    forms = [two_lines(words, metrics, width) for width in WIDTHS]
    forms += [[metrics.elidedText(words, Qt.TextElideMode.ElideRight, width)] for width in WIDTHS]
    return [Name(tuple(_lay(lines, metrics, top)), is_strong) for lines in forms]


def _lay(lines: list[str], metrics: QFontMetricsF, top: QPointF) -> Iterator[tuple[QRectF, str]]:
    height = metrics.height() - 1
    for number, line in enumerate(lines):
        width = metrics.horizontalAdvance(line) + 6
        yield QRectF(top.x() - width / 2, top.y() + number * height, width, height), line


def that_fit(names: Iterable[Sequence[Name]], circles: list[QRectF]) -> Iterator[Name]:
    """Yield of each name, the important ones first, the longest form that there is room for, if any.

    Room is where there is neither a circle nor a name before it. A strong name is shown in any case.
    """
    taken = list(circles)
    for forms in names:
        free = (form for form in forms if not any(form.room.intersects(each) for each in taken))
        name = next(free, forms[0] if forms[0].is_strong else None)
        if name is not None:
            taken.append(name.room)
            yield name


def paint_name(painter: QPainter, name: Name) -> None:
    """Draw a name on a ground that the lines of ties shine through a little."""
    back = theme.colour("window")
    back.setAlpha(215)
    painter.setFont(font("small", strong=name.is_strong))
    painter.setPen(theme.colour("text"))
    for place, words in name.lines:
        painter.fillRect(place, back)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)


def two_lines(name: str, metrics: QFontMetricsF, width: float) -> list[str]:
    """Return a name on one line or two, the second cut off where there is no room."""
    first, rest = "", name.split()
    while rest and (not first or metrics.horizontalAdvance(f"{first} {rest[0]}") <= width):
        first = f"{first} {rest.pop(0)}".strip()
    lines = [first, " ".join(rest)] if rest else [first]
    return [metrics.elidedText(line, Qt.TextElideMode.ElideRight, width) for line in lines]
