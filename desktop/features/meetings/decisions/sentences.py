"""What the minutes say of a motion, in whole sentences."""

from desktop.features.meetings import queries
from desktop.features.meetings.decisions.matters import about_words
from desktop.features.meetings.naming import name_for
from desktop.i18n import _, ngettext
from desktop.store.store import Store
from sync.records.meetings import Meeting
from sync.records.motions import Motion, MotionResult, Tally, Threshold, VotingMethod


def words_of(store: Store, meeting: Meeting, motion: Motion, voters: int = 0, beside: str = "") -> str:
    """Return all that the minutes say of a motion: who moved it, what, and what became of it.

    `voters` is how many there were in all, 0 if that is not to be said. `beside` stands in brackets
    behind what is moved; by itself that is what the motion is about.
    """
    beside = beside or about_words(store, meeting, motion.about)
    return f"{_moved(store, meeting, motion, beside)} {outcome_of(motion, voters)}".strip()


def with_words_beside(title: str, beside: str) -> str:
    """Return what is moved, with what it is about in brackets behind it."""
    return f"{title.rstrip('.')} ({beside})" if beside else title


def outcome_of(motion: Motion, voters: int = 0) -> str:
    """Return what became of a motion: how it was counted, and whether it carried."""
    if motion.result in (MotionResult.OPEN, MotionResult.TABLED, MotionResult.WITHDRAWN):
        return _SETTLED[motion.result]()
    tally = motion.tally or Tally()
    said = [_result(motion, tally)]
    if motion.method != VotingMethod.UNANIMOUS_CONSENT:
        said.append(_needed(motion))
    if motion.quorum_met and motion.result != MotionResult.NO_QUORUM:
        said.append(_present(motion.present, voters))
    return " ".join(filter(None, said))


def counted(tally: Tally) -> str:
    """Return a tally in words, e.g. 8 yes, 2 no, 1 abstaining."""
    parts = [_("{count} yes").format(count=tally.yes), _("{count} no").format(count=tally.no)]
    if tally.abstain:
        parts.append(_("{count} abstaining").format(count=tally.abstain))
    if tally.stand_aside:
        parts.append(_("{count} standing aside").format(count=tally.stand_aside))
    if tally.block:
        parts.append(_("{count} blocking").format(count=tally.block))
    return ", ".join(parts)


def _moved(store: Store, meeting: Meeting, motion: Motion, beside: str) -> str:
    mover, seconder = (name_for(store, meeting, each) for each in (motion.mover, motion.seconder))
    words = {
        "mover": mover,
        "seconder": seconder,
        "text": with_words_beside(motion.title.rstrip("."), beside),
    }
    if motion.amends:
        amended = queries.read_some(store, Motion, [motion.amends])
        words["motion"] = amended[0].title.rstrip(".") if amended else ""
        if mover and seconder:
            said = _("{mover} moved, seconded by {seconder}, to amend the motion “{motion}”: {text}.")
        else:
            said = _("It was moved to amend the motion “{motion}”: {text}.")
    elif mover and seconder:
        said = _("{mover} moved, seconded by {seconder}: {text}.")
    elif mover:
        said = _("{mover} moved: {text}.")
    else:
        said = _("It was moved: {text}.")
    return said.format(**words)


def _result(motion: Motion, tally: Tally) -> str:
    words = {"tally": counted(tally)}
    if motion.result == MotionResult.NO_QUORUM:
        return _("There was no quorum when the vote was opened, so nothing was settled.")
    if motion.method == VotingMethod.UNANIMOUS_CONSENT:
        if motion.result == MotionResult.CARRIED:
            return _("There was no objection, and the motion carried by unanimous consent.")
        return _("There was an objection, so there was no unanimous consent.")
    if motion.method == VotingMethod.CONSENSUS:
        if motion.result == MotionResult.CARRIED:
            return _("Consensus was reached: {tally}.").format(**words)
        return _("Consensus was not reached: {tally}.").format(**words)
    said = _METHODS[motion.method][motion.result == MotionResult.CARRIED]()
    return said.format(**words)


def _needed(motion: Motion) -> str:
    if motion.result == MotionResult.NO_QUORUM or motion.method == VotingMethod.CONSENSUS:
        return ""
    return {
        Threshold.TWO_THIRDS: _("Two thirds of the votes cast were needed."),
        Threshold.FOUR_FIFTHS: _("Four fifths of the votes cast were needed."),
        Threshold.CONSENSUS: _("Every vote cast was needed."),
    }.get(motion.threshold, "")


def _present(here: int, voters: int) -> str:
    if voters:
        said = _("A quorum was present: {here} of {voters} voters.")
        return said.format(here=here, voters=voters)
    said = ngettext("A quorum was present: {here} voter.", "A quorum was present: {here} voters.", here)
    return said.format(here=here)


_SETTLED = {
    MotionResult.OPEN: lambda: _("It has not been voted on."),
    MotionResult.TABLED: lambda: _("The motion was tabled."),
    MotionResult.WITHDRAWN: lambda: _("The motion was withdrawn."),
}
_METHODS = {
    VotingMethod.SHOW_OF_HANDS: (
        lambda: _("The motion was lost, {tally}."),
        lambda: _("The motion carried, {tally}."),
    ),
    VotingMethod.ROLL_CALL: (
        lambda: _("The motion was lost by roll call, {tally}."),
        lambda: _("The motion carried by roll call, {tally}."),
    ),
    VotingMethod.BALLOT: (
        lambda: _("The motion was lost by secret ballot, {tally}."),
        lambda: _("The motion carried by secret ballot, {tally}."),
    ),
}
