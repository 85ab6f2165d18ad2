from datetime import timedelta

import pytest

from desktop.features.meetings import queries
from desktop.features.meetings.actions import (
    add_meeting,
    add_person,
    call_again,
    cancel_meeting,
    change_meeting,
    invite,
    trash_meeting,
    uninvite,
)
from desktop.features.meetings.agenda import add_item, agenda_of, finish_item, open_item
from desktop.features.meetings.approval import approve, mark_reviewed
from desktop.features.meetings.groups import people_groups, people_of_group
from desktop.features.meetings.queries import read
from desktop.features.meetings.series import (
    change_series,
    copy_meeting,
    make_series,
    next_meeting,
    start_series,
)
from sync.errors import Malformed, Refused, Unknown
from sync.records.meetings import AgendaSection, Meeting, Quorum, QuorumBasis
from sync.records.people import Group, GroupMembership, Person
from tests.features.meetings.people import EVENING, present


def test_a_change_of_time_or_place_makes_a_new_revision(store, meeting):
    change_meeting(store, meeting, place="Library basement")
    change_meeting(store, meeting, starts_at=EVENING + timedelta(hours=1))
    assert read(store, Meeting, meeting).revision == 2


def test_a_change_of_anything_else_keeps_the_revision(store, meeting):
    change_meeting(store, meeting, title="Budget meeting", place="", tags=("budget",))
    assert read(store, Meeting, meeting).revision == 0


def test_calling_off_and_on_again_are_revisions_too(store, meeting):
    cancel_meeting(store, meeting)
    assert read(store, Meeting, meeting).cancelled
    call_again(store, meeting)
    held = read(store, Meeting, meeting)
    assert not held.cancelled and held.revision == 2


def test_a_meeting_that_was_held_cannot_be_called_off(store, meeting):
    change_meeting(store, meeting, held=True)
    with pytest.raises(Refused, match="was held"):
        cancel_meeting(store, meeting)


def test_one_undo_takes_a_change_back_with_its_revision(store, meeting):
    change_meeting(store, meeting, place="Library basement")
    store.undo()
    held = read(store, Meeting, meeting)
    assert (held.place, held.revision) == ("", 0)


def test_the_first_meeting_of_a_series_has_what_the_series_says(store, people):
    rule = Quorum(basis=QuorumBasis.PERCENT, number=40)
    series = start_series(
        store, "Coalition", place="Library", members=tuple(people), topics=("Welcome", "Budget"), quorum=rule
    )
    held = read(store, Meeting, next_meeting(store, series, EVENING))
    assert (held.title, held.place, held.quorum, held.starts_at) == ("Coalition", "Library", rule, EVENING)
    assert set(held.voters) == set(people)
    assert [(each.title, each.recurring) for each in agenda_of(store, held.id)] == [
        ("Welcome", True),
        ("Budget", True),
    ]


def test_the_next_meeting_follows_the_last_one_where_that_differs_from_the_series(store, people):
    series = start_series(store, "Coalition", place="Library", members=tuple(people))
    first = next_meeting(store, series, EVENING)
    change_meeting(store, first, place="School gym", voters=tuple(people[:5]))
    held = read(store, Meeting, next_meeting(store, series, EVENING + timedelta(days=30)))
    assert held.place == "School gym" and set(held.voters) == set(people[:5])
    assert held.revision == 0 and held.minutes == "" and not held.held


def test_the_next_agenda_opens_with_what_recurs_and_what_was_left_over(store, people):
    series = start_series(store, "Coalition", topics=("Welcome",))
    first = next_meeting(store, series, EVENING)
    (welcome,) = agenda_of(store, first)
    add_item(store, first, "Treasurer's report", recurring=True, duration=10, presenter=people[1])
    done = add_item(store, first, "Choose a logo")
    late = add_item(store, first, "Spring fair")
    add_item(store, first, "Bus passes", section=AgendaSection.PARKING_LOT)
    for item in (welcome.id, done):
        open_item(store, item)
        finish_item(store, item)
    items = agenda_of(store, next_meeting(store, series, EVENING + timedelta(days=30)))
    assert [each.title for each in items] == ["Welcome", "Treasurer's report", "Spring fair", "Bus passes"]
    assert (items[1].duration, items[1].presenter) == (10, people[1])
    assert items[2].carried_from == late and not items[0].carried_from


def test_without_a_running_clock_only_the_parking_lot_is_left_over(store):
    series = start_series(store, "Coalition")
    first = next_meeting(store, series, EVENING)
    add_item(store, first, "Choose a logo")
    add_item(store, first, "Bus passes", section=AgendaSection.PARKING_LOT)
    later = next_meeting(store, series, EVENING + timedelta(days=30))
    assert [each.title for each in agenda_of(store, later)] == ["Bus passes"]


