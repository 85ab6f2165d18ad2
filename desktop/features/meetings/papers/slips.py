"""The task slips of a meeting: what each person took on, on a slip of its own."""

from collections import defaultdict

from desktop.features.meetings import queries
from desktop.features.meetings.moments import day_of
from desktop.i18n import _
from desktop.postal import coalition_name
from desktop.reports.documents import Task, TaskSlip, TaskSlips
from desktop.store.store import Store
from sync.errors import Refused
from sync.records.meetings import Meeting
from sync.records.motions import ActionItem, ActionStatus

Tasks = dict[str, list[ActionItem]]
"""Owner -> what they will do."""


def tasks_of(store: Store, meeting: str) -> Tasks:
    """Return the open action items of a meeting by owner."""
    found: Tasks = defaultdict(list)
    for action in queries.of_meeting(store, ActionItem, meeting):
        if action.owner and action.status in (ActionStatus.OPEN, ActionStatus.DOING):
            found[action.owner].append(action)
    return found


def slips_paper(store: Store, meeting: str, *, language: str = "en") -> TaskSlips:
    """Return the task slips of a meeting; Refused where nobody has anything to do."""
    slips = slips_of(store, queries.read(store, Meeting, meeting), tasks_of(store, meeting), language)
    if slips is None:
        words = _("Nobody has anything left to do from this meeting, so there are no task slips.")
        raise Refused(words, "no_tasks")
    return slips


def slips_of(store: Store, meeting: Meeting, tasks: Tasks, language: str) -> TaskSlips | None:
    """Return the slips for these tasks, None where there are none."""
    people = queries.people_lines(store, tasks)
    if not people:
        return None
    return TaskSlips(
        title=meeting.title,
        coalition=coalition_name(store),
        language=language,
        held_on=day_of(store, meeting),
        slips=tuple(
            TaskSlip(line.name, tuple(Task(each.title, each.due, each.notes) for each in tasks[person]))
            for person, line in people.items()
        ),
        contact=_chair(store, meeting),
    )


def _chair(store: Store, meeting: Meeting) -> str:
    chair = queries.people_lines(store, [meeting.chair] if meeting.chair else [])
    return next((line.name for line in chair.values()), "")
