"""The benchmark runs from end to end; how fast is for a quiet machine to say."""

import json
from typing import Any

import pytest

from sync.records.people import Person
from tests.bench.__main__ import main
from tests.bench.people import bodies, typed
from tests.bench.walks import WALKS

SMALL = [
    "--n",
    "50",
    "--rounds",
    "1",
    "--local",
    "300",
    "--spaces",
    "12",
    "--past",
    "20",
    "--window",
    "0",
    "--json",
]


@pytest.fixture(scope="module")
def report() -> dict[str, Any]:
    with pytest.MonkeyPatch.context() as patch:
        said: list[str] = []
        patch.setattr("builtins.print", said.append)
        assert main(SMALL) == 0
    assert len(said) == 1
    printed: dict[str, Any] = json.loads(said[0])
    return printed


def test_every_walk_is_compared_with_the_floor(report: dict[str, Any]) -> None:
    assert set(report["ratios"]) == set(WALKS)
    assert all(ratio > 0 for ratio in report["ratios"].values())


def test_every_byte_on_the_wire_is_counted(report: dict[str, Any]) -> None:
    for side in ("floor", "ours"):
        assert all(report["wire"][side][walk][way] > 0 for walk in WALKS for way in ("out", "back"))
        assert report["wire"][side]["W1"]["out"] > 50 * 50


def test_each_process_says_what_memory_it_had(report: dict[str, Any]) -> None:
    assert all(peak >= 0 for side in report["memory"].values() for peak in side.values())
    assert set(report["memory"]["ours"]) == set(report["memory"]["floor"])


def test_what_one_computer_does_alone_is_measured(report: dict[str, Any]) -> None:
    for action in ("first_open", "open", "edit", "search", "page"):
        assert 0 < report["local"][action]["p50"] <= report["local"][action]["p95"]


def test_many_spaces_and_a_long_past_are_measured(report: dict[str, Any]) -> None:
    assert report["scale"]["spaces"]["ratio"] > 0
    assert report["scale"]["past"]["ratio"] > 0


def test_people_are_the_same_for_the_same_seed_and_about_420_bytes_of_json() -> None:
    people = list(bodies(300))
    assert people == list(bodies(300))
    assert people != list(bodies(300, seed=2))
    assert all(len(Person.model_validate(body).model_fields_set) == 12 for body in people)
    sizes = [len(json.dumps(body, separators=(",", ":"), ensure_ascii=False).encode()) for body in people]
    assert 400 < sum(sizes) / len(sizes) < 450


def test_there_are_a_hundred_different_beginnings_to_search_for() -> None:
    assert len(set(typed(100))) == 100
