import pytest
from hypothesis import given
from hypothesis import strategies as some

from desktop.features.meetings import queries
from desktop.features.meetings.actions import change_meeting
from desktop.features.meetings.attendance.marking import leave
from desktop.features.meetings.decisions.motions import (
    cast,
    change_motion,
    close_vote,
    open_vote,
    propose,
    set_aside,
    tally_of,
)
from desktop.features.meetings.decisions.register import register
from desktop.features.meetings.decisions.voting import judge, yes_needed
from desktop.features.meetings.queries import read
from sync.errors import Malformed, Refused
from sync.records.meetings import Meeting
from sync.records.motions import (
    Ballot,
    Motion,
    MotionResult,
    Tally,
    Threshold,
    Vote,
    VotingMethod,
)
from tests.features.meetings.people import plan, present

COUNTS = some.integers(0, 60)


RAISED = VotingMethod.SHOW_OF_HANDS


@pytest.mark.parametrize(
    ("threshold", "yes", "no", "carries"),
    [
        (Threshold.MAJORITY, 5, 4, True),
        (Threshold.MAJORITY, 4, 4, False),
        (Threshold.MAJORITY, 1, 0, True),
        (Threshold.MAJORITY, 0, 0, False),
        (Threshold.TWO_THIRDS, 8, 2, True),
        (Threshold.TWO_THIRDS, 6, 3, True),
        (Threshold.TWO_THIRDS, 5, 3, False),
        (Threshold.FOUR_FIFTHS, 8, 2, True),
        (Threshold.FOUR_FIFTHS, 7, 2, False),
        (Threshold.CONSENSUS, 9, 0, True),
        (Threshold.CONSENSUS, 9, 1, False),
    ],
)
def test_a_motion_carries_by_its_threshold(threshold, yes, no, carries):
    result = judge(RAISED, threshold, Tally(yes=yes, no=no, abstain=7), quorum_met=True)
    assert (result == MotionResult.CARRIED) == carries


@given(COUNTS, COUNTS, COUNTS, some.sampled_from(list(Threshold)))
def test_abstaining_changes_nothing_and_one_more_yes_never_loses(yes, no, abstain, threshold):
    def carries(tally):
        return judge(RAISED, threshold, tally, quorum_met=True) == MotionResult.CARRIED

    told = carries(Tally(yes=yes, no=no))
    assert carries(Tally(yes=yes, no=no, abstain=abstain)) == told
    assert not told or carries(Tally(yes=yes + 1, no=no))
    assert told == (yes + no > 0 and yes >= yes_needed(threshold, yes + no))


@given(COUNTS, COUNTS)
def test_without_a_quorum_nothing_is_settled(yes, no):
    tally = Tally(yes=yes, no=no)
    assert judge(RAISED, Threshold.MAJORITY, tally, quorum_met=False) == MotionResult.NO_QUORUM


def test_in_consensus_standing_aside_lets_it_pass_and_a_block_does_not():
    def result(**tally):
        return judge(VotingMethod.CONSENSUS, Threshold.CONSENSUS, Tally(**tally), quorum_met=True)

    assert result(yes=8, stand_aside=3) == MotionResult.CARRIED
    assert result(yes=8, block=1) == MotionResult.LOST
    assert result(stand_aside=3) == MotionResult.LOST


@pytest.fixture
def motion(store, people, meeting):
    present(store, meeting, people[:11])
    known = {"mover": people[0], "seconder": people[1], "threshold": Threshold.TWO_THIRDS}
    return propose(store, meeting, "Hold the spring fair in May", **known)


def test_opening_a_vote_writes_down_who_may_vote_and_the_quorum(store, people, meeting, motion):
    opened = open_vote(store, motion)
    assert set(opened.eligible) == set(people[:11])
    assert (opened.present, opened.quorum_met) == (11, True) and opened.opened_at is not None
    leave(store, meeting, people[0])
    assert set(read(store, Motion, motion).eligible) == set(people[:11])


def test_a_motion_is_counted_settled_and_put_into_words(store, people, meeting, motion):
    open_vote(store, motion)
    settled = close_vote(store, motion, Tally(yes=8, no=2, abstain=1))
    assert settled == read(store, Motion, motion) and settled.result == MotionResult.CARRIED
    assert settled.sentence == (
        "Ana Ruiz moved, seconded by Luis Díaz: Hold the spring fair in May. "
        "The motion carried, 8 yes, 2 no, 1 abstaining. "
        "Two thirds of the votes cast were needed. A quorum was present: 11 of 16 voters."
    )


