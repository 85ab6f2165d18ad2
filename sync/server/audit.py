"""Whether the records are what their history makes them, and whether the money adds up."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

import orjson
from sqlalchemy import Connection, RowMapping, select

from sync.changes import State, canonical, change_id, merge
from sync.changes.digest import add, read, record_hash, spell
from sync.server import schema
from sync.server.history import Problem, walk
from sync.server.storage import Storage
from sync.server.whole import reading_whole

_records, _digests, _changes = schema.records, schema.digests, schema.changes
_STRAY = "there is a history, but its space is gone."


def verify(storage: Storage) -> list[Problem]:
    """Return the first thing wrong in each space: in its history, its records or its money."""
    with reading_whole(storage) as connection:
        problems = _strays(connection)
        for space in connection.execute(select(schema.spaces).order_by(schema.spaces.c.space)).mappings():
            problems += audit_space(connection, space)
    return problems


def audit_space(connection: Connection, space: RowMapping) -> list[Problem]:
    """Return the first thing wrong with the history of a space, its money, its records."""
    replay = Replay(space)
    for row in walk(connection, space):
        if isinstance(row, Problem):
            return [row]
        replay.take(row)
    return [*replay.problems[:1], *_audit_records(connection, space, replay)]


def _strays(connection: Connection) -> list[Problem]:
    known = select(schema.spaces.c.space)
    lost = (
        select(_changes.c.space).where(_changes.c.space.not_in(known)).distinct().order_by(_changes.c.space)
    )
    return [Problem(space, 0, "", _STRAY) for space in connection.execute(lost).scalars()]


def _audit_records(connection: Connection, space: RowMapping, replay: "Replay") -> list[Problem]:
    come: dict[str, list[bytes]] = defaultdict(list)
    wanted = (
        select(_records).where(_records.c.space == space["space"]).order_by(_records.c.seq, _records.c.id)
    )
    with connection.execute(wanted.execution_options(yield_per=1000)) as rows:
        for row in rows.mappings():
            if fault := replay.compare(row):
                return [Problem(space["space"], row["seq"], space["name"], f"{_named(row)} {fault}.")]
            come[row["kind"]].append(bytes(row["hash"]))
    return replay.left() or _audit_digests(connection, space, come)


def _audit_digests(connection: Connection, space: RowMapping, come: dict[str, list[bytes]]) -> list[Problem]:
    wanted = select(_digests.c.kind, _digests.c.digest).where(_digests.c.space == space["space"])
    stored = {kind: digest for kind, digest in connection.execute(wanted) if read(digest)}
    summed = {kind: spell(add(0, (), hashes)) for kind, hashes in come.items()}
    wrong = sorted(kind for kind in stored.keys() | summed.keys() if stored.get(kind) != summed.get(kind))
    sentence = "the digest of its records of kind '{}' is not the sum of what is there."
    return [Problem(space["space"], space["seq"], space["name"], sentence.format(kind)) for kind in wrong[:1]]


def _named(row: RowMapping) -> str:
    return f"the {row['kind']} {row['id']}"


def _nameless(state: State) -> bytes:
    """Return a state without authors' names: they may have changed their names since."""
    if "beside" not in state:
        return canonical(state)
    kept = {name: [{**each, "author": ""} for each in values] for name, values in state["beside"].items()}
    return canonical({**state, "beside": kept})  # type: ignore[typeddict-item]


def _off_by(body: dict[str, Any]) -> int:
    """Return by how many cents the postings of a change miss zero."""
    postings = body.get("set", {}).get("postings", [])
    return sum(int(each.get("cents", 0)) for each in postings)


@dataclass
class Replay:
    """The records of a space, made once more from its history."""

    space: RowMapping
    states: dict[str, tuple[str, int, State]] = field(default_factory=dict)
    """Record -> its kind, its number, its state."""
    problems: list[Problem] = field(default_factory=list)

    def take(self, row: RowMapping) -> None:
        """Replay one change; what was refused without a number left no mark."""
        if not row["seq"]:
            return
        before = self.states.get(row["record"], ("", 0, None))[2]
        body = orjson.loads(row["body"])
        state, _ = merge(before, change_id(row["device"], row["n"]), body)
        if row["outcome"] == "r":
            state["refused"] = row["reason"]
        elif row["kind"] == "journal_entry" and (cents := _off_by(body)):
            self._complain(
                row["seq"], f"{row['record']} does not balance: its postings miss zero by {cents} cents."
            )
        self.states[row["record"]] = (row["kind"], row["seq"], state)

    def compare(self, row: RowMapping) -> str:
        """Return what is wrong with a stored record, "" if nothing, and tick it off."""
        kind, seq, state = self.states.pop(row["id"], ("", 0, None))
        if state is None:
            return "is in no entry of the history"
        if (row["kind"], row["seq"]) != (kind, seq) or _nameless(orjson.loads(row["state"])) != _nameless(
            state
        ):
            return "is not what its history makes it"
        right = record_hash(kind, row["id"], seq, row["state"].encode())
        return "" if bytes(row["hash"]) == right else "does not have the hash of its content"

    def left(self) -> list[Problem]:
        """Return the first record that the history knows and the space does not have."""
        lost = sorted((seq, kind, record) for record, (kind, seq, _) in self.states.items())
        return [
            Problem(
                self.space["space"],
                seq,
                self.space["name"],
                f"the {kind} {record} is missing from the records.",
            )
            for seq, kind, record in lost[:1]
        ]

    def _complain(self, seq: int, what: str) -> None:
        self.problems.append(
            Problem(self.space["space"], seq, self.space["name"], f"the journal entry {what}")
        )
