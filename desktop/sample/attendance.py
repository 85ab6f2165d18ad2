"""Who signed in, who was excused, who left early, and what some thought of the evening."""

from collections.abc import Iterator
from datetime import timedelta

from desktop.sample.cast import Somebody
from desktop.sample.chance import between, chance
from desktop.sample.deed import known
from desktop.sample.gatherings import Gathering
from sync.records.attendance import Attendance, Departure, MeetingEvaluation, Presence
from sync.records.base import Entry
from sync.records.meetings import MeetingFormat

WORKED = (
    "We ended on time.",
    "The numbers came with the people they are about.",
    "Somebody asked the question I was afraid to ask.",
    "Interpreting before answering.",
    "Supper first.",
    "Short reports.",
    "I was asked what I think.",
    "The map.",
)
CHANGE = (
    "Less reading aloud.",
    "The room is too warm.",
    "Begin with the action items.",
    "More parents, fewer titles.",
    "",
    "A microphone for the back.",
    "Say who decides before we talk.",
    "",
)
ASKED = 9
"""Of so many meetings, evaluations were asked for."""


def attendance_of(gathering: Gathering) -> Iterator[Entry]:
    """Yield all that was noted about who was at a meeting."""
    there = {each.id for each in gathering.present}
    for somebody in gathering.present:
        yield _mark(gathering, somebody, Presence.PRESENT)
        if chance("left early", gathering.month, somebody.name) < 0.05:
            yield _left(gathering, somebody)
    for voter in gathering.voters:
        if voter.id not in there and voter.since < gathering.day:
            excused = chance("excused", gathering.month, voter.name) < 0.6
            yield _mark(gathering, voter, Presence.EXCUSED if excused else Presence.ABSENT)
    yield from _evaluations(gathering)


def _mark(gathering: Gathering, somebody: Somebody, presence: Presence) -> Attendance:
    minutes = between(0, 30, "came", gathering.month, somebody.id)
    came = gathering.cast.calendar.moment(gathering.day, 17, 40) + timedelta(minutes=minutes)
    hybrid = gathering.told.get("format") == "hybrid"
    on_screen = hybrid and chance("screen", gathering.month, somebody.name) < 0.5
    return Attendance(
        meeting=gathering.id,
        person=somebody.id,
        presence=presence,
        format=MeetingFormat.VIRTUAL if on_screen else MeetingFormat.IN_PERSON,
        arrived_at=came if presence == Presence.PRESENT else None,
        sector=gathering.cast.sector_of(somebody),
        walk_in=somebody.since == gathering.day and gathering.month > -22,
    )


def _left(gathering: Gathering, somebody: Somebody) -> Departure:
    at = gathering.cast.calendar.moment(
        gathering.day, 19, between(5, 25, "left", gathering.month, somebody.name)
    )
    record = known("departure", gathering.month, somebody.name)
    return Departure(id=record, meeting=gathering.id, person=somebody.id, at=at)


def _evaluations(gathering: Gathering) -> Iterator[MeetingEvaluation]:
    if gathering.month < -ASKED:
        return
    for place in range(between(2, 4, "evaluations", gathering.month)):
        said = between(0, len(WORKED) - 1, "said", gathering.month, place)
        yield MeetingEvaluation(
            id=known("meeting_evaluation", gathering.month, place),
            meeting=gathering.id,
            worked=WORKED[said],
            change=CHANGE[(said + place) % len(CHANGE)],
        )
