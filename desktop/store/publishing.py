"""That no story is published without the consent of everybody in it, whichever way it is written."""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, Connection, Table, select

from desktop.i18n import _
from desktop.store.conditions import is_there
from desktop.store.merged import ids_merged_into
from desktop.store.reading import read_state
from desktop.store.tables import Tables
from sync.changes import State
from sync.errors import Refused
from sync.publishing import Answers, Fields, Lack, counting, newly_lacking, shown_in
from sync.records.consents import Consent
from sync.records.library import PublishState
from sync.records.people import Person

People = dict[str, Fields]


def require_consent(connection: Connection, tables: Tables, before: State | None, after: State) -> None:
    """Refuse a change of a story that publishes somebody who has not agreed to it."""
    was, now = before["fields"] if before else {}, after["fields"]
    if now.get("state") != PublishState.PUBLISHED or "trash" in after:
        return
    people, answers = said_by(connection, tables, [*shown_in(was), *shown_in(now)])
    if lacking := newly_lacking(was, now, people, answers):
        raise _refusal(lacking[0], people)


def said_by(connection: Connection, tables: Tables, wanted: Iterable[str]) -> tuple[People, Answers]:
    """Return the people of these ids who are there, and what of all that they said counts today."""
    person, consent = tables.of(Person.kind), tables.of(Consent.kind)
    known_as = {each: ids_merged_into(connection, tables, each) for each in dict.fromkeys(wanted)}
    kept_as = {other: kept for kept, ids in known_as.items() for other in ids if other != kept}
    people = _fields_of(connection, person, person.c.id.in_(known_as))
    said = _fields_of(connection, consent, consent.c.person.in_([*known_as, *kept_as]))
    return people, counting(said.values(), kept_as)


def _fields_of(connection: Connection, table: Table, wanted: ColumnElement[bool]) -> People:
    rows = connection.execute(select(table.c.id, table.c["_state"]).where(wanted, is_there(table))).all()
    return {record: {**read_state(state)["fields"], "id": record} for record, state in rows}


def _refusal(lack: Lack, people: People) -> Refused:
    if lack.why == "nobody":
        return Refused(_("Say first whose story it is. It was not published."), "no_consent")
    words = _("{name} has not agreed to this, so the story was not published. Record their consent first.")
    name = str(people.get(lack.person, {}).get("name") or _("Somebody in it"))
    return Refused(words.format(name=name), "no_consent")
