"""The words of the sample: tables and lists in resources/samples."""

import csv
import json
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[2] / "resources" / "samples"


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of a table."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def told(name: str) -> Any:
    """Return what a list tells; it is not to be changed."""
    return json.loads((FOLDER / f"{name}.json").read_text("utf-8"))


def parts(text: str) -> tuple[str, ...]:
    """Return the words of a cell that holds several: some;others."""
    return tuple(filter(None, text.split(";")))
