import pytest

from desktop.features.meetings.decisions.register import decide, register, rescind, supersede
from desktop.features.meetings.queries import read
from sync.errors import Refused
from sync.records.motions import Decision, DecisionStatus


def test_a_decision_takes_the_place_of_an_earlier_one(store, meeting):
    earlier = decide(store, meeting, "Meet on Mondays")
    later = decide(store, meeting, "Meet on Tuesdays", supersedes=earlier)
    assert read(store, Decision, earlier).status == DecisionStatus.SUPERSEDED
    assert read(store, Decision, later).supersedes == earlier
    store.undo()
    assert read(store, Decision, earlier).status == DecisionStatus.IN_FORCE


def test_what_is_no_longer_in_force_is_not_superseded_again(store, meeting):
    earlier, later = decide(store, meeting, "One"), decide(store, meeting, "Two")
    supersede(store, earlier, later)
    with pytest.raises(Refused, match="no longer in force"):
        rescind(store, earlier)
    rescind(store, later)
    assert read(store, Decision, later).status == DecisionStatus.RESCINDED


def test_the_register_is_searched_by_words_the_latest_first(store, meeting):
    for title in ("Buy a projector", "Meet on Tuesdays", "Sell the projector"):
        decide(store, meeting, title)
    assert [each.title for each in register(store, "projector")] == ["Sell the projector", "Buy a projector"]
    assert len(register(store)) == 3
