"""What the partners' page reads: who speaks for an organization, agreements, ties, and what happened."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    ColumnElement,
    Date,
    Select,
    Table,
    and_,
    case,
    exists,
    func,
    literal,
    or_,
    select,
    type_coerce,
    union_all,
)

from desktop.features.partners.lines import AgreementLine, Happening, TieLine, Voice
from desktop.features.partners.network import Link, Network, Organization
from desktop.store.conditions import corrected, ends_of, holds, is_active, is_current, is_there, speaks
from desktop.store.coverage import CAME
from desktop.store.store import Store

MOST_LINES = 60
"""Lines of a timeline."""
_NO_WORDS: ColumnElement[str] = literal("")


def conditions(store: Store, sector: str = "", *, past: bool = False) -> list[ColumnElement[bool]]:
    """Return what a list of partners is narrowed to: a sector's code, and whether they are active."""
    partner = store.tables.of("partner")
    activity = func.coalesce(partner.c.inactive, 0) == int(past)
    narrowed = [activity, _text(partner.c.merged_into) == ""]
    return [*narrowed, partner.c.sector == sector] if sector else narrowed


def speakers(store: Store, today: date) -> dict[str, str]:
    """Return, for each partner that somebody speaks for today, the name of one of them."""
    affiliation, person = store.tables.of("affiliation"), store.tables.of("person")
    found = select(affiliation.c.partner, func.min(person.c.name)).join(
        person, person.c.id == affiliation.c.person
    )
    spoken_for = found.where(speaks(affiliation, today.isoformat()), is_active(person))
    with store.reading() as connection:
        rows = connection.execute(spoken_for.group_by(affiliation.c.partner)).all()
    return {partner: name for partner, name in rows}  # noqa: C416 - rows are no pairs to mypy


def voices(store: Store, partner: str, today: date) -> list[Voice]:
    """Return the people of an organization: today's first, those who speak for it before others."""
    affiliation, person = store.tables.of("affiliation"), store.tables.of("person")
    current = case((is_current(affiliation, today.isoformat()), 1), else_=0)
    represents = func.coalesce(affiliation.c.represents, 0)
    first, last = ends_of(affiliation)
    whom = (affiliation.c.id, affiliation.c.person, _text(person.c.name))
    what = (_text(affiliation.c.role), _text(affiliation.c.member_role), type_coerce(represents, Boolean))
    when = (type_coerce(first, Date), type_coerce(last, Date), type_coerce(current, Boolean))
    found = select(*whom, *what, *when).join(person, person.c.id == affiliation.c.person, isouter=True)
    order = (current.desc(), represents.desc(), last.desc(), person.c.name.collate("NOCASE"))
    there = found.where(affiliation.c.partner == partner, is_there(affiliation))
    with store.reading() as connection:
        return [Voice(*row) for row in connection.execute(there.order_by(*order))]


def agreements(store: Store, partner: str) -> list[AgreementLine]:
    """Return the agreements with an organization: those that run out first at the top, ended ones last."""
    agreement = store.tables.of("agreement")
    status = func.coalesce(agreement.c.status, "draft")
    dates = (agreement.c.signed_on, agreement.c.expires_on, remind_on(agreement))
    found = select(agreement.c.id, agreement.c.title, status, *(type_coerce(day, Date) for day in dates))
    order = (status == "ended", agreement.c.expires_on.is_(None), agreement.c.expires_on, agreement.c.id)
    there = found.where(agreement.c.partner == partner, is_there(agreement))
    with store.reading() as connection:
        return [AgreementLine(*row) for row in connection.execute(there.order_by(*order))]


def ties(store: Store, partner: str) -> list[TieLine]:
    """Return the ties of an organization, the strongest first."""
    tie, other = store.tables.of("tie"), store.tables.of("partner")
    beyond = case((tie.c.one == partner, tie.c.other), else_=tie.c.one)
    found = select(tie.c.id, other.c.id.label("partner"), other.c.name, *_closeness(tie))
    found = found.join(other, other.c.id == beyond).where(is_there(tie), is_active(other))
    found = found.where(or_(tie.c.one == partner, tie.c.other == partner))
    order = (func.coalesce(tie.c.strength, 0).desc(), other.c.name.collate("NOCASE"), tie.c.id)
    with store.reading() as connection:
        rows = connection.execute(found.order_by(*order)).all()
    return [TieLine(row.id, row.partner, row.name, *_closeness_of(row)) for row in rows]


