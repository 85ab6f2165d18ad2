"""Changes that the office did not accept, as a file: for whoever may make them, or for a drawer."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from desktop.i18n import _
from desktop.store.refusals import Refusal
from desktop.transfer.csv_file import csv_bytes
from desktop.transfer.json_file import json_bytes
from desktop.transfer.table import cell_of, cells_of_json
from desktop.writing_out import write_out
from sync.errors import Malformed

COLUMNS = ("n", "at", "label", "verb", "kind", "record", "headline", "reason", "field", "entered")


def write_refusals(refusals: Sequence[Refusal], path: Path) -> None:
    """Write changes with what was entered: as JSON whole, as CSV a row for each field; Malformed else."""
    ending = path.suffix.lower()
    if ending == ".json":
        write_out(path, json_bytes([each.as_json() for each in refusals]))
    elif ending == ".csv":
        write_out(path, csv_bytes(COLUMNS, (row for each in refusals for row in _rows(each))))
    else:
        words = _("A file cannot be written as '{ending}'. Use one of: {listed}.")
        raise Malformed(words.format(ending=ending.removeprefix("."), listed="json, csv"))


def _rows(refusal: Refusal) -> Iterator[list[str]]:
    """A deletion enters nothing, and still is a row."""
    told = refusal.as_json()
    about = [cell_of(told[column]) for column in COLUMNS[:-2]]
    for field, cell in cells_of_json(refusal.fields).items() or [("", "")]:
        yield [*about, field, cell]
