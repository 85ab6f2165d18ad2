"""The agenda: its items in order, and opening and finishing them in the room.

The order is a list in the meeting. Where two people added items at once, the one whose list
is not shown still has the item: it stands at the end until somebody moves it.
"""

from typing import Any

from desktop.features.meetings import queries
from desktop.features.meetings.approval import require_unlocked
from desktop.features.meetings.moments import now, written
from desktop.i18n import _
from desktop.store.draft import Draft
from desktop.store.store import Store
from sync.records.meetings import AgendaItem, AgendaSection, Meeting

SECTIONS = (AgendaSection.CONSENT, AgendaSection.ORDINARY, AgendaSection.PARKING_LOT)
"""In the order in which they stand on an agenda."""


def agenda_of(store: Store, meeting: str) -> list[AgendaItem]:
    """Return the items of an agenda: section by section, each in the order given to it."""
    order = {item: place for place, item in enumerate(queries.read(store, Meeting, meeting).agenda)}
    items = queries.of_meeting(store, AgendaItem, meeting)
    return sorted(items, key=lambda each: (_section(each), order.get(each.id, len(order))))


def add_item(store: Store, meeting: str, title: str, after: str = "", **known: Any) -> str:
    """Add an item, at the end or behind another, and return its id.

    `known` are further fields of `AgendaItem`: section, duration (minutes), presenter, closed,
    recurring, notes, attachments.
    """
    require_unlocked(queries.read(store, Meeting, meeting))
    item = AgendaItem(title=title, meeting=meeting, **known)
    order = [each.id for each in agenda_of(store, meeting)]
    order.insert(order.index(after) + 1 if after in order else len(order), item.id)
    with store.edit(_("Add “{title}” to the agenda").format(title=item.title)) as draft:
        draft.add(item)
        _order(draft, meeting, order)
    return item.id


def change_item(store: Store, item: str, **fields: Any) -> None:
    """Change fields of an item."""
    held = _unlocked(store, item)
    changed = held.but(**fields)
    with store.edit(_("Change “{title}”").format(title=held.title)) as draft:
        draft.set(AgendaItem.kind, item, changed.model_dump(mode="json", include=set(fields)))


def remove_item(store: Store, item: str) -> None:
    """Take an item off the agenda; undo brings it back to its place."""
    held = _unlocked(store, item)
    order = [each.id for each in agenda_of(store, held.meeting) if each.id != item]
    with store.edit(_("Remove “{title}”").format(title=held.title)) as draft:
        draft.trash(AgendaItem.kind, item)
        _order(draft, held.meeting, order)


def move_item(store: Store, item: str, by: int) -> bool:
    """Move an item up (-1) or down (1); at the end of its section it goes into the next one.

    Return whether it moved.
    """
    held = _unlocked(store, item)
    items = agenda_of(store, held.meeting)
    place = next(number for number, each in enumerate(items) if each.id == item)
    target = place + by
    beside = items[target] if 0 <= target < len(items) else None
    if beside is None or beside.section != held.section:
        return _move_section(store, held, by)
    items.insert(target, items.pop(place))
    return _reorder(store, held, [each.id for each in items])


def place_item(store: Store, item: str, before: str = "") -> bool:
    """Put an item before another, into its section, or at the end; return whether that is news."""
    held = _unlocked(store, item)
    items = [each for each in agenda_of(store, held.meeting) if each.id != item]
    target = next((number for number, each in enumerate(items) if each.id == before), len(items))
    section = items[target].section if target < len(items) else held.section
    order = [each.id for each in items]
    order.insert(target, item)
    return _reorder(store, held, order, section)


def open_item(store: Store, item: str) -> None:
    """Begin an item now; the one that was open is finished."""
    held = _unlocked(store, item)
    at = written(now(store))
    running = [each for each in agenda_of(store, held.meeting) if is_running(each) and each.id != item]
    with store.edit(_("Begin “{title}”").format(title=held.title)) as draft:
        for each in running:
            draft.set(AgendaItem.kind, each.id, {"finished_at": at})
        opened = written(held.opened_at) if held.opened_at else at
        draft.set(AgendaItem.kind, item, {"opened_at": opened, "finished_at": None})


def finish_item(store: Store, item: str) -> None:
    """Finish an item now."""
    held = _unlocked(store, item)
    at = written(now(store))
    opened = written(held.opened_at) if held.opened_at else at
    with store.edit(_("Finish “{title}”").format(title=held.title)) as draft:
        draft.set(AgendaItem.kind, item, {"opened_at": opened, "finished_at": at})


def is_running(item: AgendaItem) -> bool:
    """Tell whether an item was begun and is not finished."""
    return item.opened_at is not None and item.finished_at is None


def _section(item: AgendaItem) -> int:
    return SECTIONS.index(item.section) if item.section in SECTIONS else len(SECTIONS)


def _unlocked(store: Store, item: str) -> AgendaItem:
    held = queries.read(store, AgendaItem, item)
    require_unlocked(queries.read(store, Meeting, held.meeting))
    return held


def _move_section(store: Store, item: AgendaItem, by: int) -> bool:
    target = _section(item) + by
    if not 0 <= target < len(SECTIONS):
        return False
    items = [each for each in agenda_of(store, item.meeting) if each.id != item.id]
    before = [each for each in items if _section(each) < target or (by < 0 and _section(each) == target)]
    order = [each.id for each in items]
    order.insert(len(before), item.id)
    return _reorder(store, item, order, SECTIONS[target])


def _reorder(store: Store, item: AgendaItem, order: list[str], section: AgendaSection | None = None) -> bool:
    was = [each.id for each in agenda_of(store, item.meeting)]
    section = section or item.section
    if order == was and section == item.section:
        return False
    with store.edit(_("Move “{title}”").format(title=item.title)) as draft:
        draft.set(AgendaItem.kind, item.id, {"section": section})
        _order(draft, item.meeting, order)
    return True


def _order(draft: Draft, meeting: str, order: list[str]) -> None:
    draft.set(Meeting.kind, meeting, {"agenda": order})
