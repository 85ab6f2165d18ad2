"""A meeting's papers before it: agenda, sign-in sheet, badges and name tents, as plain values."""

from desktop.features.meetings import queries
from desktop.features.meetings.action_items import carried_for, for_everybody
from desktop.features.meetings.agenda import agenda_of
from desktop.features.meetings.attendance.badges import badges_of
from desktop.features.meetings.attendance.sheets import OPEN_ROWS, sheet_rows
from desktop.features.meetings.moments import here
from desktop.features.meetings.naming import names_for
from desktop.features.meetings.roster import roster_of
from desktop.postal import coalition_name
from desktop.reports.documents import (
    Agenda,
    AgendaLine,
    Badge,
    Badges,
    NameTent,
    NameTents,
    OpenAction,
    SignInRow,
    SignInSheet,
)
from desktop.store.store import Store
from sync.records.meetings import AgendaItem, Meeting
from sync.records.people import Person


def agenda_paper(store: Store, meeting: str, *, language: str = "en", large: bool = False) -> Agenda:
    """Return the agenda of a meeting, with what is still open from earlier ones."""
    held = queries.read(store, Meeting, meeting)
    items = agenda_of(store, meeting)
    names = names_for(store, held, [held.chair, *(each.presenter for each in items)])
    carried = for_everybody(store, carried_for(store, meeting))
    owners = names_for(store, held, [each.action.owner for each in carried])
    return Agenda(
        title=held.title,
        coalition=coalition_name(store),
        language=language,
        starts_at=here(store, held, held.starts_at) if held.starts_at else None,
        duration=held.duration,
        place=held.place,
        link=held.link,
        chair=names.get(held.chair, ""),
        lines=tuple(_line(each, names) for each in items),
        open_actions=tuple(
            OpenAction(each.action.title, owners.get(each.action.owner, ""), each.action.due, each.times)
            for each in carried
        ),
        large=large,
    )


def sign_in_paper(
    store: Store, meeting: str, *, language: str = "en", large: bool = False, open_rows: int = OPEN_ROWS
) -> SignInSheet:
    """Return the sign-in sheet of a meeting, each row with its code."""
    held = queries.read(store, Meeting, meeting)
    rows = sheet_rows(store, meeting, open_rows)
    return SignInSheet(
        title=held.title,
        coalition=coalition_name(store),
        language=language,
        starts_at=here(store, held, held.starts_at) if held.starts_at else None,
        duration=held.duration,
        place=held.place,
        rows=tuple(SignInRow(each.code, each.name, each.organization) for each in rows),
        large=large,
        initials_only=held.initials_only,
    )


def badges_paper(store: Store, meeting: str, *, language: str = "en") -> Badges:
    """Return a name badge with a check-in code for everybody expected at a meeting."""
    held = queries.read(store, Meeting, meeting)
    people = [each for each in roster_of(store, held).attenders if each.is_expected]
    codes = badges_of(store, [each.person for each in people])
    known = {each.id: each for each in queries.read_some(store, Person, list(codes))}
    badges = tuple(
        Badge(each.called, each.organization, "", known[each.person].pronouns, codes[each.person])
        for each in people
        if each.person in known
    )
    return Badges(title=held.title, coalition=coalition_name(store), language=language, badges=badges)


def tents_paper(store: Store, meeting: str, *, language: str = "en") -> NameTents:
    """Return a name tent for everybody expected at a meeting."""
    held = queries.read(store, Meeting, meeting)
    people = [each for each in roster_of(store, held).attenders if each.is_expected]
    tents = tuple(NameTent(each.called, each.organization) for each in people)
    return NameTents(title=held.title, coalition=coalition_name(store), language=language, tents=tents)


def _line(item: AgendaItem, names: dict[str, str]) -> AgendaLine:
    return AgendaLine(
        title=item.title,
        minutes=item.duration,
        presenter=names.get(item.presenter, ""),
        section=item.section.value,
        notes=item.notes,
        is_closed=item.closed,
    )
