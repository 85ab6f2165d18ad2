"""How the people came: one after another, with their consents, households, groups and scales."""

from collections.abc import Iterator
from datetime import timedelta

from desktop.sample.calendar import MONTH
from desktop.sample.cast import Cast, Somebody
from desktop.sample.chance import between, chance
from desktop.sample.deed import Deed, known
from sync.records.base import Entry
from sync.records.consents import Channel, Consent, ConsentAnswer, Suppression
from sync.records.partners import Affiliation
from sync.records.people import AgeBand, Duplicate, Household, Person
from sync.records.values import Period

SOURCES = ("sign-in sheet", "spoken, at the door", "web form", "listening session card")
WORDING = "The coalition may write to me about its meetings and projects. I can take this back at any time."


def people_deeds(cast: Cast) -> Iterator[Deed]:
    """Yield how everybody was added, and what was noted about them later."""
    for somebody in cast.people.values():
        yield _arrival(cast, somebody)
        if chance("moved phone", somebody.name) < 0.14 and somebody.comes:
            yield _new_number(cast, somebody)
    yield from _households(cast)
    yield from _doubles(cast)
    yield _suppressions(cast)


def _arrival(cast: Cast, somebody: Somebody) -> Deed:
    at = cast.calendar.moment(
        somebody.since, between(9, 20, "hour", somebody.name), between(0, 59, somebody.name)
    )
    records = (_person(cast, somebody), *_belonging(cast, somebody), *_consents(cast, somebody))
    return Deed(at, f"Add {somebody.name}", records)


def _person(cast: Cast, somebody: Somebody) -> Person:
    row, town = somebody.row, cast.town
    adult = AgeBand.UNSAID if not row["role"] else AgeBand.ADULT
    return Person(
        id=somebody.id,
        name=somebody.name,
        goes_by=row["goes_by"],
        pronouns=row["pronouns"],
        languages=tuple(row["languages"].split()),
        email="" if somebody.is_minor else somebody.email,
        phone="" if somebody.is_minor else _phone(cast, somebody),
        address=cast.address(f"{between(2, 190, 'house', somebody.name)} {_street(somebody)}"),
        household=known("household", row["household"]) if row["household"] else "",
        roles=(row["role"],) if row["role"] else (),
        sector=cast.sector_of(somebody),
        member_since=somebody.since if row["role"] else None,
        inactive=somebody.is_gone,
        age_band=AgeBand.MINOR if somebody.is_minor else adult,
        guardian=cast.person(row["guardian"]),
        do_not_contact=somebody.name in town["no_calls"],
        do_not_photograph=somebody.is_minor or somebody.name in town["no_photographs"],
        provisional=not row["role"],
        tags=somebody.tags,
        notes=row["notes"],
        contact_every=town["every"].get(somebody.name, 0),
    )


def _phone(cast: Cast, somebody: Somebody) -> str:
    twins = {one: other for one, other, *_ in cast.town["duplicates"]}
    same = cast.people[twins[somebody.name]] if somebody.name in twins else somebody
    return same.phone


def _street(somebody: Somebody) -> str:
    streets = (
        "Elm Street",
        "Oak Avenue",
        "Third Street",
        "Mill Lane",
        "Hill Street",
        "Meadow Road",
        "Park Drive",
    )
    return streets[between(0, len(streets) - 1, "street", somebody.name)]


def _belonging(cast: Cast, somebody: Somebody) -> Iterator[Affiliation]:
    row = somebody.row
    if not row["partner"]:
        return
    first = somebody.since - timedelta(days=between(0, 900, "before", somebody.name))
    last = cast.calendar.day(-between(5, 9, "left", somebody.name)) if somebody.is_gone else None
    yield Affiliation(
        id=known("affiliation", somebody.name),
        person=somebody.id,
        partner=cast.partner(row["partner"]),
        role=row["as"],
        member_role=row["role"],
        represents=row["speaks"] == "yes",
        period=Period(first=first, last=last),
    )


def _consents(cast: Cast, somebody: Somebody) -> Iterator[Entry]:
    if not somebody.row["role"]:
        return
    asked = (Channel.EMAIL, Channel.PHONE, Channel.TEXT_MESSAGE, Channel.PHOTO)[
        : between(1, 4, "ask", somebody.name)
    ]
    for channel in asked:
        refused = somebody.name in cast.town["no_calls"] or (channel == Channel.PHOTO and somebody.is_minor)
        unsure = chance("refuses", channel, somebody.name) < 0.09
        yield Consent(
            id=known("consent", somebody.name, channel),
            person=somebody.id,
            channel=channel,
            answer=ConsentAnswer.REFUSED if refused or unsure else ConsentAnswer.GIVEN,
            day=somebody.since,
            source=SOURCES[between(0, 3, "source", somebody.name)],
            wording=WORDING,
            guardian=cast.person(somebody.row["guardian"]),
        )


def _new_number(cast: Cast, somebody: Somebody) -> Deed:
    later = round(MONTH * between(1, max(1, int(somebody.row["came"]) - 1), "later", somebody.name))
    day = min(somebody.since + timedelta(days=later), cast.calendar.day(days=-6))
    number = f"(815) 555-{200 + somebody.place:04d}"
    values = {"phone": number, "other_phones": [somebody.phone]}
    return Deed(
        cast.calendar.moment(day, 17, 20),
        f"Change the phone of {somebody.name}",
        changes={("person", somebody.id): values},
    )


def _households(cast: Cast) -> Iterator[Deed]:
    for place, (name, street) in enumerate(cast.town["households"]):
        under_roof = [each for each in cast.people.values() if each.row["household"] == name]
        record = Household(
            id=known("household", name),
            name=name,
            address=cast.address(street),
            people=tuple(each.id for each in under_roof),
        )
        day = max(each.since for each in under_roof)
        yield Deed(cast.calendar.moment(day, 20, 40 + place), f"Put the household {name} together", (record,))


def _doubles(cast: Cast) -> Iterator[Deed]:
    for one, other, reasons, verdict in cast.town["duplicates"]:
        record = Duplicate(
            id=known("duplicate", one, other),
            one=cast.person(one),
            other=cast.person(other),
            reasons=tuple(reasons),
            verdict=verdict,
        )
        day = max(cast.people[one].since, cast.people[other].since)
        yield Deed(cast.calendar.moment(day, 21, 30), f"Compare {one} and {other}", (record,))


def _suppressions(cast: Cast) -> Deed:
    day = cast.calendar.day(-18)
    records = tuple(
        Suppression(channel=channel, address=address, reason=reason, day=day, source=source)
        for channel, address, reason, source in cast.town["suppressions"]
    )
    return Deed(cast.calendar.moment(day, 10, 5), "Never use three addresses again", records)
