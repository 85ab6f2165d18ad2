from datetime import timedelta

import pytest

from desktop.features.meetings.actions import change_meeting
from desktop.features.meetings.agenda import add_item
from desktop.features.meetings.approval import (
    amend,
    amendments_of,
    approve,
    back_to_draft,
    is_intact,
    mark_reviewed,
    publish,
)
from desktop.features.meetings.attendance.marking import mark
from desktop.features.meetings.canonical import canonical_form
from desktop.features.meetings.decisions.motions import close_vote, open_vote, propose
from desktop.features.meetings.minutes import (
    closed_notes,
    keep_closed_notes,
    keep_minutes,
    may_write,
    minutes_of,
    require_pen,
    take_pen,
)
from desktop.features.meetings.queries import read
from desktop.features.meetings.versions import restore_version, text_of, versions_of
from desktop.store.replica import Replica
from sync.changes import merge
from sync.changes.compose import compose
from sync.errors import Refused, Unknown
from sync.protocol import Receipts, SpacePage, SyncReply
from sync.records.meetings import Meeting, MinutesStatus
from sync.records.motions import Tally
from sync.records.people import Person
from tests.features.meetings.people import present


def write(store, meeting, *texts):
    kept = minutes_of(store, meeting)
    for text in texts:
        kept = keep_minutes(store, meeting, text, kept.state)
        store.now.pass_by(minutes=3)
    return kept


def test_every_pause_of_typing_is_saved(store, meeting):
    kept = write(store, meeting, "We", "We met.")
    assert kept.text == "We met." == read(store, Meeting, meeting).minutes


def test_nothing_typed_writes_nothing(store, meeting):
    write(store, meeting, "We met.")
    before = versions_of(store, meeting)
    write(store, meeting, "We met.")
    assert versions_of(store, meeting) == before


def test_what_others_typed_meanwhile_is_merged_and_shown(store, meeting):
    seen = write(store, meeting, "First line.\nLast line.").state
    with store.edit("Somebody else") as draft:
        draft.set("meeting", meeting, {"minutes": "First line, amended.\nLast line."})
    kept = keep_minutes(store, meeting, "First line.\nLast line.\nOne more.", seen)
    assert kept.text == "First line, amended.\nLast line.\nOne more."


def test_every_version_can_be_seen_and_brought_back(store, meeting):
    write(store, meeting, "One.", "One. Two.", "Something else.")
    versions = versions_of(store, meeting)
    assert [text_of(store, version) for version in versions] == ["Something else.", "One. Two.", "One."]
    assert restore_version(store, versions[1]).text == "One. Two."
    assert text_of(store, versions_of(store, meeting)[1]) == "Something else."
    store.undo()
    assert minutes_of(store, meeting).text == "Something else."


def test_the_first_version_is_what_the_meeting_was_made_with(store):
    with store.edit("Add") as draft:
        meeting = draft.add(Meeting(title="Old", minutes="From the start."))
    write(store, meeting, "From the start. More.")
    assert text_of(store, versions_of(store, meeting)[-1]) == "From the start."


def test_saves_of_one_sitting_are_shown_as_one_version(store, meeting):
    kept = minutes_of(store, meeting)
    for text in ("A", "AB", "ABC"):
        kept = keep_minutes(store, meeting, text, kept.state)
        store.now.pass_by(seconds=10)
    (version,) = versions_of(store, meeting)
    assert text_of(store, version) == "ABC"
    assert len(versions_of(store, meeting, apart=timedelta())) == 3


def test_a_version_holds_what_others_had_typed_by_then(store, meeting):
    write(store, meeting, "Ours.")
    state = store.state("meeting", meeting)
    body = compose(Meeting, state, {"minutes": "Ours. Theirs."})
    merged = merge(state, "other.1", body, "Bo")[0]
    with store.edit("As pulled") as draft:
        draft.exactly("meeting", meeting, body)
    assert merged["fields"]["minutes"] == "Ours. Theirs."
    write(store, meeting, "Ours. Theirs. Ours again.")
    assert text_of(store, versions_of(store, meeting)[0]) == "Ours. Theirs. Ours again."


def test_a_version_that_is_not_there_is_said_to_be_gone(store, meeting):
    write(store, meeting, "One.")
    (version,) = versions_of(store, meeting)
    store_less = type(version)(meeting, 99999, version.at, "")
    with pytest.raises(Unknown, match="no longer on this computer"):
        text_of(store, store_less)


def test_one_person_holds_the_pen_and_hands_it_over(store, people, meeting):
    assert may_write(read(store, Meeting, meeting), people[1])
    take_pen(store, meeting, people[0])
    held = read(store, Meeting, meeting)
    assert may_write(held, people[0]) and not may_write(held, people[1])
    with pytest.raises(Refused, match="Ana Ruiz is taking the notes"):
        require_pen(held, people[1], "Ana Ruiz")
    take_pen(store, meeting, people[1])
    assert may_write(read(store, Meeting, meeting), people[1])


def test_notes_of_a_closed_item_are_kept_apart(store, meeting):
    item = add_item(store, meeting, "Personnel", closed=True)
    first = keep_closed_notes(store, meeting, item, "Confidential.")
    assert keep_closed_notes(store, meeting, item, "Confidential. More.") == first
    assert closed_notes(store, meeting, item).notes == "Confidential. More."
    assert closed_notes(store, meeting) is None
    assert b"Confidential" not in canonical_form(store, read(store, Meeting, meeting))


