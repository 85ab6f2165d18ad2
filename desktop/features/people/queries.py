"""What the people's pages read: who stands in a list, what somebody belongs to, and what happened."""

from array import array
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import orjson
from sqlalchemy import (
    ColumnElement,
    Select,
    Table,
    and_,
    case,
    func,
    literal,
    or_,
    select,
    true,
    union_all,
)

from desktop.features.people.belongings import Belonging, belonging_of
from desktop.features.people.filters import Filter, Standing, read_saved
from desktop.features.people.timeline import UNDATED, Happening
from desktop.store import search
from desktop.store.conditions import corrected, ends_of, holds, is_current, is_there
from desktop.store.reading import as_record, read_state
from desktop.store.store import Store
from sync.records.base import Entry
from sync.records.people import AgeBand, GroupMembership

_FLAGS = {
    Standing.NOT_TO_CONTACT: "do_not_contact",
    Standing.NOT_TO_PHOTOGRAPH: "do_not_photograph",
    Standing.PROVISIONAL: "provisional",
    Standing.INACTIVE: "inactive",
}


def handles_of(store: Store, given: Filter, today: date) -> "array[int]":
    """Return the handles of the people whom a filter lets through, by name; words are not looked at."""
    person = store.tables.of("person")
    unmerged = func.coalesce(person.c.merged_into, "") == ""
    # First in the order of the file: reading whole records in the order of names takes twice as long.
    meant = select(person.c.id).where(unmerged, *_conditions(store, person, given, today))
    wanted = select(person.c["_row"]).where(is_there(person), person.c.id.in_(meant))
    by_name = wanted.order_by(person.c.name.collate("NOCASE"), person.c.id)
    with store.reading() as connection:
        return array("q", connection.execute(by_name).scalars())


def handles_holding(store: Store, words: str) -> frozenset[int]:
    """Return the handles of the people who hold all the words; of a single letter, whose names begin so."""
    person = store.tables.of("person")
    if len(words.strip()) == 1:
        name = person.c.name.collate("NOCASE")
        letter = words.strip()
        wanted = select(person.c["_row"]).where(
            is_there(person), name >= letter, name < letter + "\U0010ffff"
        )
    else:
        store.index_all()
        with store.reading() as connection:
            found = search.find_kind(connection, words, "person")
        wanted = select(person.c["_row"]).where(person.c.id.in_(_listed(found)))
    with store.reading() as connection:
        return frozenset(connection.execute(wanted).scalars())


def tags_in_use(store: Store) -> list[str]:
    """Return the tags that people have, in order."""
    person = store.tables.of("person")
    tags = func.json_each(person.c.tags).table_valued("value")
    used = select(tags.c.value).select_from(person.join(tags, true())).where(is_there(person)).distinct()
    with store.reading() as connection:
        return sorted(connection.execute(used).scalars(), key=str.casefold)


def belongings(store: Store, person: str, today: date) -> list[Belonging]:
    """Return the organizations of somebody: today's first, those they speak for before others."""
    return belongings_of(store, [person], today).get(person, [])


def belongings_of(store: Store, people: Sequence[str], today: date) -> dict[str, list[Belonging]]:
    """Return the organizations of some people, in the same order; who has none is not in it."""
    affiliation, partner = store.tables.of("affiliation"), store.tables.of("partner")
    first, last = ends_of(affiliation)
    now = case((is_current(affiliation, today.isoformat()), 1), else_=0)
    represents = func.coalesce(affiliation.c.represents, 0)
    said = (affiliation.c.id, affiliation.c.partner, func.coalesce(partner.c.name, ""), affiliation.c.role)
    found = (
        select(affiliation.c.person, *said, represents, first, last, now)
        .join(partner, partner.c.id == affiliation.c.partner, isouter=True)
        .where(affiliation.c.person.in_(_listed(people)), is_there(affiliation))
        .order_by(now.desc(), represents.desc(), first.desc(), affiliation.c.id)
    )
    each: dict[str, list[Belonging]] = {}
    with store.reading() as connection:
        for person, *row in connection.execute(found):
            each.setdefault(person, []).append(belonging_of(row))
    return each


def facts_about(store: Store, kind: str, people: Sequence[str], name: str = "person") -> list[Entry]:
    """Return the facts of a kind that name one of some people in a field and that none corrects."""
    table = store.tables.of(kind)
    wanted = select(table.c.id, table.c["_state"]).where(is_there(table), table.c[name].in_(people))
    cls = store.vocabulary.named(kind)
    with store.reading() as connection:
        rows = connection.execute(wanted.where(table.c.id.not_in(corrected(table)))).all()
    return [as_record(cls, record, read_state(state)) for record, state in rows]


def timeline(store: Store, people: Sequence[str], first: int, most: int) -> list[Happening]:
    """Return what happened with somebody, the newest first: `most` lines from line `first` on."""
    parts = (*_came(store, people), *_talked(store, people), *_said(store, people), *_works(store, people))
    every = union_all(*parts).subquery()
    newest = select(every).order_by(every.c.at.desc(), every.c.id.desc()).limit(most).offset(first)
    with store.reading() as connection:
        return [Happening(*row) for row in connection.execute(newest)]


def latest_talk(store: Store, people: Sequence[str]) -> str:
    """Return the id of the last contact with somebody, "" if there was none."""
    talks = next(_talked(store, people)).subquery()
    latest = select(talks.c.id).order_by(talks.c.at.desc(), talks.c.id.desc()).limit(1)
    with store.reading() as connection:
        return str(connection.execute(latest).scalar() or "")


