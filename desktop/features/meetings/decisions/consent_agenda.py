"""The consent agenda: items that nobody wants to discuss, approved together by one motion.

Whoever wants to discuss one of them has it taken out first; it then stands among the ordinary items.
"""

from collections.abc import Iterable

from desktop.features.meetings import queries
from desktop.features.meetings.agenda import agenda_of
from desktop.features.meetings.approval import require_unlocked
from desktop.features.meetings.decisions.motions import carry, check_people, opening, settle
from desktop.features.meetings.decisions.sentences import with_words_beside
from desktop.features.meetings.moments import now, written
from desktop.features.meetings.telling import tell_minutes
from desktop.i18n import _
from desktop.store.store import Store
from sync.errors import Refused
from sync.records.meetings import AgendaItem, AgendaSection, Meeting
from sync.records.motions import Motion, MotionResult, Tally, VotingMethod

METHODS = (VotingMethod.UNANIMOUS_CONSENT, VotingMethod.SHOW_OF_HANDS, VotingMethod.BALLOT)
"""How people can vote on all of it at once: where nobody is called by name."""


def is_waiting(item: AgendaItem) -> bool:
    """Tell whether an item of the consent agenda was neither begun nor approved yet."""
    return item.section == AgendaSection.CONSENT and item.opened_at is None and item.finished_at is None


def waiting(items: Iterable[AgendaItem]) -> list[AgendaItem]:
    """Return the items that a motion to approve the consent agenda is about."""
    return [each for each in items if is_waiting(each)]


def approve_consent_agenda(
    store: Store,
    meeting: str,
    *,
    mover: str = "",
    seconder: str = "",
    method: VotingMethod = VotingMethod.UNANIMOUS_CONSENT,
    tally: Tally | None = None,
    into_minutes: bool = False,
) -> Motion:
    """Move, vote on and settle all items of the consent agenda in one edit; return the motion.

    If it carries they are finished and a decision says so. Refused without a quorum, and where
    more voted than could: nothing is written then. `into_minutes` as in `close_vote`.
    """
    held = queries.read(store, Meeting, meeting)
    require_unlocked(held)
    items = waiting(agenda_of(store, meeting))
    if not items:
        raise Refused(_("Nothing is waiting on the consent agenda."), "no_consent_items")
    named, title = "; ".join(_named(each) for each in items), _("Approve the consent agenda")
    motion = Motion(
        title=title,
        text=with_words_beside(title, named),
        meeting=meeting,
        mover=mover,
        seconder=seconder,
        method=method,
        **opening(store, held),
    )
    check_people(motion)
    _require_quorum(motion)
    settled = settle(store, held, motion, tally or Tally(), beside=named)
    at = written(now(store))
    with store.edit(title) as draft:
        draft.add(settled)
        if into_minutes:
            tell_minutes(draft, held, settled.sentence)
        if settled.result == MotionResult.CARRIED:
            carry(store, draft, held, settled)
            for item in items:
                draft.set(AgendaItem.kind, item.id, {"opened_at": at, "finished_at": at})
    return settled


def take_out(store: Store, item: str) -> None:
    """Take an item out of the consent agenda, to be discussed; Refused once it was approved."""
    held = queries.read(store, AgendaItem, item)
    require_unlocked(queries.read(store, Meeting, held.meeting))
    if not is_waiting(held):
        raise Refused(_("“{title}” was dealt with already.").format(title=held.title), "not_waiting")
    with store.edit(_("Take “{title}” out of the consent agenda").format(title=held.title)) as draft:
        draft.set(AgendaItem.kind, item, {"section": AgendaSection.ORDINARY})


def _named(item: AgendaItem) -> str:
    """Return an item as everybody may read it."""
    return _("a closed item") if item.closed else item.title.strip().rstrip(".")


def _require_quorum(motion: Motion) -> None:
    if not motion.quorum_met:
        words = _("There is no quorum, so the consent agenda waits. Nothing was recorded.")
        raise Refused(words, "no_quorum")
