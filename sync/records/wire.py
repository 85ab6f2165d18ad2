"""Checking what came over a wire, a whole column of values at a time.

A value is right when its type is right and it is spelled the one canonical way;
its content is never judged here. Fields and kinds that this program does not
know pass if they are small and flat enough to keep.
"""

from functools import cache
from typing import Any

import orjson
from pydantic import TypeAdapter, ValidationError

from sync.records.base import Entry
from sync.records.fields import annotations_of, fields_of
from sync.records.types import LONGEST_TEXT

DEEPEST = 32
"""Levels of nesting in a value of an unknown field."""


def column_faults(kind: type[Entry] | None, name: str, values: list[Any]) -> dict[int, str]:
    """Return place -> what is wrong, for the values of one field in many changes.

    `kind` is None where this program does not know the kind.
    """
    if kind is None or name not in fields_of(kind):
        return {place: "too large" for place, value in enumerate(values) if not _keepable(value)}
    adapter = _column(kind, name)
    if _is_canonical(adapter, values):
        return {}
    wrong = (place for place, value in enumerate(values) if not _is_canonical(adapter, [value]))
    return {place: f"'{name}' is not a {fields_of(kind)[name].type}" for place in wrong}


@cache
def _column(kind: type[Entry], name: str) -> TypeAdapter[list[Any]]:
    each = annotations_of(kind)[name]
    return TypeAdapter(list[each])  # type: ignore[valid-type]


def _is_canonical(adapter: TypeAdapter[list[Any]], values: list[Any]) -> bool:
    try:
        read = adapter.validate_python(values)
    except (ValidationError, RecursionError):
        return False
    # Equal as Python is not enough: 1 == 1.0 == True.
    spelled: list[Any] = adapter.dump_python(read, mode="json")
    return spelled == values and list(map(type, spelled)) == list(map(type, values))


def _keepable(value: Any) -> bool:
    try:
        return len(orjson.dumps(value)) <= LONGEST_TEXT and _is_flat(value, DEEPEST)
    except orjson.JSONEncodeError:
        return False


def _is_flat(value: Any, levels: int) -> bool:
    if not isinstance(value, dict | list):
        return True
    parts = value.values() if isinstance(value, dict) else value
    return levels > 0 and all(_is_flat(part, levels - 1) for part in parts)
