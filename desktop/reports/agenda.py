"""The agenda of a meeting, with the time at which each item begins."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, ClassVar

from desktop.i18n import _, ngettext
from desktop.reports.document import Document
from desktop.reports.wording import clock, day, span


class Section(StrEnum):
    """The block of the agenda in which an item stands; as sync.records.meetings.AgendaSection."""

    ORDINARY = "ordinary"
    CONSENT = "consent"
    PARKING_LOT = "parking_lot"


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """One item of the agenda."""

    title: str
    minutes: int = 0
    """Planned; 0 for none, and then no item after it has a time."""
    presenter: str = ""
    notes: str = ""
    """A sentence or two below the title."""
    section: str = Section.ORDINARY
    is_closed: bool = False
    """Whether only members stay in the room; its notes are not printed."""


@dataclass(frozen=True, slots=True)
class OpenAction:
    """Something that was promised and is not done."""

    what: str
    owner: str = ""
    due: date | None = None
    carried: int = 0
    """How many meetings it was carried over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda(Document):
    """An agenda; `title` is that of the meeting."""

    template: ClassVar[str] = "agenda"
    starts_at: datetime | None = None
    """Aware, in the zone of the meeting."""
    duration: int = 0
    """Minutes."""
    place: str = ""
    link: str = ""
    chair: str = ""
    lines: tuple[AgendaLine, ...] = ()
    open_actions: tuple[OpenAction, ...] = ()
    large: bool = False
    """Whether it is printed large, for eyes that need it."""

    def content(self) -> dict[str, Any]:
        """Return the items by section, numbered through, and what is still open."""
        return {
            "when": span(self.starts_at, self.duration, self.language),
            "place": self.place,
            "link": self.link,
            "chair": _("Chair: {name}").format(name=self.chair) if self.chair else "",
            "consent": [self._line(line, "") for line in self._in(Section.CONSENT)],
            "ordinary": self._timed(),
            "parking": [self._line(line, "") for line in self._in(Section.PARKING_LOT)],
            "actions": [self._action(action) for action in self.open_actions],
            "large": self.large,
            "words": _words(),
        }

    def _in(self, section: Section) -> list[AgendaLine]:
        return [line for line in self.lines if Section(line.section) is section]

    def _timed(self) -> list[dict[str, str]]:
        timed, now = [], self.starts_at
        for line in self._in(Section.ORDINARY):
            timed.append(self._line(line, clock(now, self.language) if now else ""))
            now = now + timedelta(minutes=line.minutes) if now and line.minutes else None
        return timed

    def _line(self, line: AgendaLine, at: str) -> dict[str, str]:
        minutes = ngettext("{count} minute", "{count} minutes", line.minutes).format(count=line.minutes)
        return {
            "at": at,
            "title": line.title,
            "minutes": minutes if line.minutes else "",
            "presenter": line.presenter,
            "notes": "" if line.is_closed else line.notes,
            "closed": _("Closed item") if line.is_closed else "",
        }

    def _action(self, action: OpenAction) -> dict[str, str]:
        carried = ngettext("carried over {count} time", "carried over {count} times", action.carried)
        return {
            "what": action.what,
            "owner": action.owner,
            "due": day(action.due, self.language) if action.due else "",
            "carried": carried.format(count=action.carried) if action.carried else "",
        }


def _words() -> dict[str, str]:
    return {
        "document": _("Agenda"),
        "consent": _("Consent agenda"),
        "consent_note": _("Taken together, without discussion, unless somebody asks for one of them."),
        "items": _("Items"),
        "parking": _("Parking lot"),
        "actions": _("Still open from earlier meetings"),
        "what": _("What"),
        "owner": _("Who"),
        "due": _("Due"),
        "page": _("Page {page} of {pages}"),
    }
