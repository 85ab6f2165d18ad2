"""The program is killed in the middle of the evening: what was acknowledged is there when it opens again."""

import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from desktop.features.meetings.queries import read
from desktop.features.meetings.roster import roster_of
from sync.records.meetings import Meeting
from tests.days.evening_coalition import VOTERS, Coalition, coalition_of
from tests.days.evening_window import Shown, Window

KILLS = 2
ACKNOWLEDGED = 20
"""Letters of which the window says that they are saved."""
MAY_BE_LOST = 2.0
"""Seconds of typing."""
WORDS = "The library opens its hall on Saturdays and the parents bring breakfast for all who help. "


@pytest.fixture(scope="module")
def coalition(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Coalition]:
    with coalition_of(tmp_path_factory.mktemp("cut_off")) as coalition:
        coalition.office.stop()
        yield coalition


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def meeting_of(coalition: Coalition) -> Meeting:
    with coalition.ana.open() as store:
        return read(store, Meeting, coalition.meeting)


def present(coalition: Coalition) -> set[str]:
    with coalition.ana.open() as store:
        return {each.name for each in roster_of(store, coalition.meeting).here}


def opened_again(coalition: Coalition, home: Path) -> Shown:
    """What the room shows when the program is opened again."""
    with Window(coalition.ana.profile, home) as window:
        shown = window.hold_meeting()
        window.close()
    return shown


@pytest.mark.parametrize("seed", range(KILLS))
def test_a_power_cut_costs_no_more_than_two_seconds_of_typing(
    coalition: Coalition, home: Path, seed: int
) -> None:
    chance = Random(seed)  # noqa: S311 - the same each time
    before = meeting_of(coalition).minutes
    typed: list[float] = []
    with Window(coalition.ana.profile, home) as window:
        window.hold_meeting()
        window.do("press", "Alt+M")
        window.do("type", WORDS[:ACKNOWLEDGED])
        window.do("until_seen", "Saved")
        end = time.monotonic() + chance.uniform(3, 4.5)
        for letter in WORDS[ACKNOWLEDGED:]:
            shown = window.do("type", letter)
            typed.append(time.monotonic())
            assert f"{before}{WORDS[: ACKNOWLEDGED + len(typed)]}" in shown.sees
            if time.monotonic() > end:
                break
            time.sleep(chance.uniform(0.02, 0.1))  # never a pause long enough to save at
        window.kill()
    killed = time.monotonic()
    shown = opened_again(coalition, home)
    kept = meeting_of(coalition).minutes
    assert kept in shown.sees
    assert f"{before}{WORDS[: ACKNOWLEDGED + len(typed)]}".startswith(kept)
    old = sum(at < killed - MAY_BE_LOST for at in typed)
    assert len(kept) >= len(before) + ACKNOWLEDGED + old


@pytest.mark.parametrize("seed", range(KILLS))
def test_whoever_was_said_to_be_here_is_here_after_a_power_cut(
    coalition: Coalition, home: Path, seed: int
) -> None:
    chance = Random(seed)  # noqa: S311 - the same each time
    before = present(coalition)
    waiting = [name for name in VOTERS if name not in before]
    said: set[str] = set()
    with Window(coalition.ana.profile, home) as window:
        window.hold_meeting()
        for name in waiting[:3]:
            assert window.do("line", name[:3]).said == f"{name} is here"
            said.add(name)
        window.tell("line", waiting[3][:3])
        time.sleep(chance.uniform(0, 0.06))
        window.kill()
    shown = opened_again(coalition, home)
    now = present(coalition)
    assert before | said <= now <= before | said | {waiting[3]}
    assert f"{len(now)} here" in shown.sees


@pytest.mark.parametrize("seconds", [0.0, 0.15])
def test_a_follow_up_pack_that_was_cut_off_is_made_again(
    coalition: Coalition, home: Path, seconds: float
) -> None:
    with Window(coalition.ana.profile, home) as window:
        window.hold_meeting()
        if not meeting_of_window(window):
            window.do("go_to", "Close it anyway")
            window.do("press", "Space")
        window.do("go_to", "Make the follow-up pack")
        window.tell("press", "Space")
        time.sleep(seconds)
        window.kill()
    assert all(is_whole(path) for path in papers(home))
    with Window(coalition.ana.profile, home) as window:
        window.hold_meeting()
        assert meeting_of_window(window)
        window.do("go_to", "Make the follow-up pack")
        window.do("press", "Space")
        window.do("until_seen", " in " + str(home))
        window.close()
    made = papers(home)
    assert made and all(is_whole(path) for path in made)
    assert meeting_of(coalition).held


def meeting_of_window(window: Window) -> bool:
    """Go to the end of the meeting; return whether it is closed."""
    return "The meeting is closed." in window.do("press", "Alt+C").sees


def papers(home: Path) -> list[Path]:
    return sorted(home.glob("Documents/*/*/*"))


def is_whole(path: Path) -> bool:
    return path.suffix == ".pdf" and path.read_bytes().rstrip().endswith(b"%%EOF")
