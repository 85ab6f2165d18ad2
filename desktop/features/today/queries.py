"""What the first page reads: what comes next, what I promised, what runs out, what waits for me."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import (
    CTE,
    JSON,
    ColumnElement,
    Date,
    Select,
    Table,
    and_,
    func,
    literal,
    not_,
    or_,
    select,
    type_coerce,
    union_all,
)

from desktop.features.today.lines import Errand, Expiry, Gathering, MinutesDue, Promise
from desktop.features.today.money import Budget, Move, fiscal_year, with_stipends
from desktop.store import schema
from desktop.store.conditions import corrected, is_active, is_there
from desktop.store.store import Store

AHEAD = 3
"""Days before a promised day from which it is shown; being in touch from then on keeps the promise."""
OPEN = ("open", "doing")
UNREVIEWED = ("draft", "reviewed")


def my_people(store: Store) -> list[str]:
    """Return the ids under which this computer's person is known here: the office's, and the record's."""
    facts, person = store.facts(), store.tables.of("person")
    named = select(person.c.id).where(
        person.c.name.collate("NOCASE") == facts.get("me", ""), is_active(person)
    )
    with store.reading() as connection:
        records = list(connection.execute(named).scalars())
    return [each for each in (facts.get("person", ""), *records) if each]


def next_gathering(store: Store, now: datetime) -> Gathering | None:
    """Return the meeting or session that comes next, or the one under way."""
    either = union_all(_gatherings(store, "meeting"), _gatherings(store, "session")).subquery()
    moment = now.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S")
    coming = select(either).where(either.c.ends >= moment).order_by(either.c.begins, either.c.id).limit(1)
    with store.reading() as connection:
        row = connection.execute(coming).first()
    if row is None:
        return None
    return Gathering(row.kind, row.id, row.title, datetime.fromisoformat(row.starts_at), row.place, row.link)


def errands(store: Store, people: Sequence[str], most: int) -> tuple[list[Errand], int]:
    """Return the first of what these people said they would do, the most pressing first, and how many."""
    item = store.tables.of("action_item")
    open_ones = and_(
        is_there(item), func.coalesce(item.c.status, OPEN[0]).in_(OPEN), item.c.owner.in_(people)
    )
    carried = func.coalesce(func.json_array_length(item.c.carried), 0)
    columns = (type_coerce(item.c.due, Date), carried, func.coalesce(item.c.meeting, ""))
    found = select(item.c.id, item.c.title, *columns).where(open_ones)
    order = (item.c.due.is_(None), item.c.due, item.c.id)
    with store.reading() as connection:
        rows = connection.execute(found.order_by(*order).limit(most)).all()
        count = connection.execute(select(func.count()).select_from(item).where(open_ones)).scalar_one()
    return [Errand(*row) for row in rows], count


def promises(store: Store, today: date, people: Sequence[str], most: int) -> list[Promise]:
    """Return what was promised and is due, the latest first; what has an owner is only theirs."""
    talk, until = store.tables.of("engagement"), today + timedelta(days=AHEAD)
    mine = or_(_text(talk.c.owner) == "", talk.c.owner.in_(people))
    due = and_(is_there(talk), talk.c.next_day <= until.isoformat(), _text(talk.c.next_step) != "", mine)
    kept, settled = talk.c.id.in_(_kept(store, due)), talk.c.id.in_(corrected(talk))
    done = _text(talk.c.action_item).in_(_done_items(store))
    whom = (
        type_coerce(talk.c.people, JSON).label("people"),
        type_coerce(talk.c.partners, JSON).label("partners"),
    )
    found = select(talk.c.id, talk.c.next_step, type_coerce(talk.c.next_day, Date).label("day"), *whom)
    found = found.where(due, not_(or_(kept, settled, done))).order_by(
        talk.c.next_day.desc(), talk.c.id.desc()
    )
    with store.reading() as connection:
        rows = connection.execute(found.limit(most)).all()
    return [_promise(store, row) for row in rows]


