"""The window: going about, keys, undo, and saying things."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout
from pytestqt.qtbot import QtBot

from desktop.commands import Command
from desktop.store.store import Store
from desktop.ui.desk import Desk
from desktop.ui.fields import LineField
from desktop.ui.page import Page
from desktop.ui.shell import Shell
from sync.records.people import Person


class Notes(Page):
    """A page that counts what happens to it."""

    shows = frozenset({"person"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.refreshed, self.left, self.shown, self.done = 0, 0, "", 0
        self.field = LineField("Notes")
        QVBoxLayout(self).addWidget(self.field)

    def refresh(self) -> None:
        self.refreshed += 1

    def leave(self) -> None:
        self.left += 1

    def show_record(self, kind: str, record: str) -> None:
        self.shown = record

    def search_here(self) -> None:
        self.field.setFocus()

    def commands(self) -> Sequence[Command]:
        return (Command("notes.do", "Do it", self._do, "Ctrl+N"),)

    def _do(self) -> None:
        self.done += 1


TWO = (("today", Notes, frozenset[str]()), ("people", Notes, frozenset({"person"})))


def test_a_page_is_built_when_it_is_first_visited(window: Callable[..., Shell]) -> None:
    shell = window(*TWO)
    assert list(shell._pages) == ["today"]
    shell.go("people")
    assert list(shell._pages) == ["today", "people"]


def test_the_number_keys_go_to_the_pages_and_alt_left_back(
    window: Callable[..., Shell], qtbot: QtBot
) -> None:
    shell = window(*TWO)
    qtbot.keyClick(shell, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert shell.shown_page() == "people"
    qtbot.keyClick(shell, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert shell.shown_page() == "today"
    qtbot.keyClick(shell, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert shell.shown_page() == "people"


def test_a_record_opens_on_the_page_of_its_kind(window: Callable[..., Shell]) -> None:
    shell = window(*TWO)
    assert shell.can_open("person") and not shell.can_open("kite")
    shell.open("person", "some-id")
    page = shell.page("people")
    assert isinstance(page, Notes) and page.shown == "some-id" and shell.shown_page() == "people"


def test_leaving_a_page_keeps_what_is_typed_there(window: Callable[..., Shell]) -> None:
    shell = window(*TWO)
    today = shell.page("today")
    shell.go("people")
    assert isinstance(today, Notes) and today.left == 1


def test_only_the_page_in_view_reads_anew_after_an_edit(window: Callable[..., Shell], store: Store) -> None:
    shell = window(*TWO)
    shell.go("people")
    today, people = shell.page("today"), shell.page("people")
    assert isinstance(today, Notes) and isinstance(people, Notes)
    before = today.refreshed, people.refreshed
    with store.edit("Add Bo") as draft:
        draft.add(Person(name="Bo"))
    QApplication.processEvents()
    assert (today.refreshed, people.refreshed) == (before[0], before[1] + 1)
    shell.go("today")
    assert today.refreshed == before[0] + 1


def test_ctrl_z_takes_the_last_edit_back_and_says_so(
    window: Callable[..., Shell], store: Store, qtbot: QtBot
) -> None:
    shell = window(*TWO)
    with store.edit("Add Bo") as draft:
        draft.add(Person(name="Bonifacio"))
    assert store.search("Bonifacio")
    qtbot.keyClick(shell, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not store.search("Bonifacio")
    assert "Add Bo" in shell.toast._words.text()


def test_the_keys_of_a_page_work_only_while_it_shows(window: Callable[..., Shell], qtbot: QtBot) -> None:
    shell = window(*TWO)
    people = shell.page("people")
    qtbot.keyClick(shell, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert isinstance(people, Notes) and people.done == 0
    shell.go("people")
    qtbot.keyClick(shell, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert people.done == 1


def test_the_palette_finds_commands_and_records(
    window: Callable[..., Shell], store: Store, qtbot: QtBot
) -> None:
    with store.edit("Add Bo") as draft:
        bo = draft.add(Person(name="Bonifacio Ñuñez"))
    shell = window(*TWO)
    shell.show_palette()
    palette = next(each for each in shell.children() if type(each).__name__ == "CommandPalette")
    palette.look_for("forwrd")
    assert palette._offers[0].text.headline == "Forward"
    palette.look_for("nune")
    assert [offer.text.headline for offer in palette._offers] == ["Bonifacio Ñuñez"]
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    people = shell.page("people")
    assert isinstance(people, Notes) and people.shown == bo


def test_a_place_that_cannot_be_read_gives_the_usual_one(window: Callable[..., Shell]) -> None:
    shell = window(*TWO)
    words = shell.state_words()
    assert shell.restoreGeometry(QByteArray.fromBase64(words.encode()))
    shell.restore("not a window")
    assert (shell.width(), shell.height()) == (1180, 760)
