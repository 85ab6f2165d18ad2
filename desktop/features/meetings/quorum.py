"""Quorum by each rule, live, and the moments at which it was lost.

Without a rule of its own a meeting needs a majority of its voters, as Robert's Rules
have it; where nobody is listed as a voter, whoever comes is the assembly. Somebody who
is there by proxy counts as long as the proxy is in the room.
"""

from dataclasses import dataclass
from datetime import datetime

from desktop.features.meetings.attenders import Attender, Roster
from desktop.i18n import _
from sync.records.attendance import Presence
from sync.records.meetings import Meeting, Quorum, QuorumBasis


@dataclass(frozen=True, slots=True)
class Light:
    """Whether there is a quorum, and how it is counted."""

    basis: QuorumBasis
    needed: int
    here: int
    """Voters here now, or sectors where the rule counts those."""
    voters: int
    is_met: bool

    @property
    def missing(self) -> int:
        """How many more are needed."""
        return max(0, self.needed - self.here)

    @property
    def words(self) -> str:
        """One sentence, as the light and the minutes say it."""
        if self.basis == QuorumBasis.NONE:
            return _("No quorum is needed. Here: {here} of {voters} voters.").format(
                here=self.here, voters=self.voters
            )
        if self.basis == QuorumBasis.PER_SECTORS:
            said = _("Voters of {here} sectors are here; {needed} sectors are a quorum.")
        else:
            said = _("{here} of {voters} voters are here; {needed} are a quorum.")
        return said.format(here=self.here, voters=self.voters, needed=self.needed)


def attended_words(light: Light) -> str:
    """Return the sentence for minutes: how many voters took part, and whether that was a quorum."""
    said = _("{here} of {voters} voters took part; {needed} were a quorum.")
    if light.basis == QuorumBasis.NONE:
        said = _("{here} of {voters} voters took part; no quorum was needed.")
    elif light.basis == QuorumBasis.PER_SECTORS:
        said = _("Voters of {here} sectors took part; {needed} sectors were a quorum.")
    return said.format(here=light.here, voters=light.voters, needed=light.needed)


@dataclass(frozen=True, slots=True)
class Turn:
    """A moment at which the quorum was lost or came back."""

    at: datetime | None
    is_met: bool
    here: int
    needed: int


def needed_for(quorum: Quorum | None, voters: int) -> int:
    """Return how many must be here, of so many voters; sectors where the rule counts those."""
    rule = quorum or Quorum()
    if rule.basis == QuorumBasis.NONE:
        return 0
    if rule.basis in (QuorumBasis.COUNT, QuorumBasis.PER_SECTORS):
        return rule.number
    if rule.basis == QuorumBasis.PERCENT:
        return -(-voters * rule.number // 100)
    return voters // 2 + 1


def quorum_light(meeting: Meeting, roster: Roster) -> Light:
    """Return whether a quorum is here now."""
    return _light(meeting.quorum, roster, list(roster.voters_here))


def sectors_here(roster: Roster, sectors: dict[str, str]) -> list[tuple[str, str, int]]:
    """Return (code, name, how many are here) of each sector of the list, for the strip of sectors."""
    counted = dict.fromkeys(sectors, 0)
    for attender in roster.here:
        if attender.sector in counted:
            counted[attender.sector] += 1
    return [(code, sectors[code], count) for code, count in counted.items()]


def story(meeting: Meeting, roster: Roster) -> list[Turn]:
    """Return when the quorum was lost after it had been there, and when it came back."""
    moves = sorted(_moves(roster), key=lambda move: (move[0], not move[2]))
    here = {each.person: each for each in roster.voters if each.took_part and each.arrived_at is None}
    light, turns, was_met = _light(meeting.quorum, roster, list(here.values())), list[Turn](), False
    was_met = light.is_met
    for at, attender, is_coming in moves:
        here = (
            {**here, attender.person: attender}
            if is_coming
            else {person: each for person, each in here.items() if person != attender.person}
        )
        light = _light(meeting.quorum, roster, list(here.values()))
        if was_met != light.is_met and (was_met or turns):
            turns.append(Turn(at, light.is_met, light.here, light.needed))
        was_met = light.is_met
    return turns


def told(turn: Turn, clock: str) -> str:
    """Return the sentence for a moment of the story; `clock` is its time of day in words."""
    if turn.is_met:
        return _("The quorum was restored at {time}.").format(time=clock)
    said = _("The quorum was lost at {time}: {here} of the {needed} needed were left.")
    return said.format(time=clock, here=turn.here, needed=turn.needed)


def _moves(roster: Roster) -> list[tuple[datetime, Attender, bool]]:
    """Return (moment, voter, whether they came) of all comings and goings with a time."""
    moves: list[tuple[datetime, Attender, bool]] = []
    for each in roster.voters:
        if each.took_part:
            moves += [(each.arrived_at, each, True)] if each.arrived_at else []
            moves += [(at, each, returned) for at, returned in _turns(roster, each) if at]
    return moves


def _turns(roster: Roster, attender: Attender) -> tuple[tuple[datetime | None, bool], ...]:
    stand_in = roster.by_person.get(attender.proxy)
    if attender.presence == Presence.BY_PROXY and stand_in is not None:
        return (*attender.turns, *stand_in.turns)
    return attender.turns


def _light(quorum: Quorum | None, roster: Roster, here: list[Attender]) -> Light:
    rule, voters = quorum or Quorum(), len(roster.voters)
    needed = needed_for(rule, voters)
    if quorum is None and not roster.has_voters:
        needed = 1  # a mass meeting: whoever attends is the assembly
    counted = len(here)
    if rule.basis == QuorumBasis.PER_SECTORS:
        counted = len({each.sector for each in here if each.sector})
    return Light(rule.basis, needed, counted, voters, counted >= needed)
