"""Action items: what somebody said they would do, carried over until it was done."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from desktop.sample.chance import between
from desktop.sample.deed import Deed, known
from desktop.sample.gatherings import Gathering
from sync.records.motions import ActionItem, ActionStatus


def promises_of(gathering: Gathering) -> Iterator[Deed]:
    """Yield what was promised at a meeting, and what became of it."""
    calendar = gathering.cast.calendar
    for place, told in enumerate(gathering.told["actions"]):
        record = _item(gathering, *told)
        at = calendar.moment(gathering.day, 19, 10 + place)
        yield Deed(
            at,
            f"Action item: {record.title}",
            (record.but(status=ActionStatus.OPEN, done_on=None, carried=()),),
        )
        if record.status != ActionStatus.OPEN:
            day = record.done_on or gathering.day + timedelta(days=9)
            yield Deed(
                calendar.moment(day, 20, place),
                f"{_WORDS[record.status]}: {record.title}",
                changes=_ended(record),
            )
        for step in range(1, len(record.carried) + 1):
            carried = {("action_item", record.id): {"carried": list(record.carried[:step])}}
            day = calendar.meeting_day(step - 1 - len(record.carried))
            yield Deed(calendar.moment(day, 19, 50 + place), f"Carry over: {record.title}", changes=carried)


_WORDS = {ActionStatus.DONE: "Done", ActionStatus.DOING: "Begun", ActionStatus.DROPPED: "Dropped"}


def _item(
    gathering: Gathering, title: str, owner: str, days: int, status: str, carried: int = 0
) -> ActionItem:
    due = gathering.day + timedelta(days=days)
    return ActionItem(
        id=known("action_item", gathering.month, title),
        title=title,
        owner=gathering.cast.person(owner),
        due=due,
        status=ActionStatus(status),
        done_on=_done(gathering, title, due) if status == "done" else None,
        meeting=gathering.id,
        agenda_item=gathering.item(gathering.told["agenda"][0][1]),
        carried=tuple(known("meeting", month) for month in range(-carried, 0)),
    )


def _done(gathering: Gathering, title: str, due: date) -> date:
    """Return when it was done: mostly in time."""
    soonest = gathering.day + timedelta(days=1)
    day = max(soonest, due - timedelta(days=between(-4, 6, "done", title)))
    return min(day, gathering.cast.calendar.day(days=-1))


def _ended(record: ActionItem) -> dict[tuple[str, str], dict[str, Any]]:
    day = {"done_on": record.done_on.isoformat()} if record.done_on else {}
    return {("action_item", record.id): {"status": record.status.value, **day}}
