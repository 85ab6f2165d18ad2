"""Projects, the Saturdays at the fieldhouse, and what was changed for good."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from desktop.sample.cast import Cast, Somebody
from desktop.sample.chance import between, chance, shuffled
from desktop.sample.deed import Deed, known
from desktop.sample.gatherings import FAITH_LEFT
from desktop.sample.words import told
from sync.records.base import Entry
from sync.records.framework import LevelScope
from sync.records.giving import Distribution, InKind, ValueBasis
from sync.records.projects import ChangeLog, ChangeSort, Project, ProjectStatus, VolunteerHours
from sync.records.values import Period

FOOD = known("project", "food")
FIRST = -17.6
"""Months from today of the first Saturday."""


def project_deeds(cast: Cast) -> Iterator[Deed]:
    """Yield projects, Saturdays, and the log of changes."""
    for words in told("projects")["projects"]:
        yield _project(cast, words)
    yield from _saturdays(cast)
    for words in told("projects")["changes"]:
        yield _change(cast, words)


def _project(cast: Cast, words: dict[str, Any]) -> Deed:
    first = cast.calendar.on(words["from"])
    record = Project(
        id=known("project", words["as"]),
        title=words["title"],
        type=words["type"],
        status=ProjectStatus(words["status"]),
        goal=words["goal"],
        level=words["level"],
        scope=LevelScope(words["scope"]),
        dimensions=tuple(words["dimensions"]),
        priority=known("priority", words["priority"]) if "priority" in words else "",
        lead=cast.person(words["lead"]),
        team=tuple(map(cast.person, words["team"])),
        partners=tuple(map(cast.partner, words["partners"])),
        period=Period(first=first, last=cast.calendar.day(words["to"])),
        fund=known("fund", words["fund"]) if "fund" in words else "",
        outcomes=words["outcomes"],
        notes=words["notes"],
        tags=tuple(words["tags"]),
    )
    day = min(first, cast.calendar.day(-1))
    return Deed(cast.calendar.moment(day, 20, 20), f"Begin the project {record.title}", (record,))


def _saturdays(cast: Cast) -> Iterator[Deed]:
    """Yield each distribution: what came in, what went out, who helped."""
    day, number = cast.calendar.saturday(FIRST), 0
    while day < cast.calendar.today:
        records = (*_goods(cast, day, number), _handed_out(day, number), *_helpers(cast, day, number))
        yield Deed(cast.calendar.moment(day, 13, 30), f"Saturday {number + 1} at the fieldhouse", records)
        day, number = day + timedelta(days=14), number + 1


def _goods(cast: Cast, day: date, number: int) -> Iterator[InKind]:
    for item, unit, usual, partner, dollars in told("projects")["goods"]:
        share = 0.7 + 0.5 * chance("goods", item, number)
        yield InKind(
            id=known("in_kind", item, number),
            item=item,
            quantity=float(round(usual * share)),
            unit=unit,
            partner=cast.partner(partner),
            cents=round(dollars * share) * 100,
            basis=ValueBasis.MARKET,
            day=day,
            project=FOOD,
        )


def _handed_out(day: date, number: int) -> Distribution:
    words = told("projects")["saturdays"]
    grown = round(words["first"] + words["growth"] * number + between(-5, 6, "households", number))
    households = (words["first"], words["second"])[number] if number < 2 else grown
    return Distribution(
        id=known("distribution", number),
        item="Bags of food",
        quantity=float(round(households * 1.6)),
        unit="bags",
        households=households,
        people=round(households * words["people_each"]),
        place=words["place"],
        day=day,
        project=FOOD,
    )


def _helpers(cast: Cast, day: date, number: int) -> Iterator[VolunteerHours]:
    work = told("projects")["work"]
    willing = [each for each in cast.people.values() if "food" in each.tags and _could_help(cast, each, day)]
    for place, somebody in enumerate(shuffled(willing, "helpers", number)[:4]):
        yield VolunteerHours(
            id=known("volunteer_hours", number, somebody.name),
            person=somebody.id,
            minutes=60 * between(3, 5, "hours", number, somebody.name),
            day=day,
            project=FOOD,
            work=work[(number + place) % len(work)],
        )
    others = between(6, 11, "others", number)
    name = known("volunteer_hours", number)
    yield VolunteerHours(
        id=name, people=others, minutes=others * 210, day=day, project=FOOD, work="Everything else"
    )


def _could_help(cast: Cast, somebody: Somebody, day: date) -> bool:
    quiet = cast.sector_of(somebody) == "faith_groups" and day > cast.calendar.day(FAITH_LEFT)
    return somebody.since <= day and not quiet


def _change(cast: Cast, words: dict[str, Any]) -> Deed:
    day = cast.calendar.day(words["at"])
    record: Entry = ChangeLog(
        id=known("change_log", words["title"]),
        title=words["title"],
        sort=ChangeSort(words["sort"]),
        day=day,
        place=words["place"],
        dimensions=tuple(words["dimensions"]),
        level=words["level"],
        project=known("project", words["project"]) if words["project"] else "",
        partners=tuple(map(cast.partner, words["partners"])),
        note=words["note"],
    )
    return Deed(cast.calendar.moment(day, 22), f"Changed: {words['title']}", (record,))