def test_a_cancelled_meeting_is_not_what_the_next_follows(store, people):
    series = start_series(store, "Coalition")
    first = next_meeting(store, series, EVENING)
    change_meeting(store, first, place="Gym")
    second = next_meeting(store, series, EVENING + timedelta(days=30))
    change_meeting(store, second, place="Nowhere")
    cancel_meeting(store, second)
    third = next_meeting(store, series, EVENING + timedelta(days=60))
    assert read(store, Meeting, third).place == "Gym"


def test_a_meeting_is_a_template_for_another(store, people, meeting):
    add_item(store, meeting, "Minutes", section=AgendaSection.CONSENT, duration=5)
    copy = copy_meeting(store, meeting, EVENING + timedelta(days=7))
    assert set(read(store, Meeting, copy).voters) == set(people)
    (item,) = agenda_of(store, copy)
    assert (item.title, item.section, item.duration) == ("Minutes", AgendaSection.CONSENT, 5)


def test_one_undo_takes_a_planned_meeting_back_with_its_agenda(store, meeting):
    add_item(store, meeting, "Budget")
    copy = copy_meeting(store, meeting)
    store.undo()
    with pytest.raises(Unknown):
        read(store, Meeting, copy)
    assert agenda_count(store) == 1


def agenda_count(store) -> int:
    lines = queries.meeting_lines(store)
    return sum(len(agenda_of(store, line.id)) for line in lines)


def test_a_series_is_made_of_a_meeting(store, meeting):
    add_item(store, meeting, "Welcome", recurring=True)
    series = make_series(store, meeting, "FREQ=MONTHLY;BYDAY=2TU")
    assert read(store, Meeting, meeting).series == series
    later = next_meeting(store, series)
    assert [each.title for each in agenda_of(store, later)] == ["Welcome"]


def test_a_meeting_planned_by_mistake_is_deleted_and_comes_back(store, meeting):
    trash_meeting(store, meeting)
    assert queries.meeting_lines(store) == []
    store.undo()
    assert [line.id for line in queries.meeting_lines(store)] == [meeting]


def test_people_are_called_as_voters_or_guests_never_as_both(store, people, meeting):
    invite(store, meeting, people[:2], as_voters=False)
    held = read(store, Meeting, meeting)
    assert set(held.invited) == set(people[:2]) and not set(held.invited) & set(held.voters)
    invite(store, meeting, people[:1], as_voters=True)
    uninvite(store, meeting, people[1:3])
    held = read(store, Meeting, meeting)
    assert held.invited == () and people[0] in held.voters and people[2] not in held.voters


def test_a_list_of_people_is_called_at_once(store, people, meeting):
    with store.edit("Group") as draft:
        group = draft.add(Group(name="Cooks", people=tuple(people[:3])))
        draft.add(Group(name="Smart", membership=GroupMembership.SMART))
    assert people_groups(store) == {group: "Cooks"}
    assert set(people_of_group(store, group)) == set(people[:3])


def test_somebody_is_added_by_name_to_be_called(store):
    assert read(store, Person, add_person(store, "  Nadia Frost ")).name == "Nadia Frost"
    with pytest.raises(Malformed):
        add_person(store, " ")


def test_a_meeting_with_approved_minutes_stays(store, people, meeting):
    present(store, meeting, people[:9])
    change_meeting(store, meeting, minutes="We met.")
    mark_reviewed(store, meeting)
    approve(store, meeting)
    with pytest.raises(Refused, match="it stays"):
        trash_meeting(store, meeting)


def test_a_series_is_changed_and_ends(store):
    series = start_series(store, "Coalition")
    change_series(store, series, topics=("Welcome",))
    assert [each.title for each in agenda_of(store, next_meeting(store, series))] == ["Welcome"]
    change_series(store, series, ended=True)
    assert queries.series_titles(store) == {}


def test_lists_tell_what_is_to_come_from_what_was(store):
    moments = {days: (EVENING + timedelta(days=days)) for days in (-40, -3, 2, 30)}
    for days, at in moments.items():
        add_meeting(store, f"Day {days}", starts_at=at)
    add_meeting(store, "Some time")
    now = EVENING.isoformat()
    coming = queries.meeting_lines(store, since=now)
    past = queries.meeting_lines(store, before=now)
    assert [line.title for line in coming] == ["Day 2", "Day 30", "Some time"]
    assert [line.title for line in past] == ["Day -3", "Day -40"]


def test_moments_of_different_offsets_are_told_apart_rightly(store):
    add_meeting(store, "Chicago", starts_at=EVENING)
    add_meeting(store, "London", starts_at=EVENING.fromisoformat("2026-11-11T00:30:00+00:00"))
    titles = [line.title for line in queries.meeting_lines(store, since="2026-11-10T18:10:00-06:00")]
    assert titles == ["London"]


def test_meetings_are_found_by_their_words(store, meeting):
    add_meeting(store, "Budget committee")
    assert [line.title for line in queries.meeting_lines(store, words="budg")] == ["Budget committee"]
