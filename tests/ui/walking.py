"""Walking through a window as a screen reader, a keyboard and a ruler do."""

import time
from collections.abc import Iterator

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QMainWindow,
    QMenu,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QScrollBar,
    QTabBar,
    QTextEdit,
    QToolButton,
    QWidget,
)

from desktop.ui.row_button import RowButton

LEAST_TARGET = 24
"""Pixels both ways (WCAG 2.5.8)."""
LEAVES = (QAbstractButton, QLabel, QLineEdit, QMenu, QPlainTextEdit, QProgressBar, QScrollBar, QTextEdit)
"""Widgets in which nothing else stands: only they may have a style sheet."""
_STEPS = 400
"""Presses of Tab after which it is a trap."""


class Strays(QObject):
    """Notes every part of a page that becomes a window of its own, for a moment even: it takes the keys."""

    def __init__(self, application: QApplication) -> None:
        super().__init__()
        self.seen: list[str] = []
        application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - its name is Qt's
        is_shown = event.type() == QEvent.Type.Show and isinstance(watched, QWidget)
        if is_shown and _is_plain_window(watched) and not isinstance(watched, QMainWindow):
            self.seen.append(described(watched))
        return False


def settle(seconds: float = 0.25) -> None:
    """Let the window paint, and what is computed in other threads come back."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        QApplication.processEvents()
        time.sleep(0.005)  # lets the other threads have their turn, as QTest.qWait does not


def shown(root: QWidget) -> list[QWidget]:
    """Return the widgets that are shown in another, none of Qt's own making."""
    return [each for each in root.findChildren(QWidget) if each.isVisible() and not _is_inner(each)]


def described(widget: QWidget) -> str:
    """Return what a widget is, for whoever has to mend it."""
    words = getattr(widget, "text", lambda: "")() if isinstance(widget, QAbstractButton | QLabel) else ""
    name = spoken(widget) or words
    above = [type(each).__name__ for each in _parents(widget)][:4]
    return f"{type(widget).__name__} “{name[:60]}” in {' < '.join(above)} {widget.size().toTuple()}"


def spoken(widget: QWidget) -> str:
    """Return the name by which a screen reader knows a widget."""
    seen = QAccessible.queryAccessibleInterface(widget)
    return str(seen.text(QAccessible.Text.Name)) if seen is not None else ""


def focusable(root: QWidget) -> list[QWidget]:
    """Return what can be come to with Tab."""
    return [
        each
        for each in shown(root)
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.isEnabled() and each.focusProxy() is None
        if not _is_reached_with_arrows(each)
    ]


def nameless(root: QWidget) -> list[str]:
    """Return the controls that a screen reader has no name for."""
    controls = {id(each): each for each in (*focusable(root), *_buttons(root))}
    return [described(each) for each in controls.values() if not spoken(each).strip()]


def tabbed(window: QWidget, first: QWidget) -> list[QWidget]:
    """Return what Tab comes to from a widget until it comes round; an endless way is cut off."""
    window.activateWindow()
    settle(0.05)
    first.setFocus(Qt.FocusReason.TabFocusReason)
    visited: list[QWidget] = []
    while len(visited) < _STEPS:
        here = QApplication.focusWidget()
        if here is None or here in visited:
            break
        visited.append(here)
        QTest.keyClick(here, Qt.Key.Key_Tab)
    return visited


def mnemonics(root: QWidget) -> list[str]:
    """Return the keys with Alt that the words shown give out, as often as they do."""
    return [keys for words in _captions(root) if (keys := QKeySequence.mnemonic(words).toString())]


def clipped(root: QWidget) -> list[str]:
    """Return the words for which there is no room, and what stands beyond an edge that does not scroll."""
    labels = (each for each in shown(root) if isinstance(each, QLabel) and each.text())
    buttons = (each for each in _buttons(root) if each.text() and not isinstance(each, RowButton))
    narrow = [described(each) for each in (*labels, *buttons) if not _fits(each)]
    beyond = [each for each in shown(root) if isinstance(each, QLabel | QAbstractButton | QLineEdit)]
    return [*narrow, *(f"beyond the edge: {described(each)}" for each in beyond if _is_beyond(each, root))]


