import pytest
from sqlalchemy import select

from desktop.store import schema
from sync.errors import Refused, Unknown
from sync.records.ledger import JournalEntry
from sync.records.people import Person
from tests.store.samples import HOME, content


def rows(store, table):
    with store.reading() as connection:
        return connection.execute(select(table)).all()


def add(store, **values):
    with store.edit("Add person") as draft:
        return draft.add(Person(**values))


def test_an_edit_is_one_transaction_of_record_outbox_and_undo(store):
    before = len(rows(store, schema.changes))
    person = add(store, name="Ana")
    change = rows(store, schema.changes)[-1]
    assert len(rows(store, schema.changes)) == before + 1
    assert (change.record, change.standing, change.space) == (person, "unsent", HOME)
    assert rows(store, schema.edits)[-1].label == "Add person"
    assert store.get("person", person) == Person(id=person, name="Ana")


def test_nothing_is_stored_when_the_block_ends_badly(store):
    before = content(store), rows(store, schema.changes)

    def fail_half_way():
        with store.edit("Fail") as draft:
            draft.add(Person(name="Never"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_half_way()
    assert (content(store), rows(store, schema.changes)) == before


def test_nothing_is_stored_when_one_of_several_changes_may_not_be(store):
    entry = JournalEntry(title="Written")
    with store.edit("Post") as draft:
        draft.add(entry)
    before = content(store), rows(store, schema.changes)

    def write_both():
        with store.edit("Both") as draft:
            draft.add(Person(name="Never"))
            draft.set("journal_entry", entry.id, {"title": "Rewritten"})

    with pytest.raises(Refused, match="not changed once it is written"):
        write_both()
    assert (content(store), rows(store, schema.changes)) == before


def test_an_edit_that_changes_nothing_leaves_no_trace(store):
    person = add(store, name="Ana")
    before = rows(store, schema.edits), rows(store, schema.changes)
    with store.edit("Same") as draft:
        draft.put(store.get("person", person))
    assert (rows(store, schema.edits), rows(store, schema.changes)) == before


def test_those_who_watch_hear_of_each_commit_what_it_touched(store):
    heard = []
    store.watch(heard.append)
    person = add(store, name="Ana")
    assert heard[-1].kinds == {"person": frozenset({person})} and heard[-1].edit.label == "Add person"
    store.undo()
    assert heard[-1].kinds == {"person": frozenset({person})} and len(heard) == 2


def test_numbers_go_up_without_gaps_and_are_never_given_twice(store):
    for word in "abc":
        add(store, name=word)
        store.undo()
    numbers = [row.n for row in rows(store, schema.changes)]
    assert numbers == list(range(1, len(numbers) + 1))


def test_what_is_not_there_cannot_be_changed(store):
    with pytest.raises(Unknown), store.edit("Miss") as draft:
        draft.trash("person", "01900000-0000-7000-8000-00000000dead")
    with pytest.raises(Unknown, match="person"), store.edit("Miss") as draft:
        draft.set("persn", "x", {})
    with pytest.raises(Unknown):
        store.get("person", "absent")


def test_facts_of_this_computer_are_kept_apart_from_records(store):
    before = content(store)
    store.keep_facts(me="Bo", server="https://office.example.org")
    assert store.facts()["me"] == "Bo" and store.author.name == "Bo"
    assert content(store) == before


def test_there_is_nothing_to_redo_after_something_new(store):
    add(store, name="Ana")
    store.undo()
    add(store, name="Bo")
    with pytest.raises(Refused, match="nothing to redo"):
        store.redo()
