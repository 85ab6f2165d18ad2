"""Short ways to act on the page of meetings, and to read from it."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from desktop.features.meetings.page import MeetingsPage
from desktop.ui.dialogs import Dialog


def settle() -> None:
    """Let the window hear of what was done."""
    for _round in range(3):
        QApplication.processEvents()


def shown(view: QWidget) -> list[str]:
    settle()
    model = view.list.model
    return [str(model.data(model.index(row, 0))) for row in range(model.rowCount())]


def dialog(widget: QWidget) -> Dialog:
    settle()
    return next(each for each in widget.window().findChildren(Dialog) if each.isVisible())


def press(widget: QWidget, name: str) -> None:
    """Press the button that is called so."""
    settle()
    buttons = widget.findChildren(QAbstractButton)
    next(each for each in buttons if name in (each.text(), each.accessibleName())).click()


def part(page: MeetingsPage, name: str) -> QWidget:
    settle()
    page.pane._switch.turn_to(name)
    settle()
    return getattr(page.pane, name)


def items(page: MeetingsPage) -> list[str]:
    settle()
    return [each.row.headline for each in page.pane.agenda._rows.values()]


def nameless(widget: QWidget) -> Iterator[str]:
    """What can have the focus and says nothing about itself."""
    for each in (widget, *widget.findChildren(QWidget)):
        wants_focus = each.focusPolicy() != Qt.FocusPolicy.NoFocus and each.isVisible()
        words = each.accessibleName() or (each.text() if isinstance(each, QAbstractButton) else "")
        if wants_focus and not words and each.focusProxy() is None:
            yield repr(each)