def expiries(store: Store, today: date) -> list[Expiry]:
    """Return the signed agreements whose reminder has come, the first to run out at the top."""
    agreement, partner = store.tables.of("agreement"), store.tables.of("partner")
    before = func.printf("-%d days", func.coalesce(agreement.c.remind_days_before, 60))
    remind_on = func.date(agreement.c.expires_on, before)
    columns = (agreement.c.id, agreement.c.title, type_coerce(agreement.c.expires_on, Date))
    due = (
        select(*columns, func.coalesce(partner.c.id, ""), func.coalesce(partner.c.name, ""))
        .join(partner, partner.c.id == agreement.c.partner, isouter=True)
        .where(is_there(agreement), agreement.c.status == "signed", remind_on <= today.isoformat())
    )
    with store.reading() as connection:
        return [Expiry(*row) for row in connection.execute(due.order_by(agreement.c.expires_on))]


def minutes_due(store: Store, now: datetime) -> list[MinutesDue]:
    """Return past meetings whose minutes were written and wait for somebody, the newest first."""
    meeting = store.tables.of("meeting")
    status = func.coalesce(meeting.c.minutes_status, UNREVIEWED[0])
    begun = func.datetime(meeting.c.starts_at) < now.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S")
    written = and_(
        is_there(meeting), begun, func.coalesce(meeting.c.minutes, "") != "", status.in_(UNREVIEWED)
    )
    found = select(meeting.c.id, meeting.c.title, status).where(written)
    with store.reading() as connection:
        rows = connection.execute(found.order_by(func.datetime(meeting.c.starts_at).desc())).all()
    return [MinutesDue(*row) for row in rows]


def choices_waiting(store: Store) -> int:
    """Return in how many records something waits to be chosen; deleted ones ask nothing."""
    attention = schema.attention
    with store.reading() as connection:
        kinds = connection.execute(select(attention.c.kind).distinct()).scalars().all()
        return sum(connection.execute(_asking(store.tables.of(kind))).scalar_one() for kind in kinds)


def people_to_compare(store: Store) -> int:
    """Return how many people were added at the door and not compared with those known before."""
    person = store.tables.of("person")
    found = select(func.count()).select_from(person).where(is_active(person), person.c.provisional == 1)
    with store.reading() as connection:
        return connection.execute(found).scalar_one()


def knows_anybody(store: Store) -> bool:
    """Return whether there is a single person in the file."""
    person = store.tables.of("person")
    with store.reading() as connection:
        return connection.execute(select(person.c.id).where(is_there(person)).limit(1)).first() is not None


def budgets(store: Store, today: date) -> list[Budget]:
    """Return this fiscal year's budget lines for stipends, with what is granted, committed and paid."""
    with store.reading() as connection:
        first_month = connection.execute(_first_month(store)).scalar() or 7
        planned = connection.execute(_planned(store, fiscal_year(today, first_month))).all()
        moves = [Move(*row) for row in connection.execute(_moves(store))]
    used = {move.budget_line for move in moves}
    lines = [Budget(row.id, row.title, row.planned) for row in planned if row.is_stipends or row.id in used]
    return with_stipends(lines, moves)


def _gatherings(store: Store, kind: str) -> Select[Any]:
    table = store.tables.of(kind)
    minutes = func.printf("+%d minutes", func.coalesce(table.c.duration, 60))
    begins, ends = func.datetime(table.c.starts_at), func.datetime(table.c.starts_at, minutes)
    words = (_text(table.c.place).label("place"), _text(table.c.link).label("link"))
    columns = (table.c.id, table.c.title, table.c.starts_at, *words)
    held = func.coalesce(table.c.held, 0) if kind == "meeting" else literal(0)
    going_on = and_(is_there(table), func.coalesce(table.c.cancelled, 0) == 0, held == 0)
    when = (begins.label("begins"), ends.label("ends"))
    return select(literal(kind).label("kind"), *columns, *when).where(going_on)


def _latest_talks(store: Store) -> CTE:
    """When each person and organization was last talked to."""
    talk = store.tables.of("engagement")
    there = and_(is_there(talk), talk.c.id.not_in(corrected(talk)))
    lists = (
        func.json_each(column).table_valued("value", joins_implicitly=True)
        for column in (talk.c.people, talk.c.partners)
    )
    talks = union_all(*(select(each.c.value, talk.c.at).where(there) for each in lists)).subquery()
    at = func.max(func.datetime(talks.c.at)).label("at")
    latest = select(talks.c.value, at).group_by(talks.c.value).cte("latest")
    return latest.prefix_with("MATERIALIZED")


