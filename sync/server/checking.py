"""Whether a change is well formed: the right types in the right places, nothing more."""

import binascii
from base64 import b64decode
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from sync.changes import Body, Change
from sync.errors import Malformed
from sync.protocol import Batch, unpack
from sync.records import Vocabulary
from sync.records.base import Entry
from sync.records.fields import fields_of
from sync.records.types import LONGEST_TEXT
from sync.records.wire import column_faults

_BODY, _BODIES = TypeAdapter(Body), TypeAdapter(list[Body])
LONGEST_UPDATE = 1024 * 1024
"""Characters of one update of a prose field."""


def read_batch(vocabulary: Vocabulary, batch: Batch) -> list[tuple[Change, str]]:
    """Return the changes of a batch, each with what is wrong with it ("" = nothing)."""
    kind = vocabulary.kinds.get(batch.kind)
    try:
        changes = unpack(batch)
    except ValueError:
        raise Malformed("A batch of changes does not fit together. Nothing was changed.") from None
    if batch.bodies is None:
        faults = _column_faults(kind, batch)
        return [(change, faults.get(place, "")) for place, change in enumerate(changes)]
    if _are_sound(kind, [change.body for change in changes]):
        return [(change, "") for change in changes]
    return [(change, _body_fault(kind, change.body)) for change in changes]


def creation_fault(kind: type[Entry] | None, body: Body) -> str:
    """Return what a change that makes a record lacks, "" if nothing."""
    if kind is None or body.keys() != {"set"}:
        return ""  # its author saw the record: a restored office has lost it, and its maker offers it again
    if _required(kind) <= body["set"].keys():
        return ""
    lacking = min(_required(kind) - body["set"].keys())
    return f"there is no such {kind.kind}, and '{lacking}' is missing to make one"


@cache
def _required(kind: type[Entry]) -> frozenset[str]:
    return frozenset(name for name, spec in fields_of(kind).items() if spec.required)


def _column_faults(kind: type[Entry] | None, batch: Batch) -> dict[int, str]:
    faults: dict[int, str] = {}
    for name, values in zip(batch.fields, batch.columns, strict=True):
        faults |= _faults(kind, name, "value", values)
    return faults


def _merge_fault(kind: type[Entry] | None, name: str, merge: str, places: int) -> dict[int, str]:
    """Return a fault at each place if the field does not merge the way it is written."""
    if name == "id":
        return dict.fromkeys(range(places), "'id' cannot be set")
    spec = fields_of(kind).get(name) if kind is not None else None
    if spec is None or merge in (spec.merge, "value"):  # a new record is written as values
        return {}
    return dict.fromkeys(range(places), f"'{name}' is not written as a {merge}")


def _are_sound(kind: type[Entry] | None, bodies: list[Body]) -> bool:
    """Tell whether bodies have no fault among them: their values are looked at a field at a time."""
    try:
        _BODIES.validate_python(bodies, strict=True)
    except ValidationError:
        return False
    columns: dict[tuple[str, str], list[Any]] = defaultdict(list)
    for body in bodies:
        for merge, name, value in _values(body):
            columns[merge, name].append(value)
    return all(bodies) and not any(
        _faults(kind, name, merge, values) for (merge, name), values in columns.items()
    )


def _body_fault(kind: type[Entry] | None, body: Body) -> str:
    try:
        _BODY.validate_python(body, strict=True)
    except ValidationError as error:
        return f"the change cannot be read ({str(error.errors()[0]['loc'][0])[:64]!r})"
    faults = (_faults(kind, name, merge, [value]).get(0, "") for merge, name, value in _values(body))
    return next(filter(None, faults), "" if body else "the change is empty")


def _values(body: Body) -> Iterator[tuple[str, str, Any]]:
    """Yield how a field is written, its name and what is written there."""
    for name, value in body.get("set", {}).items():
        yield "value", name, value
    for name, members in body.get("add", {}).items():
        yield "set", name, members
    for name, held in body.get("remove", {}).items():
        yield "set", name, sorted(held)
    for name, update in body.get("prose", {}).items():
        yield "prose", name, update


def _faults(kind: type[Entry] | None, name: str, merge: str, values: list[Any]) -> dict[int, str]:
    """Return place -> what is wrong, for what several changes write in one field in the same way."""
    if faults := _merge_fault(kind, name, merge, len(values)):
        return faults
    if merge != "prose":
        return column_faults(kind, name, values)
    judged = ((place, _prose_fault(name, update)) for place, update in enumerate(values))
    return {place: fault for place, fault in judged if fault}


def _prose_fault(name: str, update: str) -> str:
    try:
        b64decode(update, validate=True)
    except (binascii.Error, ValueError):
        return f"'{name}' is not an update of a text"
    return "" if len(update) <= max(LONGEST_UPDATE, LONGEST_TEXT) else f"the update of '{name}' is too large"
