"""Conditions that many queries share: what is active, what was corrected, who speaks for whom."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, and_, exists, func, literal, or_, select


def is_there(table: Table) -> ColumnElement[bool]:
    """Whether a record is not deleted."""
    return table.c["_trash"].is_(None)


def is_active(table: Table) -> ColumnElement[bool]:
    """Whether a person or partner is there, active, and not merged into another."""
    inactive, merged = func.coalesce(table.c.inactive, 0), func.coalesce(table.c.merged_into, "")
    return and_(is_there(table), inactive == 0, merged == "")


def corrected(table: Table) -> Select[Any]:
    """Return the ids of the facts that another fact corrects."""
    return select(table.c.corrects).where(func.coalesce(table.c.corrects, "") != "", is_there(table))


def holds(column: ColumnElement[Any], wanted: Select[Any] | Sequence[str]) -> ColumnElement[bool]:
    """Whether a list or set field holds one of the wanted members."""
    members = func.json_each(column).table_valued("value")
    return exists(select(literal(1)).select_from(members).where(members.c.value.in_(wanted)))


def ends_of(table: Table) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    """Return the first and the last day of a record's period, NULL where it is open."""
    return func.json_extract(table.c.period, "$.first"), func.json_extract(table.c.period, "$.last")


def is_current(table: Table, day: Any) -> ColumnElement[bool]:
    """Whether a record's period includes a day (ISO text, or an expression for it)."""
    first, last = ends_of(table)
    return and_(or_(first.is_(None), first <= day), or_(last.is_(None), last >= day))


def speaks(affiliation: Table, day: Any) -> ColumnElement[bool]:
    """Whether somebody speaks for a partner in the coalition on a day."""
    return and_(is_there(affiliation), affiliation.c.represents == 1, is_current(affiliation, day))
