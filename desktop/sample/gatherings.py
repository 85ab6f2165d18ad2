"""Who was at which meeting: the same answers wherever they are asked for."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

from desktop.sample.cast import Cast, Somebody
from desktop.sample.chance import chance
from desktop.sample.deed import known
from desktop.sample.words import told

FAITH_LEFT = -9
"""The month from which nobody came of their own accord from the faith groups."""


@dataclass(frozen=True)
class Gathering:
    """One meeting of the sample."""

    cast: Cast
    told: dict[str, Any]

    @property
    def month(self) -> int:
        """How many months from today."""
        return int(self.told["month"])

    @property
    def id(self) -> str:
        """The id of its record."""
        return known("meeting", self.month)

    @property
    def day(self) -> date:
        """The day it is on."""
        return self.cast.calendar.meeting_day(self.month)

    @property
    def is_planned(self) -> bool:
        """Whether it is still to come."""
        return "planned" in self.told

    @property
    def has_quorum(self) -> bool:
        """Whether more than half of the voters were there."""
        return 2 * len(self.voters_present) > len(self.voters)

    @cached_property
    def voters(self) -> list[Somebody]:
        """Who had a vote by then."""
        return [each for each in self.cast.voters if each.since <= self.day]

    @cached_property
    def present(self) -> list[Somebody]:
        """Who came, in the order of their names."""
        if self.is_planned:
            return []
        there = [each for each in self.cast.people.values() if self._came(each)]
        return sorted(there, key=lambda each: each.name.casefold())

    @cached_property
    def voters_present(self) -> list[Somebody]:
        """The voters who came."""
        there = {each.id for each in self.present}
        return [each for each in self.voters if each.id in there]

    def item(self, title: str) -> str:
        """Return the id of an item of its agenda."""
        return known("agenda_item", self.month, title)

    def motion(self, title: str) -> str:
        """Return the id of a motion."""
        return known("motion", self.month, title)

    @cached_property
    def _acting(self) -> set[str]:
        """Who must have been there, for the minutes say what they did."""
        names = {self.told["chair"], self.told["pen"], *self.told.get("also", ())}
        names |= {each[2] for each in self.told["agenda"]}
        for motion in self.told["motions"]:
            names |= {motion["by"], motion["second"], motion.get("amender", motion["by"])}
        return names

    def _came(self, somebody: Somebody) -> bool:
        if somebody.since > self.day or somebody.name in self.told.get("away", ()):
            return False
        if somebody.name in self._acting or somebody.since == self.day:
            return True
        if somebody.is_gone and self.month >= FAITH_LEFT:
            return False
        if self.cast.sector_of(somebody) == "faith_groups" and self.month >= FAITH_LEFT:
            return False
        likely = somebody.comes / 10 * (0.95 if somebody.comes > 6 else 0.28)
        return chance("comes", self.month, somebody.name) < likely * (0.35 if "few" in self.told else 1)


@lru_cache(maxsize=1)
def gatherings(cast: Cast) -> list[Gathering]:
    """Return the meetings, the oldest first."""
    return [Gathering(cast, each) for each in told("meetings")]
