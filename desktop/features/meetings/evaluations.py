"""Two questions at the end of a meeting: what worked, and what to change; nobody is named."""

from desktop.features.meetings import queries
from desktop.i18n import _
from desktop.store.store import Store
from sync.errors import Malformed
from sync.records.attendance import MeetingEvaluation


def evaluate(store: Store, meeting: str, worked: str = "", change: str = "") -> None:
    """Keep what somebody thought of a meeting; who it was is not asked and not kept."""
    if not worked.strip() and not change.strip():
        raise Malformed(_("Write what worked or what to change; nothing was kept."), "empty")
    with store.edit(_("Evaluate the meeting")) as draft:
        draft.add(MeetingEvaluation(meeting=meeting, worked=worked.strip(), change=change.strip()))


def evaluations_of(store: Store, meeting: str) -> tuple[list[str], list[str]]:
    """Return what worked and what to change, each list in alphabetical order so that nobody is told by it."""
    said = queries.of_meeting(store, MeetingEvaluation, meeting)
    worked = sorted(each.worked for each in said if each.worked)
    return worked, sorted(each.change for each in said if each.change)
