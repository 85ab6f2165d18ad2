"""The meetings: called, held, written down, closed; and what became of what was promised at them."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from desktop.sample.agendas import agenda_of
from desktop.sample.attendance import attendance_of
from desktop.sample.cast import Cast
from desktop.sample.deed import Deed, known
from desktop.sample.gatherings import Gathering, gatherings
from desktop.sample.promises import promises_of
from desktop.sample.settled import settled_at
from sync.records.base import Entry
from sync.records.meetings import (
    ClosedNote,
    Meeting,
    MeetingFormat,
    MinutesStatus,
    Quorum,
    QuorumBasis,
    Series,
)

TYPED = 4
"""Of so many meetings one sees how the minutes grew."""
SERIES = known("series", "monthly")


def meeting_deeds(cast: Cast) -> Iterator[Deed]:
    """Yield everything about the meetings but the approval of their minutes."""
    yield _series(cast)
    for gathering in gatherings(cast):
        yield _call(gathering)
        if not gathering.is_planned:
            yield from _hold(gathering)
        yield from settled_at(gathering)
        yield from promises_of(gathering)


def starts_at(gathering: Gathering) -> datetime:
    """Return when a meeting begins."""
    return gathering.cast.calendar.moment(gathering.day, 18)


def _series(cast: Cast) -> Deed:
    told, calendar = cast.town["series"], cast.calendar
    record = Series(
        id=SERIES,
        title=told["title"],
        recurrence=calendar.recurrence,
        place=told["place"],
        duration=told["duration"],
        quorum=Quorum(basis=QuorumBasis.MAJORITY),
        members=tuple(each.id for each in cast.voters),
        topics=tuple(told["topics"]),
        notes=told["notes"],
    )
    return Deed(calendar.moment(calendar.meeting_day(-22), 21), "Meet every month", (record,))


def _call(gathering: Gathering) -> Deed:
    cast, told = gathering.cast, gathering.told
    items = agenda_of(gathering)
    invited = (
        each.id
        for each in cast.people.values()
        if each.row["speaks"] == "yes" and each.since <= gathering.day
    )
    record = Meeting(
        id=gathering.id,
        title=told["title"],
        starts_at=starts_at(gathering),
        duration=cast.town["series"]["duration"],
        place=told.get("place", cast.town["series"]["place"]),
        format=MeetingFormat(told.get("format", "in_person")),
        series=SERIES,
        chair=cast.person(told["chair"]),
        note_taker=cast.person(told["pen"]),
        invited=tuple(sorted(invited)),
        voters=tuple(sorted(each.id for each in gathering.voters)),
        quorum=Quorum(basis=QuorumBasis.MAJORITY),
        agenda=tuple(each.id for each in items),
    )
    called = starts_at(gathering) - timedelta(days=12, hours=3)
    called = min(called, cast.calendar.moment(cast.calendar.day(days=-1), 15))
    return Deed(called, f"Plan the meeting “{record.title}”", (record, *items))


def _hold(gathering: Gathering) -> Iterator[Deed]:
    begun, title = starts_at(gathering), gathering.told["title"]
    yield Deed(begun, f"Attendance at “{title}”", tuple(attendance_of(gathering)))
    yield from _write(gathering)
    if "closed_note" in gathering.told:
        yield Deed(begun + timedelta(minutes=70), "Note on a closed item", tuple(_closed(gathering)))
    count = {("meeting", gathering.id): {"held": True, "sheet_count": len(gathering.present)}}
    yield Deed(begun + timedelta(minutes=100), f"Close the meeting “{title}”", changes=count)
    status = MinutesStatus(gathering.told.get("status", "reviewed"))
    if status != MinutesStatus.DRAFT:
        reviewed = {("meeting", gathering.id): {"minutes_status": status}}
        yield Deed(begun + timedelta(days=6), f"Minutes of “{title}” reviewed", changes=reviewed)


def _write(gathering: Gathering) -> Iterator[Deed]:
    """Yield how the minutes were written: of the latest meetings paragraph by paragraph."""
    begun, label = starts_at(gathering), f"Write the minutes of “{gathering.told['title']}”"
    paragraphs = [each.format(present=len(gathering.present)) for each in gathering.told["minutes"]]
    whole = "\n\n".join(paragraphs)
    if gathering.month < -TYPED:
        yield Deed(
            begun + timedelta(minutes=95), label, changes={("meeting", gathering.id): {"minutes": whole}}
        )
        return
    first = {("meeting", gathering.id): {"minutes": paragraphs[0]}}
    yield Deed(begun + timedelta(minutes=20), label, changes=first)
    for place, paragraph in enumerate(paragraphs[1:], 1):
        words = {("meeting", gathering.id, "minutes"): f"\n\n{paragraph}"}
        yield Deed(begun + timedelta(minutes=20 + 18 * place), label, appended=words)


def _closed(gathering: Gathering) -> Iterator[Entry]:
    item = gathering.item(gathering.told["closed"])
    yield ClosedNote(
        id=known("closed_note", gathering.month),
        meeting=gathering.id,
        agenda_item=item,
        notes=gathering.told["closed_note"],
    )
