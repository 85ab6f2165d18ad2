"""The room: an evening's meeting run, recorded and closed by keyboard alone."""

from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from desktop.dates import read_day
from desktop.features.meetings.action_items import add_action
from desktop.features.meetings.agenda import add_item, agenda_of
from desktop.features.meetings.queries import of_meeting, read
from desktop.features.meetings.room.text import changes, moved
from desktop.features.meetings.roster import roster_of
from sync.records.consents import Consent
from sync.records.engagements import Engagement
from sync.records.meetings import Meeting
from sync.records.motions import ActionItem, Decision, Motion, MotionResult
from sync.records.people import Person
from tests.features.meetings.people import NAMES, present
from tests.features.meetings.rooms import ALT, CTRL, ENTER, TAB, held


@pytest.fixture
def evening(qtbot, qapp, store, profile, meeting, people):
    store.keep_facts(person=people[0])
    add_item(store, meeting, "Welcome", duration=5)
    add_item(store, meeting, "Budget", duration=10)
    with held(qtbot, qapp, store, profile, meeting) as evening:
        yield evening


def today():
    return datetime.now().astimezone().date()


def people_come_in(evening, store, meeting):
    for name in NAMES[:11]:
        evening.line(name.encode("ascii", "ignore").decode()[:3])
    assert len(roster_of(store, meeting).here) == 11
    assert evening.room.top.light.accessibleName() == "Quorum: 11 of 16, needed 9"
    evening.line("Carmen Soto")
    evening.type("carmen@example.org")
    for key in (TAB, TAB, Qt.Key.Key_Space, ENTER):  # past the sector; agrees to be written to
        evening.press(key)
    walked_in = next(each for each in roster_of(store, meeting).here if each.walk_in)
    assert read(store, Person, walked_in.person).email == "carmen@example.org"


def the_budget_is_adopted(evening, store, meeting, people):
    evening.press(Qt.Key.Key_M, ALT)
    evening.type("We went through the budget.\n")
    evening.press(Qt.Key.Key_V, ALT)
    for words in ("Adopt the budget", "mar", "lui", "t", "", "8-2-1"):
        evening.line(words)
    (motion,) = of_meeting(store, Motion, meeting)
    assert (motion.result, motion.mover, motion.seconder) == (MotionResult.CARRIED, people[2], people[1])
    assert "8 yes, 2 no, 1 abstaining" in motion.sentence and "Two thirds" in motion.sentence
    return motion.sentence


def somebody_takes_something_on(evening, store, meeting, people):
    evening.press(Qt.Key.Key_A, ALT)
    for words in ("Print the budget", "oma", "fri"):
        evening.line(words)
    evening.qtbot.waitUntil(lambda: bool(of_meeting(store, ActionItem, meeting)))
    (action,) = of_meeting(store, ActionItem, meeting)
    assert (action.owner, action.due) == (people[13], read_day("fri", today()))


def the_meeting_is_closed(evening, store, meeting):
    evening.press(Qt.Key.Key_C, ALT)
    evening.press(TAB)
    evening.press(Qt.Key.Key_Space)  # the rest are absent
    evening.press(Qt.Key.Key_Space)
    assert read(store, Meeting, meeting).held
    assert all(each.finished_at for each in agenda_of(store, meeting))


def test_an_evening_is_held_by_keyboard_alone(evening, store, meeting, people, tmp_path):
    people_come_in(evening, store, meeting)
    evening.press(Qt.Key.Key_Down, CTRL)
    evening.press(Qt.Key.Key_Down, CTRL)
    assert evening.room.evening.current.title == "Budget"
    sentence = the_budget_is_adopted(evening, store, meeting, people)
    somebody_takes_something_on(evening, store, meeting, people)
    evening.press(Qt.Key.Key_D, ALT)
    evening.line("Meet on second Tuesdays")
    told = ["We went through the budget.", sentence, "Decided: Meet on second Tuesdays."]
    assert read(store, Meeting, meeting).minutes == "\n\n".join(told)
    decided = {each.title for each in of_meeting(store, Decision, meeting)}
    assert decided == {"Adopt the budget", "Meet on second Tuesdays"}
    the_meeting_is_closed(evening, store, meeting)
    evening.room.closing.after.home = tmp_path
    evening.press(Qt.Key.Key_Space)
    evening.qtbot.waitUntil(lambda: evening.at().text() == "Show the folder", timeout=20_000)
    (folder,) = (tmp_path / "Coalition Desk").iterdir()
    assert {each.suffix for each in folder.iterdir()} >= {".pdf", ".eml"}


def test_the_walk_ins_consent_is_kept_in_the_words_beside_the_box(evening, store, meeting):
    evening.press(Qt.Key.Key_W, ALT)
    evening.type("Carmen Soto")
    evening.press(TAB)
    evening.type("217 555 0134")
    evening.press(TAB)
    evening.press(TAB)
    evening.press(Qt.Key.Key_Space)
    evening.press(ENTER)
    (person,) = [each.person for each in roster_of(store, meeting).here]
    consents = [store.get("consent", each.id) for each in store.search("door") if each.kind == "consent"]
    assert read(store, Person, person).phone
    assert [(type(each), each.person, each.wording) for each in consents] == [
        (Consent, person, "May be contacted this way about the coalition")
    ]


