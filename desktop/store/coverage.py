"""How each sector takes part: its partners, who speaks for them, and when somebody of it last came.

Somebody came for the sector that the roster says, for their own, and for those of the
partners that they spoke for on that day.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CTE, Row, Select, and_, func, select, union_all

from desktop.i18n import _
from desktop.store.conditions import corrected, is_active, is_there, speaks
from desktop.store.store import Store

CAME = ("present", "by_proxy")
"""Presences with which a sector was heard at a meeting."""
QUIET_DAYS = 90
"""A sector of which nobody came for so long has gone quiet."""


class Gap(StrEnum):
    """What a sector lacks, the first thing to mend."""

    NONE = ""
    NO_PARTNER = "no_partner"
    NO_VOICE = "no_voice"
    """There are partners, but nobody speaks for any of them."""
    NEVER_CAME = "never_came"
    WENT_QUIET = "went_quiet"


@dataclass(frozen=True, slots=True)
class SectorCoverage:
    """Where one sector stands."""

    code: str
    name: str
    partners: int = 0
    """Active partners."""
    representatives: int = 0
    """People who speak for one of them today."""
    last_came: datetime | None = None
    """When the last meeting began to which somebody of it came; UTC."""
    last_meeting: str = ""

    def gap(self, today: date) -> Gap:
        """Return what the sector lacks as of a day."""
        if not self.partners:
            return Gap.NO_PARTNER
        if not self.representatives:
            return Gap.NO_VOICE
        if self.last_came is None:
            return Gap.NEVER_CAME
        is_quiet = (today - self.last_came.astimezone().date()).days > QUIET_DAYS
        return Gap.WENT_QUIET if is_quiet else Gap.NONE


def sector_coverage(store: Store, today: date) -> list[SectorCoverage]:
    """Return the sectors in the order of the office's list, with how each takes part."""
    sector = store.tables.of("sector")
    listed = select(sector.c.code, sector.c.name).where(
        is_there(sector), func.coalesce(sector.c.retired, 0) == 0
    )
    with store.reading() as connection:
        sectors = connection.execute(listed.order_by(sector.c.number, sector.c.code)).all()
        partners = {row.sector: row for row in connection.execute(_represented(store, today))}
        comings = {row.sector: row for row in connection.execute(_last_comings(store))}
    return [_covered(row, partners.get(row.code), comings.get(row.code)) for row in sectors]


def _covered(
    sector: Row[Any, Any], partners: Row[Any, Any] | None, coming: Row[Any, Any] | None
) -> SectorCoverage:
    return SectorCoverage(
        code=sector.code,
        name=_(sector.name),
        partners=partners.partners if partners else 0,
        representatives=partners.representatives if partners else 0,
        last_came=datetime.fromisoformat(f"{coming.at}+00:00") if coming else None,
        last_meeting=coming.meeting if coming else "",
    )


def _represented(store: Store, today: date) -> Select[Any]:
    """Active partners, and the people who speak for them, by sector."""
    partner, person = store.tables.of("partner"), store.tables.of("person")
    affiliation = store.tables.of("affiliation")
    spoken_for = and_(affiliation.c.partner == partner.c.id, speaks(affiliation, today.isoformat()))
    active_person = and_(person.c.id == affiliation.c.person, is_active(person))
    return (
        select(
            partner.c.sector,
            func.count(partner.c.id.distinct()).label("partners"),
            func.count(person.c.id.distinct()).label("representatives"),
        )
        .select_from(partner.outerjoin(affiliation, spoken_for).outerjoin(person, active_person))
        .where(is_active(partner))
        .group_by(partner.c.sector)
    )


def _last_comings(store: Store) -> Select[Any]:
    """The last meeting to which somebody of each sector came."""
    came, person = _came(store), store.tables.of("person")
    partner, affiliation = store.tables.of("partner"), store.tables.of("affiliation")
    said = select(came.c.sector, came.c.at, came.c.meeting)
    own = select(person.c.sector, came.c.at, came.c.meeting).join(came, came.c.person == person.c.id)
    spoken_for = (
        select(partner.c.sector, came.c.at, came.c.meeting)
        .join(affiliation, affiliation.c.partner == partner.c.id)
        .join(came, came.c.person == affiliation.c.person)
        .where(speaks(affiliation, func.date(came.c.at, "localtime")))
    )
    every = union_all(said, own, spoken_for).subquery()
    # SQLite takes the other columns from the row that holds the maximum.
    return (
        select(every.c.sector, func.max(every.c.at).label("at"), every.c.meeting)
        .where(func.coalesce(every.c.sector, "") != "")
        .group_by(every.c.sector)
    )


def _came(store: Store) -> CTE:
    """Who came to which meeting, and when."""
    attendance, meeting = store.tables.of("attendance"), store.tables.of("meeting")
    at = func.datetime(meeting.c.starts_at)
    return (
        select(attendance.c.person, attendance.c.sector, at.label("at"), attendance.c.meeting)
        .join(meeting, meeting.c.id == attendance.c.meeting)
        .where(
            func.coalesce(attendance.c.presence, CAME[0]).in_(CAME),
            is_there(attendance),
            attendance.c.id.not_in(corrected(attendance)),
            is_there(meeting),
            meeting.c.starts_at.is_not(None),
        )
        .cte("came")
        .prefix_with("MATERIALIZED")
    )
