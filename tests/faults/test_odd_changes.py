"""N12: changes that only a faulty or hostile program sends are refused or kept, and never our mistake.

The values go where the description of the interface says only "anything": into fields and kinds that this
program does not know, and into sets and texts that hold something else.
"""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from sync import prose
from sync.errors import Malformed
from sync.protocol import SyncRequest
from sync.records.base import new_id
from sync.server.audit import verify
from sync.server.rounds import answer
from tests.offices import prepared_office
from tests.simulation import WORDS, World, make_template

RECORDS = "abc"
"""The last letter of their ids."""
ODD_TEXTS = st.sampled_from(
    ("", "a", "\0", "a\0b", "x" * 300, "\u202e", "01900000-0000-7000-8000-000000000000")
)
SCALARS = (
    st.none() | st.booleans() | st.integers(-(2**63), 2**64 - 1) | st.floats(allow_nan=False) | ODD_TEXTS
)
ODD = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(ODD_TEXTS, inner, max_size=3)
)
FIELDS = st.sampled_from(("name", "notes", "tags", "case", "step", "born", "a b", "\0", "amount"))
UPDATES = (
    st.sampled_from((prose.compose("", "Hello"), prose.compose("", ""), "AAAA", "", "é", "=")) | ODD_TEXTS
)
BODIES = st.fixed_dictionaries(
    {},
    optional={
        "set": st.dictionaries(FIELDS, ODD, max_size=3),
        "base": st.dictionaries(FIELDS, ODD_TEXTS, max_size=2),
        "add": st.dictionaries(FIELDS, st.lists(ODD_TEXTS, max_size=2), max_size=2),
        "remove": st.dictionaries(
            FIELDS, st.dictionaries(ODD_TEXTS, st.lists(ODD_TEXTS, max_size=2), max_size=2), max_size=2
        ),
        "prose": st.dictionaries(FIELDS, UPDATES, max_size=2),
        "resolves": st.lists(ODD_TEXTS, max_size=2),
        "trash": st.lists(ODD_TEXTS, max_size=2),
        "restore": ODD_TEXTS,
        "more": ODD,
    },
)
KINDS = st.sampled_from(("person", "meeting", "attendance", "stipend_step", "journal_entry", "zebra"))
CHANGES = st.lists(st.tuples(KINDS, st.sampled_from(RECORDS), BODIES), min_size=1, max_size=6)
FIVE = {"set": {"stripes": 5}}


class Town:
    """An office, Ana whose program is faulty, and Luis who hears of it."""

    def __init__(self, world: World) -> None:
        self.world, self.space, self.n = world, world.add_space(), 1
        self.ana, self.luis = (world.add_device(name, {self.space: "leader"}) for name in ("Ana", "Luis"))

    def send(self, changes: list[tuple[str, str, Any]], label: str) -> None:
        """Send changes as a faulty program would; a refusal of the whole round is an answer too."""
        request = SyncRequest.model_validate(orjson.loads(orjson.dumps(self.asked(changes, label))))
        told = answer(self.world.office, self.world.callers[self.ana.id], request, "n")
        assert sum(len(run.outcomes) for run in told.receipts) == len(changes)
        self.n += len(changes)

    def asked(self, changes: list[tuple[str, str, Any]], label: str) -> dict[str, Any]:
        """Return a round as it goes over the wire; each has records of its own."""
        edit, own = new_id(), new_id()
        about = {"edit": edit, "space": self.space, "fields": [], "columns": []}
        batches = [
            {"n": n, "kind": kind, "records": [f"{own[:-1]}{record}"], "bodies": [body], **about}
            for n, (kind, record, body) in enumerate(changes, self.n)
        ]
        return {
            "protocol": 1, "program": "odd", "oldest": self.n, "spaces": [{"space": self.space}],
            "changes": batches, "edits": [{"id": edit, "label": label, "at": label[:40]}],
        }  # fmt: skip


@pytest.fixture
def town(database_url: str, tmp_path: Path) -> Iterator[Town]:
    with prepared_office(database_url, tmp_path, WORDS) as office:
        world = World(tmp_path, office, make_template(tmp_path))
        yield Town(world)
        assert verify(office.storage) == []
        world.close()


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(changes=CHANGES, label=ODD_TEXTS)
@example([("zebra", RECORDS[0], {"set": {"case": {"a": 1}}})], "")
@example(
    [("zebra", RECORDS[0], {"set": {"case": ["a"]}}), ("zebra", RECORDS[1], {"set": {"case": "\0"}})], ""
)
@example([("zebra", RECORDS[0], FIVE), ("zebra", RECORDS[0], {"add": {"stripes": ["black"]}})], "")
@example([("zebra", RECORDS[0], FIVE), ("zebra", RECORDS[0], {"prose": {"stripes": "AAAA"}})], "")
@example([("person", RECORDS[0], {"set": {"name": "Maria"}, "more\0": 1})], "a\0b")
def test_odd_changes_are_refused_or_kept(town: Town, changes: list[tuple[str, str, Any]], label: str) -> None:
    with suppress(Malformed):  # the whole round is refused
        town.send(changes, label)
    while not town.world.is_level(town.luis, town.space):
        town.world.round(town.luis)
    assert town.luis.digest(town.space) == town.world.digest(town.space)
    assert town.luis.dump()