def small_targets(root: QWidget) -> list[str]:
    """Return what is too small to be hit."""
    controls = [each for each in shown(root) if isinstance(each, QAbstractButton | QLineEdit | QComboBox)]
    small = [each for each in controls if min(each.width(), each.height()) < LEAST_TARGET]
    lists = [each for each in shown(root) if isinstance(each, QAbstractItemView) and each.model().rowCount()]
    low = [each for each in lists if each.sizeHintForRow(0) < LEAST_TARGET]
    return [described(each) for each in (*small, *low)]


def styled_containers(root: QWidget) -> list[str]:
    """Return the widgets with others in them that have a style sheet."""
    return [
        described(each)
        for each in (root, *root.findChildren(QWidget))
        if each.styleSheet() and not isinstance(each, LEAVES)
    ]


def _is_reached_with_arrows(widget: QWidget) -> bool:
    """Whether a widget is one of several of which one is on: Tab comes to that one, arrows to the others."""
    if not isinstance(widget, QAbstractButton) or widget.isChecked() or not widget.isCheckable():
        return False
    group = widget.group()
    return widget.autoExclusive() or (group is not None and group.exclusive())


def _is_plain_window(widget: QWidget) -> bool:
    return widget.isWindow() and widget.windowType() == Qt.WindowType.Window


def _buttons(root: QWidget) -> list[QAbstractButton]:
    return [each for each in shown(root) if isinstance(each, QAbstractButton)]


def _parents(widget: QWidget) -> Iterator[QWidget]:
    while (parent := widget.parentWidget()) is not None:
        yield parent
        widget = parent


def _is_inner(widget: QWidget) -> bool:
    """Whether Qt made a widget for itself: what stands in a line, a list or a box to choose in."""
    return any(
        isinstance(each, QLineEdit | QComboBox | QAbstractSpinBox | QAbstractItemView)
        for each in _parents(widget)
    )


def _captions(root: QWidget) -> Iterator[str]:
    for each in shown(root):
        if isinstance(each, QAbstractButton) or (isinstance(each, QLabel) and each.buddy() is not None):
            yield each.text()
        elif isinstance(each, QGroupBox):
            yield each.title()
        elif isinstance(each, QTabBar):
            yield from (each.tabText(place) for place in range(each.count()))


def _fits(widget: QLabel | QAbstractButton) -> bool:
    """Whether all words have room, or are cut off with an ellipsis and whole in the tip."""
    if widget.text().strip() in widget.toolTip():
        return True
    wanted = widget.sizeHint()
    if isinstance(widget, QLabel) and widget.wordWrap():
        return widget.heightForWidth(widget.width()) <= widget.height() + 1 and _longest_word_fits(widget)
    is_pushed = isinstance(widget, QPushButton | QToolButton)
    if is_pushed:  # room around the words may go, but no word
        metrics = widget.fontMetrics()
        wanted.setWidth(min(wanted.width(), metrics.horizontalAdvance(widget.text().replace("&", "")) + 8))
    return wanted.width() <= widget.width() + 1 and wanted.height() <= widget.height() + 1


def _longest_word_fits(label: QLabel) -> bool:
    words = label.text().split()
    return (
        max((label.fontMetrics().horizontalAdvance(word) for word in words), default=0) <= label.width() + 1
    )


def _is_beyond(widget: QWidget, root: QWidget) -> bool:
    """Whether a widget stands out of whatever holds it, where one cannot scroll to it."""
    seen = widget.rect()
    for each in _parents(widget):
        place = QRect(widget.mapTo(each, QPoint()), seen.size())
        area = each.parentWidget()
        if isinstance(area, QScrollArea) and area.viewport() is each:
            return place.left() < -1 or place.right() > each.width()
        if isinstance(area, QAbstractScrollArea):
            return False
        if not each.rect().adjusted(-1, -1, 1, 1).contains(place):
            return True
        if each is root:
            break
    return False
