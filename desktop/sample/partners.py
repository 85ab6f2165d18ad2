"""The coalition itself, its organizations, who works with whom, and what is agreed in writing."""

from collections.abc import Iterator
from datetime import timedelta

from desktop.sample.calendar import zone_here
from desktop.sample.cast import Cast
from desktop.sample.chance import between
from desktop.sample.deed import Deed, known
from desktop.sample.words import parts, table
from sync.records.partners import Agreement, AgreementStatus, Partner, Tie
from sync.records.people import Group, GroupMembership
from sync.records.spaces import DeviceNote, Member, Role
from sync.records.values import Period


def coalition_words(cast: Cast) -> dict[str, object]:
    """Return what the coalition says of itself, as JSON values."""
    town, calendar = cast.town["coalition"], cast.calendar
    plain = ("name", "association_region", "students_served", "description", "website", "email", "phone")
    return {name: town[name] for name in plain} | {
        "districts": sorted(town["districts"]),
        "counties": town["counties"],
        "address": cast.address(town["street"]).model_dump(mode="json"),
        "founded_on": calendar.meeting_day(-22).isoformat(),
        "leaders": sorted(map(cast.person, cast.town["leaders"])),
        "treasurer": cast.person(cast.town["treasurer"]),
        "time_zone": zone_here(),
    }


def partner_deeds(cast: Cast) -> Iterator[Deed]:
    """Yield how the organizations came, and what became of them."""
    for name in cast.partners:
        yield _joined(cast, name)
    yield from _ties(cast)
    yield from _agreements(cast)
    yield from _groups(cast)
    yield _members(cast)


def _joined(cast: Cast, name: str) -> Deed:
    row = cast.partners[name]
    speaking = [
        each for each in cast.people.values() if each.row["partner"] == name and each.row["speaks"] == "yes"
    ]
    day = cast.calendar.on(-int(row["since"])) - timedelta(days=1)
    record = Partner(
        id=cast.partner(name),
        name=name,
        sector=row["sector"],
        email=f"office@{row['mail']}.example.org",
        phone=f"(815) 555-{300 + len(row['mail']) * 7 + len(name):04d}",
        address=cast.address(row["street"]),
        website=f"https://{row['mail']}.example.org",
        contact=speaking[0].id if speaking else "",
        partner_since=day,
        tags=parts(row["tags"]),
        notes=row["notes"],
    )
    return Deed(cast.calendar.moment(day, 11, between(0, 59, name)), f"Add {name}", (record,))


def _ties(cast: Cast) -> Iterator[Deed]:
    for place, row in enumerate(table("ties")):
        day = cast.calendar.on(-int(row["months"]))
        record = Tie(
            id=known("tie", row["one"], row["other"]),
            one=cast.partner(row["one"]),
            other=cast.partner(row["other"]),
            strength=int(row["strength"]),
            trust=int(row["trust"]),
            shared=parts(row["shared"]),
            seen_on=day,
            meeting=known("meeting", -int(row["months"])),
        )
        label = f"{row['one']} works with {row['other']}"
        yield Deed(cast.calendar.moment(day, 19, place), label, (record,))


def _agreements(cast: Cast) -> Iterator[Deed]:
    for told in cast.town["agreements"]:
        signed = cast.calendar.on(told["signed"]) if "signed" in told else None
        ends = cast.calendar.day(days=told["ends_in"]) if "ends_in" in told else None
        record = Agreement(
            id=known("agreement", told["title"]),
            title=told["title"],
            partner=cast.partner(told["partner"]),
            status=AgreementStatus.SIGNED if signed else AgreementStatus.DRAFT,
            signed_on=signed,
            expires_on=ends,
            signers=tuple(map(cast.person, told.get("signers", ()))),
            purpose=told["purpose"],
            notes=told.get("notes", ""),
        )
        yield Deed(
            cast.calendar.moment(signed or cast.calendar.day(-2), 16),
            f"Agreement: {told['title']}",
            (record,),
        )


def _groups(cast: Cast) -> Iterator[Deed]:
    for place, (name, tag, purpose) in enumerate(cast.town["groups"]):
        people = tuple(each.id for each in cast.people.values() if tag in each.tags and not each.is_gone)
        record = Group(id=known("group", name), name=name, people=people, purpose=purpose)
        yield Deed(
            cast.calendar.moment(cast.calendar.day(-3), 15, place), f"Make the group {name}", (record,)
        )
    for place, (name, query, purpose) in enumerate(cast.town["searches"]):
        smart = Group(
            id=known("group", name), name=name, membership=GroupMembership.SMART, query=query, purpose=purpose
        )
        yield Deed(
            cast.calendar.moment(cast.calendar.day(-3), 15, 30 + place), f"Make the group {name}", (smart,)
        )


def _members(cast: Cast) -> Deed:
    town, since = cast.town, Period(first=cast.calendar.meeting_day(-22))
    roles = dict.fromkeys(town["leaders"], Role.LEADER)
    roles |= {town["treasurer"]: Role.TREASURER, town["secretary"]: Role.SECRETARY}
    members = tuple(
        Member(
            id=known("member", name),
            name=name,
            person=cast.person(name),
            email=cast.people[name].email,
            role=roles.get(name, Role.MEMBER),
            period=since,
        )
        for name in town["voters"]
    )
    computers = tuple(
        DeviceNote(
            id=known("device_note", name),
            name=name,
            device=cast.computer_of(owner),
            person=cast.person(owner),
            place=place,
        )
        for name, owner, place in town["computers"]
    )
    return Deed(
        cast.calendar.moment(cast.calendar.day(-19), 12), "Say who may do what", (*members, *computers)
    )
