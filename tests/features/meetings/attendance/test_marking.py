import pytest

from desktop.features.meetings import queries
from desktop.features.meetings.actions import change_meeting
from desktop.features.meetings.attendance.marking import Mark, come_back, leave, mark, mark_all, toggle
from desktop.features.meetings.finding import find_people
from desktop.features.meetings.roster import roster_of
from desktop.store.writing import Row, Writing
from sync.changes import canonical, merge
from sync.errors import Refused
from sync.records.attendance import Attendance, Departure, Presence
from sync.records.base import new_id
from sync.records.meetings import MeetingFormat
from sync.records.people import Person
from tests.features.meetings.people import plan, present


def presence(store, meeting, person):
    return roster_of(store, meeting).by_person[person].presence


def test_everybody_expected_stands_on_the_roster_by_name(store, people, meeting):
    roster = roster_of(store, meeting)
    names = [each.name for each in roster.attenders]
    assert len(names) == 16 and names == sorted(names, key=str.casefold)
    assert all(each.presence is None and each.is_voter for each in roster.attenders)


def test_marking_is_one_call_and_one_fact(store, people, meeting):
    mark(store, meeting, people[0])
    mark(store, meeting, people[0])
    assert presence(store, meeting, people[0]) == Presence.PRESENT
    assert len(queries.facts_of(store, Attendance, meeting)) == 1


def test_a_correction_is_another_fact_and_one_undo_takes_it_back(store, people, meeting):
    mark(store, meeting, people[0])
    mark(store, meeting, people[0], Presence.EXCUSED)
    assert presence(store, meeting, people[0]) == Presence.EXCUSED
    facts = queries.facts_of(store, Attendance, meeting)
    assert len(facts) == 2 and sum(bool(state["fields"].get("corrects")) for state in facts.values()) == 1
    store.undo()
    assert presence(store, meeting, people[0]) == Presence.PRESENT


def test_a_mark_that_was_undone_can_be_made_again(store, people, meeting):
    mark(store, meeting, people[0])
    store.undo()
    assert presence(store, meeting, people[0]) is None
    mark(store, meeting, people[0])
    assert presence(store, meeting, people[0]) == Presence.PRESENT


def test_the_space_bar_marks_present_and_absent_in_turn(store, people, meeting):
    for expected in (Presence.PRESENT, Presence.ABSENT, Presence.PRESENT):
        toggle(store, meeting, people[0])
        assert presence(store, meeting, people[0]) == expected


def test_the_format_of_a_mark_is_that_of_the_meeting_unless_it_is_hybrid(store, people, meeting):
    change_meeting(store, meeting, format=MeetingFormat.VIRTUAL)
    mark(store, meeting, people[0])
    assert roster_of(store, meeting).by_person[people[0]].format == MeetingFormat.VIRTUAL
    change_meeting(store, meeting, format=MeetingFormat.HYBRID)
    mark(store, meeting, people[1], format=MeetingFormat.VIRTUAL)
    mark(store, meeting, people[2])
    roster = roster_of(store, meeting).by_person
    assert roster[people[1]].format == MeetingFormat.VIRTUAL
    assert roster[people[2]].format == MeetingFormat.IN_PERSON


def from_elsewhere(store, fact: Attendance) -> None:
    """Merge what another device said about the same fact into this store, as the office would."""
    states = queries.facts_of(store, Attendance, fact.meeting, fact.person)
    body = {"set": fact.model_dump(mode="json", exclude_unset=True, exclude={"id"})}
    state, _outcome = merge(states.get(fact.id), "device-b.1", body, "Bo")
    with store.writing() as connection:
        row = Row(fact.id, fact.kind, store.author.home, 0, canonical(state).decode(), b"")
        Writing(connection, store.tables).put([row])


def test_two_devices_that_disagree_are_united_whoever_was_seen_was_there(store, people, meeting):
    mark(store, meeting, people[0], Presence.ABSENT)
    from_elsewhere(store, Attendance(meeting=meeting, person=people[0], presence=Presence.PRESENT))
    assert presence(store, meeting, people[0]) == Presence.PRESENT
    from_elsewhere(store, Attendance(meeting=meeting, person=people[1], presence=Presence.PRESENT))
    mark(store, meeting, people[1], Presence.PRESENT)
    assert len(queries.facts_of(store, Attendance, meeting, people[1])) == 1


