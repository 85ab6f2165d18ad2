"""How the coalition sees its schools: two rounds of rating, priorities, results and indicators."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from desktop.sample.calendar import school_year
from desktop.sample.cast import Cast
from desktop.sample.chance import chance
from desktop.sample.deed import Deed, known
from desktop.sample.words import told
from sync.records.base import Entry
from sync.records.equity import (
    DimensionConsensus,
    DimensionRating,
    EquityAssessment,
    Priority,
    PriorityStatus,
    QuestionNote,
)
from sync.records.values import Period

SETTING = "The three districts"


def equity_deeds(cast: Cast) -> Iterator[Deed]:
    """Yield the rounds of rating, what we agreed on, and the priorities."""
    for words in told("equity")["rounds"]:
        yield from _round(cast, words)
    yield _notes(cast)
    yield _priorities(cast)


def _round(cast: Cast, words: dict[str, Any]) -> Iterator[Deed]:
    begun = cast.calendar.on(words["month"])
    closed = begun + timedelta(days=32) if words["closed"] else None
    record = EquityAssessment(
        id=known("equity_assessment", words["month"]),
        title=words["title"],
        coalition=cast.space,
        school_year=school_year(begun),
        setting=SETTING,
        period=Period(first=begun, last=closed),
        respondents=tuple(map(cast.person, words["respondents"])),
        scale=tuple(told("equity")["scale"]),
        closed_on=closed,
        notes=words["notes"],
    )
    yield Deed(cast.calendar.moment(begun, 20, 30), f"Ask how we see it: {record.title}", (record,))
    for place, name in enumerate(words["respondents"]):
        at = cast.calendar.moment(
            min(begun + timedelta(days=4 + place), cast.calendar.day(days=-4)), 21, place
        )
        ratings = tuple(_rating(cast, record.id, words, name, dimension) for dimension in words["means"])
        yield Deed(at, f"Ratings by {name}", ratings)
    if words["consensus"]:
        agreed = tuple(
            DimensionConsensus(assessment=record.id, dimension=dimension, rating=rating, reasons=reasons)
            for dimension, (rating, reasons) in words["consensus"].items()
        )
        at = cast.calendar.moment(cast.calendar.on(words["month"] + 1), 19, 20)
        yield Deed(at, "Write down what we agree on", agreed)


def _rating(cast: Cast, assessment: str, words: dict[str, Any], name: str, dimension: str) -> DimensionRating:
    """Return one rating: parents and school people lean apart, most of all on school climate."""
    lean = told("equity")["outspoken"].get(name, 0.0) * words["apart"].get(dimension, 0.5)
    said = words["means"][dimension] + lean + 1.2 * (chance("rates", assessment, dimension, name) - 0.5)
    return DimensionRating(
        assessment=assessment,
        dimension=dimension,
        person=cast.person(name),
        rating=max(1, min(len(told("equity")["scale"]), round(said))),
    )


def _notes(cast: Cast) -> Deed:
    first = known("equity_assessment", told("equity")["rounds"][0]["month"])
    notes = tuple(
        QuestionNote(assessment=first, question=question, notes=words)
        for question, words in told("equity")["notes"]
    )
    return Deed(cast.calendar.moment(cast.calendar.on(-11), 19, 40), "Notes on three questions", notes)


def _priorities(cast: Cast) -> Deed:
    first = known("equity_assessment", told("equity")["rounds"][0]["month"])
    records: tuple[Entry, ...] = tuple(
        Priority(
            id=known("priority", words["as"]),
            title=words["title"],
            assessment=first,
            dimension=words["dimension"],
            status=PriorityStatus(words["status"]),
            importance=words["importance"],
            feasibility=words["feasibility"],
            root_cause=words["root_cause"],
            lead=cast.person(words["lead"]),
        )
        for words in told("equity")["priorities"]
    )
    return Deed(cast.calendar.moment(cast.calendar.on(-11), 20, 15), "Choose what to work on", records)
