"""Taking changes into one space: checked, merged, numbered, stored and answered, all at once.

Everything happens in the caller's transaction, which holds the space's row, so
the order of numbers is the order of commits.
"""

from typing import Any, NamedTuple

import orjson
from sqlalchemy import Connection

from sync.changes import Body, Change, Outcome, change_id, merge
from sync.errors import Malformed
from sync.records.base import Entry, Fact, Reference, Step
from sync.server import permissions, rules
from sync.server.checking import creation_fault
from sync.server.history import link_values
from sync.server.office import Caller, Office
from sync.server.refusals import a
from sync.server.shelf import Held, Shelf
from sync.server.writing import write_intake

LONGEST_REASON = 500
"""Characters."""


class Receipt(NamedTuple):
    """The stored word on one change."""

    n: int
    letter: str
    """See `protocol.Receipts.outcomes`."""
    seq: int = 0
    reason: str = ""


class Intake:
    """The changes of one caller on their way into one space."""

    def __init__(
        self, connection: Connection, office: Office, caller: Caller, space: Any, cursor: int
    ) -> None:
        self.office, self.caller, self.space = office, caller, space
        self.connection = connection
        self.role = caller.roles[space.space]
        self.shelf = Shelf(connection, space.space, cursor)
        self.seq: int = space.seq
        self.chain: str = space.chain
        self.rows: list[tuple[Any, ...]] = []
        """Of the history, each with the values of all columns in their order."""

    def take(self, incoming: list[tuple[Change, str]]) -> list[Receipt]:
        """Take changes in, in order, and return a receipt for each."""
        self.shelf.load(change.record for change, _ in incoming)
        receipts = [self._take_one(change, fault) for change, fault in incoming]
        write_intake(self)
        return receipts

    def clean(self) -> set[str]:
        """Return the records of which the caller already knows the result."""
        return {each for each, held in self.shelf.held.items() if held.touched and held.clean}

    def touched(self) -> int:
        """Return how many records were made or changed."""
        return sum(held.touched for held in self.shelf.held.values())

    def _take_one(self, change: Change, fault: str) -> Receipt:
        kind = self.office.vocabulary.kinds.get(change.kind)
        held = self.shelf.held.get(change.record)
        reason = fault or self._refusal(kind, held, change)
        if not reason:
            return self._accept(kind, held, change)
        seen = held is None and permissions.may(self.role, kind or change.kind, "read")
        if kind is not None and issubclass(kind, Step) and not fault and seen:
            return self._accept(kind, held, change, reason)
        return self._store(change, Outcome.REFUSED, reason=reason)

    def _refusal(self, kind: type[Entry] | None, held: Held | None, change: Change) -> str:
        """Return why a well-formed change may not be, "" if it may."""
        if held is not None and held.kind != change.kind:
            return f"this is a {held.kind}, not a {change.kind}"
        verb = _verb(held, change.body)
        if kind is not None and issubclass(kind, Step):
            return self._step_refusal(kind, held, change)
        if not permissions.may(self.role, kind or change.kind, verb):
            return f"{a(self.role)} may not {verb} {a(change.kind)}"
        if held is None:
            return creation_fault(kind, change.body) or self._judge(change)
        fixed = kind is not None and issubclass(kind, Fact | Reference)
        if fixed and verb == "edit" and change.body.get("base", {}):
            return f"{a(change.kind)} is not changed once it is written"
        # A fact told again changes nothing; what it adds has to stand before the same rules.
        adds = fixed and held.state is not None and change.body.get("set", {}).keys() - held.state["fields"]
        return self._judge(change) if adds else self._judge_edit(change)

    def _step_refusal(self, kind: type[Entry], held: Held | None, change: Change) -> str:
        if held is not None:
            return f"{a(change.kind)} is not changed once it is written"
        return creation_fault(kind, change.body) or self._judge(change)

    def _judge(self, change: Change) -> str:
        return rules.judge(self._asked(change)) if change.kind in rules.JUDGED else ""

    def _judge_edit(self, change: Change) -> str:
        return rules.judge_edit(self._asked(change)) if change.kind in rules.JUDGED_EDITS else ""

    def _asked(self, change: Change) -> rules.Asked:
        return rules.Asked(self.shelf, self.caller, self.role, change)

    def _accept(
        self, kind: type[Entry] | None, held: Held | None, change: Change, refused: str = ""
    ) -> Receipt:
        name = change_id(self.caller.device, change.n)
        try:
            state, outcome = merge(held.state if held else None, name, change.body, self.caller.name)
        except Malformed as error:
            return self._store(change, Outcome.REFUSED, reason=error.sentence)
        if refused:
            state["refused"], outcome = refused, Outcome.REFUSED
        held = held or Held(change.kind)
        held.state, held.touched, held.author = state, True, self.caller.person
        held.clean = held.clean and outcome is Outcome.APPLIED and "prose" not in change.body
        self.seq += 1
        held.seq = self.seq
        self.shelf.note(change.record, held)
        return self._store(change, outcome, self.seq, refused, held.clean)

    def _store(
        self, change: Change, outcome: Outcome, seq: int = 0, reason: str = "", clean: bool = False
    ) -> Receipt:
        if reason:  # it may quote the name of a field, which is whatever was sent; PostgreSQL keeps no NUL
            reason = reason.replace("\0", "")[:LONGEST_REASON]
        n, edit, space, kind, record, body = change
        text = as_kept(body)
        device, person, letter = self.caller.device, self.caller.person, outcome[0]
        entry = (space, device, n, seq, edit, kind, record, text, letter, reason, person)
        self.chain = link_values(self.chain, entry)
        row = (*entry, self.chain)
        self.rows.append(row)
        return Receipt(n, "c" if clean else letter, seq, reason)


def as_kept(body: Body) -> str:
    """Return what a change does as the history spells it."""
    return orjson.dumps(body, option=orjson.OPT_SORT_KEYS).decode()


def _verb(held: Held | None, body: Body) -> str:
    if held is None or held.state is None:
        return "add"
    if "trash" in body or body.keys() == {"restore"}:
        return "trash"
    return "edit"
