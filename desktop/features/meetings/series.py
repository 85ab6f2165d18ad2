"""Series and templates: the next meeting begins with what the last one was, and with what it left over."""

from datetime import datetime
from typing import Any

from desktop.features.meetings import queries
from desktop.features.meetings.agenda import agenda_of
from desktop.features.meetings.moments import here
from desktop.features.meetings.recurrence import next_day
from desktop.i18n import _
from desktop.store.draft import Draft
from desktop.store.store import Store
from sync.records.meetings import AgendaItem, AgendaSection, Meeting, Series

CARRIED_INTO_NEXT = ("format", "place", "link", "duration", "time_zone", "quorum", "voters", "invited")


def start_series(store: Store, title: str, **known: Any) -> str:
    """Begin a series and return its id; `known` are further fields of `Series`."""
    series = Series(title=title, **known)
    with store.edit(_("Start a series")) as draft:
        return draft.add(series)


def change_series(store: Store, series: str, **fields: Any) -> None:
    """Change what the meetings of a series start with; those planned already stay as they are."""
    changed = queries.read(store, Series, series).but(**fields)
    with store.edit(_("Change the series")) as draft:
        draft.set(Series.kind, series, changed.model_dump(mode="json", include=set(fields)))


def next_meeting(store: Store, series: str, starts_at: datetime | None = None) -> str:
    """Plan the next meeting of a series and return its id.

    It takes the voters, the invited, the quorum and the place of the last one, and its agenda
    opens with the topics of the series, what recurs, and what was left over.
    """
    held = queries.read(store, Series, series)
    before = queries.meeting_lines(store, series=series, most=2)
    last = next((queries.read(store, Meeting, each.id) for each in before if not each.is_cancelled), None)
    meeting = _following(held, last).but(starts_at=starts_at)
    items = [*_recurring(store, held, last), *_left_over(store, last)]
    with store.edit(_("Plan the next meeting of {series}").format(series=held.title)) as draft:
        _add_with_agenda(draft, meeting, items)
    return meeting.id


def next_start(store: Store, series: str) -> datetime | None:
    """Return when the next meeting of a series would begin by its rule; None where it does not say."""
    lines = [each for each in queries.meeting_lines(store, series=series, most=5) if each.starts_at]
    last = next((queries.read(store, Meeting, each.id) for each in lines if not each.is_cancelled), None)
    if last is None or last.starts_at is None:
        return None
    began = here(store, last, last.starts_at)
    day = next_day(queries.read(store, Series, series).recurrence, began.date())
    # The same hour of the wall clock, also where the clocks have changed between.
    return datetime.combine(day, began.time(), began.tzinfo) if day else None


def copy_meeting(store: Store, meeting: str, starts_at: datetime | None = None) -> str:
    """Plan a meeting with another as its template: people, place, quorum and agenda; return its id."""
    held = queries.read(store, Meeting, meeting)
    carried = {name: getattr(held, name) for name in CARRIED_INTO_NEXT}
    copy = Meeting(title=held.title, series=held.series, chair=held.chair, starts_at=starts_at, **carried)
    items = [_again(each) for each in agenda_of(store, meeting)]
    with store.edit(_("Plan a meeting like {title}").format(title=held.title)) as draft:
        _add_with_agenda(draft, copy, items)
    return copy.id


def make_series(store: Store, meeting: str, recurrence: str = "") -> str:
    """Make a series of which a meeting is the first, and return its id."""
    held = queries.read(store, Meeting, meeting)
    names = ("title", "place", "link", "format", "duration", "quorum")
    topics = tuple(each.title for each in agenda_of(store, meeting) if each.recurring)
    known = {name: getattr(held, name) for name in names}
    series = Series(**known, members=held.invited, topics=topics, recurrence=recurrence)
    with store.edit(_("Make a series of this meeting")) as draft:
        draft.add(series)
        draft.set(Meeting.kind, meeting, {"series": series.id})
    return series.id


def _following(series: Series, last: Meeting | None) -> Meeting:
    """Return the next meeting: as the last one was, where that differs from the series."""
    usual: dict[str, Any] = {
        "place": series.place,
        "link": series.link,
        "format": series.format,
        "duration": series.duration,
        "quorum": series.quorum,
        "voters": series.members,
        "invited": series.members,
    }
    if last is not None:
        carried = {name: getattr(last, name) for name in CARRIED_INTO_NEXT}
        usual |= {name: value for name, value in carried.items() if value}
        usual |= {"chair": last.chair, "closed": last.closed, "initials_only": last.initials_only}
    return Meeting(title=series.title, series=series.id, **usual)


def _recurring(store: Store, series: Series, last: Meeting | None) -> list[AgendaItem]:
    """Return what recurs: the topics of the series, each as it was last time, then other recurring items."""
    items = agenda_of(store, last.id) if last else []
    before = {each.title.casefold(): each for each in reversed(items) if each.recurring}
    topics = [
        _again(before.pop(topic.casefold(), AgendaItem(title=topic))).but(recurring=True)
        for topic in series.topics
        if topic
    ]
    return topics + [_again(each) for each in items if each.title.casefold() in before and each.recurring]


def _left_over(store: Store, last: Meeting | None) -> list[AgendaItem]:
    """Return what the last meeting did not come to: its parking lot, and items it never finished."""
    items = agenda_of(store, last.id) if last else []
    was_timed = any(each.opened_at for each in items)  # else nobody said what was finished
    return [
        _again(each).but(carried_from=each.id)
        for each in items
        if not each.recurring
        and (each.section == AgendaSection.PARKING_LOT or (was_timed and each.finished_at is None))
    ]


def _again(item: AgendaItem) -> AgendaItem:
    kept = ("title", "section", "duration", "presenter", "recurring", "closed")
    return AgendaItem(**{name: getattr(item, name) for name in kept})


def _add_with_agenda(draft: Draft, meeting: Meeting, items: list[AgendaItem]) -> None:
    draft.add(meeting.but(agenda=tuple(each.id for each in items)))
    for item in items:
        draft.add(item.but(meeting=meeting.id))