def last_contacts(store: Store) -> Select[Any]:
    """Return the query for who was last in touch when, and the next step agreed on then."""
    engagement = store.tables.of("engagement")
    people = func.json_each(engagement.c.people).table_valued("value")
    # SQLite takes the other columns from the row that holds the maximum.
    return (
        select(
            people.c.value.label("person"),
            func.max(func.datetime(engagement.c.at)).label("at"),
            engagement.c.next_day,
        )
        .select_from(engagement.join(people, true()))
        .where(is_there(engagement), engagement.c.id.not_in(corrected(engagement)))
        .group_by(people.c.value)
    )


def _conditions(store: Store, person: Table, given: Filter, today: date) -> Iterator[ColumnElement[bool]]:
    if given.standing in _FLAGS:
        yield person.c[_FLAGS[Standing(given.standing)]] == 1
    if given.standing == Standing.MINOR:
        yield person.c.age_band == AgeBand.MINOR
    if given.standing == Standing.DUE:
        yield person.c.id.in_(_due(store, person, today))
    if given.sector:
        yield person.c.sector == given.sector
    if given.role:
        yield holds(person.c.roles, [given.role])
    if given.tag:
        yield holds(person.c.tags, [given.tag])
    if given.group:
        yield from _in_group(store, person, given.group, today)


def _due(store: Store, person: Table, today: date) -> Select[Any]:
    """Return whose next step is due, or with whom nobody was in touch for too long."""
    last = last_contacts(store).subquery()
    every = func.coalesce(person.c.contact_every, 0)
    latest = func.date(today.isoformat(), func.printf("-%d days", every))
    silent = and_(every > 0, or_(last.c.at.is_(None), func.date(last.c.at) <= latest))
    both = person.join(last, last.c.person == person.c.id, isouter=True)
    is_due = or_(last.c.next_day <= today.isoformat(), silent)
    return select(person.c.id).select_from(both).where(is_due, func.coalesce(person.c.inactive, 0) == 0)


def _in_group(store: Store, person: Table, group: str, today: date) -> Iterator[ColumnElement[bool]]:
    """Whether somebody is in a group: ticked by hand, or found by its saved search."""
    table = store.tables.of("group")
    kept = select(table.c.membership, table.c.query).where(table.c.id == group)
    with store.reading() as connection:
        found = connection.execute(kept).first()
    if found is not None and found.membership == GroupMembership.SMART:
        saved = read_saved(found.query or "")
        yield from _conditions(store, person, saved, today)
        if saved.words:
            yield person.c["_row"].in_(_listed(sorted(handles_holding(store, saved.words))))
    else:
        members = func.json_each(table.c.people).table_valued("value")
        yield person.c.id.in_(
            select(members.c.value).select_from(table.join(members, true())).where(table.c.id == group)
        )


def _came(store: Store, people: Sequence[str]) -> Iterator[Select[Any]]:
    """Meetings that somebody was at, or was excused from."""
    attendance, meeting = store.tables.of("attendance"), store.tables.of("meeting")
    again = attendance.alias()
    # The other facts of the meeting are few, and looked up by an index; those of all meetings are not.
    changed = select(literal(1)).where(
        again.c.meeting == attendance.c.meeting,
        again.c.corrects == attendance.c.id,
        again.c["_trash"].is_(None),
    )
    at = func.coalesce(meeting.c.starts_at, attendance.c.arrived_at)
    came = _line(attendance, func.datetime(at), meeting.c.title)
    came = came.join(meeting, meeting.c.id == attendance.c.meeting, isouter=True)
    yield came.where(attendance.c.person.in_(people), ~changed.exists())


def _talked(store: Store, people: Sequence[str]) -> Iterator[Select[Any]]:
    engagement = store.tables.of("engagement")
    # Looking for the ids in the text first is several times faster than reading every list.
    named = or_(*(func.instr(engagement.c["_state"], each) > 0 for each in people))
    talked = _line(engagement, func.datetime(engagement.c.at), literal(""))
    yield talked.where(
        named, holds(engagement.c.people, people), engagement.c.id.not_in(corrected(engagement))
    )


def _said(store: Store, people: Sequence[str]) -> Iterator[Select[Any]]:
    """What somebody allowed, and where they were seen to stand."""
    consent, rating, scale = (store.tables.of(kind) for kind in ("consent", "scale_rating", "scale"))
    said = _line(consent, consent.c.day, literal(""))
    yield said.where(consent.c.person.in_(people), consent.c.id.not_in(corrected(consent)))
    rated = _line(rating, rating.c.day, scale.c.name).join(scale, scale.c.id == rating.c.scale, isouter=True)
    yield rated.where(rating.c.person.in_(people), rating.c.id.not_in(corrected(rating)))


def _works(store: Store, people: Sequence[str]) -> Iterator[Select[Any]]:
    """What somebody promised to do, and what they asked to be paid for; without a day it is still to come."""
    item, stipend, step = (store.tables.of(kind) for kind in ("action_item", "stipend", "stipend_step"))
    due = func.coalesce(item.c.done_on, item.c.due, UNDATED)
    yield _line(item, due, item.c.title).where(item.c.owner.in_(people))
    moved = select(func.max(step.c.day)).where(step.c.case == stipend.c.id).scalar_subquery()
    asked = _line(stipend, func.coalesce(moved, UNDATED), stipend.c.title)
    yield asked.where(stipend.c.person.in_(people))


def _line(table: Table, at: Any, title: Any) -> Select[Any]:
    named = (literal(table.name).label("kind"), table.c.id, func.coalesce(at, "").label("at"))
    return select(*named, func.coalesce(title, "").label("title")).where(is_there(table))


def _listed(values: Sequence[str] | Sequence[int]) -> Select[Any]:
    """Return values as something to look into: far quicker than binding each of thousands."""
    each = func.json_each(orjson.dumps(values).decode()).table_valued("value")
    return select(each.c.value)
