"""The page of meetings on a real store, driven as a person would."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.features.meetings import queries
from desktop.features.meetings.action_items import add_action
from desktop.features.meetings.actions import add_meeting, cancel_meeting
from desktop.features.meetings.decisions.register import decide, register
from desktop.features.meetings.page import MeetingsPage
from desktop.features.meetings.queries import read
from desktop.features.meetings.series import start_series
from desktop.store.store import Store
from desktop.ui.picker import Picker
from desktop.ui.shell import Shell
from sync.records.money import Stipend
from sync.records.motions import ActionItem, ActionStatus
from tests.features.meetings.pages import dialog, items, nameless, part, press, settle, shown
from tests.features.meetings.people import EVENING

# Lists. -----------------------------------------------------------------------------------------


def test_the_next_meeting_is_open_when_one_comes(page: MeetingsPage, meeting: str) -> None:
    assert shown(page) == ["November meeting"] and page.list.record() == meeting
    assert page.pane._title.text() == "November meeting"


def test_a_coalition_without_meetings_is_shown_how_to_begin(shell: Shell, qtbot: QtBot) -> None:
    page = shell.page("meetings")
    press(page.list, "Add a meeting")
    box = dialog(page)
    box.finish()
    assert box.isVisible() and "title" in box.fault.text()
    qtbot.keyClicks(box._title, "First meeting")
    box.finish()
    assert shown(page) == ["First meeting"] and page.pane._title.text() == "First meeting"


def test_what_was_is_apart_from_what_is_to_come(store: Store, page: MeetingsPage) -> None:
    store.now.pass_by(days=2)
    add_meeting(store, "December meeting", starts_at=EVENING.replace(month=12))
    assert shown(page) == ["December meeting"]
    page.which.choose("past")
    page.which.activated.emit(1)
    assert shown(page) == ["November meeting"]


def test_a_series_has_a_list_of_its_own_and_its_next_meeting_is_two_keys_away(
    store: Store, people: list[str], page: MeetingsPage
) -> None:
    series = start_series(store, "Coalition", topics=("Welcome",), members=tuple(people))
    page.add()
    box = dialog(page)
    assert box._like.currentText() == "Next: Coalition"
    box.finish()
    (made,) = [line.id for line in queries.meeting_lines(store, series=series)]
    assert items(page) == ["Welcome"]
    page.show_record("series", series)
    assert shown(page) == ["Coalition"] and page.list.record() == made


def test_a_meeting_that_is_called_off_says_so(store: Store, page: MeetingsPage, meeting: str) -> None:
    cancel_meeting(store, meeting)
    settle()
    assert page.list.model.data(page.list.model.index(0, 0), Qt.ItemDataRole.AccessibleTextRole).endswith(
        "Called off"
    )
    assert not page.pane._hold.isVisible()


def test_search_narrows_the_list(qtbot: QtBot, store: Store, page: MeetingsPage) -> None:
    add_meeting(store, "Budget committee")
    page.search_here()
    qtbot.keyClicks(page.list.search, "budg")
    qtbot.waitUntil(lambda: shown(page) == ["Budget committee"])


# The room. --------------------------------------------------------------------------------------


def test_the_room_opens_for_the_meeting_that_is_shown(shell: Shell, page: MeetingsPage, meeting: str) -> None:
    page.pane._hold.click()
    assert shell.shown_page() == "room" and shell.page("room").meeting == meeting


# Action items and decisions. --------------------------------------------------------------------


def test_action_items_are_called_done_with_the_space_bar(
    qtbot: QtBot, store: Store, people: list[str], page: MeetingsPage, meeting: str
) -> None:
    action = add_action(store, meeting, "Call the library", people[0])
    page.switch.turn_to("promises")
    view = page.promises
    assert shown(view) == ["Call the library"]
    view.list.list.setCurrentIndex(view.list.model.index(0, 0))
    qtbot.keyClick(view.list.list, Qt.Key.Key_Space)
    assert read(store, ActionItem, action).status == ActionStatus.DONE and shown(view) == []
    view._which.choose("done")
    view.refresh()
    assert shown(view) == ["Call the library"]
    press(view, "Open again")
    assert read(store, ActionItem, action).status == ActionStatus.OPEN


def test_my_own_action_items_have_a_list(
    store: Store, people: list[str], page: MeetingsPage, meeting: str
) -> None:
    store.keep_facts(person=people[1])
    add_action(store, meeting, "Mine", people[1])
    add_action(store, meeting, "Theirs", people[0])
    page.switch.turn_to("promises")
    page.promises._which.choose("mine")
    page.promises.refresh()
    assert shown(page.promises) == ["Mine"]
    page.promises.list.choose(page.promises.list.model.line(0).id)
    press(page.promises, "Open the meeting")
    assert page.switch.value() == "meetings" and page.list.record() == meeting


def test_a_decision_is_replaced_by_a_later_one(store: Store, page: MeetingsPage, meeting: str) -> None:
    earlier, later = decide(store, meeting, "Meet on Mondays"), decide(store, meeting, "Meet on Tuesdays")
    page.switch.turn_to("decisions")
    view = page.register
    view.list.choose(earlier)
    press(view, "Replaced by another")
    box = dialog(page)
    box.finish()
    assert box.isVisible() and box.fault.text()
    box.findChildren(Picker)[0]._take(later)
    box.finish()
    assert shown(view) == ["Meet on Tuesdays"]
    view.list.choose(later)
    assert "took the place of “Meet on Mondays”" in view._chain.text()
    press(view, "No longer in force")
    assert shown(view) == [] and len(register(store)) == 2


def test_the_register_says_what_a_decision_was_about(
    store: Store, people: list[str], page: MeetingsPage, meeting: str
) -> None:
    with store.edit("Ask") as draft:
        request = draft.add(Stipend(person=people[2], requested=25_000))
    plain = decide(store, meeting, "Meet on Mondays")
    decided = decide(store, meeting, "Support the workshop", about=request)
    page.switch.turn_to("decisions")
    view = page.register
    view.list.choose(decided)
    assert view._about.text() == "About: stipend request of Maria García, $250.00"
    assert view._remark.text() == "The vote is recorded; the request stays as it was."
    view.list.choose(plain)
    assert not view._about.isVisibleTo(view) and not view._remark.isVisibleTo(view)


# All of it. -------------------------------------------------------------------------------------


def test_everything_that_takes_the_focus_has_a_name(
    store: Store, people: list[str], three: list[str], page: MeetingsPage, meeting: str
) -> None:
    for name in ("agenda", "people", "minutes", "papers", "details"):
        part(page, name)
        assert list(nameless(page)) == [], name
    add_action(store, meeting, "Call", people[0])
    decide(store, meeting, "Meet on Mondays")
    for view in ("promises", "decisions"):
        page.switch.turn_to(view)
        assert list(nameless(page)) == [], view


def test_it_fits_into_a_small_window(three: list[str], shell: Shell, page: MeetingsPage) -> None:
    for name in ("agenda", "people", "minutes", "papers", "details"):
        part(page, name)
        assert shell.width() == 1024 and page.minimumSizeHint().width() <= 1024 - shell.rail.width(), name


def test_commands_have_keys_and_verbs(page: MeetingsPage) -> None:
    commands = {command.id: command for command in page.commands()}
    assert commands["meetings.add"].shortcut == "Ctrl+N" and commands["meetings.hold"].enabled()
    commands["meetings.print"].run()
    assert page.pane._switch.value() == "papers"
    commands["meetings.promises"].run()
    page.search_here()
    assert QApplication.focusWidget() is page.promises.search
