"""What can be done on the page of people: by keys, from the palette, and from the menu of the list."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu, QToolButton, QVBoxLayout, QWidget

from desktop.commands import Command
from desktop.features.people.filters import Standing
from desktop.features.people.groups import delete_group
from desktop.i18n import _
from desktop.ui.buttons import icon_button

if TYPE_CHECKING:
    from desktop.features.people.page import PeoplePage


def commands(page: "PeoplePage") -> Sequence[Command]:
    """Return what can be done, with its keys and the other words it is looked for under."""
    return (
        Command("people.add", _("Add a person"), page.add, "Ctrl+N", "user-plus", words=(_("new"),)),
        Command(
            "people.log",
            _("Log contact"),
            page.pane.log_contact,
            "Ctrl+L",
            "message-circle",
            lambda: bool(page.list.record()),
            (_("call"), _("visit"), _("engagement"), _("one-on-one")),
        ),
        Command(
            "people.edit",
            _("Edit the details"),
            page.pane.edit,
            "F2",
            "pencil",
            lambda: bool(page.list.record()),
        ),
        Command(
            "people.due",
            _("Show whom to follow up with"),
            lambda: page.filter.choose(standing=Standing.DUE),
            icon="bell",
            words=(_("due"), _("reminders")),
        ),
        Command(
            "people.duplicates",
            _("Look for duplicates"),
            lambda: page.switch.turn_to("duplicates"),
            icon="git-merge",
            words=(_("merge"), _("twice")),
        ),
        *_list_commands(page),
    )


def _list_commands(page: "PeoplePage") -> tuple[Command, ...]:
    """Return what can be done with the list that is shown."""
    return (
        Command("people.out", _("Take this list out"), page.take_out, "Ctrl+E", "download", words=("csv",)),
        Command(
            "people.labels",
            _("Print mailing labels"),
            lambda: page.take_out("labels"),
            "Ctrl+P",
            "printer",
            words=(_("address"), "Avery"),
        ),
        Command("people.letters", _("Write letters"), lambda: page.take_out("letters"), icon="mail"),
        Command("people.group", _("Put everybody shown into a group"), page.put_into_group, icon="users"),
        Command(
            "people.save_search",
            _("Save this search as a group"),
            page.save_search,
            icon="search",
            enabled=lambda: not page.filter.filter.group,
            words=(_("smart group"),),
        ),
    )


class MenuButton(QWidget):
    """A small button with what can be done with the list."""

    def __init__(self, page: "PeoplePage") -> None:
        super().__init__()
        self._page = page
        self.button: QToolButton = icon_button("ellipsis", _("What to do with this list"), self._open)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.button)

    def menu(self) -> QMenu:
        """Return the menu."""
        menu = QMenu(self)
        for command in _list_commands(self._page):
            action = menu.addAction(command.title, command.run)
            action.setEnabled(command.enabled())
        if group := self._page.filter.filter.group:
            menu.addSeparator()
            menu.addAction(_("Delete this group"), lambda: self._delete(group))
        return menu

    def _delete(self, group: str) -> None:
        desk = self._page.desk
        self._page.filter.choose(group="")
        desk.do(lambda: delete_group(desk.store, group), _("Group deleted; its people stay"))

    def _open(self) -> None:
        self.menu().popup(self.button.mapToGlobal(self.button.rect().bottomLeft()))
