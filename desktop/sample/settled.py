"""What the meetings settled: motions with their votes, and the register of decisions."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from desktop.features.meetings.decisions.sentences import outcome_of
from desktop.sample.cast import Somebody
from desktop.sample.deed import Deed, known
from desktop.sample.gatherings import Gathering, gatherings
from sync.records.base import Entry
from sync.records.motions import (
    Ballot,
    Decision,
    DecisionStatus,
    Motion,
    MotionResult,
    Tally,
    Threshold,
    Vote,
    VotingMethod,
)


def settled_at(gathering: Gathering) -> Iterator[Deed]:
    """Yield the motions of a meeting, and the decisions that came of them."""
    calendar = gathering.cast.calendar
    for place, told in enumerate(gathering.told["motions"]):
        at = calendar.moment(gathering.day, 18, 30) + timedelta(minutes=14 * place)
        if gathering.is_planned:
            at = calendar.moment(calendar.day(days=-1), 16, place)
        yield Deed(at, f"Motion: {told['title']}", tuple(_motions(gathering, told, at)))
        if "decision" in told:
            yield _decide(gathering, told, at + timedelta(minutes=2))
    for place, before in enumerate(approved_at(gathering)):
        at = calendar.moment(gathering.day, 18, 8 + place)
        motion = _motion(gathering, _approval(gathering, before), at)
        yield Deed(at, f"Motion: {motion.title}", (motion,))


def approved_at(gathering: Gathering) -> list[Gathering]:
    """Return the meetings whose minutes a meeting approved: without a quorum none, then two the next time."""
    return [each for each in gatherings(gathering.cast) if approving(each) is gathering]


def approving(before: Gathering) -> Gathering | None:
    """Return the meeting that approved the minutes of an earlier one, None if they wait."""
    if "status" in before.told or before.is_planned:
        return None
    later = (each for each in gatherings(before.cast) if each.month > before.month)
    return next((each for each in later if each.has_quorum), None)


def approval_motion(gathering: Gathering, before: Gathering) -> str:
    """Return the id of the motion by which a meeting approved the minutes of an earlier one."""
    return gathering.motion(_approval(gathering, before)["title"])


def _approval(gathering: Gathering, before: Gathering) -> dict[str, Any]:
    mover, seconder, *_others = (each.name for each in reversed(gathering.voters_present))
    title = f"Approve the minutes of “{before.told['title']}”"
    asked = {"by": mover, "second": seconder, "method": "unanimous_consent"}
    return {"on": "Minutes of the last meeting", "title": title, **asked}


def _motions(gathering: Gathering, told: dict[str, Any], at: datetime) -> Iterator[Entry]:
    if "amended" in told:
        yield _amendment(gathering, told, at)
    motion = _motion(gathering, told, at)
    yield motion
    if motion.method == VotingMethod.ROLL_CALL:
        against = {gathering.cast.person(name) for name in told["against"]}
        for voter in gathering.voters_present:
            yield Vote(
                motion=motion.id, person=voter.id, ballot=Ballot.NO if voter.id in against else Ballot.YES
            )


def _motion(gathering: Gathering, told: dict[str, Any], at: datetime) -> Motion:
    cast, there = gathering.cast, gathering.voters_present
    title = told.get("amended", told["title"])
    motion = Motion(
        id=gathering.motion(told["title"]),
        title=title,
        text=f"As first moved: {told['title']}." if "amended" in told else told.get("words", ""),
        meeting=gathering.id,
        agenda_item=gathering.item(told["on"]),
        mover=cast.person(told["by"]),
        seconder=cast.person(told["second"]),
        method=VotingMethod(told.get("method", "show_of_hands")),
        threshold=Threshold(told.get("threshold", "majority")),
    )
    if "open" in told:
        return motion
    counted = not {"tabled", "no_quorum"} & told.keys()
    voted = motion.but(
        opened_at=at,
        eligible=tuple(sorted(each.id for each in gathering.voters)),
        present=len(there),
        quorum_met=gathering.has_quorum,
        tally=_tally(there, told) if counted and motion.method != VotingMethod.UNANIMOUS_CONSENT else None,
        result=_result(told),
    )
    moved = f"{told['by']} moved, seconded by {told['second']}: {title}."
    return voted.but(sentence=f"{moved} {outcome_of(voted, len(gathering.voters))}")


def _amendment(gathering: Gathering, told: dict[str, Any], at: datetime) -> Motion:
    words = {
        "title": f"To say instead: {told['amended']}",
        "by": told["amender"],
        "second": told["second"],
        "on": told["on"],
    }
    motion = _motion(gathering, words, at - timedelta(minutes=5))
    return motion.but(amends=gathering.motion(told["title"]))


def _tally(there: list[Somebody], told: dict[str, Any]) -> Tally:
    no, abstain = told.get("no", 0), told.get("abstain", 0)
    return Tally(yes=len(there) - no - abstain, no=no, abstain=abstain)


def _result(told: dict[str, Any]) -> MotionResult:
    others = {"lost": MotionResult.LOST, "tabled": MotionResult.TABLED, "no_quorum": MotionResult.NO_QUORUM}
    return next((result for word, result in others.items() if word in told), MotionResult.CARRIED)


def _decide(gathering: Gathering, told: dict[str, Any], at: datetime) -> Deed:
    replaced = told.get("supersedes", "")
    record = Decision(
        id=known("decision", told["decision"]),
        title=told["decision"],
        text=told["words"],
        day=gathering.day,
        meeting=gathering.id,
        agenda_item=gathering.item(told["on"]),
        motion=gathering.motion(told["title"]),
        supersedes=known("decision", replaced) if replaced else "",
    )
    older = {("decision", record.supersedes): {"status": DecisionStatus.SUPERSEDED.value}} if replaced else {}
    return Deed(at, f"Decision: {record.title}", (record,), older)
