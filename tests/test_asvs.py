"""Which requirement of OWASP ASVS 5.0, levels 1 and 2, is shown by which test: asvs.csv says it truly."""

import ast
import csv
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
HEADING = ["id", "level", "words", "test"]


def read_table():
    with (ROOT / "tests" / "asvs.csv").open(newline="") as file:
        heading, *rows = csv.reader(file)
    assert heading == HEADING
    return rows


ROWS = read_table()


@cache
def names_in(path):
    """The names of the tests in a file."""
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize(
    ("number", "level", "words", "test"), ROWS, ids=[f"{row[0]} {row[3]}" for row in ROWS]
)
def test_the_test_that_shows_a_requirement_is_there(number, level, words, test):
    assert re.fullmatch(r"\d{1,2}\.\d\.\d{1,2}", number)
    assert level in ("1", "2")
    assert words
    path, _, name = test.partition("::")
    assert name.startswith("test_")
    assert name in names_in(path), f"{path} has no {name} any more: say in tests/asvs.csv what shows {number}"


def test_the_table_is_in_order_and_says_nothing_twice():
    places = [([int(part) for part in row[0].split(".")], row[3]) for row in ROWS]
    assert places == sorted(places)
    assert len({(row[0], row[3]) for row in ROWS}) == len(ROWS)
