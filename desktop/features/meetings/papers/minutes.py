"""The minutes as a document: drafts and approved ones, redacted or, for those in the room, full.

What is closed never gets into a redacted copy: neither the notes of a closed item, nor its
motions, decisions and action items. People who are minors are shown by their initials. What
the text tells of already, as the room writes it there, is not said twice.
"""

from datetime import datetime

from desktop.features.meetings import queries
from desktop.features.meetings.approval import amendments_of, approved_on, is_locked
from desktop.features.meetings.attenders import Attender
from desktop.features.meetings.decisions.sentences import outcome_of, with_words_beside
from desktop.features.meetings.minutes import closed_notes
from desktop.features.meetings.moments import here
from desktop.features.meetings.papers.minutes_sources import Sources, read_sources
from desktop.features.meetings.quorum import attended_words, quorum_light, story, told
from desktop.features.meetings.telling import decided_words, is_told
from desktop.i18n import _
from desktop.postal import coalition_name
from desktop.reports.documents import (
    Amendment,
    Approval,
    Attendee,
    Minutes,
    MinutesItem,
    MotionLine,
    Presence,
    Promise,
)
from desktop.reports.wording import clock, initials, span
from desktop.store.store import Store
from sync.errors import Refused
from sync.records.attendance import Presence as Part
from sync.records.meetings import AgendaItem, Meeting, MeetingFormat
from sync.records.motions import Motion


def minutes_paper(store: Store, meeting: str, *, language: str = "en", full: bool = False) -> Minutes:
    """Return the minutes of a meeting; Refused for a copy of a closed meeting that is not `full`."""
    held = queries.read(store, Meeting, meeting)
    if held.closed and not full:
        raise Refused(_("This meeting is closed, so there is no copy of its minutes for others."), "closed")
    sources = read_sources(store, held, full=full)
    excused = [each for each in sources.roster.attenders if each.presence == Part.EXCUSED]
    return Minutes(
        title=held.title,
        coalition=coalition_name(store),
        language=language,
        starts_at=here(store, held, held.starts_at) if held.starts_at else None,
        duration=held.duration,
        ended_at=_ended_at(store, sources),
        place=held.place or held.link,
        chair=sources.name(held.chair),
        note_taker=sources.name(held.note_taker),
        attendees=tuple(_attendee(store, sources, each, language) for each in sources.roster.took_part),
        excused=tuple(_called(each) for each in excused),
        quorum=_quorum(store, sources, language),
        notes=held.minutes,
        items=_items(store, sources),
        promises=tuple(Promise(each.title, sources.name(each.owner), each.due) for each in sources.actions),
        next_meeting=_next(store, held, language),
        amendments=tuple(Amendment(each.text, each.day) for each in amendments_of(store, meeting)),
        approval=_approval(store, held),
        is_full=full,
        initials_only=held.initials_only,
    )


def next_of_series(store: Store, meeting: Meeting) -> Meeting | None:
    """Return the meeting of the same series that comes after this one, None if none is planned."""
    if not meeting.series or meeting.starts_at is None:
        return None
    lines = queries.meeting_lines(store, series=meeting.series, since=meeting.starts_at.isoformat(), most=10)
    later = (each for each in lines if each.id != meeting.id and each.starts_at and not each.is_cancelled)
    return next((queries.read(store, Meeting, each.id) for each in later), None)


def _called(attender: Attender) -> str:
    return initials(attender.name) if attender.is_minor else attender.name


def _attendee(store: Store, sources: Sources, attender: Attender, language: str) -> Attendee:
    is_online = attender.format == MeetingFormat.VIRTUAL
    presence = Presence.ONLINE if is_online else Presence.ROOM
    remark = ""
    if attender.presence == Part.BY_PROXY:
        presence, remark = Presence.PROXY, sources.name(attender.proxy)
    elif attender.left_at:
        left = clock(here(store, sources.meeting, attender.left_at), language)
        remark = _("left at {time}").format(time=left)
    return Attendee(_called(attender), attender.organization, presence, remark)


def _quorum(store: Store, sources: Sources, language: str) -> str:
    light = quorum_light(sources.meeting, sources.attended)
    said = [attended_words(light)] if sources.roster.has_voters else []
    for turn in story(sources.meeting, sources.roster):
        at = clock(here(store, sources.meeting, turn.at), language) if turn.at else ""
        said.append(told(turn, at))
    return " ".join(said)


def _items(store: Store, sources: Sources) -> tuple[MinutesItem, ...]:
    items = [_item(store, sources, each) for each in sources.agenda]
    motions, decisions = _motions(sources, ""), _settled(sources, "")
    if motions or decisions:
        items.append(MinutesItem(_("Other business"), motions=motions, decisions=decisions))
    return tuple(items)


def _item(store: Store, sources: Sources, item: AgendaItem) -> MinutesItem:
    if item.closed and not sources.full:
        return MinutesItem(_("Closed item"), is_closed=True)
    kept = closed_notes(store, sources.meeting.id, item.id) if item.closed else None
    notes = "\n\n".join(filter(None, (item.notes, kept.notes if kept else "")))
    return MinutesItem(
        title=item.title,
        notes=notes,
        presenter=sources.name(item.presenter),
        motions=_motions(sources, item.id),
        decisions=_settled(sources, item.id),
        is_closed=item.closed,
    )


def _motions(sources: Sources, item: str) -> tuple[MotionLine, ...]:
    voters = len(sources.roster.voters) if sources.roster.has_voters else 0
    return tuple(
        MotionLine(
            text=with_words_beside(motion.text or motion.title, sources.about[motion.id]),
            sentence=outcome_of(motion, voters),
            mover=sources.name(motion.mover),
            seconder=sources.name(motion.seconder),
            number=str(number),
        )
        for number, motion in enumerate(sources.motions, start=1)
        if motion.agenda_item == item and not is_told(sources.meeting, motion.sentence)
    )


def _settled(sources: Sources, item: str) -> tuple[str, ...]:
    """Return the decisions on an item that neither a motion nor the text tells of already."""
    alone = (each for each in sources.decisions if each.agenda_item == item and not each.motion)
    return tuple(each.title for each in alone if not is_told(sources.meeting, decided_words(each.title)))


def _ended_at(store: Store, sources: Sources) -> datetime | None:
    ends = [each.finished_at for each in sources.agenda if each.finished_at]
    return here(store, sources.meeting, max(ends)) if ends and sources.meeting.held else None


def _next(store: Store, meeting: Meeting, language: str) -> str:
    after = next_of_series(store, meeting)
    if after is None or after.starts_at is None:
        return ""
    when = span(here(store, after, after.starts_at), 0, language)
    return ", ".join(filter(None, (when, after.place)))


def _approval(store: Store, meeting: Meeting) -> Approval | None:
    if not is_locked(meeting):
        return None
    motions = queries.read_some(store, Motion, [meeting.approved_by] if meeting.approved_by else [])
    sentence = motions[0].sentence if motions else ""
    return Approval(approved_on(store, meeting), meeting.approved_hash, sentence)
