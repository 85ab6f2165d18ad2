"""A leader's evening in a library basement without a network: thirteen steps, by keyboard alone."""

import time
from base64 import b64decode
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer

from desktop.features.choices.actions import list_choices
from desktop.features.meetings.evening import evening_of
from desktop.features.meetings.queries import of_meeting, read
from desktop.features.meetings.roster import roster_of
from desktop.features.meetings.versions import versions_of
from desktop.features.people.consents import history
from desktop.features.stories.queries import stories_in
from desktop.features.syncing.queries import outbox, standing
from desktop.store.carry import carry_in
from desktop.store.owner import owner_of
from sync.records.attendance import Presence
from sync.records.consents import Channel
from sync.records.engagements import Engagement
from sync.records.library import PublishState
from sync.records.meetings import Meeting, MinutesStatus
from sync.records.money import Stipend
from sync.records.motions import ActionItem, Decision, Motion, MotionResult, Threshold
from tests.days.evening_hands import Hands, program_of
from tests.days.evening_walk import (
    MINE,
    THEIRS,
    Walk,
    open_tonight,
    people_arrive,
    quorum,
    unlock,
    walk_of,
)
from tests.days.programs import PASSPHRASE

PHOTO = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="
"""A picture of one point."""


@pytest.fixture
def walk(qapp: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Walk]:
    """At Greenwich, where moments are spelled in two ways; her documents are in a folder of the test."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    with walk_of(tmp_path) as walk:
        yield walk
    monkeypatch.undo()
    time.tzset()


def test_an_evening_without_a_network_by_keyboard_alone(walk: Walk) -> None:
    unlock(walk)
    open_tonight(walk)
    people_arrive(walk)
    quorum(walk)
    minutes(walk)
    motion(walk)
    promises_and_decisions(walk)
    hallway(walk)
    consent_to_a_photo(walk)
    story_with_a_photo(walk)
    close(walk)
    hand_over(walk)
    home(walk)
    server_down(walk)


def minutes(walk: Walk) -> None:
    """5: one person holds the pen; two seconds after a key it is in the file, and a version of it."""
    hands = walk.hands
    hands.press("Ctrl+K")
    hands.line("Take the pen")
    hands.press("Ctrl+Down", "Ctrl+Down", "Ctrl+Down", "Alt+M")
    hands.type("We went through the budget.\nRosa asked about tea.")
    hands.until(lambda: walk.meeting.minutes.endswith("Rosa asked about tea."), 2)
    assert "You take the minutes" in hands.sees() and "Saved" in hands.sees()
    assert walk.meeting.note_taker == owner_of(walk.store)
    assert versions_of(walk.store, walk.coalition.meeting, timedelta())
    current = evening_of(walk.store, walk.coalition.meeting).current
    assert current is not None and current.title == "Budget"


def motion(walk: Walk) -> None:
    """6: moved, seconded, two thirds, 8-2-1: the program writes the sentence and who could vote.

    It is about a request for a stipend, of which nothing changes by the vote.
    """
    hands = walk.hands
    asked = Stipend(person=walk.person("Priya Patel").id, title="Spring workshop", requested=25_000)
    with walk.store.edit("Ask for a stipend") as draft:
        draft.add(asked)
    request = walk.store.state(Stipend.kind, asked.id)
    hands.press("Alt+V")
    hands.line("Adopt the budget", "mar", "lui", "t")
    hands.press("Alt+B")
    hands.line("pri 250")
    assert "The vote is recorded; the request stays as it was." in hands.sees()
    hands.line("8-2-1")
    (moved,) = of_meeting(walk.store, Motion, walk.coalition.meeting)
    assert (moved.mover, moved.seconder) == (walk.person("Maria García").id, walk.person("Luis Díaz").id)
    assert (moved.threshold, moved.result) == (Threshold.TWO_THIRDS, MotionResult.CARRIED)
    assert (len(moved.eligible), moved.present, moved.quorum_met) == (11, 11, True)
    assert "8 yes, 2 no, 1 abstaining" in moved.sentence
    assert "Adopt the budget (stipend request of Priya Patel, $250.00)." in moved.sentence
    assert moved.sentence in hands.sees() and walk.meeting.minutes.endswith(moved.sentence)
    (decision,) = of_meeting(walk.store, Decision, walk.coalition.meeting)
    assert moved.about == decision.about == asked.id
    assert walk.store.state(Stipend.kind, asked.id) == request


def promises_and_decisions(walk: Walk) -> None:
    """7: who does what until when, which must be somebody known; and the register of decisions."""
    hands, meeting = walk.hands, walk.coalition.meeting
    hands.press("Alt+A")
    hands.line("Print the budget", "zzz")
    assert of_meeting(walk.store, ActionItem, meeting) == []
    hands.press("Backspace", "Backspace", "Backspace")
    hands.line("oma", "tomorrow")
    hands.until(lambda: of_meeting(walk.store, ActionItem, meeting))
    (action,) = of_meeting(walk.store, ActionItem, meeting)
    assert (action.title, action.owner) == ("Print the budget", walk.person("Omar Davis").id)
    assert action.due is not None
    hands.press("Alt+D")
    hands.line("Meet on second Tuesdays")
    decided = {each.title for each in of_meeting(walk.store, Decision, meeting)}
    assert decided == {"Adopt the budget", "Meet on second Tuesdays"}


def hallway(walk: Walk) -> None:
    """8: a talk with its next step, in less time than anybody would grudge."""
    hands, begun = walk.hands, time.monotonic()
    hands.press("Alt+T")
    hands.line("pri", "Would host the spring meeting")
    hands.type("Send the dates")
    hands.go_to("Until when")
    hands.line("tomorrow")
    assert time.monotonic() - begun < 10
    (talk,) = of_meeting(walk.store, Engagement, walk.coalition.meeting)
    assert talk.people == (walk.person("Priya Patel").id,)
    assert talk.next_step == "Send the dates" and talk.next_day is not None


def consent_to_a_photo(walk: Walk) -> None:
    """9: what somebody says about their photo is kept; and Ana changes a number, as Luis did."""
    hands = walk.hands
    hands.press("Ctrl+3", "Ctrl+F")
    hands.line("Maria")
    hands.press("F2")
    hands.go_to("Phone")
    hands.line(MINE)
    assert walk.person("Maria García").phone == MINE
    hands.go_to("Details", "Shift+Tab")
    hands.press("Right")
    hands.go_to("Photographs: record")
    hands.press("Space", "Return")
    said = history(walk.store, walk.person("Maria García").id)
    assert [each.channel for each in said] == [Channel.PHOTO]
    hands.press("Alt+Left")


def story_with_a_photo(walk: Walk) -> None:
    """9: a story is not published before its consent is set, for the words and for the photo."""
    hands, photo = walk.hands, walk.folder / "photo.png"
    photo.write_bytes(b64decode(PHOTO))
    hands.press("Ctrl+5", "Ctrl+N")
    hands.type("A table for everybody")
    hands.go_to("Told by")
    hands.type("Priya")
    hands.press("Down", "Return", "Ctrl+Return")
    hands.go_to("Attach a photo")
    QTimer.singleShot(300, lambda: hands.line(str(photo)))  # into the dialog that the next key opens
    hands.press("Space")
    hands.until_seen("photo.png")
    hands.press("Ctrl+Return")
    hands.go_to("Details", "Shift+Tab")
    hands.press("Left")
    for missing in ("Priya Patel has not agreed yet.", "Priya Patel has not agreed to the photo yet."):
        hands.until_seen(missing)
        hands.press("Ctrl+Return")
        assert [each.state for each in stories_in(walk.store, "")] == [PublishState.DRAFT]
        hands.press("Ctrl+L", "Return")
    hands.until_seen("Everybody in it agrees, so it may be published.")
    hands.press("Ctrl+Return")
    hands.until_seen("Published. Everybody in it agrees.")
    (story,) = stories_in(walk.store, PublishState.PUBLISHED)
    assert story.photo and len(story.consents) == 2
    hands.press("Alt+Left")


def close(walk: Walk) -> None:
    """10: the checklist, then the papers and the letters, all made here."""
    hands, meeting = walk.hands, walk.coalition.meeting
    hands.press("Alt+S")
    hands.go_to("Signatures on the paper", "Shift+Tab")
    hands.line("13")
    assert "Paper and roster agree: 13 people." in hands.sees()
    hands.press("Alt+C")
    assert "1 thing is missing" in hands.sees()
    hands.go_to("Mark the 5 absent")
    hands.press("Space")
    assert "Everything is in order" in hands.sees()
    hands.go_to("Close the meeting")
    hands.press("Space")
    assert walk.meeting.held and walk.meeting.minutes_status == MinutesStatus.DRAFT
    presences = [each.presence for each in roster_of(walk.store, meeting).attenders]
    assert (presences.count(Presence.PRESENT), presences.count(Presence.ABSENT)) == (13, 5)
    hands.go_to("Make the follow-up pack")
    hands.press("Space")
    hands.until_seen(" files are in ")
    (folder,) = (walk.folder / "Documents" / "Coalition Desk").iterdir()
    named = [path.name.partition(" - ")[0] for path in folder.iterdir()]
    assert sorted(named) == ["Mail 1", "Minutes", "Task slips"]
    assert f"3 files are in {folder}." in hands.sees()


def hand_over(walk: Walk) -> None:
    """11: the meeting on a stick, which Luis takes in at his laptop."""
    hands, stick = walk.hands, walk.folder / "tonight.carry"
    hands.go_to("Hand over on a stick")
    QTimer.singleShot(300, lambda: hands.line(str(stick)))  # into the dialog that the next key opens
    hands.press("Space")
    hands.until_seen("Written. On the other laptop")
    assert stick.stat().st_size > 0
    with walk.coalition.luis.open() as store:
        carry_in(store, stick)
        taken = read(store, Meeting, walk.coalition.meeting)
        assert taken.held and "Rosa asked about tea." in taken.minutes
        assert len(roster_of(store, taken.id).here) == 13


def home(walk: Walk) -> None:
    """12: with a network all is sent and receipted; what others did is told, and one thing is asked."""
    hands = walk.hands
    walk.coalition.office.start()
    hands.press("Ctrl+8", "Ctrl+R")
    hands.until_seen("Needs you: 1 choice")
    assert standing(walk.store)["unsent"] == 0
    assert not [each.reason for each in outbox(walk.store) if each.refused or not each.receipt]
    hands.until_seen("Office has it")
    hands.press("Ctrl+1")
    hands.until_seen("Priya Patel")
    assert "Sam O'Neil" in hands.sees()
    hands.press("Ctrl+6")
    assert MINE in hands.sees() and THEIRS in hands.sees()
    hands.go_to(f"Use this: {THEIRS}" if walk.person("Maria García").phone == MINE else "Keep this: ")
    hands.press("Space")
    assert list_choices(walk.store) == []
    assert walk.person("Maria García").phone == THEIRS
    hands.until_seen("Up to date")


def server_down(walk: Walk) -> None:
    """13: without the office nothing is lost, the program is closed at any second and opened again."""
    hands = walk.hands
    walk.coalition.office.stop()
    hands.press("Ctrl+3", "Ctrl+F")
    hands.line("Maria")
    hands.press("F2")
    hands.go_to("Phone")
    hands.press("Ctrl+A")
    hands.type("+1 847 555 0199")
    hands.press("Ctrl+Q")
    assert hands.program.session is None
    hands = walk.hands = Hands(program_of(walk.coalition.ana.profile))
    hands.begin()
    hands.line(PASSPHRASE)
    hands.until_seen("Offline · 1 to sync later")
    assert walk.person("Maria García").phone == "+1 847 555 0199"
    walk.coalition.office.start()
    hands.until_seen("Up to date")
    walk.coalition.luis.sync()
    hands.press("Ctrl+Q")
    assert walk.coalition.ana.dump() == walk.coalition.luis.dump()
