from pathlib import Path

import pytest

from desktop.features.records.queries import history_of
from desktop.paths import Profile
from desktop.store.draft import Draft
from desktop.store.past import is_untouched, write_past
from desktop.store.store import Store
from desktop.vault import Key
from sync.changes import Edit
from sync.errors import Refused
from sync.records import VOCABULARY
from sync.records.base import new_id
from sync.records.meetings import Meeting
from tests.store.samples import Clock, new_store


@pytest.fixture
def empty(tmp_path: Path, key: Key):
    store = new_store(Profile(tmp_path), key, Clock(), VOCABULARY)
    yield store
    store.close()


def told(store: Store, meeting: Meeting):
    first, second = Draft(store.vocabulary), Draft(store.vocabulary)
    first.add(meeting)
    second.append("meeting", meeting.id, "minutes", " We parted.")
    yield Edit("Plan", "2024-11-02T09:00:00+00:00"), first
    yield Edit("Write", "2024-12-02T09:00:00+00:00"), second


def test_each_edit_has_the_moment_it_names(empty: Store):
    meeting = Meeting(id=new_id(), title="First", minutes="We met.")
    write_past(empty, told(empty, meeting))
    history = history_of(empty, "meeting", meeting.id)
    assert [(each["at"][:10], each["label"]) for each in history] == [
        ("2024-11-02", "Plan"),
        ("2024-12-02", "Write"),
    ]
    assert empty.get("meeting", meeting.id).minutes == "We met. We parted."


def test_undo_leaves_it_alone(empty: Store):
    write_past(empty, told(empty, Meeting(title="First")))
    with pytest.raises(Refused):
        empty.undo()


def test_it_comes_out_as_if_it_had_been_made_edit_by_edit(empty: Store, tmp_path: Path, key: Key):
    meeting = Meeting(id=new_id(), title="First", minutes="We met.")
    write_past(empty, told(empty, meeting))
    other = (
        new_store(Profile(tmp_path / "other"), key, Clock(), VOCABULARY)
        if (tmp_path / "other").mkdir() is None
        else None
    )
    assert other is not None
    with other.edit("Plan") as draft:
        draft.add(meeting)
    with other.edit("Write") as draft:
        draft.append("meeting", meeting.id, "minutes", " We parted.")
    one, two = empty.state("meeting", meeting.id), other.state("meeting", meeting.id)
    assert one["fields"] == two["fields"]
    assert one.keys() == two.keys()
    other.close()


def test_it_can_be_searched(empty: Store):
    write_past(empty, told(empty, Meeting(title="Quetzal")))
    assert [hit.kind for hit in empty.search("quetzal")] == ["meeting"]


def test_a_store_is_untouched_until_somebody_does_something(empty: Store):
    meeting = Meeting(id=new_id(), title="First")
    write_past(empty, told(empty, meeting))
    assert is_untouched(empty)
    with empty.edit("Rename") as draft:
        draft.set("meeting", meeting.id, {"title": "Second"})
    assert not is_untouched(empty)
