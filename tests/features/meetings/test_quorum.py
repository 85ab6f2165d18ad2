from datetime import timedelta

import pytest

from desktop.features.meetings import queries
from desktop.features.meetings.actions import change_meeting
from desktop.features.meetings.attendance.marking import come_back, leave, mark
from desktop.features.meetings.queries import read
from desktop.features.meetings.quorum import attended_words, quorum_light, sectors_here, story, told
from desktop.features.meetings.roster import roster_of
from sync.records.attendance import Presence
from sync.records.meetings import Meeting, Quorum, QuorumBasis
from tests.features.meetings.people import EVENING, plan, present


def light(store, meeting):
    return quorum_light(read(store, Meeting, meeting), roster_of(store, meeting))


@pytest.mark.parametrize(
    ("rule", "needed"),
    [
        (None, 9),
        (Quorum(basis=QuorumBasis.NONE), 0),
        (Quorum(basis=QuorumBasis.COUNT, number=5), 5),
        (Quorum(basis=QuorumBasis.PERCENT, number=40), 7),
        (Quorum(basis=QuorumBasis.PERCENT, number=50), 8),
        (Quorum(basis=QuorumBasis.MAJORITY), 9),
    ],
)
def test_the_quorum_light_turns_on_with_the_last_voter_needed(store, people, meeting, rule, needed):
    change_meeting(store, meeting, quorum=rule)
    present(store, meeting, people[: max(needed - 1, 0)])
    assert light(store, meeting).is_met == (needed == 0)
    present(store, meeting, people[:needed])
    shown = light(store, meeting)
    assert (shown.needed, shown.here, shown.is_met) == (needed, needed, True)


def test_a_quorum_of_sectors_counts_each_sector_once(store, people, meeting):
    change_meeting(store, meeting, quorum=Quorum(basis=QuorumBasis.PER_SECTORS, number=3))
    present(store, meeting, [people[0], people[4], people[1]])  # two sectors
    assert not light(store, meeting).is_met and light(store, meeting).missing == 1
    mark(store, meeting, people[2])
    assert light(store, meeting).is_met


def test_guests_do_not_make_a_quorum(store, people):
    meeting = plan(store, people[:4], invited=tuple(people))
    present(store, meeting, people[4:])
    assert light(store, meeting).here == 0 and not light(store, meeting).is_met


def test_without_a_list_of_voters_whoever_comes_is_the_assembly(store, people):
    meeting = plan(store, [], invited=tuple(people))
    assert not light(store, meeting).is_met
    mark(store, meeting, people[0])
    assert light(store, meeting).is_met


def test_the_light_says_itself_in_a_sentence(store, people, meeting):
    present(store, meeting, people[:8])
    assert light(store, meeting).words == "8 of 16 voters are here; 9 are a quorum."


def test_losing_the_quorum_is_said_at_once_and_told_later(store, people, meeting):
    present(store, meeting, people[:9])
    said = leave(store, meeting, people[0])
    assert said.startswith("The quorum is lost: 8 of 16 voters are here")
    assert leave(store, meeting, people[1]) == ""
    for person in people[:2]:
        store.now.pass_by(minutes=10)
        come_back(store, meeting, person)
    turns = story(read(store, Meeting, meeting), roster_of(store, meeting))
    assert [(turn.is_met, turn.here) for turn in turns] == [(False, 8), (True, 9)]
    assert told(turns[0], "7:42 PM") == "The quorum was lost at 7:42 PM: 8 of the 9 needed were left."
    assert told(turns[1], "8:01 PM") == "The quorum was restored at 8:01 PM."


def test_people_coming_in_one_by_one_is_no_loss(store, people, meeting):
    for place, person in enumerate(people[:10]):
        mark(store, meeting, person, arrived_at=EVENING + timedelta(minutes=place))
    assert story(read(store, Meeting, meeting), roster_of(store, meeting)) == []


def test_a_proxy_stands_in_only_while_in_the_room(store, people, meeting):
    present(store, meeting, people[:8])
    mark(store, meeting, people[15], Presence.BY_PROXY, proxy=people[0])
    assert light(store, meeting).here == 9
    leave(store, meeting, people[0])
    assert light(store, meeting).here == 7


def test_the_strip_of_sectors_shows_who_is_missing(store, people, meeting):
    present(store, meeting, [people[0], people[4], people[1]])
    strip = {
        code: count
        for code, _name, count in sectors_here(roster_of(store, meeting), queries.sector_names(store))
    }
    assert strip["libraries"] == 2 and strip["faith_groups"] == 1
    assert strip["parks_and_recreation"] == 0 == strip["elected_leaders"]


def test_the_sector_of_the_day_counts_before_that_of_the_person(store, people, meeting):
    mark(store, meeting, people[0], sector="police")
    assert roster_of(store, meeting).by_person[people[0]].sector == "police"


@pytest.mark.parametrize(
    ("rule", "now", "later"),
    [
        (
            Quorum(basis=QuorumBasis.NONE),
            "No quorum is needed. Here: 2 of 16 voters.",
            "no quorum was needed",
        ),
        (
            Quorum(basis=QuorumBasis.PER_SECTORS, number=3),
            "Voters of 2 sectors are here; 3 sectors are a quorum.",
            "3 sectors were a quorum",
        ),
        (
            Quorum(basis=QuorumBasis.COUNT, number=5),
            "2 of 16 voters are here; 5 are a quorum.",
            "5 were a quorum",
        ),
    ],
)
def test_each_rule_is_said_in_its_own_words(store, people, meeting, rule, now, later):
    change_meeting(store, meeting, quorum=rule)
    present(store, meeting, people[:2])
    assert light(store, meeting).words == now and later in attended_words(light(store, meeting))