def tie_between(store: Store, one: str, other: str) -> str:
    """Return the id of the tie between two organizations, whichever was named first; "" if there is none."""
    tie = store.tables.of("tie")
    pair = or_(and_(tie.c.one == one, tie.c.other == other), and_(tie.c.one == other, tie.c.other == one))
    found = select(tie.c.id).where(pair, is_there(tie)).order_by(tie.c.id).limit(1)
    with store.reading() as connection:
        return connection.execute(found).scalar() or ""


def partner_of(store: Store, kind: str, record: str) -> str:
    """Return the organization that a record is, or belongs to; "" if it names none."""
    if kind == "partner":
        return record
    table = store.tables.of(kind)
    named = next((name for name in ("partner", "one") if name in table.c), None)
    if named is None:
        return ""
    with store.reading() as connection:
        return connection.execute(select(table.c[named]).where(table.c.id == record)).scalar() or ""


def timeline(store: Store, partner: str) -> list[Happening]:
    """Return what happened with an organization, the newest first."""
    parts = (*_talks(store, partner), *_comings_and_goings(store, partner), *_papers(store, partner))
    every = union_all(*parts).subquery()
    newest = select(every).where(every.c.at.is_not(None)).order_by(every.c.at.desc(), every.c.id.desc())
    with store.reading() as connection:
        rows = connection.execute(newest.limit(MOST_LINES)).all()
    return [Happening(row.sort, row.kind, row.id, _day(row.at), row.title, row.detail) for row in rows]


def network(store: Store) -> Network:
    """Return the active organizations and the ties between them; of two for one pair, the stronger."""
    tie = store.tables.of("tie")
    tied = select(tie.c.id, tie.c.one, tie.c.other, *_closeness(tie)).where(is_there(tie))
    tied = tied.where(tie.c.strength > 0).order_by(tie.c.strength, tie.c.id.desc())
    with store.reading() as connection:
        organizations = {row.id: Organization(*row) for row in connection.execute(_organizations(store))}
        links = {frozenset((row.one, row.other)): _link(row) for row in connection.execute(tied)}
    kept = (link for pair, link in links.items() if len(pair) == 2 and pair <= organizations.keys())
    return Network(tuple(organizations.values()), tuple(sorted(kept, key=lambda link: link.id)))


def remind_on(agreement: Table) -> ColumnElement[Any]:
    """Return the day from which the end of an agreement is worth a reminder."""
    before = func.printf("-%d days", func.coalesce(agreement.c.remind_days_before, 60))
    return func.date(agreement.c.expires_on, before)


def _organizations(store: Store) -> Select[Any]:
    partner, sector = store.tables.of("partner"), store.tables.of("sector")
    named = select(partner.c.id, partner.c.name, _text(partner.c.sector), _text(sector.c.name))
    named = named.join(sector, sector.c.code == partner.c.sector, isouter=True).where(is_active(partner))
    return named.order_by(partner.c.name.collate("NOCASE"), partner.c.id)


def _link(row: Any) -> Link:
    return Link(row.id, row.one, row.other, *_closeness_of(row))


def _closeness(tie: Table) -> tuple[ColumnElement[Any], ...]:
    strength, trust = func.coalesce(tie.c.strength, 0), func.coalesce(tie.c.trust, 0)
    return strength.label("strength"), trust.label("trust"), type_coerce(tie.c.shared, JSON).label("shared")


def _closeness_of(row: Any) -> tuple[int, int, tuple[str, ...]]:
    return row.strength, row.trust, tuple(row.shared or ())


def _day(at: str) -> date:
    return date.fromisoformat(at[:10])


