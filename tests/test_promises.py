"""Which promise about reliability and safety is held by which test: promises.csv says it truly.

L the local store, N sync and network, T accounts and devices, I injection and files, O the office at work.
"""

import ast
import csv
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TOLD = {
    *(f"L{number}" for number in (*range(1, 10), 11, 12, 13)),
    *(f"N{number}" for number in (1, 2, 3, 6, *range(8, 14))),
    *(f"T{number}" for number in range(1, 6)),
    *(f"I{number}" for number in (1, 2, 4, 5, 7, 8, 9)),
    *(f"O{number}" for number in (1, 2, 3)),
}
"""Promises that must have a test."""


def read_table() -> list[tuple[str, str]]:
    with (ROOT / "tests" / "promises.csv").open(newline="") as file:
        heading, *rows = csv.reader(file)
    assert heading == ["promise", "test"]
    return [(promise, test) for promise, test in rows]


ROWS = read_table()


@cache
def names_in(path: str) -> frozenset[str]:
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


@pytest.mark.parametrize(("promise", "test"), ROWS, ids=[f"{promise} {test}" for promise, test in ROWS])
def test_the_test_that_holds_a_promise_is_there(promise: str, test: str) -> None:
    path, _, name = test.partition("::")
    assert name.startswith("test_")
    assert name in names_in(path), f"{path} has no {name} any more: say what holds {promise} now"


def test_every_promise_that_can_be_tested_here_is() -> None:
    assert {promise for promise, _ in ROWS} >= TOLD
    assert len(set(ROWS)) == len(ROWS)
