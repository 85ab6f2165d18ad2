"""What somebody said they would do: carried from meeting to meeting until it is done."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from desktop.features.meetings import queries
from desktop.features.meetings.moments import now
from desktop.i18n import _
from desktop.store.store import Store
from sync.errors import Refused, Unknown
from sync.records.meetings import AgendaItem, Meeting
from sync.records.motions import ActionItem, ActionStatus
from sync.records.people import Person

STILL_OPEN = (ActionStatus.OPEN, ActionStatus.DOING)
CHRONIC = 2
"""Carried over so often, an item is flagged."""


@dataclass(frozen=True, slots=True)
class Carried:
    """An action item that is still open, as a meeting sees it."""

    action: ActionItem
    owner: str
    """Their name, "" if nobody has it."""
    times: int
    """How often it was carried over."""
    is_overdue: bool

    @property
    def is_chronic(self) -> bool:
        """Whether it has been carried over again and again."""
        return self.times >= CHRONIC


def add_action(
    store: Store, meeting: str, title: str, owner: str = "", due: date | None = None, **known: Any
) -> str:
    """Write down what somebody will do and return its id; the owner is a person, never just a name."""
    _require_person(store, owner)
    action = ActionItem(title=title, owner=owner, due=due, meeting=meeting, **known)
    with store.edit(_("Add action item")) as draft:
        return draft.add(action)


def change_action(store: Store, action: str, **fields: Any) -> None:
    """Change an action item; one that is done is dated today."""
    _require_person(store, fields.get("owner", ""))
    held = queries.read(store, ActionItem, action)
    if "status" in fields and "done_on" not in fields:
        is_done = fields["status"] == ActionStatus.DONE
        fields["done_on"] = now(store).astimezone().date() if is_done else None
    changed = held.but(**fields)
    with store.edit(_("Change action item")) as draft:
        draft.set(ActionItem.kind, action, changed.model_dump(mode="json", include=set(fields)))


def finish_action(store: Store, action: str) -> None:
    """Call an action item done."""
    change_action(store, action, status=ActionStatus.DONE)


def carried_for(store: Store, meeting: str) -> list[Carried]:
    """Return what is still open from earlier meetings of the same series, or of all, the due first."""
    held = queries.read(store, Meeting, meeting)
    waiting = [each for each in queries.open_actions(store, held.series) if each.meeting != meeting]
    return seen(store, waiting)


def for_everybody(store: Store, carried: list[Carried]) -> list[Carried]:
    """Leave out what was taken on in closed items and closed meetings: a paper of it goes round."""
    items = queries.read_some(store, AgendaItem, list({each.action.agenda_item for each in carried} - {""}))
    meetings = queries.read_some(store, Meeting, list({each.action.meeting for each in carried} - {""}))
    closed = {each.id for each in items if each.closed} | {each.id for each in meetings if each.closed}
    return [each for each in carried if not {each.action.agenda_item, each.action.meeting} & closed]


def seen(store: Store, actions: list[ActionItem]) -> list[Carried]:
    """Return action items with the names of their owners and how late they are."""
    names = queries.people_lines(store, {each.owner for each in actions} - {""})
    today = now(store).astimezone().date()
    return [
        Carried(
            each,
            names[each.owner].name if each.owner in names else "",
            len(each.carried),
            each.due is not None and each.due < today and each.status in STILL_OPEN,
        )
        for each in actions
    ]


def _require_person(store: Store, owner: str) -> None:
    if not owner:
        return
    try:
        queries.read(store, Person, owner)
    except Unknown:
        words = _("Whoever does it has to be a person in the list. Add them first; nothing was changed.")
        raise Refused(words, "no_such_owner") from None