def _talks(store: Store, partner: str) -> Iterator[Select[Any]]:
    """Engagements with the organization or with those who speak for it, and meetings to which these came."""
    engagement, affiliation = store.tables.of("engagement"), store.tables.of("affiliation")
    speaking = select(affiliation.c.person).where(
        affiliation.c.partner == partner, affiliation.c.represents == 1, is_there(affiliation)
    )
    named = or_(holds(engagement.c.partners, [partner]), holds(engagement.c.people, speaking))
    note = func.coalesce(func.nullif(engagement.c.note, ""), engagement.c.next_step)
    talked = _line(engagement, "engagement", _here(engagement.c.at), note, engagement.c.format)
    yield talked.where(named, engagement.c.id.not_in(corrected(engagement)))
    yield _meetings(store, partner)


def _meetings(store: Store, partner: str) -> Select[Any]:
    """Meetings to which somebody came who spoke for the organization on that day."""
    meeting, attendance, person = (store.tables.of(kind) for kind in ("meeting", "attendance", "person"))
    affiliation, day = store.tables.of("affiliation"), func.date(meeting.c.starts_at, "localtime")
    names = func.group_concat(person.c.name, ", ")
    met = _line(meeting, "meeting", _here(meeting.c.starts_at), meeting.c.title, names)
    came = (
        met.join(attendance, attendance.c.meeting == meeting.c.id)
        .join(person, person.c.id == attendance.c.person)
        .join(affiliation, affiliation.c.person == attendance.c.person)
    )
    present = func.coalesce(attendance.c.presence, CAME[0]).in_(CAME)
    for_it = and_(affiliation.c.partner == partner, speaks(affiliation, day))
    return came.where(for_it, present, ~_is_corrected(attendance)).group_by(meeting.c.id)


def _is_corrected(attendance: Table) -> ColumnElement[bool]:
    """Whether another mark corrects one; it is of the same meeting, by which marks are found fast."""
    later = attendance.alias()
    return exists().where(later.c.meeting == attendance.c.meeting, later.c.corrects == attendance.c.id)


def _comings_and_goings(store: Store, partner: str) -> Iterator[Select[Any]]:
    """People who began or ended being something to the organization."""
    affiliation, person = store.tables.of("affiliation"), store.tables.of("person")
    for sort, day in zip(("joined", "left"), ends_of(affiliation), strict=True):
        line = _line(person, sort, day, person.c.name, affiliation.c.role)
        line = line.join(affiliation, affiliation.c.person == person.c.id)
        yield line.where(affiliation.c.partner == partner, is_there(affiliation))


def _papers(store: Store, partner: str) -> Iterator[Select[Any]]:
    """Agreements signed, projects begun together, and changes brought about together."""
    agreement, project, change = (store.tables.of(kind) for kind in ("agreement", "project", "change_log"))
    signed = _line(agreement, "signed", agreement.c.signed_on, agreement.c.title)
    yield signed.where(agreement.c.partner == partner)
    begun = _line(project, "project", ends_of(project)[0], project.c.title)
    yield begun.where(holds(project.c.partners, [partner]))
    changed = _line(change, "change", change.c.day, change.c.title)
    yield changed.where(holds(change.c.partners, [partner]), change.c.id.not_in(corrected(change)))


def _line(
    table: Table,
    sort: str,
    at: ColumnElement[Any],
    title: ColumnElement[Any],
    detail: ColumnElement[Any] = _NO_WORDS,
) -> Select[Any]:
    columns = (literal(sort).label("sort"), literal(table.name).label("kind"), table.c.id, at.label("at"))
    words = (_text(title).label("title"), _text(detail).label("detail"))
    return select(*columns, *words).where(is_there(table))


def _here(moment: ColumnElement[Any]) -> ColumnElement[Any]:
    """Return a moment as this computer's clock shows it, so that it sorts among days."""
    return func.datetime(moment, "localtime")


def _text(column: ColumnElement[Any]) -> ColumnElement[str]:
    """Return a column with "" where nothing was filled in."""
    return func.coalesce(column, "")
