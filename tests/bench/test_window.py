"""The measuring of the window runs from end to end; how fast is for a quiet machine to say."""

from pathlib import Path
from typing import Any

import pytest

from tests.bench.window import TARGETS, measure_window, window_lines


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return measure_window(tmp_path_factory.mktemp("window") / "bench", 200, 10, 100)


def test_everything_that_has_a_target_is_measured(measured: dict[str, Any]) -> None:
    assert measured.keys() >= TARGETS.keys()
    assert 0 < measured["first_paint"]["p50"] < measured["interactive"]["p50"]


def test_every_page_is_visited(measured: dict[str, Any]) -> None:
    assert {"today", "people", "syncing"} <= measured["page_switch_each"].keys()


def test_each_line_says_what_was_measured_and_what_was_wanted(measured: dict[str, Any]) -> None:
    lines = list(window_lines(measured))
    assert len([line for line in lines if "target" in line]) == len(TARGETS) + 2


def test_nothing_is_said_where_nothing_was_measured(tmp_path: Path) -> None:
    assert list(window_lines({})) == []
