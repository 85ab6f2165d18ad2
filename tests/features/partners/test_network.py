"""The network by itself: density, degree and bridges, on small graphs drawn by hand."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.features.partners.network import Link, Network, Organization
from desktop.features.partners.places import ROOM, place


def network(count: int, *pairs: tuple[int, int]) -> Network:
    organizations = tuple(Organization(str(n), f"Organization {n}", str(n % 3)) for n in range(count))
    return Network(organizations, tuple(Link(f"{a}-{b}", str(a), str(b)) for a, b in pairs))


def bridges(found: Network) -> list[str]:
    return [link.id for link in found.bridges]


def is_one_part(found: Network, without: Link, one: str, other: str) -> bool:
    """Whether one can still be reached from the other, by plain search."""
    seen, rest = {one}, [one]
    while rest:
        for beyond, link in found.neighbours[rest.pop()]:
            if link != without and beyond not in seen:
                seen.add(beyond)
                rest.append(beyond)
    return other in seen


def test_density_is_the_share_of_possible_ties() -> None:
    assert network(4, (0, 1), (1, 2), (2, 3)).density == pytest.approx(0.5)
    assert network(1).density == 0.0
    assert network(0).density == 0.0


def test_degree_counts_those_one_works_with() -> None:
    star = network(4, (0, 1), (0, 2))
    assert [star.degree(str(n)) for n in range(4)] == [2, 1, 1, 0]
    assert [each.id for each in star.tied] == ["0", "1", "2"]


def test_a_chain_is_all_bridges_and_a_ring_has_none() -> None:
    assert bridges(network(3, (0, 1), (1, 2))) == ["0-1", "1-2"]
    assert bridges(network(3, (0, 1), (1, 2), (0, 2))) == []


def test_the_one_tie_between_two_rings_is_the_bridge() -> None:
    rings = network(6, (0, 1), (1, 2), (0, 2), (2, 3), (3, 4), (4, 5), (3, 5))
    assert bridges(rings) == ["2-3"]


@given(st.sets(st.sampled_from(list(combinations(range(7), 2)))))
def test_a_bridge_is_what_nothing_else_replaces(pairs: set[tuple[int, int]]) -> None:
    found = network(7, *sorted(pairs))
    needed = [link.id for link in found.links if not is_one_part(found, link, link.one, link.other)]
    assert bridges(found) == needed


def test_a_long_chain_needs_no_recursion() -> None:
    chain = network(3000, *((n, n + 1) for n in range(2999)))
    assert len(chain.bridges) == 2999


@pytest.mark.parametrize("count", [2, 3, 12, 200])
def test_the_same_ties_stand_in_the_same_places_within_the_picture(count: int) -> None:
    ring = network(count, *((n, n + 1) for n in range(count - 1)))
    places = place(ring)
    assert places == place(ring)
    assert places.keys() == {each.id for each in ring.tied}
    assert all(0 <= x <= 1 and 0 <= y <= 1 for x, y in places.values())
    assert len(set(places.values())) == count


def test_names_do_not_cover_each_other_where_there_is_room() -> None:
    places = place(network(9, (0, 1), (0, 2), (0, 3), (0, 4), (4, 5), (5, 6), (6, 7), (7, 8)))
    for (x, y), (u, v) in combinations(places.values(), 2):
        assert abs(x - u) >= ROOM[0] - 0.01 or abs(y - v) >= ROOM[1] - 0.01


def test_nobody_who_has_no_tie_is_in_the_picture() -> None:
    assert place(network(5)) == {}
