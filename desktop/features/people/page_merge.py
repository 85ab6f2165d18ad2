"""Two records side by side: what is the same, what differs, and which of it is kept."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QGridLayout, QSizePolicy, QWidget

from desktop.features.people.duplicates import call_different
from desktop.features.people.merging import CHOSEN, merge, older, proposed
from desktop.features.people.reading import name_of, read
from desktop.i18n import _
from desktop.ui import theme
from desktop.ui.buttons import plain, primary
from desktop.ui.codes import code_words
from desktop.ui.desk import Desk
from desktop.ui.fonts import font
from desktop.ui.icons import paint_icon
from desktop.ui.labels import Words, heading, quiet
from desktop.ui.layout import STRETCH, clear, column, row, scrolled
from desktop.ui.narrow import narrow
from desktop.words import field_label
from sync.records.fields import fields_of
from sync.records.people import Person

SHOWN = ("name", "goes_by", "pronouns", "email", "phone", "address", "sector", "household", "guardian")
"""Fields that are always compared; others only where they differ."""


class Value(QAbstractButton):
    """What one record says in one field; where it can be chosen, it shows whether it is."""

    def __init__(self, words: str, *, choice: bool) -> None:
        super().__init__()
        self.setText(words)
        self._is_choice = choice
        self.setCheckable(choice)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if choice else Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setToolTip(words)

    def sizeHint(self) -> QSize:
        return QSize(150, max(theme.ROW, round(QFontMetricsF(font()).height() + 16)))

    def minimumSizeHint(self) -> QSize:
        return QSize(90, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self._is_choice:
            ring = "accent" if self.isChecked() or self.hasFocus() else "field_border"
            painter.setPen(QPen(theme.colour(ring), 2 if self.hasFocus() else 1))
            painter.setBrush(theme.colour("selected" if self.isChecked() else "surface"))
            painter.drawRoundedRect(place, theme.RADIUS, theme.RADIUS)
        inner = place.adjusted(10, 0, -30 if self._is_choice else -10, 0)
        painter.setPen(theme.colour("text" if self.isChecked() or not self._is_choice else "muted"))
        words = QFontMetricsF(font()).elidedText(self.text(), Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
        if self.isChecked():
            paint_icon(painter, "check", QRectF(place.right() - 24, place.center().y() - 8, 16, 16), "accent")


class MergePane(QWidget):
    """Compares two people; the button at the end makes one of them. `done` is called after either answer."""

    def __init__(self, desk: Desk, done: Callable[[str], object]) -> None:
        super().__init__()
        self._desk, self._done = desk, done
        self._pair, self._reasons = ("", ""), tuple[str, ...]()
        self._groups: dict[str, QButtonGroup] = {}
        self._title, self._why = heading(""), quiet("")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(2, 1)
        rest = _("Everything else of both is kept: meetings, contacts, groups, consent. Undo takes it back.")
        self.merge = primary(_("Make one of them"), self.make_one, "git-merge")
        self.part = plain(_("They are two people"), self.keep_two)
        body = column(
            self._title, self._why, 4, self._grid, 4, quiet(rest, "small"),
            row(self.merge, self.part, STRETCH), STRETCH, gap=8,
        )  # fmt: skip
        body.setContentsMargins(24, 16, 24, 24)
        self.setLayout(column(scrolled(narrow(body))))

    def compare(self, one: str, other: str, reasons: tuple[str, ...] = ()) -> None:
        """Show two people side by side."""
        self._pair, self._reasons = older(one, other), reasons
        store = self._desk.store
        names = [name_of(store, Person.kind, each) for each in self._pair]
        self._title.setText(_("Are {name} and {other} one person?").format(name=names[0], other=names[1]))
        self._why.say(", ".join(reasons))
        self._show_values()

    def taken(self) -> dict[str, str]:
        """Return, for each field that is chosen, the record whose value is kept."""
        return {name: self._pair[max(group.checkedId(), 0)] for name, group in self._groups.items()}

    def make_one(self) -> None:
        """Merge the two, off the thread of the window: everything that names either is looked for."""
        store, (kept, gone), taken = self._desk.store, self._pair, self.taken()
        self.merge.setEnabled(False)
        self._desk.bridge.run(
            lambda: merge(store, kept, gone, taken),
            lambda _kept: self._finish(_("The two are one now"), kept),
            lambda error: self._fail(error.sentence),
            owner=self,
        )

    def keep_two(self) -> None:
        """Keep that they are two, so that they are not offered again."""
        store, (one, other), reasons = self._desk.store, self._pair, self._reasons
        if self._desk.do(lambda: call_different(store, one, other, reasons), _("They stay two people")):
            self._done("")

    def _finish(self, words: str, kept: str) -> None:
        self.merge.setEnabled(True)
        self._desk.way.tell(words, undo=True)
        self._done(kept)

    def _fail(self, sentence: str) -> None:
        self.merge.setEnabled(True)
        self._desk.way.warn(sentence)

    def _show_values(self) -> None:
        clear(self._grid)
        self._groups = {}
        store = self._desk.store
        both = [read(store, Person, each).model_dump(mode="json") for each in self._pair]
        for side, words in enumerate((_("Recorded first"), _("Recorded later")), 1):
            self._grid.addWidget(Words(words, "small", quiet=True), 0, side)
        better = proposed(store, *self._pair)
        names = [name for name in CHOSEN if name in better or (name in SHOWN and _says(both, name))]
        for line, name in enumerate(names, 1):
            side = self._pair.index(better[name]) if name in better else -1
            self._add_line(line, name, [each[name] for each in both], side)

    def _add_line(self, line: int, name: str, values: list[Any], better: int) -> None:
        """Show a field; `better` is the side proposed, -1 where there is nothing to choose."""
        label = field_label(fields_of(Person)[name])
        self._grid.addWidget(Words(label, quiet=True), line, 0)
        group = QButtonGroup(self)
        for side, value in enumerate(values):
            button = Value(self._words(name, value), choice=better >= 0)
            button.setAccessibleName(f"{label}: {button.text() or _('nothing')}")
            group.addButton(button, side)
            self._grid.addWidget(button, line, side + 1)
        if better >= 0:
            group.buttons()[better].setChecked(True)
            self._groups[name] = group

    def _words(self, name: str, value: Any) -> str:
        if isinstance(value, dict):
            return ", ".join(str(part) for part in value.values() if part and part != "US")
        if name == "sector":
            return code_words(self._desk.store, "sector", value)
        target = fields_of(Person)[name].target
        return name_of(self._desk.store, target, value) if target else str(value or "")


def _says(both: list[dict[str, Any]], name: str) -> bool:
    return any(each[name] for each in both)
