"""The lines of a roster: who is expected at a meeting, who is here, who has left."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from sync.records.attendance import Presence
from sync.records.meetings import MeetingFormat


@dataclass(frozen=True, slots=True)
class Attender:
    """One line of a roster."""

    person: str
    name: str
    goes_by: str = ""
    sector: str = ""
    """For which they speak on that day, else their own."""
    organization: str = ""
    is_minor: bool = False
    is_voter: bool = False
    is_expected: bool = False
    presence: Presence | None = None
    """None = not marked."""
    format: MeetingFormat = MeetingFormat.IN_PERSON
    arrived_at: datetime | None = None
    left_at: datetime | None = None
    """When they last left, if they have not come back."""
    proxy: str = ""
    sheet_code: str = ""
    walk_in: bool = False
    turns: tuple[tuple[datetime | None, bool], ...] = ()
    """(moment, whether they came back) of each leaving and returning, in order."""

    @property
    def called(self) -> str:
        """What people call them: the name they go by before the family's."""
        first, space, rest = self.name.partition(" ")
        return f"{self.goes_by}{space}{rest}" if self.goes_by and self.goes_by != first else self.name

    @property
    def is_out(self) -> bool:
        """Whether they left and have not come back."""
        return bool(self.turns) and not self.turns[-1][1]

    @property
    def took_part(self) -> bool:
        """Whether they were there at some time, themselves or by proxy."""
        return self.presence in (Presence.PRESENT, Presence.BY_PROXY)


@dataclass(frozen=True)
class Roster:
    """Everybody expected or marked, in the order of their names."""

    attenders: tuple[Attender, ...]
    by_person: dict[str, Attender] = field(repr=False)
    """Also under the ids of records that were merged into another."""

    def is_here(self, person: str) -> bool:
        """Tell whether somebody is in the room or online now, or stands there by proxy."""
        attender = self.by_person.get(person)
        if attender is None or not attender.took_part or attender.is_out:
            return False
        stand_in = self.by_person.get(attender.proxy)
        return attender.presence == Presence.PRESENT or stand_in is None or not stand_in.is_out

    @cached_property
    def here(self) -> tuple[Attender, ...]:
        """Those who are here now."""
        return tuple(each for each in self.attenders if self.is_here(each.person))

    @cached_property
    def voters(self) -> tuple[Attender, ...]:
        """Those against whom a quorum is counted; without any, everybody who is here."""
        return tuple(each for each in self.attenders if each.is_voter) or self.here

    @cached_property
    def voters_here(self) -> tuple[Attender, ...]:
        """The voters who are here now."""
        return tuple(each for each in self.voters if self.is_here(each.person))

    @property
    def has_voters(self) -> bool:
        """Whether the meeting says who may vote."""
        return any(each.is_voter for each in self.attenders)

    @property
    def took_part(self) -> tuple[Attender, ...]:
        """Everybody who was there at some time."""
        return tuple(each for each in self.attenders if each.took_part)

    @property
    def unmarked(self) -> tuple[Attender, ...]:
        """Those expected of whom nothing is known yet."""
        return tuple(each for each in self.attenders if each.presence is None)
