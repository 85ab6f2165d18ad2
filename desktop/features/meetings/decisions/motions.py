"""Motions: moved, seconded, amended, voted on, settled.

When a vote is opened, who may vote is written down, and whether a quorum is here at that
instant. People who leave afterwards change nothing in it, and the next vote looks again.
"""

from typing import Any

from desktop.features.meetings import queries
from desktop.features.meetings.approval import require_unlocked
from desktop.features.meetings.decisions.sentences import words_of
from desktop.features.meetings.decisions.voting import count, judge, total
from desktop.features.meetings.facts import next_facts
from desktop.features.meetings.moments import day_of, now, written
from desktop.features.meetings.quorum import quorum_light
from desktop.features.meetings.roster import roster_of
from desktop.features.meetings.telling import tell_minutes
from desktop.i18n import _, ngettext
from desktop.store.draft import Draft
from desktop.store.store import Store
from sync.errors import Refused
from sync.records.base import new_id
from sync.records.fields import parse_field
from sync.records.meetings import Meeting
from sync.records.motions import Ballot, Decision, Motion, MotionResult, Tally, Vote, VotingMethod

COUNTED_ONLY = (VotingMethod.BALLOT, VotingMethod.SHOW_OF_HANDS, VotingMethod.UNANIMOUS_CONSENT)
"""Methods of which only the tally is kept; a secret ballot never has names."""


def propose(store: Store, meeting: str, title: str, **known: Any) -> str:
    """Put a motion before the meeting and return its id.

    `known` are further fields of `Motion`: text, mover, seconder, agenda_item, method, threshold,
    `amends` for an amendment, `about` for what it decides on (no balance changes by it). The text
    of an amendment is how the motion reads if it carries.
    """
    held = queries.read(store, Meeting, meeting)
    require_unlocked(held)
    motion = Motion(title=parse_field(Motion, "title", title), meeting=meeting, **known)
    check_people(motion)
    with store.edit(_("Propose a motion")) as draft:
        return draft.add(motion)


def change_motion(store: Store, motion: str, **fields: Any) -> None:
    """Change the words, people, method or threshold of a motion; Refused once it is settled."""
    changed = _open_motion(store, motion).but(**fields)
    check_people(changed)
    with store.edit(_("Change motion")) as draft:
        draft.set(Motion.kind, motion, changed.model_dump(mode="json", include=set(fields)))


def open_vote(store: Store, motion: str) -> Motion:
    """Open the vote: write down who may vote and whether a quorum is here. Returns the motion.

    Refused while an amendment of it is open. Without a quorum the vote can be opened, so that the
    minutes can say so, but it settles nothing; open it again when the quorum is back.
    """
    held = _open_motion(store, motion)
    meeting = queries.read(store, Meeting, held.meeting)
    amendments = queries.of_meeting(store, Motion, meeting.id)
    if any(each.amends == motion and each.result == MotionResult.OPEN for each in amendments):
        raise Refused(_("An amendment to this motion is still open. Settle that first."), "amendment_open")
    fields = opening(store, meeting)
    with store.edit(_("Open the vote")) as draft:
        draft.set(Motion.kind, motion, fields)
    return queries.read(store, Motion, motion)


def opening(store: Store, meeting: Meeting) -> dict[str, Any]:
    """Return the fields of a motion on which the vote is opened this instant: who may vote."""
    roster = roster_of(store, meeting)
    eligible = [each.person for each in roster.voters_here]
    return {
        "opened_at": written(now(store)),
        "eligible": eligible,
        "present": len(eligible),
        "quorum_met": quorum_light(meeting, roster).is_met,
    }


def cast(store: Store, motion: str, person: str, ballot: Ballot, cast_by: str = "") -> None:
    """Record one person's vote in a roll call or a consensus round; another ballot corrects the first."""
    held = _open_motion(store, motion)
    if held.opened_at is None:
        raise Refused(_("The vote is not open yet. Open it first."), "vote_closed")
    if held.method in COUNTED_ONLY:
        raise Refused(_("Of this vote only the count is kept, not who voted how."), "counted_only")
    if person not in held.eligible:
        raise Refused(_("They were not among the voters when the vote was opened."), "not_eligible")
    facts = {
        record: state
        for record, state in queries.votes_of(store, motion).items()
        if state["fields"].get("person") == person
    }
    vote = Vote(motion=motion, person=person, ballot=ballot, cast_by=cast_by)
    with store.edit(_("Record a vote")) as draft:
        for record, corrects in next_facts(facts, vote.id):
            draft.add(vote.but(id=record or new_id(), corrects=corrects))


