"""The minutes of a meeting: who was there, what was said, settled and promised."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

from desktop.i18n import _
from desktop.reports.document import Document
from desktop.reports.minutes_parts import (
    Amendment,
    Approval,
    Attendee,
    MinutesItem,
    MotionLine,
    Presence,
    Promise,
)
from desktop.reports.prose import blocks
from desktop.reports.wording import clock, day, initials, span


@dataclass(frozen=True, slots=True, kw_only=True)
class Minutes(Document):
    """Minutes; `title` is that of the meeting. Closed items are redacted unless `is_full`."""

    template: ClassVar[str] = "minutes"
    starts_at: datetime | None = None
    """Aware, in the zone of the meeting."""
    duration: int = 0
    """Minutes."""
    ended_at: datetime | None = None
    place: str = ""
    chair: str = ""
    note_taker: str = ""
    attendees: tuple[Attendee, ...] = ()
    excused: tuple[str, ...] = ()
    """Names of those who were invited and sent word."""
    quorum: str = ""
    """One sentence, e.g. Quorum: 9 of 16 members were present; 9 were needed."""
    notes: str = ""
    """The prose of the meeting itself, before the items."""
    items: tuple[MinutesItem, ...] = ()
    promises: tuple[Promise, ...] = ()
    next_meeting: str = ""
    amendments: tuple[Amendment, ...] = ()
    approval: Approval | None = None
    """None while they are a draft, which is said at the top."""
    is_full: bool = False
    """Whether closed items are printed: only for those who were in the room."""
    initials_only: bool = False

    def content(self) -> dict[str, Any]:
        """Return what is printed; what is redacted is not in it at all."""
        return {
            "when": span(self.starts_at, self.duration, self.language),
            "place": self.place,
            "people": self._people(),
            "quorum": self.quorum,
            "notes": blocks(self.notes),
            "items": [self._item(item) for item in self.items],
            "promises": [self._promise(each) for each in self.promises],
            "closing": self._closing(),
            "amendments": [{"text": each.text, "day": self._day(each.day)} for each in self.amendments],
            "approved": self._approved(),
            "hash": _grouped(self.approval.hash) if self.approval else "",
            "words": _words(),
        }

    def _day(self, value: date | None) -> str:
        return day(value, self.language) if value else ""

    def _name(self, name: str) -> str:
        return initials(name) if self.initials_only else name

    def _people(self) -> dict[str, Any]:
        return {
            "chair": self._name(self.chair),
            "note_taker": self._name(self.note_taker),
            "present": [self._attendee(each) for each in self.attendees],
            "count": _("Present ({count})").format(count=len(self.attendees)),
            "excused": [self._name(name) for name in self.excused],
        }

    def _attendee(self, attendee: Attendee) -> dict[str, str]:
        how = {Presence.ONLINE: _("online"), Presence.PROXY: _("by proxy")}
        remarks = (how.get(Presence(attendee.presence), ""), attendee.remark)
        organization = "" if self.initials_only else attendee.organization
        return {
            "name": self._name(attendee.name),
            "organization": organization,
            "remark": ", ".join(filter(None, remarks)),
        }

    def _item(self, item: MinutesItem) -> dict[str, Any]:
        if item.is_closed and not self.is_full:
            return {"redacted": _("Closed item. It is not part of this copy.")}
        return {
            "title": item.title,
            "closed": _("Closed item: not for publication") if item.is_closed else "",
            "presenter": self._name(item.presenter),
            "notes": blocks(item.notes),
            "motions": [self._motion(motion) for motion in item.motions],
            "decisions": list(item.decisions),
        }

    def _motion(self, motion: MotionLine) -> dict[str, str]:
        moved = _("Moved by {mover}").format(mover=self._name(motion.mover)) if motion.mover else ""
        seconded = (
            _("seconded by {seconder}").format(seconder=self._name(motion.seconder))
            if motion.seconder
            else ""
        )
        return {
            "label": " ".join(filter(None, (_("Motion"), motion.number))),
            "text": motion.text,
            "by": ", ".join(filter(None, (moved, seconded))),
            "sentence": motion.sentence,
        }

    def _promise(self, promise: Promise) -> dict[str, str]:
        return {"what": promise.what, "owner": self._name(promise.owner), "due": self._day(promise.due)}

    def _closing(self) -> str:
        ended = (
            _("The meeting ended at {time}.").format(time=clock(self.ended_at, self.language))
            if self.ended_at
            else ""
        )
        after = _("Next meeting: {when}.").format(when=self.next_meeting) if self.next_meeting else ""
        return " ".join(filter(None, (ended, after)))

    def _approved(self) -> str:
        if self.approval is None:
            return ""
        if self.approval.day is None:
            return " ".join(filter(None, (_("Approved."), self.approval.motion)))
        approved = _("Approved on {day}.").format(day=self._day(self.approval.day))
        return " ".join(filter(None, (approved, self.approval.motion)))


def _grouped(digits: str) -> str:
    """Return a hash in groups of eight, to be compared by eye."""
    return " ".join(digits[place : place + 8] for place in range(0, len(digits), 8))


def _words() -> dict[str, str]:
    return {
        "document": _("Minutes"),
        "draft": _("Draft: not yet approved"),
        "approved": _("Approved"),
        "attendance": _("Attendance"),
        "chair": _("Chair"),
        "note_taker": _("Notes by"),
        "excused": _("Excused"),
        "items": _("Items"),
        "notes": _("Notes"),
        "decision": _("Decision"),
        "promises": _("Action items"),
        "what": _("What"),
        "owner": _("Who"),
        "due": _("Due"),
        "amendments": _("Corrections made after approval"),
        "hash": _("SHA-256 of the approved text"),
        "page": _("Page {page} of {pages}"),
    }
