"""The canonical form of minutes: the same records give the same bytes on every device.

It holds what the minutes say: the meeting's time and place, its text, the agenda with its
notes, the motions with what became of them, the votes of roll calls, and who took part.
People are in it by their ids, so that a name corrected later changes nothing. What goes
on after the meeting is not in it: action items, decisions that are superseded.
"""

from hashlib import sha256
from typing import Any

import orjson

from desktop.features.meetings import queries
from desktop.features.meetings.facts import standing
from desktop.features.meetings.roster import roster_of
from desktop.store.store import Store
from sync.records.meetings import AgendaItem, Meeting
from sync.records.motions import Motion, VotingMethod

FORM = 1
"""Of the canonical form; a later one must leave the hashes of this one true."""
_MEETING = ("title", "starts_at", "place", "format", "chair", "voters", "quorum", "minutes")
_ITEM = ("id", "title", "section", "closed", "notes")
_MOTION = (
    *("id", "title", "text", "agenda_item", "mover", "seconder", "amends", "method", "threshold"),
    *("eligible", "present", "quorum_met", "tally", "result", "sentence"),
)


def hash_of(store: Store, meeting: Meeting) -> str:
    """Return the SHA-256 of the canonical form of a meeting's minutes, in hexadecimal."""
    return sha256(canonical_form(store, meeting)).hexdigest()


def canonical_form(store: Store, meeting: Meeting) -> bytes:
    """Return the canonical form of a meeting's minutes."""
    motions = queries.of_meeting(store, Motion, meeting.id)
    form = {
        "form": FORM,
        "meeting": {"id": meeting.id, **_fields(meeting, _MEETING)},
        "agenda": [_fields(each, _ITEM) for each in queries.read_some(store, AgendaItem, meeting.agenda)],
        "motions": [_motion(store, each) for each in motions],
        "attendance": _attendance(store, meeting),
    }
    return orjson.dumps(form, option=orjson.OPT_SORT_KEYS)


def _fields(record: Meeting | AgendaItem | Motion, names: tuple[str, ...]) -> dict[str, Any]:
    return record.model_dump(mode="json", include=set(names))


def _motion(store: Store, motion: Motion) -> dict[str, Any]:
    votes = [] if motion.method == VotingMethod.BALLOT else _votes(store, motion)
    return {**_fields(motion, _MOTION), "votes": votes}


def _votes(store: Store, motion: Motion) -> list[list[str]]:
    cast = (state["fields"] for state in standing(queries.votes_of(store, motion.id)).values())
    return sorted([each["person"], each.get("ballot", "yes")] for each in cast)


def _attendance(store: Store, meeting: Meeting) -> list[list[Any]]:
    marked = (each for each in roster_of(store, meeting).attenders if each.presence is not None)
    return sorted([each.person, str(each.presence), each.proxy] for each in marked)