def tally_of(store: Store, motion: str) -> Tally:
    """Return how the votes of a roll call stand."""
    return count(queries.votes_of(store, motion))


def close_vote(
    store: Store, motion: str, tally: Tally | None = None, *, into_minutes: bool = False
) -> Motion:
    """Count the vote, settle the motion, and write the sentence for the minutes; return the motion.

    The tally of a roll call comes from the votes recorded. A motion that carries goes into the
    register of decisions; an amendment that carries changes the words of what it amends. The
    sentence goes to the end of the minutes too, if it is to stand `into_minutes`.
    """
    held = _open_motion(store, motion)
    if held.opened_at is None:
        raise Refused(_("The vote is not open yet. Open it first."), "vote_closed")
    counted = tally if tally is not None else tally_of(store, motion)
    meeting = queries.read(store, Meeting, held.meeting)
    settled = settle(store, meeting, held, counted)
    with store.edit(_("Close the vote")) as draft:
        fields = settled.model_dump(mode="json", include={"tally", "result", "sentence"})
        draft.set(Motion.kind, motion, fields)
        if into_minutes:
            tell_minutes(draft, meeting, settled.sentence)
        if settled.result == MotionResult.CARRIED:
            carry(store, draft, meeting, settled)
    return settled


def settle(store: Store, meeting: Meeting, motion: Motion, tally: Tally, beside: str = "") -> Motion:
    """Return a motion as this count settles it, with its sentence; Refused if more voted than could.

    `beside` as in `words_of`. Nothing is written yet.
    """
    _check_count(motion, tally)
    result = judge(motion.method, motion.threshold, tally, quorum_met=motion.quorum_met)
    settled = motion.but(tally=tally, result=result)
    roster = roster_of(store, meeting)
    voters = len(roster.voters) if roster.has_voters else 0
    return settled.but(sentence=words_of(store, meeting, settled, voters, beside))


def carry(store: Store, draft: Draft, meeting: Meeting, motion: Motion) -> None:
    """Put into a draft what follows from a motion that carried: a decision, or the amended words."""
    if motion.amends:
        if motion.text:
            draft.set(Motion.kind, motion.amends, {"text": motion.text})
        return
    draft.add(
        Decision(
            title=motion.title,
            text=motion.text,
            day=day_of(store, meeting),
            meeting=meeting.id,
            agenda_item=motion.agenda_item,
            motion=motion.id,
            about=motion.about,
        )
    )


def set_aside(store: Store, motion: str, result: MotionResult, *, into_minutes: bool = False) -> None:
    """Table or withdraw a motion, and say so at the end of the minutes if it is to stand there."""
    held = _open_motion(store, motion)
    if result not in (MotionResult.TABLED, MotionResult.WITHDRAWN):
        raise Refused(_("A motion is tabled or withdrawn; everything else is voted on."), "not_aside")
    meeting = queries.read(store, Meeting, held.meeting)
    sentence = words_of(store, meeting, held.but(result=result))
    label = _("Table motion") if result == MotionResult.TABLED else _("Withdraw motion")
    with store.edit(label) as draft:
        draft.set(Motion.kind, motion, {"result": result, "sentence": sentence})
        if into_minutes:
            tell_minutes(draft, meeting, sentence)


def _open_motion(store: Store, motion: str) -> Motion:
    held = queries.read(store, Motion, motion)
    if held.meeting:
        require_unlocked(queries.read(store, Meeting, held.meeting))
    if held.result != MotionResult.OPEN:
        raise Refused(_("This motion is settled, so it stays as it is. Undo, or move it anew."), "settled")
    return held


def check_people(motion: Motion) -> None:
    """Refused where one person moves and seconds a motion."""
    if motion.mover and motion.mover == motion.seconder:
        raise Refused(_("Whoever moves a motion cannot second it."), "own_second")


def _check_count(motion: Motion, tally: Tally) -> None:
    voted, could = total(tally), len(motion.eligible)
    if voted > could:
        said = ngettext(
            "{voted} votes were counted, but only {could} person could vote. Count again.",
            "{voted} votes were counted, but only {could} people could vote. Count again.",
            could,
        )
        raise Refused(said.format(voted=voted, could=could), "too_many_votes")