def test_one_key_takes_back_a_vote_with_its_sentence_wherever_the_cursor_is(evening, store, meeting, people):
    present(store, meeting, people[:11])
    evening.press(Qt.Key.Key_V, ALT)
    evening.line("Adopt the budget")
    for _field in range(3):
        evening.press(ENTER)
    evening.press(ENTER)
    evening.line("11-0")
    assert "carried" in read(store, Meeting, meeting).minutes
    evening.press(Qt.Key.Key_M, ALT)
    evening.press(Qt.Key.Key_Z, CTRL)
    assert read(store, Meeting, meeting).minutes == ""
    assert [each.result for each in of_meeting(store, Motion, meeting)] == [MotionResult.OPEN]
    assert evening.room.minutes.area.toPlainText() == ""
    assert of_meeting(store, Decision, meeting) == []


def test_an_empty_field_leaves_ctrl_z_to_the_room(evening, store, meeting):
    evening.line("ana")
    evening.press(Qt.Key.Key_Z, CTRL)
    assert len(roster_of(store, meeting).here) == 0
    evening.type("lu")
    evening.press(Qt.Key.Key_Z, CTRL)
    assert evening.room.attendance.field.text() == ""


def test_the_agenda_goes_on_and_back_with_one_key(evening, store, meeting):
    for _step in range(2):
        evening.press(Qt.Key.Key_Down, CTRL)
    store.now.pass_by(minutes=3)
    evening.room.show_time()
    assert evening.room.top.time.text() == "3:00 of 10 min"
    assert evening.room.top.late.text().startswith("5 min ahead")
    evening.press(Qt.Key.Key_Up, CTRL)
    assert evening.room.evening.current.title == "Welcome"
    for _step in range(2):
        evening.press(Qt.Key.Key_Down, CTRL)
    assert evening.room.evening.current is None
    assert evening.room.top.late.text() == "Nothing is under way"


def test_what_was_carried_over_again_is_flagged(qtbot, qapp, store, profile, meeting, people):
    action = add_action(store, "", "Ask for the keys", people[0])
    with store.edit("As earlier meetings left it") as draft:
        draft.set("action_item", action, {"carried": [meeting, people[0]]})
    with held(qtbot, qapp, store, profile, meeting) as evening:
        flag = evening.room.agenda.carried
        assert flag.accessibleName() == "1 action still open, 1 carried over again"
        flag.click()
        assert evening.room._panel() is evening.room.promises


def test_a_talk_in_the_hallway_is_logged_with_its_next_step(evening, store, meeting, people):
    evening.press(Qt.Key.Key_T, ALT)
    evening.line("pri")
    evening.line("Would host the spring meeting")
    evening.type("Send the dates")
    evening.press(TAB)
    evening.line("tomorrow")
    (talk,) = of_meeting(store, Engagement, meeting)
    assert (talk.people, talk.owner) == ((people[3],), people[0])
    assert (talk.next_step, talk.next_day) == ("Send the dates", today() + timedelta(days=1))


def test_the_clock_runs_only_while_the_room_is_seen(evening):
    clock = evening.room._clock
    assert clock.isActive() and clock.interval() == 1000
    evening.shell.go("meetings")
    assert not clock.isActive()


def test_coming_back_finds_the_room_as_it_was_left(evening, meeting):
    evening.press(Qt.Key.Key_D, ALT)
    evening.shell.go("meetings")
    evening.shell.open("room", meeting)
    evening.settle()
    assert evening.at() is evening.room.decisions.title


def test_leaving_keeps_what_was_being_typed_and_says_so(evening, store, meeting, qtbot):
    evening.press(Qt.Key.Key_M, ALT)
    evening.type("Half a wor")
    with qtbot.waitSignal(evening.room.left):
        evening.room.go_out()
    assert read(store, Meeting, meeting).minutes == "Half a wor"
    assert evening.shell.shown_page() == "meetings"


def test_everything_that_takes_the_focus_has_a_name(evening):
    for part in ("motions", "actions", "decisions", "sheet", "close", "attendance"):
        evening.room.show_part(part)
    nameless = [
        each
        for each in evening.room.findChildren(QWidget)
        if each.window() is evening.shell
        and each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not (each.accessibleName() or getattr(each, "text", str)())
    ]
    assert nameless == []


def test_the_room_fits_a_small_screen(evening):
    smallest = evening.room.minimumSizeHint()
    assert (smallest.width(), smallest.height()) < (1024 - evening.shell.rail.width(), 600)
    assert QApplication.focusWidget() is evening.room.attendance.field


@pytest.mark.parametrize(
    ("before", "after", "place", "expected"),
    [
        ("We met.", "Yes. We met.", 3, 8),
        ("We met.", "We met. And went.", 7, 7),
        ("We all met.", "We met.", 11, 7),
        ("We all met.", "We met.", 5, 3),
        ("", "New", 0, 0),
        ("a" * 3000, "b" * 3000, 3000, 3000),
    ],
)
def test_a_caret_stays_between_its_letters(before, after, place, expected):
    assert moved(before, after, place) == expected


def test_changes_turn_one_text_into_the_other():
    before, after = "one two three four", "zero one three 4 four"
    made = before
    for start, end, words in reversed(list(changes(before, after))):
        made = made[:start] + words + made[end:]
    assert made == after
