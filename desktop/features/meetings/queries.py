"""What meetings read from the store: the only SQL of this feature."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, TypeVar, cast

import orjson
from sqlalchemy import ColumnElement, Row, Select, Table, and_, func, or_, select, text, true

from desktop.features.meetings.lines import MeetingLine, PersonLine, Typed
from desktop.store import schema, search
from desktop.store.reading import as_record, read_state
from desktop.store.store import Store
from sync.changes import State
from sync.records.base import Entry
from sync.records.meetings import Meeting, MinutesStatus, Series
from sync.records.motions import (
    ActionItem,
    ActionStatus,
    Decision,
    DecisionStatus,
    Vote,
)
from sync.records.partners import Affiliation, Partner
from sync.records.people import AgeBand, Person
from sync.records.reference import Sector

Kind = TypeVar("Kind", bound=Entry)
_FOUND = text(
    "SELECT found.id FROM search_index JOIN found ON found.row = search_index.rowid "
    "WHERE search_index MATCH :query AND found.kind = :kind LIMIT :most"
)
_OPEN = (ActionStatus.OPEN.value, ActionStatus.DOING.value)
_MEETING = ("id", "title", "starts_at", "place", "series", "held", "cancelled", "minutes_status")
_PERSON = ("id", "name", "goes_by", "sector", "age_band", "provisional", "merged_into")


def read(store: Store, kind: type[Kind], record: str) -> Kind:
    """Return a record of a kind; Unknown if there is none or it was deleted."""
    return cast(Kind, store.get(kind.kind, record))


def read_some(store: Store, kind: type[Kind], ids: Sequence[str]) -> list[Kind]:
    """Return the records of a kind with these ids, in their order; deleted ones are left out."""
    table = store.tables.of(kind.kind)
    found = {each.id: each for each in _records(store, kind, _among(table.c.id, ids))}
    return [found[each] for each in ids if each in found]


def of_meeting(store: Store, kind: type[Kind], meeting: str) -> list[Kind]:
    """Return the records of a kind that name a meeting, in the order of their ids."""
    return having(store, kind, meeting=meeting)


def having(store: Store, kind: type[Kind], **values: str) -> list[Kind]:
    """Return the records of a kind that have these values, in the order of their ids."""
    table = store.tables.of(kind.kind)
    return _records(store, kind, and_(true(), *(table.c[name] == value for name, value in values.items())))


def facts_of(store: Store, kind: type[Entry], meeting: str, person: str = "") -> dict[str, State]:
    """Return what is known of the facts of a meeting, or of one person in it, deleted ones too."""
    table = store.tables.of(kind.kind)
    where = [table.c.meeting == meeting, *([table.c.person == person] if person else [])]
    return _states(store, select(table.c.id, table.c["_state"]).where(*where))


def votes_of(store: Store, motion: str) -> dict[str, State]:
    """Return what is known of the votes on a motion, deleted ones too."""
    table = store.tables.of(Vote.kind)
    return _states(store, select(table.c.id, table.c["_state"]).where(table.c.motion == motion))


def open_actions(store: Store, series: str = "") -> list[ActionItem]:
    """Return the action items that are not done, those due first before the others.

    With a series, only those of its meetings and those that came from no meeting.
    """
    table, meetings = store.tables.of(ActionItem.kind), store.tables.of(Meeting.kind)
    standing = func.coalesce(table.c.status, ActionStatus.OPEN.value)
    where: ColumnElement[bool] = standing.in_(_OPEN)
    if series:
        among = select(meetings.c.id).where(meetings.c.series == series)
        where = and_(where, or_(func.coalesce(table.c.meeting, "") == "", table.c.meeting.in_(among)))
    return _records(store, ActionItem, where, func.coalesce(table.c.due, "9"), table.c.id)


def which_actions(store: Store, *, is_open: bool, owner: str = "") -> list[ColumnElement[bool]]:
    """Return the conditions of a list of action items: open or done ones, of everybody or one person."""
    table = store.tables.of(ActionItem.kind)
    standing = func.coalesce(table.c.status, ActionStatus.OPEN.value).in_(_OPEN)
    where: list[ColumnElement[bool]] = [standing if is_open else ~standing]
    where += [table.c.owner == owner] if owner else []
    return where


def which_decisions(store: Store, *, in_force: bool) -> list[ColumnElement[bool]]:
    """Return the conditions of a list of decisions: those in force, or all."""
    status = func.coalesce(store.tables.of(Decision.kind).c.status, DecisionStatus.IN_FORCE.value)
    return [status == DecisionStatus.IN_FORCE.value] if in_force else []


def decisions(store: Store, *, words: str = "", most: int = 500) -> list[Decision]:
    """Return the register of decisions, the latest first."""
    table = store.tables.of(Decision.kind)
    where = _among(table.c.id, found_by(store, Decision.kind, words, most)) if words.strip() else true()
    return _records(
        store, Decision, where, func.coalesce(table.c.day, "").desc(), table.c.id.desc(), most=most
    )


def meeting_lines(
    store: Store, *, since: str = "", before: str = "", series: str = "", words: str = "", most: int = 2000
) -> list[MeetingLine]:
    """Return meetings: those from a moment on, soonest first; else the latest first. See `which_meetings`."""
    table = store.tables.of(Meeting.kind)
    where = [table.c["_trash"].is_(None), *which_meetings(store, since=since, before=before, series=series)]
    where += [_among(table.c.id, found_by(store, Meeting.kind, words, most))] if words.strip() else []
    starts = table.c.starts_at.collate("NOCASE")  # as lists are sorted, and so as it may be indexed
    order = (starts.asc(), table.c.id.asc()) if since else (starts.desc(), table.c.id.desc())
    columns = [table.c[name] for name in _MEETING]
    with store.reading() as connection:
        rows = connection.execute(select(*columns).where(*where).order_by(*order).limit(most))
        lines = [_meeting_line(row) for row in rows]
    return sorted(lines, key=lambda line: not line.starts_at)


def which_meetings(
    store: Store, *, since: str = "", before: str = "", series: str = ""
) -> list[ColumnElement[bool]]:
    """Return the conditions of a list of meetings; moments are ISO 8601. Without a time, one is to come."""
    table = store.tables.of(Meeting.kind)
    starts, moment = table.c.starts_at, func.julianday(table.c.starts_at)
    where: list[ColumnElement[bool]] = []
    if since:
        # The text alone, which an index can serve, tells all but those of a day's offset.
        soon = and_(starts >= _days_from(since, -1), moment >= func.julianday(since))
        where.append(or_(starts.is_(None), soon))
    if before:
        where += [starts < _days_from(before, 2), moment < func.julianday(before)]
    where += [table.c.series == series] if series else []
    return where


def series_titles(store: Store) -> dict[str, str]:
    """Return the series that go on, by name: id -> title."""
    table = store.tables.of(Series.kind)
    query = select(table.c.id, table.c.title).where(
        table.c["_trash"].is_(None), func.coalesce(table.c.ended, 0) == 0
    )
    with store.reading() as connection:
        return {row.id: row.title for row in connection.execute(query.order_by(table.c.title))}


def people_lines(store: Store, ids: Iterable[str]) -> dict[str, PersonLine]:
    """Return what a roster shows of people, by id, deleted ones too; in the order of their names."""
    table = store.tables.of(Person.kind)
    query = select(*(table.c[name] for name in _PERSON)).where(_among(table.c.id, list(ids)))
    with store.reading() as connection:
        rows = connection.execute(query.order_by(table.c.name.collate("NOCASE"), table.c.id)).all()
    return {row.id: _person_line(row) for row in rows}


def all_people(store: Store) -> list[str]:
    """Return the ids of everybody who is known and not deleted."""
    table = store.tables.of(Person.kind)
    with store.reading() as connection:
        return list(connection.execute(select(table.c.id).where(table.c["_trash"].is_(None))).scalars())


def found_by(store: Store, kind: str, words: str, most: int) -> list[str]:
    """Return at most `most` records of a kind that hold all the words, or words beginning so."""
    query = search.match_query(words)
    if not query:
        return []
    store.index_all()
    with store.reading() as connection:
        return list(connection.execute(_FOUND, {"query": query, "kind": kind, "most": most}).scalars())


def organizations(store: Store, people: Sequence[str]) -> dict[str, str]:
    """Return person -> the name of the organization that they speak for, or belong to."""
    ties, partners = store.tables.of(Affiliation.kind), store.tables.of(Partner.kind)
    query = select(ties.c.person, partners.c.name).join(partners, partners.c.id == ties.c.partner)
    query = query.where(_among(ties.c.person, people), ties.c["_trash"].is_(None))
    with store.reading() as connection:
        rows = connection.execute(query.order_by(func.coalesce(ties.c.represents, 0), ties.c.id.desc()))
        return {row.person: row.name for row in rows}  # who speaks for one comes last, and stays


def sector_names(store: Store) -> dict[str, str]:
    """Return the sectors of the reference list in its order: code -> name; retired ones are left out."""
    table = store.tables.of(Sector.kind)
    listed = _records(store, Sector, func.coalesce(table.c.retired, 0) == 0, table.c.number, table.c.id)
    return {each.code: each.name for each in listed}


def typed_into_minutes(store: Store, meeting: str) -> list[Typed]:
    """Return the changes of this computer to the minutes of a meeting, in order."""
    changes, edits = schema.changes, schema.edits
    path = "$.prose.minutes"
    has_text = or_(
        func.json_type(changes.c.body, path).is_not(None),
        func.json_type(changes.c.body, "$.set.minutes").is_not(None),
    )
    query = select(changes.c.n, edits.c.at, edits.c.label, changes.c.body)
    query = query.join(edits, edits.c.id == changes.c.edit).where(changes.c.record == meeting, has_text)
    with store.reading() as connection:
        rows = connection.execute(query.order_by(changes.c.n)).all()
    return [Typed(row.n, row.at, row.label, orjson.loads(row.body)) for row in rows]


def _days_from(moment: str, days: int) -> str:
    return (datetime.fromisoformat(moment) + timedelta(days=days)).date().isoformat()


def _meeting_line(row: Row[Any]) -> MeetingLine:
    texts = (row.title, row.starts_at or "", row.place or "", row.series or "")
    status = row.minutes_status or MinutesStatus.DRAFT.value
    return MeetingLine(row.id, *texts, bool(row.held), bool(row.cancelled), status)


def _person_line(row: Row[Any]) -> PersonLine:
    is_minor = row.age_band == AgeBand.MINOR.value
    into, sector = row.merged_into or "", row.sector or ""
    return PersonLine(
        row.id, row.name or "", row.goes_by or "", sector, is_minor, bool(row.provisional), into
    )


def _records(
    store: Store, kind: type[Kind], where: ColumnElement[bool], *order: Any, most: int | None = None
) -> list[Kind]:
    table: Table = store.tables.of(kind.kind)
    query = select(table.c.id, table.c["_state"]).where(table.c["_trash"].is_(None), where)
    states = _states(store, query.order_by(*(order or (table.c.id,))).limit(most))
    return [cast(Kind, as_record(kind, record, state)) for record, state in states.items()]


def _states(store: Store, query: Select[Any]) -> dict[str, State]:
    with store.reading() as connection:
        return {record: read_state(state) for record, state in connection.execute(query)}


def _among(column: ColumnElement[Any], ids: Iterable[str]) -> ColumnElement[bool]:
    members = func.json_each(orjson.dumps(list(ids)).decode()).table_valued("value")
    return column.in_(select(members.c.value))
