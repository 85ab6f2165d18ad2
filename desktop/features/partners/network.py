"""Who works with whom, as a network: its density, who has how many ties, and which ties are bridges."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Organization:
    """One organization of the network."""

    id: str
    name: str
    sector: str = ""
    """Code."""
    sector_name: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """That two organizations work together; `strength` and `trust` are 1 to 3, trust may be 0."""

    id: str
    one: str
    other: str
    strength: int = 1
    trust: int = 0
    shared: tuple[str, ...] = ()


@dataclass(frozen=True)
class Network:
    """The active organizations, and the links between them: one at most for a pair."""

    organizations: tuple[Organization, ...] = ()
    links: tuple[Link, ...] = ()

    @cached_property
    def names(self) -> dict[str, str]:
        """Organization -> its name."""
        return {each.id: each.name for each in self.organizations}

    @cached_property
    def neighbours(self) -> dict[str, list[tuple[str, Link]]]:
        """Each organization's partners, with the link to each."""
        found: dict[str, list[tuple[str, Link]]] = {each.id: [] for each in self.organizations}
        for link in self.links:
            found[link.one].append((link.other, link))
            found[link.other].append((link.one, link))
        return found

    @cached_property
    def tied(self) -> tuple[Organization, ...]:
        """The organizations that have a link."""
        return tuple(each for each in self.organizations if self.neighbours[each.id])

    @property
    def possible(self) -> int:
        """How many links there could be."""
        count = len(self.organizations)
        return count * (count - 1) // 2

    @property
    def density(self) -> float:
        """The share of possible links that there are, 0 to 1."""
        return len(self.links) / self.possible if self.possible else 0.0

    def degree(self, organization: str) -> int:
        """Return with how many others an organization works."""
        return len(self.neighbours[organization])

    def has_link(self, one: str, other: str) -> bool:
        """Return whether two organizations work together."""
        return any(beyond == other for beyond, _link in self.neighbours.get(one, ()))

    @cached_property
    def bridges(self) -> tuple[Link, ...]:
        """The links without which a part of the network would lose touch with the rest."""
        found = _Bridges(self)
        for organization in self.organizations:
            found.walk_from(organization.id)
        return tuple(link for link in self.links if link.id in found.ids)


class _Bridges:
    """Tarjan's search, without recursion: a link is a bridge if nothing beyond it reaches back."""

    def __init__(self, network: Network) -> None:
        self.ids: set[str] = set()
        self._neighbours = network.neighbours
        self._order: dict[str, int] = {}
        self._low: dict[str, int] = defaultdict(int)

    def walk_from(self, start: str) -> None:
        """Walk through everything that can be reached and was not yet."""
        if start in self._order:
            return
        self._enter(start)
        path = [(start, "", iter(self._neighbours[start]))]
        while path:
            here, came_by, rest = path[-1]
            step = next(rest, None)
            if step is None:
                path.pop()
                self._leave(here, came_by, path[-1][0] if path else "")
            elif step[1].id != came_by:
                other, link = step
                if other in self._order:
                    self._low[here] = min(self._low[here], self._order[other])
                else:
                    self._enter(other)
                    path.append((other, link.id, iter(self._neighbours[other])))

    def _enter(self, organization: str) -> None:
        self._order[organization] = self._low[organization] = len(self._order)

    def _leave(self, here: str, came_by: str, before: str) -> None:
        if before:
            self._low[before] = min(self._low[before], self._low[here])
            if self._low[here] > self._order[before]:
                self.ids.add(came_by)
