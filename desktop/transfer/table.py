"""Records as rows of cells: the columns of a kind, derived from the vocabulary."""

import json
from typing import Any

from pydantic import BaseModel

from sync.records.base import Entry
from sync.records.fields import FieldSpec, fields_of, parse_field, parse_text


def columns_of(kind: type[Entry]) -> tuple[str, ...]:
    """Return the columns of a kind: id, then each field; an embedded value has one for each part."""
    columns = ["id"]
    for name, spec in fields_of(kind).items():
        parts = fields_of(spec.shape) if spec.type == "value" and spec.shape else {}
        columns += [f"{name}.{part}" for part in parts] or [name]
    return tuple(columns)


def cells_of(kind: type[Entry], record: dict[str, Any]) -> list[str]:
    """Return the cells of a record (its JSON with id) under `columns_of`."""
    cells = cells_of_json(record)
    return [cells.get(column, "") for column in columns_of(kind)]


def cells_of_json(record: dict[str, Any]) -> dict[str, str]:
    """Return column -> cell for the JSON of any record."""
    cells: dict[str, str] = {}
    for name, value in record.items():
        if isinstance(value, dict):
            cells |= {f"{name}.{part}": cell_of(inner) for part, inner in value.items()}
        else:
            cells[name] = cell_of(value)
    return cells


def cell_of(value: Any) -> str:
    """Return a JSON value as a person reads it in a cell; `read_cells` takes it back."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return _listed(value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def read_cells(kind: type[Entry], cells: dict[str, str]) -> dict[str, Any]:
    """Return the JSON fields that cells under a kind's columns hold.

    Malformed, in a plain sentence, for a cell that its field cannot hold.
    """
    values: dict[str, Any] = {}
    for name, spec in fields_of(kind).items():
        if spec.type == "value" and spec.shape:
            parts = _said(
                spec.shape, {part: cells.get(f"{name}.{part}", "") for part in fields_of(spec.shape)}
            )
            if any(parts.values()):
                values[name] = parse_field(kind, name, parts)
        else:
            values |= _said(kind, {name: cells[name]} if name in cells else {})
    return values


def _said(owner: type[BaseModel], cells: dict[str, str]) -> dict[str, Any]:
    specs = fields_of(owner)
    return {
        name: parse_text(owner, name, cell)
        for name, cell in cells.items()
        if cell or _is_emptied(specs[name])
    }


def _is_emptied(spec: FieldSpec) -> bool:
    """Whether an empty cell says something: that a text is not what it would be by default."""
    return spec.type in ("code", "line", "text") and (spec.required or bool(spec.default))


def _listed(value: list[Any]) -> str:
    plain = all(isinstance(item, str) and item and item == item.strip() and "," not in item for item in value)
    joined = ", ".join(value) if plain else ""
    return joined if plain and not joined.startswith("[") else json.dumps(value, ensure_ascii=False)
