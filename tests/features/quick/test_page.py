"""The field, as it is typed into."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.features.quick.page_quick import QuickAdd, show
from desktop.features.quick.page_words import made_words
from desktop.pages import quick_add
from desktop.store.listing import open_listing
from desktop.store.store import Store
from desktop.ui.chip import Chip
from desktop.ui.command_palette import CommandPalette
from desktop.ui.desk import Desk
from desktop.ui.record_model import ROLE
from desktop.ui.shell import Shell
from sync.records.people import Person
from tests.features.quick.conftest import Elsewhere
from tests.features.quick.test_planning import add

Key = Qt.Key


def typed(qtbot: QtBot, quick: QuickAdd, line: str) -> None:
    quick.field.clear()
    quick._type("")
    qtbot.keyClicks(quick.field, line)


def chips(quick: QuickAdd) -> list[str]:
    return [each.accessibleName() for each in quick.chips.findChildren(Chip) if not each.isHidden()]


def offers(quick: QuickAdd) -> list[str]:
    model = quick.offers.model()
    return [model.index(place, 0).data(ROLE).headline for place in range(model.rowCount())]


def count(store: Store, kind: str) -> int:
    return len(open_listing(store, kind))


def test_an_empty_line_shows_examples_that_can_be_begun_with(qtbot: QtBot, quick: QuickAdd) -> None:
    assert len(offers(quick)) == 4 and chips(quick) == []
    qtbot.keyClick(quick.field, Key.Key_Down)
    qtbot.keyClick(quick.field, Key.Key_Return)
    assert quick.field.text() == "call Maria tue 4pm about the flyer" and chips(quick)


def test_chips_say_what_will_be_made_while_it_is_typed(qtbot: QtBot, quick: QuickAdd, store: Store) -> None:
    add(store, Person(name="Maria Cruz"))
    typed(qtbot, quick, "call Maria")
    assert chips(quick) == ["Call", "Maria Cruz", "Which day?"] and not quick.verb.isEnabled()
    qtbot.keyClicks(quick.field, " wed 4pm")
    assert chips(quick) == ["Call", "Maria Cruz", "Wed, Nov 4", "4:00 pm"] and quick.verb.isEnabled()
    assert quick.said.text() == "Next step: Call Maria, 4:00 pm" and not quick.offers.isVisible()
    assert quick.field.accessibleDescription().startswith("Call, Maria Cruz, Wed, Nov 4, 4:00 pm. Next")


def test_enter_makes_one_edit_that_undo_takes_back(
    qtbot: QtBot, quick: QuickAdd, shell: Shell, store: Store
) -> None:
    typed(qtbot, quick, "todo send the flyer fri")
    assert count(store, "action_item") == 0
    qtbot.keyClick(quick.field, Key.Key_Return)
    assert count(store, "action_item") == 1 and not quick.isVisible()
    assert shell.toast._words.text() == "Action item added" and shell.toast._undo.isVisible()
    shell.toast._undo.click()
    assert count(store, "action_item") == 0


def test_a_name_of_two_is_chosen_with_the_arrows_before_anything_is_made(
    qtbot: QtBot, quick: QuickAdd, store: Store
) -> None:
    add(store, Person(name="Maria Cruz"), Person(name="Maria Lopez"))
    typed(qtbot, quick, "call Maria wed")
    assert offers(quick)[:3] == ["Maria Cruz", "Maria Lopez", "Add “Maria” as a new person"]
    qtbot.keyClick(quick.field, Key.Key_Down)
    qtbot.keyClick(quick.field, Key.Key_Return)
    assert chips(quick) == ["Call", "Maria Lopez", "Wed, Nov 4"] and count(store, "engagement") == 0
    qtbot.keyClick(quick.field, Key.Key_Return)
    assert count(store, "engagement") == 1


def test_the_mouse_does_the_same(qtbot: QtBot, quick: QuickAdd, store: Store) -> None:
    typed(qtbot, quick, "call Zoe wed")
    place = quick.offers.visualRect(quick.offers.model().index(0, 0)).center()
    qtbot.mouseClick(quick.offers.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert quick.said.text() == "Next step: Call Zoe"
    quick.verb.click()
    assert count(store, "engagement") == count(store, "person") == 1


def test_ctrl_enter_adds_and_goes_on(qtbot: QtBot, quick: QuickAdd, store: Store) -> None:
    for line in ("todo one", "todo two"):
        typed(qtbot, quick, line)
        qtbot.keyClick(quick.field, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert count(store, "action_item") == 2 and quick.isVisible() and quick.field.text() == ""


def test_somebody_known_is_opened_instead(qtbot: QtBot, quick: QuickAdd, store: Store) -> None:
    (known,) = add(store, Person(name="Bo Lee", phone="847 555 0100"))
    typed(qtbot, quick, "new person Bo Lee 847 555 0100")
    qtbot.keyClick(quick.field, Key.Key_Return)
    assert Elsewhere.asked == [("person", known)] and count(store, "person") == 1


def test_esc_keeps_the_line_and_its_answers_for_the_next_time(
    qtbot: QtBot, quick: QuickAdd, shell: Shell, desk: Desk, store: Store
) -> None:
    add(store, Person(name="Maria Cruz"), Person(name="Maria Lopez"))
    typed(qtbot, quick, "call Maria wed")
    qtbot.keyClick(quick.field, Key.Key_Return)
    qtbot.keyClick(quick.field, Key.Key_Escape)
    assert not quick.isVisible() and count(store, "engagement") == 0
    again = show(shell, desk)
    assert again is quick and again.field.text() == again.field.selectedText() == "call Maria wed"
    assert chips(again) == ["Call", "Maria Cruz", "Wed, Nov 4"]


def test_what_the_store_refuses_leaves_the_line_to_be_mended(
    qtbot: QtBot, quick: QuickAdd, shell: Shell, store: Store
) -> None:
    typed(qtbot, quick, "new person Bo " + "b" * 255 + "@lee.org")
    qtbot.keyClick(quick.field, Key.Key_Return)
    assert quick.isVisible() and quick.field.text().startswith("new person Bo")
    assert shell.toast.isVisible() and count(store, "person") == 0


def test_nothing_is_cut_off_with_many_answers_in_a_small_window(
    qtbot: QtBot, quick: QuickAdd, shell: Shell, store: Store
) -> None:
    add(store, *(Person(name=f"Maria {name}") for name in ("A", "B", "C", "D", "E", "F", "G", "H")))
    typed(qtbot, quick, "call Maria wed")
    QApplication.processEvents()
    assert len(offers(quick)) == 9 and made_words(quick.shown) == "Who is “Maria”?"
    assert quick.geometry().bottom() <= shell.geometry().bottom()
    assert all(part.height() >= part.sizeHint().height() for part in (quick.field, quick.said, quick.verb))


def test_its_keys_open_it_and_the_palette_finds_it(qtbot: QtBot, shell: Shell) -> None:
    shell.offer(quick_add(shell))
    shell.show_palette()
    palette = next(each for each in shell.findChildren(CommandPalette) if each.isVisible())
    palette.look_for("todo")
    assert palette._offers[0].text.headline == "Quick add"
    palette.reject()
    qtbot.keyClick(shell, Key.Key_N, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    [opened] = shell.findChildren(QuickAdd)
    assert opened.isVisible() and opened.field.hasFocus()
