"""A talk in the hallway, kept in ten seconds: with whom, a few words, and what comes next."""

from datetime import date

from desktop.features.meetings import queries
from desktop.features.meetings.moments import now
from desktop.i18n import _
from desktop.store.store import Store
from sync.errors import Malformed
from sync.records.engagements import Engagement
from sync.records.people import Person


def log_hallway_talk(
    store: Store,
    meeting: str,
    person: str,
    note: str,
    next_step: str = "",
    next_day: date | None = None,
) -> str:
    """Keep a one-on-one at the edge of a meeting, now, and return its id."""
    if not person:
        raise Malformed(_("Say with whom you talked. Nothing was kept yet."), "people")
    name = queries.read(store, Person, person).name
    talk = Engagement(
        people=(person,),
        owner=store.facts().get("person", ""),
        meeting=meeting,
        at=now(store),
        note=note.strip(),
        next_step=next_step.strip(),
        next_day=next_day,
    )
    with store.edit(_("Log a talk with {name}").format(name=name)) as draft:
        return draft.add(talk)
