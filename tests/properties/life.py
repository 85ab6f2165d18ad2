"""What people do with their laptops, and an account of what they entered.

Every value is used once, so that each can be asked for at the end: it is shown,
kept beside, waiting to be sent, or was replaced by somebody who saw it.
"""

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any

from desktop.store.draft import Draft
from sync.changes import State
from sync.errors import Refused
from sync.records.attendance import Attendance
from sync.records.base import new_id
from sync.records.meetings import Meeting
from sync.records.money import Fund, Stipend, StipendStep
from sync.records.people import Person
from tests.simulation import Device

FIELDS = {"person": ("goes_by", "phone"), "meeting": ("place", "time_zone")}
PROSE = {"person": "notes", "meeting": "minutes"}
MOVES = ("submitted", "endorsed", "approved", "paid", "returned", "voided")
NEW: dict[str, Callable[..., Person | Meeting]] = {
    "person": lambda **values: Person(name="Maria", **values),
    "meeting": lambda **values: Meeting(title="November", **values),
}


@dataclass
class Life:
    """The records that people share, and what they entered into them."""

    chance: Random
    records: list[tuple[str, str]] = field(default_factory=list)
    """(kind, id) of things that several people write down."""
    typed: dict[str, str] = field(default_factory=dict)
    """Value -> the laptop it was typed on."""
    replaced: set[str] = field(default_factory=set)
    """Values that somebody who saw them replaced."""
    words: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    """Words typed into a text -> (kind, id, laptop), unless their author took them back."""
    written: int = 0
    facts: set[str] = field(default_factory=set)
    steps: dict[str, str] = field(default_factory=dict)
    """Step -> the laptop it was asked for on."""
    seen_by_deleter: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    stipend: Stipend = field(default_factory=lambda: Stipend(person="", requested=60_00))
    fund: Fund = field(default_factory=lambda: Fund(name="Grant", award=100_00))

    def begin(self, device: Device) -> None:
        """Write down what is there on the first day."""
        self.records += [("person", new_id()), ("person", new_id()), ("meeting", new_id())]
        with device.store.edit("Begin") as draft:
            draft.add(self.fund)
            draft.add(self.stipend.but(fund=self.fund.id))

    def act(self, device: Device) -> None:
        """Let the owner of a laptop do one thing; what they entered counts once it is kept."""
        acts = (self.edit, self.edit, self.edit, self.write, self.tag, self.delete, self.restore)
        more = (self.undo, self.undo, self.mark, self.ask, self.add, self.settle)
        self.chance.choice(acts + more)(device)

    def edit(self, device: Device) -> None:
        """Set one or two fields to new values."""
        kind, record = self.chance.choice(self.records)
        names = self.chance.sample(FIELDS[kind], self.chance.choice((1, 1, 2)))
        values = {name: f"v{len(self.typed) + place + 1}" for place, name in enumerate(names)}
        state = device.state(kind, record)

        def change(draft: Draft) -> None:
            if state is None:
                draft.add(NEW[kind](id=record, **values))
            else:
                draft.set(kind, record, values)

        with device.store.edit("Edit") as draft:
            change(draft)
        self.replaced |= {old for name in names for old in _seen(state, name)}
        self.typed |= dict.fromkeys(values.values(), device.id)

    def add(self, device: Device) -> None:
        """Add people whom only this laptop knows yet; some in one Edit."""
        values = [f"v{len(self.typed) + place + 1}" for place in range(self.chance.choice((1, 5)))]
        with device.store.edit("Add") as draft:
            for value in values:
                draft.add(Person(name=f"Name {value}", goes_by=value))
        self.typed |= dict.fromkeys(values, device.id)

    def write(self, device: Device) -> None:
        """Type into the minutes or the notes."""
        kind, record = self.chance.choice(self.records)
        if device.state(kind, record) is not None:
            words = f"<{self.written + 1}>"
            with device.store.edit("Write") as draft:
                draft.append(kind, record, PROSE[kind], words)
            self.written += 1
            self.words[words] = (kind, record, device.id)

    def tag(self, device: Device) -> None:
        """Add or remove a tag."""
        record = self.records[0][1]
        if device.state("person", record) is not None:
            with device.store.edit("Tag") as draft:
                change = self.chance.choice((draft.add_members, draft.remove_members))
                change("person", record, "tags", [self.chance.choice("abc")])

    def delete(self, device: Device) -> None:
        """Delete a record."""
        kind, record = self.chance.choice(self.records)
        state = device.state(kind, record)
        if state is not None and "trash" not in state:
            with device.store.edit("Delete") as draft:
                draft.trash(kind, record)
            self.seen_by_deleter[record] |= values_of(kind, state)

    def restore(self, device: Device) -> None:
        """Bring a deleted record back."""
        kind, record = self.chance.choice(self.records)
        if "trash" in (device.state(kind, record) or {}):
            with device.store.edit("Bring back") as draft:
                draft.restore(kind, record)

    def settle(self, device: Device) -> None:
        """Turn down the deletions that others asked for."""
        kind, record = self.chance.choice(self.records)
        if "asked" in (device.state(kind, record) or {}):
            with device.store.edit("Keep") as draft:
                draft.settle(kind, record)

    def undo(self, device: Device) -> None:
        """Take back the last Edit, or do it again."""
        before = {each: device.state(*each) for each in self.records}
        try:
            self.chance.choice((device.store.undo, device.store.undo, device.store.redo))()
        except Refused:
            return
        for each, state in before.items():
            self._account_for_undo(device, *each, state)

    def _account_for_undo(self, device: Device, kind: str, record: str, before: State | None) -> None:
        after = device.state(kind, record)
        for name in FIELDS[kind]:
            was, now = (state["fields"].get(name) if state else None for state in (before, after))
            if was and was != now:
                mine = self.typed[was] == device.id or was in self.replaced  # an earlier undo put it back
                assert mine, "undo took another person's value away"
                self.replaced.add(was)
            kept = {each["change"] for each in (before or {}).get("beside", {}).get(name, [])}
            left = {each["change"] for each in (after or {}).get("beside", {}).get(name, [])}
            assert kept <= left, "undo settled what somebody else wrote"
        for words in _words(kind, before) - _words(kind, after):
            assert self.words.pop(words, (kind, record, device.id))[2] == device.id, (
                "undo took another's words"
            )
        if before is not None and "trash" in (after or {}):
            self.seen_by_deleter[record] |= values_of(kind, before)

    def mark(self, device: Device) -> None:
        """Note that somebody was there; two laptops may both note it."""
        meeting, person = self.records[2][1], self.chance.choice(self.records[:2])[1]
        fact = Attendance(meeting=meeting, person=person)
        if device.state("attendance", fact.id) is None:
            with device.store.edit("Mark") as draft:
                draft.add(fact)
            self.facts.add(fact.id)

    def ask(self, device: Device) -> None:
        """Ask the office to move the stipend, whether that makes sense or not."""
        step = StipendStep(case=self.stipend.id, step=self.chance.choice(MOVES), amount=60_00)
        with device.store.edit("Ask") as draft:
            draft.add(step)
        self.steps[step.id] = device.id


def values_of(kind: str, state: State) -> set[str]:
    """Return the values of a record that a person sees, those beside included."""
    return {value for name in FIELDS.get(kind, ()) for value in _seen(state, name)}


def _words(kind: str, state: State | None) -> set[str]:
    return set(re.findall(r"<\d+>", state["fields"].get(PROSE[kind], ""))) if state else set()


def _seen(state: State | None, name: str) -> set[Any]:
    if state is None:
        return set()
    beside = {each["value"] for each in state.get("beside", {}).get(name, [])}
    return beside | ({state["fields"][name]} if state["fields"].get(name) else set())