def test_a_correction_settles_what_two_devices_said(store, people, meeting):
    mark(store, meeting, people[0], Presence.ABSENT)
    from_elsewhere(store, Attendance(meeting=meeting, person=people[0], presence=Presence.PRESENT))
    mark(store, meeting, people[0], Presence.EXCUSED)
    assert presence(store, meeting, people[0]) == Presence.EXCUSED


def test_two_corrections_of_the_same_fact_are_both_corrected(store, people, meeting):
    mark(store, meeting, people[0])
    (first,) = queries.facts_of(store, Attendance, meeting)
    for word in (Presence.ABSENT, Presence.EXCUSED):
        with store.edit("Two devices") as draft:
            given = {"meeting": meeting, "person": people[0], "presence": word}
            draft.add(Attendance(id=new_id(), corrects=first, **given))
    assert presence(store, meeting, people[0]) == Presence.EXCUSED
    mark(store, meeting, people[0], Presence.ABSENT)
    assert presence(store, meeting, people[0]) == Presence.ABSENT


def test_whoever_was_merged_into_another_is_on_the_roster_once(store, people, meeting):
    mark(store, meeting, people[0])
    with store.edit("Merge") as draft:
        draft.set("person", people[0], {"merged_into": people[1]})
    roster = roster_of(store, meeting)
    assert len(roster.attenders) == 15
    assert roster.by_person[people[0]] is roster.by_person[people[1]]
    assert roster.by_person[people[1]].presence == Presence.PRESENT


def test_somebody_who_left_is_out_until_they_come_back(store, people, meeting):
    present(store, meeting, people[:3])
    leave(store, meeting, people[0])
    roster = roster_of(store, meeting)
    assert not roster.is_here(people[0]) and len(roster.here) == 2 and len(roster.took_part) == 3
    come_back(store, meeting, people[0])
    assert roster_of(store, meeting).is_here(people[0])


def test_only_those_who_are_here_can_leave_and_only_those_who_left_come_back(store, people, meeting):
    with pytest.raises(Refused, match="not here"):
        leave(store, meeting, people[0])
    mark(store, meeting, people[0])
    with pytest.raises(Refused, match="have not left"):
        come_back(store, meeting, people[0])


def test_leaving_and_coming_back_survive_a_clock_that_is_set_back(store, people, meeting):
    mark(store, meeting, people[0])
    leave(store, meeting, people[0])
    store.now.pass_by(hours=-5)
    come_back(store, meeting, people[0])
    assert roster_of(store, meeting).is_here(people[0])
    leave(store, meeting, people[0])
    assert not roster_of(store, meeting).is_here(people[0])


def test_mergers_are_followed_to_the_end(store, people, meeting):
    with store.edit("Merge twice") as draft:
        other = draft.add(Person(name="Kept at last"))
        draft.set("person", people[0], {"merged_into": people[1]})
        draft.set("person", people[1], {"merged_into": other})
    mark(store, meeting, people[0])
    roster = roster_of(store, meeting)
    assert roster.by_person[people[0]].name == "Kept at last" and len(roster.here) == 1


def test_somebody_found_outside_the_roster_can_be_marked(store, people):
    meeting = plan(store, people[:2])
    (guest,) = find_people(store, roster_of(store, meeting), "priya")
    mark(store, meeting, guest.person)
    roster = roster_of(store, meeting)
    assert roster.is_here(guest.person) and not roster.by_person[guest.person].is_voter


def test_several_marks_are_one_edit(store, people, meeting):
    assert mark_all(store, meeting, [Mark(person) for person in people[:5]]) == 5
    assert mark_all(store, meeting, [Mark(person) for person in people[:6]]) == 1
    store.undo()
    store.undo()
    assert roster_of(store, meeting).took_part == ()


def test_departures_are_facts_of_the_meeting(store, people, meeting):
    mark(store, meeting, people[0])
    leave(store, meeting, people[0])
    (state,) = queries.facts_of(store, Departure, meeting).values()
    assert state["fields"]["person"] == people[0]
