"""The promises of sync, held against any interleaving of edits, faults and crashes.

A hypothesis state machine drives real stores and the real office: three people edit, delete, undo and ask for
money; messages are lost, doubled, delayed and reordered; laptops crash. At the end everybody syncs until it
is quiet. Then nothing may be missing and nothing may differ.
"""

from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from sync.changes import State, stamp
from sync.changes.change import device_of
from sync.errors import Refused
from sync.records.people import Person
from sync.server.office import Office
from tests.offices import prepared_office
from tests.simulation import WORDS, Device, Message, World

LAPTOPS = st.integers(0, 2)
FIELDS = st.sampled_from(["goes_by", "phone"])
PLACES = st.integers(0, 1)
TAGS = st.sampled_from(["a", "b", "c"])


class People(RuleBasedStateMachine):
    """Three people with a laptop each, and a network that fails."""

    folder: Path
    template: Path
    office: Office
    people = 3

    def __init__(self) -> None:
        super().__init__()
        self.world = World(self.folder, self.office, self.template)
        self.space = self.world.add_space()
        for number in range(self.people):
            self.world.add_device(f"Person {number}", {self.space: "leader"})
        self.records = ["01900000-0000-7000-8000-" + f"{self.space[-10:]}{place:02d}" for place in range(2)]
        self.under_way: list[tuple[str, Message]] = []
        self.typed: dict[str, str] = {}
        """Value -> the laptop it was typed on."""
        self.replaced: set[str] = set()
        """Values that somebody who saw them replaced."""
        self.seen_by_deleter: dict[str, set[str]] = defaultdict(set)
        self.prose: set[str] = set()
        self.highest: dict[str, tuple[int, int]] = {}
        self.said: list[Message] = []  # every request that reached the office

    def laptop(self, number: int) -> Device:
        return self.world.devices[number % self.people]

    def by_id(self, device: str) -> Device:
        return next(each for each in self.world.devices if each.id == device)

    @rule(laptop=LAPTOPS, place=PLACES, field=FIELDS)
    def edit(self, laptop: int, place: int, field: str) -> None:
        device, record = self.laptop(laptop), self.records[place]
        value = f"v{len(self.typed) + 1}"
        state = device.state("person", record)
        if state is not None and field in state["fields"]:
            self.replaced |= {state["fields"][field], *_beside(state, field)}
        with device.store.edit("edit") as draft:
            if state is None:
                draft.add(Person.model_validate({"id": record, "name": "Maria", field: value}))
            else:
                draft.set("person", record, {field: value})
        self.typed[value] = device.id

    @rule(laptop=LAPTOPS, place=PLACES)
    def type_notes(self, laptop: int, place: int) -> None:
        device, record = self.laptop(laptop), self.records[place]
        if device.state("person", record) is None:
            return
        words = f"<{len(self.prose) + 1}>"
        with device.store.edit("notes") as draft:
            draft.append("person", record, "notes", words)
        self.prose.add(words)

    @rule(laptop=LAPTOPS, place=PLACES, tag=TAGS, adds=st.booleans())
    def tag(self, laptop: int, place: int, tag: str, adds: bool) -> None:
        device, record = self.laptop(laptop), self.records[place]
        if device.state("person", record) is not None:
            with device.store.edit("tag") as draft:
                change = draft.add_members if adds else draft.remove_members
                change("person", record, "tags", [tag])

    @rule(laptop=LAPTOPS, place=PLACES)
    def delete(self, laptop: int, place: int) -> None:
        device, record = self.laptop(laptop), self.records[place]
        state = device.state("person", record)
        if state is not None and "trash" not in state:
            self.seen_by_deleter[record] |= _values(state)
            with device.store.edit("delete") as draft:
                draft.trash("person", record)

    @rule(laptop=LAPTOPS, place=PLACES)
    def restore(self, laptop: int, place: int) -> None:
        device, record = self.laptop(laptop), self.records[place]
        if (state := device.state("person", record)) and "trash" in state:
            with device.store.edit("restore") as draft:
                draft.restore("person", record)

    @rule(laptop=LAPTOPS, again=st.booleans())
    def undo(self, laptop: int, again: bool) -> None:
        device = self.laptop(laptop)
        before = {record: device.state("person", record) for record in self.records}
        try:
            device.store.redo() if again else device.store.undo()
        except Refused:
            return
        for record, state in before.items():
            self._check_undone(device, state, device.state("person", record), again)
            if state is not None and "trash" in (device.state("person", record) or {}):
                self.seen_by_deleter[record] |= _values(state)

    def _check_undone(self, device: Device, before: State | None, after: State | None, again: bool) -> None:
        """Undo takes back what was typed here; redo replaces only what undo here put back."""
        for field in ("goes_by", "phone"):
            was = before["fields"].get(field) if before else None
            now = after["fields"].get(field) if after else None
            if was != now and was:
                mine = device_of(stamp(before, field) or "") if again else self.typed[was]
                assert mine == device.id, "undo took another person's value away"
                self.replaced.add(was)

    @rule(laptop=LAPTOPS)
    def ask(self, laptop: int) -> None:
        self.under_way.append(("ask", self.laptop(laptop).ask()))

    @precondition(lambda self: self.under_way)
    @rule(which=st.sampled_from([0, -1, 1, 2]), fate=st.sampled_from(["arrive"] * 4 + ["double", "lost"]))
    def network(self, which: int, fate: str) -> None:
        which %= len(self.under_way)
        sort, message = self.under_way[which]
        if fate != "double":
            self.under_way.pop(which)
        if fate == "lost":
            return
        if sort == "ask":
            self.said.append(message)
            self.under_way.append(("reply", self.world.answer(message)))
        else:
            self.by_id(message.device).hear(message)

    @rule(laptop=LAPTOPS)
    def sync(self, laptop: int) -> None:
        self.world.round(self.laptop(laptop))

    @precondition(lambda self: self.said)
    @rule(which=st.integers(0, 50), times=st.integers(1, 3))
    def say_again(self, which: int, times: int) -> None:
        before = self.world.states(self.space), self.world.space_row(self.space).seq
        for _ in range(times):
            self.world.answer(self.said[which % len(self.said)])
        assert before == (self.world.states(self.space), self.world.space_row(self.space).seq), "said twice"

    @rule(laptop=LAPTOPS)
    def crash(self, laptop: int) -> None:
        device = self.laptop(laptop)
        self.under_way = [each for each in self.under_way if each[1].device != device.id]
        device.crash()

    @invariant()
    def cursors_only_move_forward(self) -> None:
        for device in self.world.devices:
            now = device.cursors()[self.space]
            assert now >= self.highest.get(device.id, (0, 0))
            self.highest[device.id] = now

    @invariant()
    def nothing_is_lost(self) -> None:
        missing = set(self.typed) - self.present() - self.replaced
        assert not missing, f"lost: {missing}"

    def present(self) -> set[str]:
        there = {value for state in self.world.states(self.space).values() for value in _values(state)}
        for device in self.world.devices:
            waiting = (body.get("set", {}) for standing, _, body in device.outbox() if standing != "done")
            there |= {str(value) for values in waiting for value in values.values()}  # type: ignore[attr-defined]
        return there

    def teardown(self) -> None:
        try:
            self.under_way.clear()
            self.world.settle([self.space])
            self.check_quiet()
        finally:
            self.world.close()

    def check_quiet(self) -> None:
        dumps = {device.dump() for device in self.world.devices}
        assert len(dumps) == 1, "laptops that have heard the same things show different things"
        digests = {device.digest(self.space) for device in self.world.devices}
        assert digests == {self.world.digest(self.space)}, "digests differ"
        self.nothing_is_lost()
        states = self.world.states(self.space)
        for record, state in states.items():
            if "trash" in state:
                unseen = _values(state) - self.seen_by_deleter[record]
                assert not unseen, f"hidden by a deletion whose author never saw it: {unseen}"
        for device in self.world.devices:
            with device.store.reading() as connection:
                assert not connection.exec_driver_sql("SELECT count(*) FROM pulled").scalar()