def test_what_carries_goes_into_the_register_and_one_undo_opens_the_vote_again(store, meeting, motion):
    open_vote(store, motion)
    close_vote(store, motion, Tally(yes=8, no=2))
    (decision,) = register(store)
    assert (decision.title, decision.motion, decision.meeting) == (
        "Hold the spring fair in May",
        motion,
        meeting,
    )
    store.undo()
    assert register(store) == [] and read(store, Motion, motion).result == MotionResult.OPEN


def test_what_is_lost_is_no_decision(store, motion):
    open_vote(store, motion)
    settled = close_vote(store, motion, Tally(yes=5, no=5))
    assert settled.result == MotionResult.LOST and "The motion was lost, 5 yes, 5 no." in settled.sentence
    assert register(store) == []


def test_more_votes_than_voters_are_counted_again(store, motion):
    open_vote(store, motion)
    with pytest.raises(Refused, match="12 votes were counted, but only 11 people could vote"):
        close_vote(store, motion, Tally(yes=10, no=2))
    assert read(store, Motion, motion).result == MotionResult.OPEN


def test_a_vote_is_opened_before_it_is_closed_and_settled_once(store, motion):
    with pytest.raises(Refused, match="not open yet"):
        close_vote(store, motion, Tally(yes=1))
    open_vote(store, motion)
    close_vote(store, motion, Tally(yes=8))
    for again in (lambda: open_vote(store, motion), lambda: close_vote(store, motion, Tally(yes=8))):
        with pytest.raises(Refused, match="settled"):
            again()


def test_the_quorum_is_not_inherited_after_people_leave(store, people, meeting, motion):
    for person in people[:3]:
        leave(store, meeting, person)
    assert not open_vote(store, motion).quorum_met
    settled = close_vote(store, motion, Tally(yes=8))
    assert settled.result == MotionResult.NO_QUORUM and "no quorum" in settled.sentence
    assert register(store) == []


def test_a_vote_without_a_quorum_is_opened_again_when_it_is_back(store, people, meeting, motion):
    for person in people[:3]:
        leave(store, meeting, person)
    open_vote(store, motion)
    present(store, meeting, people[11:])
    assert open_vote(store, motion).quorum_met
    assert close_vote(store, motion, Tally(yes=8, no=1)).result == MotionResult.CARRIED


def roll_call(store, motion):
    change_motion(store, motion, method=VotingMethod.ROLL_CALL, threshold=Threshold.MAJORITY)
    open_vote(store, motion)


def test_a_roll_call_keeps_each_vote_and_counts_them(store, people, motion):
    roll_call(store, motion)
    for place, person in enumerate(people[:11]):
        cast(store, motion, person, Ballot.YES if place < 6 else Ballot.NO)
    cast(store, motion, people[0], Ballot.ABSTAIN)
    assert tally_of(store, motion) == Tally(yes=5, no=5, abstain=1)
    assert len(queries.votes_of(store, motion)) == 12  # the corrected one is kept
    settled = close_vote(store, motion)
    assert (
        settled.result == MotionResult.LOST and "by roll call, 5 yes, 5 no, 1 abstaining" in settled.sentence
    )


def test_only_those_who_were_eligible_vote(store, people, motion):
    roll_call(store, motion)
    with pytest.raises(Refused, match="not among the voters"):
        cast(store, motion, people[15], Ballot.YES)


def test_somebody_can_vote_in_anothers_place(store, people, motion):
    roll_call(store, motion)
    cast(store, motion, people[0], Ballot.NO, cast_by=people[1])
    (state,) = queries.votes_of(store, motion).values()
    assert (state["fields"]["person"], state["fields"]["cast_by"]) == (people[0], people[1])


def test_a_secret_ballot_keeps_tallies_only(store, people, motion):
    change_motion(store, motion, method=VotingMethod.BALLOT)
    open_vote(store, motion)
    with pytest.raises(Refused, match="only the count"):
        cast(store, motion, people[0], Ballot.YES)
    settled = close_vote(store, motion, Tally(yes=9, no=2))
    assert "by secret ballot, 9 yes, 2 no" in settled.sentence
    assert queries.of_meeting(store, Motion, settled.meeting)[0].tally == Tally(yes=9, no=2)
    with store.reading() as connection:
        assert connection.execute(store.tables.of(Vote.kind).select()).all() == []


def test_consensus_says_who_stood_aside_as_a_number(store, motion):
    change_motion(store, motion, method=VotingMethod.CONSENSUS, threshold=Threshold.CONSENSUS)
    open_vote(store, motion)
    settled = close_vote(store, motion, Tally(yes=9, stand_aside=2))
    assert "Consensus was reached: 9 yes, 0 no, 2 standing aside." in settled.sentence


def test_unanimous_consent_needs_no_count(store, motion):
    change_motion(store, motion, method=VotingMethod.UNANIMOUS_CONSENT)
    open_vote(store, motion)
    settled = close_vote(store, motion, Tally())
    assert settled.result == MotionResult.CARRIED and "unanimous consent" in settled.sentence


