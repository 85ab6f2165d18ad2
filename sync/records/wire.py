"""Checking what came over a wire, a whole column of values at a time.

A value is right when its type is right and it is spelled the one canonical way;
its content is never judged here. Fields and kinds that this program does not
know pass if they are small and flat enough to keep.
"""

from functools import cache
from typing import Any

import orjson
from pydantic import BaseModel, TypeAdapter, ValidationError

from sync.records.base import Entry, Value
from sync.records.fields import annotations_of, fields_of
from sync.records.types import LONGEST_TEXT

DEEPEST = 32
"""Levels of nesting in a value of an unknown field."""
REPEATED = frozenset({"day", "moment", "choice", "tags", "codes", "ids", "list"})
"""Types that take longer to read than to compare, and of which a column says the same few over and over."""


def column_faults(kind: type[Entry] | None, name: str, values: list[Any]) -> dict[int, str]:
    """Return place -> what is wrong, for the values of one field in many changes.

    `kind` is None where this program does not know the kind.
    """
    if kind is None or name not in fields_of(kind):
        return {place: "too large" for place, value in enumerate(values) if not _keepable(value)}
    if _all_canonical(kind, name, values):
        return {}
    adapter = _column(kind, name)
    wrong = (place for place, value in enumerate(values) if not _is_canonical(adapter, [value]))
    return {place: f"'{name}' is not a {fields_of(kind)[name].type}" for place in wrong}


def _all_canonical(kind: type[BaseModel], name: str, values: list[Any]) -> bool:
    spec = fields_of(kind)[name]
    if spec.type in REPEATED:
        values = _once_each(values)
    if spec.shape is not None and spec.type == "value":
        given = [value for value in values if value is not None] if spec.nullable else values
        if _parts_canonical(spec.shape, given):
            return True
    return _is_canonical(_column(kind, name), values)


def _parts_canonical(shape: type[Value], values: list[Any]) -> bool:
    """Tell whether embedded values are right, each of their fields a column: six times as fast as one by one.

    What has fields of a newer program is for the whole to judge.
    """
    names = fields_of(shape)
    alike = all(type(value) is dict and value.keys() == names.keys() for value in values)
    return alike and all(_all_canonical(shape, name, [value[name] for value in values]) for name in names)


def _once_each(values: list[Any]) -> list[Any]:
    """Return each value once, told apart by its JSON: to Python 1 is 1.0 is True."""
    return [orjson.loads(each) for each in {orjson.dumps(value) for value in values}]


@cache
def _column(kind: type[BaseModel], name: str) -> TypeAdapter[list[Any]]:
    each = annotations_of(kind)[name]
    return TypeAdapter(list[each])  # type: ignore[valid-type]


def _is_canonical(adapter: TypeAdapter[list[Any]], values: list[Any]) -> bool:
    try:
        read = adapter.validate_python(values)
    except (ValidationError, RecursionError):
        return False
    # Most values are plain words, which were read as they are; only others have to be spelled to compare.
    return _is_same(read, values) or _is_same(adapter.dump_python(read, mode="json"), values)


def _is_same(some: list[Any], others: list[Any]) -> bool:
    """Return whether two columns are alike; equal as Python is not enough, where 1 == 1.0 == True."""
    return some == others and list(map(type, some)) == list(map(type, others))


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
