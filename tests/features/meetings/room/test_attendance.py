"""Who is here, as the room marks it: letters, keys, badges, walk-ins and those who leave."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop.features.meetings.actions import change_meeting
from desktop.features.meetings.attendance.badges import badge_of
from desktop.features.meetings.queries import read
from desktop.features.meetings.room import top
from desktop.features.meetings.roster import roster_of
from desktop.store.listing import open_listing
from sync.records.attendance import Presence
from sync.records.meetings import MeetingFormat
from sync.records.people import Person
from tests.features.meetings.people import present
from tests.features.meetings.rooms import ALT, CTRL, ENTER, ESCAPE, TAB, held


@pytest.fixture
def evening(qtbot, qapp, store, profile, meeting, people):
    with held(qtbot, qapp, store, profile, meeting) as evening:
        yield evening


def presence(store, meeting, person):
    return roster_of(store, meeting).by_person[person].presence


def here(store, meeting):
    return {each.person for each in roster_of(store, meeting).here}


def shown(evening):
    model = evening.room.attendance.model
    return [model.attender(row).called for row in range(model.rowCount())]


def test_letters_narrow_the_roster_and_enter_marks_the_first(evening, store, meeting, people):
    evening.type("gar")
    assert shown(evening) == ["Maria García"]
    evening.press(ENTER)
    assert here(store, meeting) == {people[2]}
    assert evening.said() == "Maria García is here"
    assert evening.room.attendance.field.text() == "" and len(shown(evening)) == 16


def test_the_arrow_keys_choose_while_the_cursor_stays_in_the_field(evening, store, meeting, people):
    evening.type("o")
    second = shown(evening)[1]
    evening.press(Qt.Key.Key_Down)
    evening.press(ENTER)
    assert [read(store, Person, each).name for each in here(store, meeting)] == [second]


def test_space_marks_the_chosen_one_and_marks_them_absent_again(evening, store, meeting, people):
    evening.press(Qt.Key.Key_Space)
    assert presence(store, meeting, people[0]) == Presence.PRESENT
    evening.press(Qt.Key.Key_Space)
    assert presence(store, meeting, people[0]) == Presence.ABSENT
    evening.press(Qt.Key.Key_Z, CTRL)
    assert presence(store, meeting, people[0]) == Presence.PRESENT


def test_a_scanned_badge_is_known_as_one(evening, store, meeting, people):
    evening.line(badge_of(store, people[5]))
    assert here(store, meeting) == {people[5]}


def test_a_badge_of_another_coalition_checks_nobody_in(evening, store, meeting, people):
    badge = badge_of(store, people[5])
    evening.line(badge[:-4] + ("AAAA" if badge[-4:] != "AAAA" else "BBBB"))
    assert here(store, meeting) == set()
    assert evening.said() == (
        "This badge is not of this coalition, so nobody was checked in. Look for the name instead."
    )


def test_a_reader_hears_when_the_quorum_is_won_and_lost(evening, store, meeting, people, monkeypatch):
    heard = []
    monkeypatch.setattr(top, "announce", lambda _widget, words: heard.append(words))
    present(store, meeting, people[:9])
    evening.settle()
    evening.press(TAB)
    evening.room.attendance.list.setFocus()
    evening.press(Qt.Key.Key_L)
    assert [words.partition(".")[0] for words in heard] == ["There is a quorum now", "The quorum is lost"]
    assert evening.room.top.light.accessibleName() == "No quorum: 1 more"
    assert evening.said().startswith("The quorum is lost:")
    evening.press(Qt.Key.Key_L)
    assert evening.room.top.light.accessibleName() == "Quorum: 9 of 16, needed 9"


def test_the_sectors_that_are_missing_are_named(evening, store, meeting, people):
    present(store, meeting, people[:2])
    evening.settle()
    words = evening.room.top.sectors._words.text()
    assert words.startswith("Not here: ") and "universities" in words.lower()
    assert "libraries" not in words.lower()


def test_an_excuse_and_a_proxy_are_recorded_by_one_key(evening, store, meeting, people):
    present(store, meeting, people[1:3])
    evening.settle()
    roster = evening.room.attendance.list
    roster.setFocus()
    evening.press(Qt.Key.Key_E)
    assert presence(store, meeting, people[0]) == Presence.EXCUSED
    evening.press(Qt.Key.Key_P)
    evening.type("luis")
    evening.press(ENTER)
    attender = roster_of(store, meeting).by_person[people[0]]
    assert (attender.presence, attender.proxy) == (Presence.BY_PROXY, people[1])


def test_in_a_hybrid_meeting_one_key_says_who_is_online(evening, store, meeting, people):
    change_meeting(store, meeting, format=MeetingFormat.HYBRID)
    evening.settle()
    evening.press(Qt.Key.Key_Space)
    evening.room.attendance.list.setFocus()
    evening.press(Qt.Key.Key_O)
    assert roster_of(store, meeting).by_person[people[0]].format == MeetingFormat.VIRTUAL


def test_whoever_is_known_already_is_offered_before_another_is_added(evening, store, meeting, people, qtbot):
    with store.edit("Contact") as draft:
        draft.set("person", people[2], {"phone": "(217) 555-0134"})
    count = len(open_listing(store, "person"))
    evening.press(Qt.Key.Key_W, ALT)
    evening.type("M. Garcia")
    evening.press(TAB)
    evening.type("217-555-0134")
    form = QApplication.activeModalWidget()
    evening.press(ENTER, CTRL)
    assert "is known already" in form.fault.text()
    qtbot.waitUntil(form._warning.isVisible)
    form._likely.itemAt(0).widget().click()
    assert here(store, meeting) == {people[2]} and len(open_listing(store, "person")) == count


def test_a_second_press_adds_a_namesake_all_the_same(evening, store, meeting, people):
    with store.edit("Contact") as draft:
        draft.set("person", people[2], {"phone": "(217) 555-0134"})
    evening.press(Qt.Key.Key_W, ALT)
    evening.type("Maria García".replace("í", "i"))
    evening.press(TAB)
    evening.type("217-555-0134")
    evening.press(ENTER, CTRL)
    evening.press(ENTER, CTRL)
    (added,) = here(store, meeting)
    assert added != people[2] and read(store, Person, added).provisional


def test_escape_empties_the_field_and_then_goes_to_the_minutes(evening):
    evening.type("zz")
    evening.press(ESCAPE)
    assert evening.room.attendance.field.text() == ""
    evening.press(ESCAPE)
    assert evening.at() is evening.room.minutes.area


def test_nobody_called_that_offers_a_walk_in_with_the_name(evening, store, meeting):
    evening.line("Zelda Quist")
    form = QApplication.activeModalWidget()
    assert form.name.text() == "Zelda Quist" and form.contact.hasFocus()
    evening.press(ENTER)
    evening.press(ENTER)
    assert form.agrees.hasFocus() and here(store, meeting) == set()
    evening.press(ENTER)
    assert [each.name for each in roster_of(store, meeting).here] == ["Zelda Quist"]
