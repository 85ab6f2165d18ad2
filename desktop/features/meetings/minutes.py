"""Writing the minutes: saved at every pause of typing, by one pen-holder at a time."""

from dataclasses import dataclass

from desktop.features.meetings import queries
from desktop.features.meetings.approval import require_unlocked
from desktop.i18n import _
from desktop.store.store import Store
from sync.changes import State
from sync.errors import Refused
from sync.records.fields import parse_field
from sync.records.meetings import ClosedNote, Meeting


@dataclass(frozen=True, slots=True)
class Kept:
    """What the minutes are now, with what others typed meanwhile in them."""

    text: str
    state: State
    """To be handed to the next `keep_minutes` as what its author was looking at."""


def minutes_of(store: Store, meeting: str) -> Kept:
    """Return the text of the minutes, and the state that goes with it."""
    state = store.state(Meeting.kind, meeting)
    return Kept(str(state["fields"].get("minutes") or ""), state)


def keep_minutes(store: Store, meeting: str, text: str, seen: State, label: str = "") -> Kept:
    """Save the minutes as typed so far and return what they are then.

    `seen` is what was on the screen before the typing: what somebody else typed since then is
    merged, never overwritten. A few milliseconds; nothing is written if nothing was typed.
    """
    if text != str(seen["fields"].get("minutes") or ""):
        require_unlocked(queries.read(store, Meeting, meeting))
        words = parse_field(Meeting, "minutes", text)
        with store.edit(label or _("Write minutes")) as draft:
            draft.set(Meeting.kind, meeting, {"minutes": words}, seen=seen)
    return minutes_of(store, meeting)


def take_pen(store: Store, meeting: str, person: str) -> None:
    """Make somebody the note-taker: from now on their computer writes the minutes."""
    require_unlocked(queries.read(store, Meeting, meeting))
    with store.edit(_("Hand over the pen")) as draft:
        draft.set(Meeting.kind, meeting, {"note_taker": person})


def may_write(meeting: Meeting, me: str) -> bool:
    """Tell whether this computer's person holds the pen, or nobody does."""
    return not meeting.note_taker or not me or meeting.note_taker == me


def require_pen(meeting: Meeting, me: str, holder: str) -> None:
    """Refused where somebody else, called `holder`, is writing."""
    if not may_write(meeting, me):
        words = _("{name} is taking the notes. Take the pen over to write yourself.")
        raise Refused(words.format(name=holder or _("Somebody else")), "no_pen")


def closed_notes(store: Store, meeting: str, item: str = "") -> ClosedNote | None:
    """Return the notes of a closed item, or of a closed meeting; they travel to fewer people."""
    notes = queries.of_meeting(store, ClosedNote, meeting)
    return next((each for each in notes if each.agenda_item == item), None)


def keep_closed_notes(store: Store, meeting: str, item: str, text: str, seen: State | None = None) -> str:
    """Save the notes of a closed item as typed so far and return their id; `seen` as in `keep_minutes`."""
    require_unlocked(queries.read(store, Meeting, meeting))
    held = closed_notes(store, meeting, item)
    with store.edit(_("Write closed notes")) as draft:
        if held is None:
            return draft.add(ClosedNote(meeting=meeting, agenda_item=item, notes=text))
        draft.set(ClosedNote.kind, held.id, {"notes": parse_field(ClosedNote, "notes", text)}, seen)
        return held.id