def _kept(store: Store, due: ColumnElement[bool]) -> Select[Any]:
    """Promises after which somebody was in touch with one of them again, near the promised day or later."""
    talk, latest = store.tables.of("engagement"), _latest_talks(store)
    whom = func.coalesce(func.nullif(talk.c.people, "[]"), talk.c.partners, "[]")
    members = func.json_each(whom).table_valued("value", joins_implicitly=True)
    near = func.datetime(talk.c.next_day, f"-{AHEAD} days").label("near")
    promised = select(
        talk.c.id, members.c.value, func.coalesce(func.datetime(talk.c.at), "").label("at"), near
    ).where(due)
    told = promised.cte("promised").prefix_with("MATERIALIZED")
    again = select(told.c.id).join(latest, latest.c.value == told.c.value)
    return again.where(latest.c.at > told.c.at, latest.c.at >= told.c.near)


def _done_items(store: Store) -> Select[Any]:
    item = store.tables.of("action_item")
    return select(item.c.id).where(or_(item.c.status.not_in(OPEN), item.c["_trash"].is_not(None)))


def _promise(store: Store, row: Any) -> Promise:
    kind = "person" if row.people else "partner"
    members: list[str] = row.people or row.partners or [""]
    table = store.tables.of(kind)
    with store.reading() as connection:
        name = connection.execute(select(table.c.name).where(table.c.id == members[0])).scalar() or ""
    return Promise(row.id, row.next_step, row.day, kind, members[0], name, len(members) - 1)


def _asking(table: Table) -> Select[Any]:
    """Count the records of a kind that wait for a person."""
    waiting = select(schema.attention.c.id).where(schema.attention.c.kind == table.name)
    return select(func.count()).select_from(table).where(table.c.id.in_(waiting), is_there(table))


def _text(column: ColumnElement[Any]) -> ColumnElement[str]:
    return func.coalesce(column, "")


def _first_month(store: Store) -> Select[Any]:
    coalition = store.tables.of("coalition")
    return select(coalition.c.fiscal_year_starts).where(coalition.c.id == store.author.home)


def _planned(store: Store, year: int) -> Select[Any]:
    """Open budget lines of a fiscal year, with their revisions added."""
    line, revision = store.tables.of("budget_line"), store.tables.of("budget_revision")
    revised = select(func.sum(revision.c.cents)).where(
        revision.c.budget_line == line.c.id, is_there(revision)
    )
    planned = func.coalesce(line.c.original, 0) + func.coalesce(revised.scalar_subquery(), 0)
    is_stipends = (_text(line.c.account) == "stipends").label("is_stipends")
    this_year = func.coalesce(line.c.fiscal_year, 0).in_((0, year))
    open_ones = and_(is_there(line), func.coalesce(line.c.closed, 0) == 0, this_year)
    columns = (line.c.id, line.c.title, planned.label("planned"), is_stipends)
    return select(*columns).where(open_ones).order_by(line.c.title.collate("NOCASE"), line.c.id)


def _moves(store: Store) -> Select[Any]:
    """Steps of stipends that were not refused: in the office's order, those it has not heard last."""
    step, stipend, heard = store.tables.of("stipend_step"), store.tables.of("stipend"), schema.confirmed
    line = func.coalesce(func.nullif(step.c.budget_line, ""), stipend.c.budget_line, "")
    columns = (step.c.case, line, func.coalesce(step.c.step, "submitted"), func.coalesce(step.c.amount, 0))
    moves = (
        select(*columns).join(stipend, stipend.c.id == step.c.case).where(is_there(stipend), is_there(step))
    )
    moves = moves.join(heard, heard.c.id == step.c.id, isouter=True).where(step.c["_refused"].is_(None))
    return moves.order_by(step.c.case, func.coalesce(heard.c.seq, 0) == 0, heard.c.seq, step.c.id)
