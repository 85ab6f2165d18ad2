"""A badge scanned while the cursor is anywhere in the room, and typing that is none."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QApplication

from desktop.features.meetings.attendance.badges import badge_of, could_be_badge
from desktop.features.meetings.queries import read
from desktop.features.meetings.room import scan
from desktop.features.meetings.roster import roster_of
from desktop.features.meetings.versions import text_of, versions_of
from sync.records.meetings import Meeting
from tests.features.meetings.rooms import ALT, CTRL, ENTER, held

SCANNER, PERSON = 0.005, 0.2
"""Seconds from key to key."""


class Keys:
    """Types with even pauses, on a clock of its own."""

    def __init__(self, evening, monkeypatch) -> None:
        self.evening, self.time = evening, 100.0
        monkeypatch.setattr(scan, "monotonic", lambda: self.time)

    def type(self, words: str, pause: float) -> None:
        for letter in words:
            self.time += pause
            self.evening.qtbot.keyClick(self.evening.at(), letter)
        self.evening.settle()

    def scan(self, code: str) -> None:
        self.type(code, SCANNER)
        self.evening.press(ENTER)


@pytest.fixture
def evening(qtbot, qapp, store, profile, meeting, people):
    store.keep_facts(person=people[0])
    with held(qtbot, qapp, store, profile, meeting) as evening:
        yield evening


@pytest.fixture
def keys(evening, monkeypatch):
    return Keys(evening, monkeypatch)


@pytest.fixture
def badge(store, people):
    return badge_of(store, people[5])


def here(store, meeting):
    return {each.person for each in roster_of(store, meeting).here}


def write(evening, words):
    evening.press(Qt.Key.Key_M, ALT)
    evening.type(words)


def test_a_scan_leaves_the_minutes_and_their_cursor_alone(evening, keys, store, meeting, people, badge):
    write(evening, "We met. Rosa asked.")
    area = evening.room.minutes.area
    evening.qtbot.waitUntil(lambda: read(store, Meeting, meeting).minutes == area.toPlainText())
    cursor = area.textCursor()
    cursor.setPosition(7)
    area.setTextCursor(cursor)
    keys.scan(badge)
    assert here(store, meeting) == {people[5]} and evening.said() == "Olga Silva is here"
    assert area.toPlainText() == "We met. Rosa asked." and area.textCursor().position() == 7
    assert area.hasFocus()
    evening.qtbot.wait(500)
    assert evening.room.minutes.standing.text().startswith("Saved")
    assert (
        len(versions_of(store, meeting)) == 1
        and read(store, Meeting, meeting).minutes == "We met. Rosa asked."
    )


def test_no_version_of_the_minutes_ever_holds_a_sign_of_a_badge(evening, keys, store, meeting, people, badge):
    write(evening, "We met.")
    keys.type(badge[:2], SCANNER)
    evening.room.minutes._keep_in_time()  # a timer that runs out between two signs
    assert read(store, Meeting, meeting).minutes == ""
    keys.scan(badge[2:])
    keys.scan(badge_of(store, people[6]))
    keys.type(" Rosa spoke.", PERSON)
    evening.room.minutes.keep()
    assert here(store, meeting) == {people[5], people[6]}
    texts = [text_of(store, each) for each in versions_of(store, meeting, timedelta())]
    assert texts == ["We met. Rosa spoke.", "We met."]


def test_words_that_somebody_else_puts_there_meanwhile_stay(evening, keys, store, meeting, badge):
    write(evening, "We met.")
    evening.room.minutes.keep()
    keys.type(badge[:2], SCANNER)
    with store.edit("Somebody else") as draft:
        draft.set("meeting", meeting, {"minutes": "Yesterday we met."})
    evening.settle()
    keys.scan(badge[2:])
    assert evening.room.minutes.area.toPlainText() == "Yesterday we met."


@pytest.mark.parametrize(("anchor", "position"), [(3, 6), (6, 3)])
def test_a_scan_puts_back_what_was_selected(evening, keys, badge, anchor, position):
    write(evening, "We met.")
    area = evening.room.minutes.area
    cursor = area.textCursor()
    cursor.setPosition(anchor)
    cursor.setPosition(position, QTextCursor.MoveMode.KeepAnchor)
    area.setTextCursor(cursor)
    keys.scan(badge.lower())
    assert area.toPlainText() == "We met." and area.textCursor().selectedText() == "met"
    assert (area.textCursor().anchor(), area.textCursor().position()) == (anchor, position)


@pytest.mark.parametrize("pause", [SCANNER, PERSON])
@pytest.mark.parametrize(
    "words",
    [
        "CD1 is our code. cD1ABC, CCD1, CD12 and CD1",
        "accede, Cd, cd1 c d 1 CDCD1",
        "CD1" + "A" * 42,
        "CD1" + "A" * 43,
        "ordinary words, as fast as fingers go",
    ],
)
def test_what_people_type_is_never_swallowed(evening, keys, store, meeting, words, pause):
    write(evening, "")
    keys.type(words, pause)
    evening.qtbot.waitUntil(lambda: evening.room.minutes.area.toPlainText() == words, timeout=1_000)
    assert here(store, meeting) == set()


@pytest.mark.parametrize("words", ["CD1", "CD1ABC", "c"])
def test_enter_behind_the_beginning_of_a_badge_is_a_new_line(evening, keys, words):
    write(evening, "")
    keys.scan(words)
    assert evening.room.minutes.area.toPlainText() == f"{words}\n"


def test_a_badge_typed_by_hand_is_text(evening, keys, store, meeting, badge):
    write(evening, "")
    keys.type(badge, PERSON)
    assert evening.room.minutes.area.toPlainText() == badge
    evening.press(ENTER)
    assert here(store, meeting) == set()


def test_a_person_sees_each_letter_at_once(evening, keys):
    write(evening, "")
    for place, letter in enumerate("CD1AB", 1):
        keys.type(letter, PERSON)
        assert evening.room.minutes.area.toPlainText() == "CD1AB"[:place]


def test_what_is_pasted_is_text(evening, keys, store, meeting, badge):
    write(evening, "")
    QGuiApplication.clipboard().setText(f"{badge}\n")
    evening.press(Qt.Key.Key_V, CTRL)
    assert evening.room.minutes.area.toPlainText() == f"{badge}\n" and here(store, meeting) == set()


def test_an_accent_that_is_composed_comes_behind_what_was_held_back(evening, keys):
    write(evening, "")
    keys.type("CD1", SCANNER)
    no_key = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(evening.at(), QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Dead_Acute, no_key, ""))
    composed = QInputMethodEvent()
    composed.setCommitString("é")
    QApplication.sendEvent(evening.at(), composed)
    assert evening.room.minutes.area.toPlainText() == "CD1é"


def test_keys_of_the_roster_are_not_pressed_by_a_scanner(evening, keys, store, meeting, people, badge):
    roster = evening.room.attendance.list
    roster.setFocus()
    chosen = roster.currentIndex().row()
    keys.scan(badge)
    assert here(store, meeting) == {people[5]} and roster.currentIndex().row() == chosen
    assert all(
        each.presence is None for each in roster_of(store, meeting).attenders if each.person != people[5]
    )


def test_a_choice_stays_as_it_was(evening, keys, store, meeting, people, badge):
    evening.press(Qt.Key.Key_V, ALT)
    threshold = evening.room.motions.form.threshold
    threshold.setFocus()
    keys.scan(badge)
    assert threshold.chosen() == "majority" and here(store, meeting) == {people[5]}


def test_a_scan_in_the_form_for_a_walk_in_leaves_the_form(evening, keys, store, meeting, people, badge):
    evening.press(Qt.Key.Key_W, ALT)
    form = QApplication.activeModalWidget()
    evening.type("Zelda")
    keys.scan(badge)
    assert form.name.text() == "Zelda" and form.name.hasFocus() and form.isVisible()
    assert here(store, meeting) == {people[5]}
    form.reject()


def test_minutes_that_somebody_else_writes_stay_theirs(evening, keys, store, meeting, people, badge):
    with store.edit("Pen") as draft:
        draft.set("meeting", meeting, {"note_taker": people[1], "minutes": "Theirs."})
    evening.settle()
    evening.press(Qt.Key.Key_M, ALT)
    keys.scan(badge)
    assert here(store, meeting) == {people[5]} and read(store, Meeting, meeting).minutes == "Theirs."


def test_what_is_held_back_is_given_to_where_it_was_typed(evening, keys):
    write(evening, "")
    keys.type("CD1A", SCANNER)
    assert evening.room.minutes.area.toPlainText() == ""
    evening.room.attendance.field.setFocus()
    assert evening.room.minutes.area.toPlainText() == "CD1A"
    assert evening.room.attendance.field.text() == ""


@pytest.mark.parametrize(
    ("begun", "could"),
    [
        ("C", True),
        ("cd", True),
        ("CD1", True),
        ("CD1A7", True),
        ("CD2", False),
        ("CD10", False),
        ("D", False),
    ],
)
def test_the_beginning_of_a_badge_is_known(begun, could):
    assert could_be_badge(begun) is could
    assert not could_be_badge("") and not could_be_badge("CD1" + "A" * 43)
