"""Two people take the minutes of one meeting in two windows without a network, and come together."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.features.choices.actions import list_choices
from desktop.features.meetings.minutes import take_pen
from desktop.features.meetings.queries import read
from desktop.features.meetings.roster import roster_of
from desktop.store.owner import owner_of
from sync.records.meetings import Meeting
from tests.days.evening_coalition import Coalition, coalition_of
from tests.days.evening_window import Shown, Window

WROTE = {"Ana": "Ana: the library opens its hall on Saturdays.", "Luis": "Luis: the parents bring breakfast."}
HERE = {"Ana": ("Maria García", "Priya Patel", "Wei Chen"), "Luis": ("Wei Chen", "Olga Silva", "Tom Miller")}


@pytest.fixture
def coalition(tmp_path: Path) -> Iterator[Coalition]:
    with coalition_of(tmp_path) as coalition:
        yield coalition


def give_pen(coalition: Coalition) -> None:
    """Have Ana hold the pen, as both know."""
    with coalition.ana.open() as store:
        take_pen(store, coalition.meeting, owner_of(store))
    for laptop in (coalition.ana, coalition.luis):
        laptop.sync()


def record(window: Window, name: str) -> None:
    """Mark who is here and write the minutes, as if nobody else did."""
    for person in HERE[name]:
        assert window.do("line", person[:3]).said == f"{person} is here"
    window.do("press", "Alt+M")
    window.do("type", WROTE[name] + "\n")
    assert WROTE[name] in window.do("until_seen", "Saved").sees


def sync(window: Window) -> None:
    """Have it sync now rather than when it tries again by itself."""
    window.do("press", "Ctrl+8", "Ctrl+R")
    window.do("until_seen", "Up to date")


def look_into_room(window: Window) -> Shown:
    """Go back into the room, where both texts come to be."""
    shown = window.do("press", "Ctrl+2", "Ctrl+Return")
    for words in WROTE.values():
        shown = window.do("until_seen", words)
    return shown


def check(coalition: Coalition) -> None:
    """Both hold both texts, once, and the union of those who were marked; nothing is asked."""
    assert coalition.ana.dump() == coalition.luis.dump()
    for laptop in (coalition.ana, coalition.luis):
        with laptop.open() as store:
            minutes = read(store, Meeting, coalition.meeting).minutes
            assert [minutes.count(words) for words in WROTE.values()] == [1, 1]
            here = {each.name for each in roster_of(store, coalition.meeting).here}
            assert here == {name for names in HERE.values() for name in names}
            assert list_choices(store) == []


def test_two_windows_without_a_network_come_together_and_ask_nothing(
    coalition: Coalition, tmp_path: Path
) -> None:
    give_pen(coalition)
    coalition.office.stop()
    with (
        Window(coalition.ana.profile, tmp_path / "at Ana's") as ana,
        Window(coalition.luis.profile, tmp_path / "at Luis's") as luis,
    ):
        ana.hold_meeting()
        record(ana, "Ana")
        luis.hold_meeting()
        luis.do("go_to", "Take the pen")
        luis.do("press", "Space", "Alt+P")
        record(luis, "Luis")
        coalition.office.start()
        for window in (ana, luis):
            sync(window)
        for window in (ana, luis):
            assert "5 here" in look_into_room(window).sees
            assert "Nothing needs you." in window.do("press", "Ctrl+6").sees
            window.close()
    check(coalition)


def test_two_who_both_begin_to_write_without_a_network_are_asked_nothing(
    coalition: Coalition, tmp_path: Path
) -> None:
    coalition.office.stop()
    for laptop in (coalition.ana, coalition.luis):
        with Window(laptop.profile, tmp_path / f"at {laptop.name}'s") as window:
            window.hold_meeting()
            record(window, laptop.name)
            window.close()
    coalition.office.start()
    for laptop in (coalition.ana, coalition.luis, coalition.ana):
        laptop.sync()
    check(coalition)
