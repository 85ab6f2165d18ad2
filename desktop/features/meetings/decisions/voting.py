"""When a motion carries: pure arithmetic in whole numbers, abstentions not counted."""

from desktop.features.meetings.facts import standing
from sync.changes import State
from sync.records.motions import Ballot, MotionResult, Tally, Threshold, VotingMethod

SHARES = {
    Threshold.TWO_THIRDS: (2, 3),
    Threshold.FOUR_FIFTHS: (4, 5),
}
"""At least so many parts of the votes cast; a majority is more than half."""


def judge(method: VotingMethod, threshold: Threshold, tally: Tally, *, quorum_met: bool) -> MotionResult:
    """Return how a vote ended. Without a quorum nothing is settled, whatever the count."""
    if not quorum_met:
        return MotionResult.NO_QUORUM
    return MotionResult.CARRIED if _carries(method, threshold, tally) else MotionResult.LOST


def yes_needed(threshold: Threshold, cast: int) -> int:
    """Return how many of the votes cast have to be yes; abstentions are not cast."""
    if threshold == Threshold.CONSENSUS:
        return cast
    if threshold not in SHARES:
        return cast // 2 + 1
    part, whole = SHARES[threshold]
    return -(-cast * part // whole)


def count(votes: dict[str, State]) -> Tally:
    """Return the tally of the votes of a roll call that stand."""
    said = [state["fields"].get("ballot", Ballot.YES.value) for state in standing(votes).values()]
    return Tally(**{name: said.count(ballot.value) for name, ballot in _COUNTED.items()})


def total(tally: Tally) -> int:
    """Return how many people a tally counts."""
    return tally.yes + tally.no + tally.abstain + tally.stand_aside + tally.block


def _carries(method: VotingMethod, threshold: Threshold, tally: Tally) -> bool:
    if method == VotingMethod.UNANIMOUS_CONSENT:
        return tally.no == tally.block == 0
    if method == VotingMethod.CONSENSUS or threshold == Threshold.CONSENSUS:
        return tally.no == tally.block == 0 and tally.yes > 0  # standing aside lets the others go on
    cast = tally.yes + tally.no
    return cast > 0 and tally.yes >= yes_needed(threshold, cast)


_COUNTED = {
    "yes": Ballot.YES,
    "no": Ballot.NO,
    "abstain": Ballot.ABSTAIN,
    "stand_aside": Ballot.STAND_ASIDE,
    "block": Ballot.BLOCK,
}