def test_an_objection_ends_unanimous_consent(store, motion):
    change_motion(store, motion, method=VotingMethod.UNANIMOUS_CONSENT)
    open_vote(store, motion)
    settled = close_vote(store, motion, Tally(no=1))
    assert settled.result == MotionResult.LOST and "There was an objection" in settled.sentence


def test_a_block_is_said_and_consensus_is_not_reached(store, motion):
    change_motion(store, motion, method=VotingMethod.CONSENSUS, threshold=Threshold.CONSENSUS)
    open_vote(store, motion)
    settled = close_vote(store, motion, Tally(yes=9, block=1))
    assert "Consensus was not reached: 9 yes, 0 no, 1 blocking." in settled.sentence


@pytest.mark.parametrize(
    ("mover", "seconder", "beginning"),
    [
        (0, None, "Ana Ruiz moved: Adjourn."),
        (None, None, "It was moved: Adjourn."),
        (0, 1, "Ana Ruiz moved, seconded"),
    ],
)
def test_the_sentence_names_whoever_is_known(store, people, meeting, mover, seconder, beginning):
    known = {"mover": mover, "seconder": seconder}
    present(store, meeting, people[:11])
    given = {name: people[place] for name, place in known.items() if place is not None}
    motion = propose(store, meeting, "Adjourn.", **given)
    open_vote(store, motion)
    assert close_vote(store, motion, Tally(yes=8)).sentence.startswith(beginning)


def test_in_an_assembly_without_a_list_only_those_here_are_counted(store, people):
    meeting = plan(store, [], invited=tuple(people))
    present(store, meeting, people[:3])
    motion = propose(store, meeting, "Begin")
    assert set(open_vote(store, motion).eligible) == set(people[:3])
    assert close_vote(store, motion, Tally(yes=2, no=1)).sentence.endswith("A quorum was present: 3 voters.")


def test_nobody_votes_before_the_vote_is_open(store, motion, people):
    with pytest.raises(Refused, match="not open yet"):
        cast(store, motion, people[0], Ballot.YES)


def test_an_amendment_is_settled_first_and_changes_the_words(store, people, meeting, motion):
    text = "Hold the spring fair in June."
    amendment = propose(store, meeting, "Say June instead of May", text=text, amends=motion, mover=people[2])
    with pytest.raises(Refused, match="amendment"):
        open_vote(store, motion)
    open_vote(store, amendment)
    settled = close_vote(store, amendment, Tally(yes=9, no=1))
    assert "to amend the motion “Hold the spring fair in May”: Say June instead of May." in settled.sentence
    assert read(store, Motion, motion).text == text and register(store) == []
    open_vote(store, motion)


def test_an_amendment_that_is_lost_changes_nothing(store, meeting, motion):
    amendment = propose(store, meeting, "Say June", text="June.", amends=motion)
    open_vote(store, amendment)
    close_vote(store, amendment, Tally(yes=1, no=9))
    assert read(store, Motion, motion).text == ""


@pytest.mark.parametrize(
    ("result", "words"), [(MotionResult.TABLED, "was tabled"), (MotionResult.WITHDRAWN, "was withdrawn")]
)
def test_a_motion_can_be_set_aside(store, motion, result, words):
    set_aside(store, motion, result)
    held = read(store, Motion, motion)
    assert held.result == result and words in held.sentence
    with pytest.raises(Refused, match="settled"):
        open_vote(store, motion)


def test_nobody_seconds_their_own_motion_and_no_motion_is_empty(store, people, meeting, motion):
    with pytest.raises(Refused, match="cannot second"):
        propose(store, meeting, "Anything", mover=people[0], seconder=people[0])
    with pytest.raises(Refused, match="cannot second"):
        change_motion(store, motion, seconder=people[0])
    with pytest.raises(Malformed):
        propose(store, meeting, "  ")
    with pytest.raises(Refused, match="tabled or withdrawn"):
        set_aside(store, motion, MotionResult.CARRIED)


def test_a_meeting_that_shows_initials_names_nobody_in_full(store, meeting, motion):
    change_meeting(store, meeting, initials_only=True)
    open_vote(store, motion)
    sentence = close_vote(store, motion, Tally(yes=8)).sentence
    assert sentence.startswith("A. R. moved, seconded by L. D.:") and "Ruiz" not in sentence


def test_guests_do_not_vote(store, people, meeting, motion):
    change_meeting(store, meeting, voters=tuple(people[:6]), invited=tuple(people))
    opened = open_vote(store, motion)
    assert set(opened.eligible) == set(people[:6])
    assert read(store, Meeting, meeting).voters
