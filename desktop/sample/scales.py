"""Where people stand on the coalition's scales, and how they moved."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from desktop.sample.cast import Cast, Somebody
from desktop.sample.chance import chance
from desktop.sample.deed import Deed, known
from sync.records.engagements import Scale, ScaleRating, ScaleStep


def scale_deeds(cast: Cast) -> Iterator[Deed]:
    """Yield the scales, and the ratings on them."""
    yield from _scales(cast)
    yield from _ratings(cast)


def _scales(cast: Cast) -> Iterator[Deed]:
    for place, told in enumerate(cast.town["scales"]):
        steps = tuple(
            ScaleStep(number=number, name=name, meaning=meaning)
            for number, (name, meaning) in enumerate(told["steps"], 1)
        )
        record = Scale(
            id=known("scale", told["name"]), name=told["name"], steps=steps, purpose=told["purpose"]
        )
        day = cast.calendar.meeting_day(-19 + 5 * place)
        yield Deed(cast.calendar.moment(day, 21, 15), f"Make the scale {record.name}", (record,))


def _ratings(cast: Cast) -> Iterator[Deed]:
    """Yield how the people moved along the scales: twice a year some of us sit down and look."""
    for place, told in enumerate(cast.town["scales"]):
        for time, month in enumerate(range(-17 + 5 * place, 0, 6)):
            day = cast.calendar.day(month, 3)
            asked = [each for each in cast.people.values() if _is_rated(each, place) and each.since <= day]
            records = tuple(_rating(cast, each, told, day, time) for each in asked)
            yield Deed(
                cast.calendar.moment(day, 16, 45),
                f"{told['name']}: where {len(records)} people stand",
                records,
            )


def _is_rated(somebody: Somebody, scale: int) -> bool:
    known_well = not scale or chance("voice", somebody.name) < 0.5
    return somebody.comes > 1 and not somebody.is_minor and known_well


def _rating(cast: Cast, somebody: Somebody, told: dict[str, Any], day: date, time: int) -> ScaleRating:
    top = len(told["steps"])
    reached = (
        1
        + somebody.comes * top / 11
        - 1.4
        + 0.6 * time
        + chance("step", somebody.name, told["name"], time)
        - 0.5
    )
    return ScaleRating(
        id=known("scale_rating", told["name"], somebody.name, time),
        person=somebody.id,
        scale=known("scale", told["name"]),
        step=max(1, min(top, round(reached))),
        day=day,
        rated_by=cast.me,
    )
