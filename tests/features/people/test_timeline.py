from datetime import UTC, date, datetime

import pytest

from desktop.features.people.queries import timeline
from desktop.features.people.timeline import UNDATED, tell
from sync.records.attendance import Attendance, Presence
from sync.records.base import new_id
from sync.records.consents import Channel, Consent, ConsentAnswer
from sync.records.engagements import Engagement, EngagementFormat, Scale, ScaleRating, ScaleStep
from sync.records.meetings import Meeting
from sync.records.money import Stipend, StipendStep
from sync.records.motions import ActionItem, ActionStatus


def lines(store, person, first=0, most=20):
    return [tell(store, line, [person]) for line in timeline(store, [person], first, most)]


@pytest.fixture
def full(store, put, maria, luis):
    """Maria's year: one of each."""
    meeting = put(Meeting(title="October meeting", starts_at=datetime(2026, 10, 6, 18, tzinfo=UTC)))
    put(Attendance(meeting=meeting, person=maria))
    at = datetime(2026, 9, 1, 15, tzinfo=UTC)
    call = EngagementFormat.CALL
    put(
        Engagement(
            people=(luis, maria),
            at=at,
            format=call,
            note="Has a van",
            next_step="Ask",
            next_day=date(2026, 9, 8),
        )
    )
    put(Consent(person=maria, channel=Channel.PHOTO, answer=ConsentAnswer.REFUSED, day=date(2026, 8, 1)))
    scale = put(Scale(name="Ladder", steps=(ScaleStep(number=1, name="Comes"),)))
    put(ScaleRating(person=maria, scale=scale, step=1, day=date(2026, 7, 1)))
    put(ActionItem(title="Bring chairs", owner=maria, status=ActionStatus.DONE, done_on=date(2026, 6, 1)))
    put(ActionItem(title="Call the mayor", owner=maria))
    stipend = put(Stipend(person=maria, requested=150_000))
    put(StipendStep(case=stipend, day=date(2026, 5, 1)))
    put(ActionItem(title="Somebody else's", owner=luis))


@pytest.mark.usefixtures("full")
def test_everything_that_happened_is_told_the_newest_first(store, maria):
    assert [(each.headline, each.detail, each.day) for each in lines(store, maria)] == [
        ("Call the mayor", "Promised to do it", None),
        ("Came to October meeting", "", date(2026, 10, 6)),
        ("Call with Luis Ortega too", "Has a van", date(2026, 9, 1)),
        ("Said no to photographs", "", date(2026, 8, 1)),
        ("Ladder: Comes", "", date(2026, 7, 1)),
        ("Bring chairs", "Did it", date(2026, 6, 1)),
        ("Asked for a stipend of $1,500.00", "Submitted", date(2026, 5, 1)),
    ]


@pytest.mark.usefixtures("full")
def test_pages_of_a_timeline_do_not_overlap(store, maria):
    every = lines(store, maria)
    assert lines(store, maria, 0, 3) + lines(store, maria, 3, 3) + lines(store, maria, 6, 3) == every


@pytest.mark.usefixtures("full")
def test_a_next_step_and_the_meeting_to_go_to_stand_with_their_line(store, maria):
    _todo, came, talk, *_rest = lines(store, maria)
    assert (talk.next_step, talk.next_day) == ("Ask", date(2026, 9, 8))
    assert came.opens[0] == "meeting"


def test_a_corrected_coming_is_told_as_it_was(store, put, maria, luis):
    meeting = put(Meeting(title="Meeting", starts_at=datetime(2026, 10, 6, 18, tzinfo=UTC)))
    first = put(Attendance(meeting=meeting, person=maria))
    put(Attendance(id=new_id(), meeting=meeting, person=maria, presence=Presence.EXCUSED, corrects=first))
    assert [each.headline for each in lines(store, maria)] == ["Excused from Meeting"]
    store.undo()
    assert [each.headline for each in lines(store, maria)] == ["Came to Meeting"]


def test_a_coming_that_was_somebody_elses_is_not_told(store, put, maria, luis):
    meeting = put(Meeting(title="Meeting", starts_at=datetime(2026, 10, 6, 18, tzinfo=UTC)))
    first = put(Attendance(meeting=meeting, person=maria))
    put(Attendance(id=new_id(), meeting=meeting, person=luis, corrects=first))
    assert lines(store, maria) == []
    assert [each.headline for each in lines(store, luis)] == ["Came to Meeting"]


def test_what_has_no_day_stands_at_the_top(store, put, maria):
    put(ActionItem(title="Someday", owner=maria), Consent(person=maria, day=date(2030, 1, 1)))
    assert [line.at for line in timeline(store, [maria], 0, 9)] == [UNDATED, "2030-01-01"]


def test_a_line_whose_record_was_deleted_meanwhile_still_has_its_title(store, put, maria):
    item = put(ActionItem(title="Bring chairs", owner=maria))
    (line,) = timeline(store, [maria], 0, 9)
    with store.edit("Delete") as draft:
        draft.trash("action_item", item)
    assert tell(store, line, [maria]).headline == "Bring chairs"
