"""The wire: what a device asks and what the office answers.

One round is one `POST /v1/sync`. Changes travel in columns: neighbours that
set the same fields of the same kind share one `Batch`, so a thousand new people
are a dozen lists. Record states travel as the text the office stores, never
parsed on the way.
"""

from functools import cache
from itertools import groupby
from typing import Annotated, Any, Literal, Self, cast

import orjson
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator

from sync.changes.change import Body, Change, Edit

PROTOCOL = 1
MEDIA_TYPE = "application/vnd.coalition-desk+json"
"""Of every answer; a captive portal does not know it."""
MOST_CHANGES = 500
"""In one batch."""
MOST_IN_ROUND = 5000
MOST_BYTES = 1024 * 1024
"""Of the changes of one round, packed as JSON."""
LARGEST_BODY = 2 * 1024 * 1024
"""Bytes of an unpacked request."""
LARGEST_REPLY = 64 * 1024 * 1024
PAGE = 2000
"""Records in one page of a pull; a page is longer when an Edit would be split."""
DEEPEST = 32
"""Levels of nesting in one value."""

Id = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")]
Word = Annotated[str, StringConstraints(max_length=64, pattern=r"^[a-z][a-z0-9_]*$")]
Sequence = Annotated[int, Field(ge=0, le=2**53)]
Line = Annotated[str, AfterValidator(lambda words: words.replace("\0", ""))]
"""PostgreSQL keeps no NUL in a text, and nobody misses it."""


class Message(BaseModel):
    """A value on the wire; an unknown key is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Told(Message):
    """A part of an answer: a newer office may say more, and that is passed over."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Cursor(Message):
    """How far a device has heard one space."""

    space: Id
    epoch: Sequence = 0
    """The epoch it knows; 0 = has never heard this space."""
    cursor: Sequence = 0
    digest: str = Field("", pattern=r"^([0-9a-f]{32})?$")


class Batch(Message):
    """Neighbouring changes of one kind in one Edit, numbered from `n`."""

    n: Sequence
    edit: Id
    space: Id
    kind: Word
    records: list[Id] = Field(max_length=MOST_CHANGES)
    fields: list[Word] = []
    columns: list[list[Any]] = []
    """One list of values for each field: the changes only set these, and set them first."""
    bodies: list[dict[str, Any]] | None = None
    """Or whatever the changes do, one `Body` each; the office looks at each by itself."""


class EditWords(Message):
    """What a person calls an Edit, for history."""

    id: Id
    label: Line = Field("", max_length=500)
    at: Line = Field("", max_length=40)


class SyncRequest(Message):
    """A whole round, harmless to repeat."""

    protocol: Literal[1]
    program: str = Field(max_length=40)
    spaces: list[Cursor] = Field(max_length=1000)
    edits: list[EditWords] = Field([], max_length=MOST_IN_ROUND)
    changes: list[Batch] = Field([], max_length=MOST_IN_ROUND)
    oldest: Sequence = 0
    """Where this device's numbers begin: 1, or where they went on after it was restored."""
    waiting: Sequence = 0
    """Changes it has not sent yet, for the freshness board."""


class Receipts(Told):
    """The office's stored word on changes `n`, `n` + 1, ..."""

    n: Sequence
    outcomes: str = Field(pattern=r"^[casbr]*$")
    """One letter each: c clean, a applied, s same, b beside, r refused.

    Clean: applied, and nobody else has touched the record since the device's cursor,
    so the device already knows the result and it is not sent back."""
    sequences: list[Sequence]
    """0 where a refused change got none."""
    reasons: dict[str, str] = {}
    """n -> why it was refused."""

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        if len(self.outcomes) != len(self.sequences):
            raise ValueError("as many sequences as outcomes")
        return self


class SpacePage(Told):
    """What happened in one space since a cursor."""

    space: Id
    epoch: Sequence
    cursor: Sequence
    more: bool = False
    digest: str = ""
    """Of the whole space as this device may see it; only when level."""
    durable: Sequence = 0
    """The office's backups cover everything up to this sequence."""
    role: str = ""
    name: str = ""
    sort: str = ""
    carry_key: str = ""
    """The secret that the members of the space share, for carry files; told with its first page."""
    kinds: list[Word] = []
    ids: list[Id] = []
    sequences: list[Sequence] = []
    states: list[str] = []
    """The stored text of each state; "" = forget this record."""

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        if len({len(self.kinds), len(self.ids), len(self.sequences), len(self.states)}) != 1:
            raise ValueError("a kind, a sequence and a state for each id")
        return self


class SyncReply(Told):
    """The office's answer to a round."""

    nonce: str
    """The request's own, echoed: nobody else answered for the office."""
    receipts: list[Receipts] = []
    spaces: list[SpacePage] = []
    gone: list[Id] = []
    """Spaces that this device asked for and may no longer see."""
    expected: Sequence = 0
    """The number the office wants next from this device."""
    server_time: str = ""
    office_key: str = ""
    """The X25519 key of carry files, base64; told while a space is heard from its beginning."""
    minimum: int = PROTOCOL
    """The oldest protocol that may still push."""


def pack(changes: list[Change]) -> list[Batch]:
    """Return changes, in order of n, in as few batches as they fit; within one, n counts up."""
    placed = groupby(enumerate(changes), key=lambda pair: (pair[1].n - pair[0], _shape(pair[1])))
    groups = ([change for _, change in group] for _, group in placed)
    return [
        _batch(group[start : start + MOST_CHANGES])
        for group in groups
        for start in range(0, len(group), MOST_CHANGES)
    ]


def _shape(change: Change) -> tuple[Any, ...]:
    fields = tuple(change.body["set"]) if change.body.keys() == {"set"} else None
    return change.edit, change.space, change.kind, fields


def _batch(group: list[Change]) -> Batch:
    first = group[0]
    plain = first.body.keys() == {"set"}
    fields = list(first.body["set"]) if plain else []
    return Batch.model_construct(
        n=first.n,
        edit=first.edit,
        space=first.space,
        kind=first.kind,
        records=[change.record for change in group],
        fields=fields,
        columns=[[change.body["set"][name] for change in group] for name in fields],
        bodies=None if plain else [dict(change.body) for change in group],
    )


def unpack(batch: Batch) -> list[Change]:
    """Return the changes of one batch. Raises ValueError when its columns do not fit."""
    bodies = cast(list[Body] | None, batch.bodies)
    if bodies is None:
        rows = zip(*batch.columns, strict=True)
        bodies = [{"set": dict(zip(batch.fields, row, strict=True))} for row in rows]
    pairs = zip(batch.records, bodies, strict=True)
    edit, space, kind = batch.edit, batch.space, batch.kind
    return [Change(n, edit, space, kind, record, body) for n, (record, body) in enumerate(pairs, batch.n)]


def as_json(message: BaseModel) -> bytes:
    """Return a round or its answer as it goes over the wire, without what is as it is by default.

    Its values are plain already: pydantic would look at each of ten thousand states once more.
    """
    return orjson.dumps(message, default=_said)


def _said(message: BaseModel) -> dict[str, Any]:
    usual = _defaults(type(message))
    return {name: value for name, value in vars(message).items() if value != usual[name]}


@cache
def _defaults(sort: type[BaseModel]) -> dict[str, Any]:
    return {name: field.default for name, field in sort.model_fields.items()}


def words_of(edits: list[Edit]) -> list[EditWords]:
    """Return what goes over the wire of some Edits."""
    return [EditWords(id=edit.id, label=edit.label, at=edit.at) for edit in edits]