class Alone(People):
    """One person with one laptop: nothing there to collide with."""

    people = 1

    def check_quiet(self) -> None:
        super().check_quiet()
        for state in self.world.states(self.space).values():
            assert "beside" not in state, "a lone laptop collided with itself"
            assert "asked" not in state, "a lone laptop disputed its own deletion"
            assert "merged" not in state


def _beside(state: State, field: str) -> set[str]:
    return {kept["value"] for kept in state.get("beside", {}).get(field, [])}


def _values(state: State) -> set[str]:
    fields = state["fields"]
    shown: set[Any] = {fields[field] for field in ("goes_by", "phone") if fields.get(field)}
    return shown.union(*(_beside(state, field) for field in ("goes_by", "phone")))


@pytest.mark.parametrize("machine", [People, Alone], ids=["three people", "one person"])
def test_whatever_happens_all_converge_and_nothing_is_lost(
    machine: type[People], database_url: str, template: Path, tmp_path: Path
) -> None:
    machine = type(machine.__name__, (machine,), {})
    with prepared_office(database_url, tmp_path, WORDS) as office:
        machine.folder, machine.template, machine.office = tmp_path, template, office
        steps = settings(max_examples=60, stateful_step_count=40, suppress_health_check=list(HealthCheck))
        run_state_machine_as_test(machine, settings=steps)
