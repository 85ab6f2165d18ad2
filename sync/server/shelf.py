"""The records of one space as a transaction sees them: as stored, then as changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import orjson
from sqlalchemy import Connection, bindparam, literal_column, select

from sync.changes import State
from sync.server import schema
from sync.server.prepared import Prepared, is_one_of, listing

_table = schema.records
_columns = (_table.c.id, _table.c.kind, _table.c.seq, _table.c.state, _table.c.hash)
_here = select(*_columns, literal_column("''").label("person")).where(_table.c.space == bindparam("space"))
_changes = schema.changes
_with_author = select(*_columns, _changes.c.person).where(
    _table.c.space == bindparam("space"), _changes.c.space == _table.c.space, _changes.c.seq == _table.c.seq
)
_BY_ID = Prepared(_here.where(is_one_of(_table.c.id, "ids")))
_BY_KIND = Prepared(_here.where(_table.c.kind == bindparam("kind")))
_BY_CASE = Prepared(_with_author.where(_table.c.case_id == bindparam("case")))


@dataclass(slots=True)
class Held:
    """One record in this transaction."""

    kind: str
    seq: int = 0
    state: State | None = None
    hash: bytes = b""
    touched: bool = False
    author: str = ""
    """Who made the latest change, where `of_case` asked."""
    clean: bool = True
    """Nobody but the caller has changed it since the caller's cursor."""


class Shelf:
    """The records of one space, read once each, kept as changed until they are written."""

    def __init__(self, connection: Connection, space: str, cursor: int) -> None:
        self._connection = connection
        self._space = space
        self._cursor = cursor
        self.held: dict[str, Held] = {}
        self._kinds: dict[str, dict[str, Held]] = {}
        self._cases: dict[str | None, list[str]] = {}

    def load(self, ids: Iterable[str]) -> None:
        """Read many records in one go; those that are not there are new."""
        missing = [each for each in dict.fromkeys(ids) if each not in self.held]
        if missing:
            self._keep(_BY_ID.all(self._connection, space=self._space, ids=listing(missing)))

    def get(self, record: str) -> Held | None:
        """Return one record, None if the space has none of that id."""
        if record not in self.held:
            self.load([record])
        return self.held.get(record)

    def of_kind(self, kind: str) -> dict[str, Held]:
        """Return all records of one kind."""
        if kind not in self._kinds:
            self._kinds[kind] = {}
            self._keep(_BY_KIND.all(self._connection, space=self._space, kind=kind))
            for record, held in self.held.items():
                self._file(record, held)
        return self._kinds[kind]

    def of_case(self, case: str, kind: str) -> list[dict[str, Any]]:
        """Return the values of a case's accepted steps of one kind, in that order, with the author as "by".

        Whatever else names the case in a field of its own making moves nothing.
        """
        if case not in self._cases:
            self._cases[case] = []
            self._keep(_BY_CASE.all(self._connection, space=self._space, case=case))
        accepted = [
            held
            for each in dict.fromkeys(self._cases[case])
            if (held := self.held[each]).state and held.kind == kind and not _is_refused(held)
        ]
        in_order = sorted(accepted, key=lambda held: held.seq)
        return [{**held.state["fields"], "by": held.author} for held in in_order if held.state]

    def note(self, record: str, held: Held) -> None:
        """Take notice of a record that this transaction made or changed."""
        self.held[record] = held
        self._file(record, held)

    def _keep(self, rows: list[tuple[Any, ...]]) -> None:
        for record, kind, seq, state, fingerprint, author in rows:
            held = self.held.get(record)
            if held is None:
                clean = seq <= self._cursor
                held = Held(kind, seq, orjson.loads(state), fingerprint, author=author, clean=clean)
                self.held[record] = held
            # A step that was read by its id first came without its author, who decides what others may do.
            held.author = held.author or author
            self._file(record, held)

    def _file(self, record: str, held: Held) -> None:
        """Enter a record where `of_kind` and `of_case` look for it."""
        if held.kind in self._kinds:
            self._kinds[held.kind][record] = held
        if self._cases and held.state:
            case = case_of(held.state)
            if case in self._cases:
                self._cases[case].append(record)


def case_of(state: State) -> str | None:
    """Return the case that a step moves; None where what stands there can name none."""
    case = state["fields"].get("case")
    return case if isinstance(case, str) and case.isprintable() else None


def _is_refused(held: Held) -> bool:
    return held.state is not None and ("refused" in held.state or "trash" in held.state)
