"""Undo as a person meets it: after any edits, taking them back gives what was there before."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule

from desktop.paths import Profile, prepare
from desktop.store.doctor import examine
from desktop.vault import Key
from sync.errors import Refused
from sync.records.meetings import Meeting
from sync.records.people import Person
from tests.store.samples import Clock, Kite, new_store

NAMES = st.sampled_from(["Ana", "Bo", "Núñez", "x" * 200])
TAGS = st.lists(st.sampled_from(["a", "b", "c"]), max_size=3, unique=True)


def living(store):
    """What a person sees: every record that is not deleted."""
    ids = []
    with store.reading() as connection:
        for kind in store.vocabulary.kinds:
            table = store.tables.of(kind)
            shown = connection.execute(table.select().where(table.c["_trash"].is_(None))).mappings()
            ids += [(kind, row["id"]) for row in shown]
    return {record: store.get(kind, record) for kind, record in ids}


class Editing(RuleBasedStateMachine):
    """A person at one computer, who edits, takes back and does again."""

    records = Bundle("records")

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        profile = Profile(Path(self.folder.name))
        prepare(profile)
        self.store = new_store(profile, Key(bytes(range(32))), Clock())
        self.done: list[dict] = []
        self.undone: list[dict] = []

    def teardown(self) -> None:
        assert examine(self.store) == []
        self.store.close()
        self.folder.cleanup()

    def edit(self, change, *living_ones) -> None:
        before, count = living(self.store), self.edits()
        if not {record for _kind, record in living_ones} <= before.keys():
            return  # nobody edits a record that is deleted before bringing it back
        with self.store.edit("Edit") as draft:
            change(draft)
        if self.edits() > count:
            self.done.append(before)
            self.undone.clear()

    def edits(self) -> int:
        with self.store.reading() as connection:
            return connection.exec_driver_sql("SELECT count(*) FROM edits").scalar()

    @rule(target=records, kind=st.sampled_from([Person, Kite]), name=NAMES, tags=TAGS)
    def add(self, kind, name, tags):
        record = kind(name=name, tags=tuple(tags))
        self.edit(lambda draft: draft.add(record))
        return kind.kind, record.id

    @rule(target=records, minutes=NAMES)
    def meet(self, minutes):
        meeting = Meeting(title="Meeting", minutes=minutes)
        self.edit(lambda draft: draft.add(meeting))
        return "meeting", meeting.id

    @rule(record=records, name=NAMES)
    def rename(self, record, name):
        field = "title" if record[0] == "meeting" else "name"
        self.edit(lambda draft: draft.set(*record, {field: name}), record)

    @rule(record=records, tags=TAGS)
    def tag(self, record, tags):
        self.edit(lambda draft: draft.add_members(*record, "tags", tags), record)

    @rule(record=records, tags=TAGS)
    def untag(self, record, tags):
        self.edit(lambda draft: draft.remove_members(*record, "tags", tags), record)

    @rule(record=records, words=NAMES)
    def write(self, record, words):
        name = "minutes" if record[0] == "meeting" else "notes"
        if record[0] != "kite":
            self.edit(lambda draft: draft.append(*record, name, words), record)

    @rule(record=records)
    def trash(self, record):
        self.edit(lambda draft: draft.trash(*record), record)

    @rule(record=records)
    def restore(self, record):
        self.edit(lambda draft: draft.restore(*record))

    @rule(one=records, other=records, name=NAMES)
    def edit_two_at_once(self, one, other, name):
        def change(draft):
            draft.set(*one, {"title" if one[0] == "meeting" else "name": name})
            if other != one:
                draft.trash(*other)

        self.edit(change, one, other)

    @rule()
    def undo(self):
        before = living(self.store)
        if not self.done:
            with pytest.raises(Refused, match="nothing to undo"):
                self.store.undo()
            return
        self.store.undo()
        assert living(self.store) == self.done.pop()
        self.undone.append(before)

    @rule()
    def redo(self):
        before = living(self.store)
        if not self.undone:
            with pytest.raises(Refused, match="nothing to redo"):
                self.store.redo()
            return
        self.store.redo()
        assert living(self.store) == self.undone.pop()
        self.done.append(before)

    @invariant()
    def the_outbox_holds_every_change(self):
        with self.store.reading() as connection:
            sent = connection.exec_driver_sql(
                "SELECT count(*) FROM changes WHERE standing <> 'unsent'"
            ).scalar()
        assert sent == 0


test_undo_gives_back_what_was_there_and_redo_what_came_after = Editing.TestCase
Editing.TestCase.settings = settings(max_examples=30, stateful_step_count=20, deadline=None)


def test_taking_everything_back_leaves_what_was_there_at_first(store):
    before = living(store)
    for number in range(5):
        with store.edit("Add") as draft:
            draft.add(Person(name=f"New {number}"))
    for _ in range(5):
        store.undo()
    assert living(store) == before
    for _ in range(5):
        store.redo()
    assert len(living(store)) == len(before) + 5


def test_an_import_of_a_thousand_is_taken_back_as_one(store):
    before = living(store)
    with store.edit("Import") as draft:
        for number in range(1000):
            draft.add(Person(name=f"Row {number}"))
    assert store.undo() == "Import"
    assert living(store) == before


def test_what_was_typed_is_taken_back_and_typed_again_as_often_as_one_likes(store):
    with store.edit("Plan") as draft:
        meeting = draft.add(Meeting(title="Meeting", minutes="Ana"))
    with store.edit("Write") as draft:
        draft.append("meeting", meeting, "minutes", "Ana")
    for _ in range(3):
        store.undo()
        assert store.get("meeting", meeting).minutes == "Ana"
        store.redo()
        assert store.get("meeting", meeting).minutes == "AnaAna"