@pytest.fixture
def settled(store, people, meeting):
    """A meeting with minutes, attendance and a motion."""
    present(store, meeting, people[:11])
    write(store, meeting, "We met.")
    motion = propose(store, meeting, "Hold the fair", mover=people[0], seconder=people[1])
    open_vote(store, motion)
    close_vote(store, motion, Tally(yes=8))
    return meeting


def test_minutes_go_from_draft_to_published(store, settled):
    mark_reviewed(store, settled)
    found = approve(store, settled)
    assert len(found) == 64 and is_intact(store, settled)
    publish(store, settled)
    held = read(store, Meeting, settled)
    assert (held.minutes_status, held.approved_hash) == (MinutesStatus.PUBLISHED, found)


def test_no_step_is_skipped(store, settled):
    with pytest.raises(Refused, match="reviewed first"):
        approve(store, settled)
    with pytest.raises(Refused, match="Only approved"):
        publish(store, settled)
    mark_reviewed(store, settled)
    back_to_draft(store, settled)
    with pytest.raises(Refused, match="reviewed first"):
        approve(store, settled)


def test_nothing_is_reviewed_or_approved_too_early(store, people, meeting, settled):
    with store.edit("Another") as draft:
        empty = draft.add(Meeting(title="Empty"))
    with pytest.raises(Refused, match="no minutes"):
        mark_reviewed(store, empty)
    propose(store, settled, "Still open")
    mark_reviewed(store, settled)
    with pytest.raises(Refused, match="still open"):
        approve(store, settled)


def test_minutes_are_approved_by_a_motion_that_carried(store, people, settled):
    with store.edit("Next") as draft:
        later = draft.add(Meeting(title="December", voters=tuple(people)))
    present(store, later, people[:11])
    motion = propose(store, later, "Approve the November minutes", mover=people[0])
    mark_reviewed(store, settled)
    with pytest.raises(Refused, match="not carried"):
        approve(store, settled, motion)
    open_vote(store, motion)
    close_vote(store, motion, Tally(yes=11))
    approve(store, settled, motion)
    assert read(store, Meeting, settled).approved_by == motion


def test_approved_minutes_are_locked_and_amendments_stand_beside(store, people, settled):
    mark_reviewed(store, settled)
    with pytest.raises(Refused, match="not approved yet"):
        amend(store, settled, "It was Wednesday.")
    approve(store, settled)
    for change in (
        lambda: write(store, settled, "Something else."),
        lambda: mark(store, settled, people[12]),
        lambda: propose(store, settled, "Late motion"),
        lambda: add_item(store, settled, "Late item"),
        lambda: change_meeting(store, settled, title="Another"),
        lambda: take_pen(store, settled, people[0]),
        lambda: mark_reviewed(store, settled),
    ):
        with pytest.raises(Refused, match="approved"):
            change()
    change_meeting(store, settled, tags=("archive",))
    amend(store, settled, "  It was Wednesday. ")
    amend(store, settled, "Luis spelled Díaz.")
    assert [each.text for each in amendments_of(store, settled)] == [
        "It was Wednesday.",
        "Luis spelled Díaz.",
    ]
    with pytest.raises(Refused, match="Say what"):
        amend(store, settled, " ")
    assert is_intact(store, settled)


def test_one_undo_takes_an_approval_back(store, settled):
    mark_reviewed(store, settled)
    approve(store, settled)
    store.undo()
    assert write(store, settled, "We met again.").text == "We met again."


@pytest.mark.parametrize("what", ["minutes", "place", "attendance"])
def test_what_changes_behind_the_lock_shows(store, people, settled, what):
    mark_reviewed(store, settled)
    approve(store, settled)
    with store.edit("A faulty program") as draft:
        if what == "attendance":
            from sync.records.attendance import Attendance

            draft.add(Attendance(meeting=settled, person=people[14]))
        else:
            draft.set("meeting", settled, {what: "Changed."})
    assert not is_intact(store, settled)


def test_what_goes_on_afterwards_leaves_the_hash_as_it_is(store, people, settled):
    mark_reviewed(store, settled)
    approve(store, settled)
    with store.edit("Later") as draft:
        draft.put(read(store, Person, people[0]).but(name="Ana Ruiz-Gómez"))
        draft.set("meeting", settled, {"tags": ["archive"]})
    assert is_intact(store, settled)


def test_the_canonical_form_is_the_same_bytes_each_time(store, settled):
    held = read(store, Meeting, settled)
    assert canonical_form(store, held) == canonical_form(store, held)
    assert b"We met." in canonical_form(store, held) and b"Ana Ruiz moved" in canonical_form(store, held)


def test_a_closed_meeting_is_never_published(store, settled):
    change_meeting(store, settled, closed=True)
    mark_reviewed(store, settled)
    approve(store, settled)
    with pytest.raises(Refused, match="closed"):
        publish(store, settled)


def test_versions_that_the_office_did_not_accept_are_read_all_the_same(store, meeting):
    write(store, meeting, "One.", "One. Two.", "One. Two. Three.")
    replica = Replica(store, "1")
    _request, sent = replica.request()
    last = [change.n for change in sent if "prose" in change.body][-2:]
    receipts = [Receipts(n=n, outcomes="r", sequences=[0], reasons={str(n): "no"}) for n in last]
    home = SpacePage(space=store.author.home, epoch=1, cursor=0, role="leader", sort="coalition")
    replica.take(SyncReply(nonce="n", receipts=receipts, spaces=[home]), sent)
    assert minutes_of(store, meeting).text == "One."
    texts = [text_of(store, each) for each in versions_of(store, meeting, timedelta())]
    assert texts == ["One. Two. Three.", "One. Two.", "One."]
