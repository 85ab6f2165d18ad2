"""Whether a change is well formed: the right types in the right places, nothing more."""

import binascii
from base64 import b64decode
from functools import cache

from pydantic import TypeAdapter, ValidationError

from sync.changes import Body, Change
from sync.errors import Malformed
from sync.protocol import Batch, unpack
from sync.records import Vocabulary
from sync.records.base import Entry
from sync.records.fields import fields_of
from sync.records.types import LONGEST_TEXT
from sync.records.wire import column_faults

_BODY = TypeAdapter(Body)
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
        faults |= _merge_fault(kind, name, "value", len(values)) or column_faults(kind, name, values)
    return faults


def _merge_fault(kind: type[Entry] | None, name: str, merge: str, places: int) -> dict[int, str]:
    """Return a fault at each place if the field does not merge the way it is written."""
    if name == "id":
        return dict.fromkeys(range(places), "'id' cannot be set")
    spec = fields_of(kind).get(name) if kind is not None else None
    if spec is None or merge in (spec.merge, "value"):  # a new record is written as values
        return {}
    return dict.fromkeys(range(places), f"'{name}' is not written as a {merge}")


def _body_fault(kind: type[Entry] | None, body: Body) -> str:
    try:
        _BODY.validate_python(body, strict=True)
    except ValidationError as error:
        return f"the change cannot be read ({str(error.errors()[0]['loc'][0])[:64]!r})"
    faults = [
        *(_fault(kind, name, "value", value) for name, value in body.get("set", {}).items()),
        *(_fault(kind, name, "set", members) for name, members in body.get("add", {}).items()),
        *(_fault(kind, name, "set", sorted(held)) for name, held in body.get("remove", {}).items()),
        *(_prose_fault(kind, name, update) for name, update in body.get("prose", {}).items()),
    ]
    return next(filter(None, faults), "" if body else "the change is empty")


def _fault(kind: type[Entry] | None, name: str, merge: str, value: object) -> str:
    faults = _merge_fault(kind, name, merge, 1) or column_faults(kind, name, [value])
    return faults.get(0, "")


def _prose_fault(kind: type[Entry] | None, name: str, update: str) -> str:
    if fault := _merge_fault(kind, name, "prose", 1):
        return fault[0]
    try:
        b64decode(update, validate=True)
    except (binascii.Error, ValueError):
        return f"'{name}' is not an update of a text"
    return "" if len(update) <= max(LONGEST_UPDATE, LONGEST_TEXT) else f"the update of '{name}' is too large"
