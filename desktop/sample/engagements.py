"""Being in touch: talks, calls and visits, and what was promised in them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from desktop.sample.cast import Cast, Somebody
from desktop.sample.chance import between, chance, pick, shuffled
from desktop.sample.deed import Deed, known
from desktop.sample.words import table
from sync.records.engagements import Engagement, EngagementFormat, EngagementOutcome

CALM = 20
"""Days before today in which only the talks of this week took place with those they were with."""
OWNERS = ("Marcus Whitfield", "Luz Hernández Ríos", "Hannah Weiss", "Jerome Battle", "Amara Nwosu")


@dataclass(frozen=True)
class Talk:
    """One time somebody was in touch."""

    name: tuple[object, ...]
    """What tells it from the others."""
    day: date
    whom: tuple[Somebody, ...]
    owner: str
    how: str
    minutes: int
    outcome: str
    note: str
    next_step: str = ""
    next_day: date | None = None


def engagement_deeds(cast: Cast) -> Iterator[Deed]:
    """Yield how people were in touch: this week, and in the two years before."""
    for talk in (*_this_week(cast), *_before(cast)):
        yield _deed(cast, talk)


def _this_week(cast: Cast) -> Iterator[Talk]:
    for told in cast.town["this_week"]:
        yield Talk(
            name=(told["ago"], *told["with"]),
            day=cast.calendar.day(days=-told["ago"]),
            whom=tuple(cast.people[name] for name in told["with"]),
            owner=cast.me,
            how=told["how"],
            minutes=told["minutes"],
            outcome=told["outcome"],
            note=told["note"],
            next_step=told.get("next", ""),
            next_day=cast.calendar.day(days=told["in"]) if "in" in told else None,
        )


def _before(cast: Cast) -> Iterator[Talk]:
    """Yield each talk of the table with two people, and then that what was promised was done."""
    busy = {name for told in cast.town["this_week"] for name in told["with"]}
    rows = table("engagements")
    passing = tuple(row for row in rows if row["who"] == "any")
    for place, row in enumerate(shuffled((*rows, *rows, *passing * 6), "talks")):
        talk = _talk(cast, row, place)
        (whom,) = talk.whom
        is_near = talk.day > cast.calendar.day(days=-CALM)
        if talk.day < whom.since or (is_near and (talk.next_step or whom.name in busy)):
            continue
        yield talk
        if talk.next_day:
            words = f"As promised. {talk.next_step}: done."
            yield Talk((place, "kept"), talk.next_day, talk.whom, talk.owner, "call", 5, "none", words)


def _talk(cast: Cast, row: dict[str, str], place: int) -> Talk:
    day = cast.calendar.day(days=-round(3 + 700 * chance("when", place) ** 1.3))
    whom = pick([each for each in cast.people.values() if _fits(cast, each, row["who"])], "whom", place)
    owner = cast.person(pick(OWNERS, "owner", place))
    is_mine = chance("mine", place) < 0.5 or owner == whom.id
    return Talk(
        name=(place,),
        day=day,
        whom=(whom,),
        owner=cast.me if is_mine else owner,
        how=row["how"],
        minutes=int(row["minutes"]),
        outcome=row["outcome"],
        note=row["note"],
        next_step=row["next"] or "",
        next_day=day + timedelta(days=between(4, 15, "next", place)) if row["next"] else None,
    )


def _fits(cast: Cast, somebody: Somebody, who: str) -> bool:
    if somebody.name == cast.town["me"] or somebody.is_minor or somebody.name in cast.town["no_calls"]:
        return False
    return who in ("any", cast.sector_of(somebody), *somebody.tags) and somebody.comes > 0


def _deed(cast: Cast, talk: Talk) -> Deed:
    at = cast.calendar.moment(talk.day, between(9, 17, "hour", *talk.name), between(0, 59, *talk.name))
    partner = talk.whom[0].row["partner"]
    record = Engagement(
        id=known("engagement", *talk.name),
        people=tuple(sorted(each.id for each in talk.whom)),
        partners=(cast.partner(partner),) if partner else (),
        format=EngagementFormat(talk.how),
        at=at,
        duration=talk.minutes,
        owner=talk.owner,
        outcome=EngagementOutcome(talk.outcome),
        note=talk.note,
        next_step=talk.next_step,
        next_day=talk.next_day,
    )
    names = ", ".join(each.name for each in talk.whom)
    return Deed(at + timedelta(minutes=30), f"In touch with {names}", (record,))
