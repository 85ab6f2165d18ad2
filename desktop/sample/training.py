"""The Level One cohort: who has a seat, who waits, what was covered, and what was handed in."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from desktop.sample.calendar import school_year
from desktop.sample.cast import Cast
from desktop.sample.chance import between, chance
from desktop.sample.deed import OFFICE, Deed, known
from desktop.sample.words import told
from sync.records.attendance import Presence
from sync.records.base import Entry
from sync.records.cohorts import (
    Cohort,
    CohortStatus,
    Enrolment,
    EnrolmentMove,
    EnrolmentStep,
    Session,
    SessionAttendance,
    TopicCoverage,
)
from sync.records.coursework import Credential
from sync.records.meetings import MeetingFormat
from sync.records.spaces import CohortSpace
from sync.records.values import Period

RULE = "l4js_level_1"
PROGRAM = "l4js_level_1"
SATURDAYS = (-7.5, -4.5, -3.25, 0.7)
"""Months from today of the four mornings."""
MADE_UP = -3.9
COHORT, EARLIER = known("cohort", "this year"), known("cohort", "last year")


def session_id(place: int) -> str:
    """Return the id of a session, from 0."""
    return known("session", place)


def training_deeds(cast: Cast) -> Iterator[Deed]:
    """Yield the cohort of this year, and the one from which some of us have their credential."""
    yield from _opening(cast)
    yield from _enrolments(cast)
    yield from _mornings(cast)
    yield from _last_year(cast)


def _opening(cast: Cast) -> Iterator[Deed]:
    words, calendar = told("training")["cohort"], cast.calendar
    first, last = calendar.saturday(SATURDAYS[0]), calendar.saturday(SATURDAYS[-1])
    cohort = Cohort(
        id=COHORT,
        title=words["title"],
        program=PROGRAM,
        school_year=school_year(first),
        period=Period(first=first, last=last),
        instructors=tuple(map(cast.person, words["instructors"])),
        rule=RULE,
        credential_name=words["credential"],
        status=CohortStatus.RUNNING,
        place=words["place"],
        notes=words["notes"],
    )
    shared = CohortSpace(
        id=known("cohort_space", "this year"),
        name=cohort.title,
        cohort=COHORT,
        contact=cohort.instructors[0],
        welcome=words["notes"],
    )
    sessions = tuple(_session(cast, place) for place in range(len(SATURDAYS)))
    at = calendar.moment(calendar.meeting_day(-8), 20, 10)
    yield Deed(at, f"Plan the cohort {cohort.title}", (cohort, shared, *sessions, _made_up(cast)))


def _session(cast: Cast, place: int) -> Session:
    words = told("training")
    row = words["sessions"][place]
    return Session(
        id=session_id(place),
        title=row["title"],
        cohort=COHORT,
        number=place + 1,
        starts_at=cast.calendar.moment(cast.calendar.saturday(SATURDAYS[place])),
        place=words["cohort"]["place"],
        topics=tuple(row["topics"]),
    )


def _made_up(cast: Cast) -> Session:
    words = told("training")["make_up"]
    return _session(cast, words["of"]).but(
        id=known("session", "made up"),
        title=words["title"],
        number=0,
        starts_at=cast.calendar.moment(cast.calendar.saturday(MADE_UP)),
        format=MeetingFormat.VIRTUAL,
        make_up_of=session_id(words["of"]),
    )


def _enrolments(cast: Cast) -> Iterator[Deed]:
    words = told("training")
    ends = dict.fromkeys(words["confirmed"], EnrolmentMove.CONFIRMED)
    ends |= dict.fromkeys(words["waiting"], EnrolmentMove.WAITLISTED)
    ends |= dict.fromkeys(words["withdrawn"], EnrolmentMove.WITHDRAWN)
    for place, (name, end) in enumerate(ends.items()):
        at = cast.calendar.moment(cast.calendar.day(-8, 2 + place // 2), 12, place)
        enrolment = Enrolment(
            id=known("enrolment", name),
            person=cast.person(name),
            cohort=COHORT,
            coalition=cast.space,
            needs=words["needs"].get(name, ""),
        )
        asked = _step(enrolment.id, EnrolmentMove.REQUESTED)
        yield Deed(at, f"Ask for a seat for {name}", (enrolment, asked))
        yield Deed(
            at + timedelta(days=3),
            f"Seat for {name}: {end.value}",
            (_step(enrolment.id, end),),
            elsewhere=OFFICE,
        )


def _step(case: str, move: EnrolmentMove, **more: Any) -> EnrolmentStep:
    return EnrolmentStep(id=known("enrolment_step", case, move), case=case, step=move, **more)


def _mornings(cast: Cast) -> Iterator[Deed]:
    words = told("training")
    for place, row in enumerate(words["sessions"]):
        day = cast.calendar.saturday(SATURDAYS[place])
        if day < cast.calendar.today:
            covered = tuple(TopicCoverage(session=session_id(place), topic=topic) for topic in row["topics"])
            there = tuple(_there(cast, place, name, row["missed"]) for name in words["confirmed"])
            yield Deed(cast.calendar.moment(day, 12, 20), f"Attendance: {row['title']}", (*there, *covered))
    again = tuple(
        SessionAttendance(
            session=known("session", "made up"),
            person=cast.person(name),
            format=MeetingFormat.VIRTUAL,
            makes_up=session_id(words["make_up"]["of"]),
        )
        for name in words["make_up"]["people"]
    )
    yield Deed(
        cast.calendar.moment(cast.calendar.saturday(MADE_UP), 12, 20), "Attendance: made up on screen", again
    )


def _there(cast: Cast, place: int, name: str, missed: list[str]) -> SessionAttendance:
    on_screen = chance("on screen", place, name) < 0.2
    late = between(0, 12, "late", place, name)
    came = cast.calendar.moment(cast.calendar.saturday(SATURDAYS[place]), 8, 50) + timedelta(minutes=late)
    return SessionAttendance(
        session=session_id(place),
        person=cast.person(name),
        presence=Presence.ABSENT if name in missed else Presence.PRESENT,
        format=MeetingFormat.VIRTUAL if on_screen else MeetingFormat.IN_PERSON,
        arrived_at=None if name in missed else came,
    )


def _last_year(cast: Cast) -> Iterator[Deed]:
    words, calendar = told("training")["earlier"], cast.calendar
    first, done = calendar.saturday(-19), calendar.saturday(-10)
    cohort = Cohort(
        id=EARLIER,
        title=words["title"],
        program=PROGRAM,
        school_year=school_year(first),
        period=Period(first=first, last=done),
        format=MeetingFormat.VIRTUAL,
        rule=RULE,
        credential_name=told("training")["cohort"]["credential"],
        status=CohortStatus.FINISHED,
    )
    yield Deed(calendar.moment(first), f"Cohort {cohort.title}", (cohort,), elsewhere=OFFICE)
    for place, name in enumerate(words["people"]):
        records = tuple(_completed(cast, name))
        yield Deed(calendar.moment(done, 15, place), f"{name} completed Level One", records, elsewhere=OFFICE)


def _completed(cast: Cast, name: str) -> Iterator[Entry]:
    enrolment = known("enrolment", "last year", name)
    person, done = cast.person(name), cast.calendar.saturday(-10)
    yield Enrolment(id=enrolment, person=person, cohort=EARLIER, coalition=cast.space)
    for move in (
        EnrolmentMove.REQUESTED,
        EnrolmentMove.CONFIRMED,
        EnrolmentMove.COMPLETION_PROPOSED,
        EnrolmentMove.COMPLETED,
    ):
        judged = {"rule": RULE, "rule_version": 1, "day": done} if move == EnrolmentMove.COMPLETED else {}
        yield _step(enrolment, move, **judged)
    yield Credential(
        person=person,
        cohort=EARLIER,
        enrolment=enrolment,
        name=told("training")["cohort"]["credential"],
        url=f"https://credentials.example.org/{enrolment[:8]}",
        issued_on=done + timedelta(days=9),
        eligible_until=done + timedelta(days=730),
        rule=RULE,
        rule_version=1,
    )
