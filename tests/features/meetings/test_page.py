"""The page of meetings on a real store, driven as a person would."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLineEdit,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop.features.meetings import queries
from desktop.features.meetings.action_items import add_action
from desktop.features.meetings.actions import add_meeting, cancel_meeting, change_meeting
from desktop.features.meetings.agenda import add_item, agenda_of
from desktop.features.meetings.approval import amendments_of, approve, mark_reviewed
from desktop.features.meetings.decisions.motions import close_vote, open_vote, propose
from desktop.features.meetings.decisions.register import decide, register
from desktop.features.meetings.minutes import keep_minutes, minutes_of
from desktop.features.meetings.page import MeetingsPage, build
from desktop.features.meetings.pane.agenda_row import MIME, AgendaRow
from desktop.features.meetings.queries import read
from desktop.features.meetings.series import start_series
from desktop.store.store import Store
from desktop.ui.dialogs import Dialog
from desktop.ui.fields import TextField
from desktop.ui.page import Page
from desktop.ui.picker import Picker
from desktop.ui.shell import Shell
from sync.records.meetings import AgendaItem, AgendaSection, Meeting, MinutesStatus, Quorum, QuorumBasis
from sync.records.money import Stipend
from sync.records.motions import ActionItem, ActionStatus, Tally
from tests.features.meetings.people import EVENING, present
from tests.ui.conftest import bridge, window  # noqa: F401 - fixtures

OPENS = frozenset({"meeting", "series"})


class Room(Page):
    """Stands in for the room, which has tests of its own: keeps which meeting it was opened for."""

    meeting = ""

    def show_record(self, kind: str, record: str) -> None:
        self.meeting = record


@pytest.fixture
def shell(window: Callable[..., Shell]) -> Shell:  # noqa: F811 - the fixture
    return window(("meetings", build, OPENS), ("room", Room, frozenset({"room"})))


@pytest.fixture
def page(meeting: str, shell: Shell) -> MeetingsPage:
    """The page, with a meeting of this evening in it."""
    made = shell.page("meetings")
    assert isinstance(made, MeetingsPage)
    return made


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


# The agenda. ------------------------------------------------------------------------------------


@pytest.fixture
def three(store: Store, meeting: str) -> list[str]:
    return [add_item(store, meeting, title, duration=10) for title in ("One", "Two", "Three")]


def test_items_are_typed_in_one_after_the_other(
    qtbot: QtBot, page: MeetingsPage, store: Store, meeting: str
) -> None:
    agenda = part(page, "agenda")
    agenda._new.setFocus()
    for title in ("Welcome", "Budget"):
        qtbot.keyClicks(agenda._new, title)
        qtbot.keyClick(agenda._new, Qt.Key.Key_Return)
    agenda._new.setText("Report")
    agenda._minutes.setText("ten")
    agenda.add()
    assert items(page) == ["Welcome", "Budget"] and agenda._new.text() == "Report"
    agenda._minutes.setText("10")
    agenda.add()
    assert [each.duration for each in agenda_of(store, meeting)] == [0, 0, 10]


def test_items_are_moved_by_keys_and_keep_the_focus(
    qtbot: QtBot, three: list[str], page: MeetingsPage, store: Store, meeting: str
) -> None:
    row = page.pane.agenda._rows[three[2]]
    row.setFocus()
    qtbot.keyClick(row, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert items(page) == ["One", "Three", "Two"]
    focused = QApplication.focusWidget()
    assert isinstance(focused, AgendaRow) and focused.row.headline == "Three"
    qtbot.keyClick(focused, Qt.Key.Key_Down)
    assert QApplication.focusWidget() is page.pane.agenda._rows[three[1]]


def test_an_item_is_dropped_before_another(three: list[str], page: MeetingsPage) -> None:
    page.pane.agenda._rows[three[0]].dropped.emit(three[2])
    assert items(page) == ["Three", "One", "Two"]


def test_an_item_is_dragged_by_hand(three: list[str], page: MeetingsPage) -> None:
    target = page.pane.agenda._rows[three[0]]
    content = QMimeData()
    content.setData(MIME, three[2].encode())
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    move = Qt.DropAction.MoveAction
    entered = QDragEnterEvent(QPoint(5, 5), move, content, left, none)
    target.dragEnterEvent(entered)
    assert entered.isAccepted() and target._is_target
    target.dropEvent(QDropEvent(QPointF(5, 5), move, content, left, none))
    assert items(page) == ["Three", "One", "Two"]


def test_the_buttons_of_a_line_show_where_the_focus_is(three: list[str], page: MeetingsPage) -> None:
    row = page.pane.agenda._rows[three[1]]
    tools = row.parentWidget().findChildren(QToolButton)
    assert len(tools) == 3 and not any(each.isVisible() for each in tools)
    row.setFocus()
    settle()
    assert all(each.isVisible() and each.accessibleName() for each in tools)
    tools[0].click()
    assert items(page) == ["Two", "One", "Three"]


def test_an_item_is_taken_off_and_one_undo_brings_it_back(
    qtbot: QtBot, shell: Shell, three: list[str], page: MeetingsPage
) -> None:
    qtbot.keyClick(page.pane.agenda._rows[three[1]], Qt.Key.Key_Delete)
    assert items(page) == ["One", "Three"]
    shell.undo()
    assert items(page) == ["One", "Two", "Three"]


def test_an_item_opens_in_place_and_keeps_what_is_typed(
    three: list[str], page: MeetingsPage, store: Store
) -> None:
    agenda = page.pane.agenda
    agenda._rows[three[0]].click()
    title = agenda._form.editor("title")
    title.setText("One, at last")
    title.editingFinished.emit()
    assert read(store, AgendaItem, three[0]).title == "One, at last" and items(page)[0] == "One, at last"
    assert agenda._form is not None and agenda._form.isVisible()
    agenda._rows[three[0]].click()
    assert agenda._form is None


def test_the_agenda_says_when_each_item_begins_and_whether_there_is_time(
    store: Store, three: list[str], page: MeetingsPage, meeting: str
) -> None:
    details = [each.row.detail for each in page.pane.agenda._rows.values()]
    assert all("10 minutes" in each for each in details)
    change_meeting(store, meeting, duration=25)
    settle()
    assert page.pane.agenda._sum.text() == "30 of 25 minutes are planned. 5 minutes too many."


def test_sections_have_headings(store: Store, three: list[str], page: MeetingsPage) -> None:
    from desktop.features.meetings.agenda import change_item

    change_item(store, three[0], section=AgendaSection.CONSENT)
    settle()
    words = [each.text() for each in page.pane.agenda.findChildren(type(page.pane.agenda._sum))]
    assert any(each.startswith("Consent agenda") for each in words)


def test_what_is_still_open_from_before_is_ticked_off_here(
    store: Store, people: list[str], page: MeetingsPage
) -> None:
    earlier = add_meeting(store, "October", starts_at=EVENING.replace(month=10))
    action = add_action(store, earlier, "Book the hall", people[0])
    press(part(page, "agenda"), "“Book the hall” is done")
    assert read(store, ActionItem, action).status == ActionStatus.DONE
    settle()
    assert page.pane.agenda._carried.lines() == []


# People. ----------------------------------------------------------------------------------------


def test_people_are_called_turned_and_taken_off(
    qtbot: QtBot, store: Store, people: list[str], page: MeetingsPage, meeting: str
) -> None:
    called = part(page, "people")
    called.list.setFocus()
    called.list.setCurrentIndex(called._model.index(0, 0))
    person = called._chosen().person
    qtbot.keyClick(called.list, Qt.Key.Key_V)
    assert person in read(store, Meeting, meeting).invited
    called.list.setCurrentIndex(called._model.index(called._model.row_of(person), 0))
    qtbot.keyClick(called.list, Qt.Key.Key_Delete)
    held = read(store, Meeting, meeting)
    assert person not in held.invited and person not in held.voters
    called._add.picked.emit(person)
    assert person in read(store, Meeting, meeting).voters


def test_the_quorum_is_chosen_with_its_number(
    qtbot: QtBot, store: Store, page: MeetingsPage, meeting: str
) -> None:
    field = part(page, "people")._quorum
    field.basis.choose("percent")
    field.basis.activated.emit(1)
    field.number.setText("40")
    field.number.editingFinished.emit()
    assert read(store, Meeting, meeting).quorum == Quorum(basis=QuorumBasis.PERCENT, number=40)
    settle()
    assert "7 are a quorum" in page.pane._who.text()


# Minutes. ---------------------------------------------------------------------------------------


def test_a_pause_of_typing_saves_and_does_not_read_the_list_again(
    qtbot: QtBot, store: Store, page: MeetingsPage, meeting: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = part(page, "minutes")
    reads: list[str] = []
    monkeypatch.setattr(page, "refresh", lambda: reads.append("again"))
    written.text.area.setFocus()
    qtbot.keyClicks(written.text.area, "We met.")
    qtbot.waitUntil(lambda: minutes_of(store, meeting).text == "We met.")
    assert reads == []


def test_leaving_the_page_saves_what_was_typed(
    qtbot: QtBot, shell: Shell, store: Store, page: MeetingsPage, meeting: str
) -> None:
    written = part(page, "minutes")
    qtbot.keyClicks(written.text.area, "Unfinished")
    shell.go("room")
    assert minutes_of(store, meeting).text == "Unfinished"


def test_what_others_type_comes_in_unless_something_is_being_typed(
    qtbot: QtBot, store: Store, page: MeetingsPage, meeting: str
) -> None:
    written = part(page, "minutes")
    keep_minutes(store, meeting, "From elsewhere.", minutes_of(store, meeting).state)
    settle()
    assert written.text.text() == "From elsewhere."
    written.text.area.moveCursor(written.text.area.textCursor().MoveOperation.End)
    qtbot.keyClicks(written.text.area, " Mine.")
    keep_minutes(store, meeting, "First. From elsewhere.", minutes_of(store, meeting).state)
    assert written.text.text() == "From elsewhere. Mine."
    written.keep()
    assert minutes_of(store, meeting).text == "First. From elsewhere. Mine." == written.text.text()


def test_minutes_go_step_by_step_to_published(
    store: Store, people: list[str], page: MeetingsPage, meeting: str
) -> None:
    written = part(page, "minutes")
    keep_minutes(store, meeting, "We met.", minutes_of(store, meeting).state)
    written.go_on()
    later = add_meeting(store, "December", starts_at=EVENING.replace(month=12), voters=tuple(people))
    present(store, later, people[:11])
    motion = propose(store, later, "Approve the minutes")
    open_vote(store, motion)
    close_vote(store, motion, Tally(yes=11))
    written.go_on()
    box = dialog(page)
    assert box._motion.currentText() == "Approve the minutes"
    box.finish()
    held = read(store, Meeting, meeting)
    assert (held.minutes_status, held.approved_by) == (MinutesStatus.APPROVED, motion)
    settle()
    assert written.text.area.isReadOnly() and "SHA-256" in written._proof.text()
    written.go_on()
    assert read(store, Meeting, meeting).minutes_status == MinutesStatus.PUBLISHED
    settle()
    assert not written._step.isVisible()


def test_approved_minutes_are_amended(store: Store, page: MeetingsPage, meeting: str) -> None:
    keep_minutes(store, meeting, "We met.", minutes_of(store, meeting).state)
    mark_reviewed(store, meeting)
    approve(store, meeting)
    written = part(page, "minutes")
    press(written, "Add an amendment")
    box = dialog(page)
    box.findChildren(TextField)[0].area.setPlainText("It was Tuesday.")
    box.finish()
    assert [each.text for each in amendments_of(store, meeting)] == ["It was Tuesday."]
    settle()
    assert written.outcome._amendments.isVisible()


def test_an_earlier_version_is_read_and_brought_back(store: Store, page: MeetingsPage, meeting: str) -> None:
    for text in ("First.", "First. Second."):
        keep_minutes(store, meeting, text, minutes_of(store, meeting).state)
        store.now.pass_by(minutes=10)
    part(page, "minutes").show_versions()
    box = dialog(page)
    assert isinstance(box.list.model(), QStandardItemModel) and box.list.model().rowCount() == 2
    box.list.setCurrentIndex(box.list.model().index(1, 0))
    assert box.text.area.toPlainText() == "First."
    box.finish()
    settle()
    assert minutes_of(store, meeting).text == "First." == page.pane.minutes.text.text()


def test_only_who_holds_the_pen_writes(
    store: Store, people: list[str], page: MeetingsPage, meeting: str
) -> None:
    store.keep_facts(person=people[1])
    change_meeting(store, meeting, note_taker=people[0])
    written = part(page, "minutes")
    assert written.text.area.isReadOnly() and "Ana Ruiz is taking the notes" in written._pen.text()
    press(written, "Take the pen")
    settle()
    assert not written.text.area.isReadOnly() and read(store, Meeting, meeting).note_taker == people[1]


def test_the_minutes_show_what_was_settled(
    store: Store, people: list[str], page: MeetingsPage, meeting: str
) -> None:
    present(store, meeting, people[:11])
    motion = propose(store, meeting, "Hold the fair", mover=people[0])
    open_vote(store, motion)
    close_vote(store, motion, Tally(yes=8))
    outcome = part(page, "minutes").outcome
    words = " ".join(each.text() for each in outcome._motions.findChildren(type(page.pane._when)))
    assert "Hold the fair" in words and "The motion carried, 8 yes, 0 no." in words
    outcome.add_promise()
    box = dialog(page)
    box.finish()
    assert box.isVisible() and box.fault.text()
    box._title.setText("Call the library")
    box._owner._take(people[0])
    box.finish()
    (action,) = queries.of_meeting(store, ActionItem, meeting)
    assert (action.title, action.owner) == ("Call the library", people[0])


# Papers and details. ----------------------------------------------------------------------------


def test_papers_are_made_off_the_window_and_opened(
    qtbot: QtBot, page: MeetingsPage, meeting: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(
        "desktop.features.meetings.pane.papers.open_file", lambda path: opened.append(path.name) or True
    )
    papers = part(page, "papers")
    for run in (papers.print_agenda, papers.print_sheet, papers.print_badges, papers.print_minutes):
        run()
    qtbot.waitUntil(lambda: len(opened) == 4, timeout=20_000)
    made = sorted(page.desk.profile.sessions.iterdir())
    assert len(made) == 4 and all(each.read_bytes().startswith(b"%PDF") for each in made)


def test_the_follow_up_pack_is_one_folder(
    qtbot: QtBot, page: MeetingsPage, people: list[str], meeting: str, monkeypatch, tmp_path
) -> None:
    monkeypatch.setattr("desktop.features.meetings.pane.papers.open_file", lambda path: True)
    add_action(page.desk.store, meeting, "Call the library", people[0])
    part(page, "papers").make_pack_in(tmp_path / "pack")
    qtbot.waitUntil(lambda: len(list((tmp_path / "pack").glob("*.pdf"))) == 2, timeout=20_000)


def test_the_calendar_entry_is_saved(page: MeetingsPage, meeting: str, tmp_path) -> None:
    part(page, "papers").save_entry_to(tmp_path / "meeting.ics")
    assert f"UID:{meeting}".encode() in (tmp_path / "meeting.ics").read_bytes()


def test_handing_over_without_an_office_says_why_not(page: MeetingsPage, shell: Shell, tmp_path) -> None:
    part(page, "papers").save_whole_to(tmp_path / "meeting.carry")
    assert not (tmp_path / "meeting.carry").exists() and "not joined an office" in shell.toast._words.text()


def test_a_new_place_makes_a_new_revision_and_a_wrong_number_is_said(
    store: Store, page: MeetingsPage, meeting: str
) -> None:
    form = part(page, "details")._form
    place, duration = form.editor("place"), form.editor("duration")
    assert isinstance(place, QLineEdit) and isinstance(duration, QLineEdit)
    place.setText("Library")
    place.editingFinished.emit()
    held = read(store, Meeting, meeting)
    assert (held.place, held.revision) == ("Library", 1)
    duration.setText("an hour")
    duration.editingFinished.emit()
    assert form._faults["duration"].isVisible() and read(store, Meeting, meeting).duration == 60


def test_a_meeting_is_called_off_and_on_copied_and_deleted(
    shell: Shell, store: Store, page: MeetingsPage, meeting: str
) -> None:
    details = part(page, "details")
    press(details, "Call it off")
    assert read(store, Meeting, meeting).cancelled
    press(details, "Call it after all")
    assert not read(store, Meeting, meeting).cancelled
    press(details, "Plan another like it")
    assert len(queries.meeting_lines(store)) == 2 and page.list.record() != meeting
    press(details, "Make a series of it")
    assert read(store, Meeting, page.list.record()).series
    press(details, "Delete the meeting")
    assert [line.id for line in queries.meeting_lines(store)] == [meeting]
    shell.undo()
    assert len(queries.meeting_lines(store)) == 2


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


def test_rows_are_said_whole_to_a_screen_reader(page: MeetingsPage, people: list[str]) -> None:
    called = part(page, "people").list
    assert isinstance(called, QAbstractItemView)
    said = called.model().data(called.model().index(0, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert "Votes" in said and called.accessibleName()


def test_the_series_says_how_often_it_meets_and_proposes_the_next_day(
    store: Store, people: list[str], page: MeetingsPage, meeting: str
) -> None:
    details = part(page, "details")
    press(details, "Make a series of it")
    settle()
    words = [details._often.itemText(place) for place in range(details._often.count())]
    assert words[0] == "No rule" and "Every month on the second Tuesday" in words
    details._often.setCurrentIndex(words.index("Every month on the second Tuesday"))
    details._often.activated.emit(0)
    page.add()
    box = dialog(page)
    assert box._when.moment() == EVENING.replace(month=12, day=8)


def test_commands_have_keys_and_verbs(page: MeetingsPage) -> None:
    commands = {command.id: command for command in page.commands()}
    assert commands["meetings.add"].shortcut == "Ctrl+N" and commands["meetings.hold"].enabled()
    commands["meetings.print"].run()
    assert page.pane._switch.value() == "papers"
    commands["meetings.promises"].run()
    page.search_here()
    assert QApplication.focusWidget() is page.promises.search
