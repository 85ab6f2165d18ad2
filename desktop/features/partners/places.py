"""Where each organization stands in the picture of ties: always the same place for the same ties.

A small network is drawn by forces (Fruchterman and Reingold, 1991): all push one another away, those
that work together pull. A large one is a circle, sector beside sector, for forces cost the square.
"""

from itertools import combinations
from math import cos, hypot, pi, sin, sqrt

from desktop.features.partners.network import Network

MOST_BY_FORCES = 60
"""Organizations; about a quarter of a second of work."""
STEPS = 160
GRAVITY = 0.25
"""Keeps parts without a tie between them from drifting apart."""
ROOM = (0.26, 0.18)
"""What an organization and its name take, across and down, of a picture of usual size."""
Places = dict[str, tuple[float, float]]
"""Organization -> how far from the left and from the top, 0 to 1."""


def place(network: Network) -> Places:
    """Return the places of the organizations that have ties."""
    circle = _circle(network)
    forced = 2 < len(circle) <= MOST_BY_FORCES
    return _spread(_fill(_by_forces(network, circle))) if forced else _fill(circle)


def _circle(network: Network) -> Places:
    ordered = sorted(network.tied, key=lambda each: (each.sector, each.name.casefold(), each.id))
    turn = 2 * pi / max(len(ordered), 1)
    return {each.id: (sin(turn * place), -cos(turn * place)) for place, each in enumerate(ordered)}


def _by_forces(network: Network, places: Places) -> Places:
    ideal = 2 / sqrt(len(places))
    for step in range(STEPS):
        warmth = 0.3 * (1 - step / STEPS) ** 2 + 0.001
        pushes = _pushes(places, ideal)
        _pull(network, places, pushes, ideal)
        places = {each: _moved(at, pushes[each], warmth) for each, at in places.items()}
    return places


def _pushes(places: Places, ideal: float) -> dict[str, list[float]]:
    pushes = {each: [-x * GRAVITY, -y * GRAVITY] for each, (x, y) in places.items()}
    for (one, (x, y)), (other, (u, v)) in combinations(places.items(), 2):
        right, down = x - u, y - v
        square = right * right + down * down or 1e-6
        force = ideal * ideal / square
        for each, sign in ((one, force), (other, -force)):
            pushes[each][0] += right * sign
            pushes[each][1] += down * sign
    return pushes


def _pull(network: Network, places: Places, pushes: dict[str, list[float]], ideal: float) -> None:
    for link in network.links:
        (x, y), (u, v) = places[link.one], places[link.other]
        force = hypot(x - u, y - v) / ideal * (0.6 + 0.4 * link.strength)
        for each, sign in ((link.one, -force), (link.other, force)):
            pushes[each][0] += (x - u) * sign
            pushes[each][1] += (y - v) * sign


def _moved(at: tuple[float, float], push: list[float], warmth: float) -> tuple[float, float]:
    length = hypot(*push) or 1e-9
    share = min(length, warmth) / length
    return at[0] + push[0] * share, at[1] + push[1] * share


def _fill(places: Places) -> Places:
    """Return the places spread over all the room there is."""
    across, down = ([at[axis] for at in places.values()] for axis in (0, 1))
    return {each: (_share(at[0], across), _share(at[1], down)) for each, at in places.items()}


def _share(value: float, all_values: list[float]) -> float:
    least, most = min(all_values), max(all_values)
    return (value - least) / (most - least) if most - least > 1e-6 else 0.5


def _spread(places: Places) -> Places:
    """Return the places with those moved apart that would cover each other, as far as there is room."""
    spread = {each: list(at) for each, at in places.items()}
    for _step in range(STEPS):
        pushes = [_part(one, other) for one, other in combinations(spread.values(), 2)]
        if not any(pushes):
            break
    return {each: (across, down) for each, (across, down) in spread.items()}


def _part(one: list[float], other: list[float]) -> bool:
    """Move two apart along the shorter way if they cover each other; return whether they did."""
    gaps = [other[axis] - one[axis] for axis in (0, 1)]
    lacking = [ROOM[axis] - abs(gaps[axis]) for axis in (0, 1)]
    if min(lacking) <= 1e-6:
        return False
    axis = 0 if lacking[0] / ROOM[0] < lacking[1] / ROOM[1] else 1
    push = lacking[axis] / 4 * (1 if gaps[axis] >= 0 else -1)
    one[axis] = min(max(one[axis] - push, 0.0), 1.0)
    other[axis] = min(max(other[axis] + push, 0.0), 1.0)
    return True
