"""The register of decisions: what was settled, at which meeting, and what took its place."""

from typing import Any

from desktop.features.meetings import queries
from desktop.features.meetings.moments import day_of
from desktop.features.meetings.telling import decided_words, tell_minutes
from desktop.i18n import _
from desktop.store.store import Store
from sync.errors import Refused
from sync.records.meetings import Meeting
from sync.records.motions import Decision, DecisionStatus


def decide(store: Store, meeting: str, title: str, *, into_minutes: bool = False, **known: Any) -> str:
    """Write a decision into the register and return its id.

    `known` are further fields of `Decision`: text, motion, agenda_item, project, budget_line, about.
    With `supersedes` the earlier decision is marked as superseded in the same edit; `into_minutes` says
    it at the end of the minutes too.
    """
    held = queries.read(store, Meeting, meeting)
    decision = Decision(title=title, meeting=meeting, day=day_of(store, held), **known)
    with store.edit(_("Record a decision")) as draft:
        if decision.supersedes:
            _require_in_force(store, decision.supersedes)
            draft.set(Decision.kind, decision.supersedes, {"status": DecisionStatus.SUPERSEDED})
        if into_minutes:
            tell_minutes(draft, held, decided_words(decision.title))
        return draft.add(decision)


def supersede(store: Store, earlier: str, later: str) -> None:
    """Say that a decision takes the place of an earlier one."""
    _require_in_force(store, earlier)
    with store.edit(_("Supersede a decision")) as draft:
        draft.set(Decision.kind, earlier, {"status": DecisionStatus.SUPERSEDED})
        draft.set(Decision.kind, later, {"supersedes": earlier})


def rescind(store: Store, decision: str) -> None:
    """Say that a decision no longer holds, and that nothing took its place."""
    _require_in_force(store, decision)
    with store.edit(_("Rescind a decision")) as draft:
        draft.set(Decision.kind, decision, {"status": DecisionStatus.RESCINDED})


def register(store: Store, words: str = "") -> list[Decision]:
    """Return the decisions across all meetings that hold the words, the latest first."""
    return queries.decisions(store, words=words)


def _require_in_force(store: Store, decision: str) -> None:
    held = queries.read(store, Decision, decision)
    if held.status != DecisionStatus.IN_FORCE:
        raise Refused(
            _("“{title}” is no longer in force, so nothing was changed.").format(title=held.title),
            "not_in_force",
        )
