"""The evening of a meeting as the room shows it: everything that belongs together, read at one go."""

from dataclasses import dataclass

from desktop.features.meetings import queries
from desktop.features.meetings.agenda import agenda_of, is_running
from desktop.features.meetings.approval import is_locked
from desktop.features.meetings.attenders import Roster
from desktop.features.meetings.decisions.consent_agenda import is_waiting
from desktop.features.meetings.quorum import Light, quorum_light, sectors_here
from desktop.features.meetings.roster import roster_of
from desktop.i18n import _
from desktop.store.store import Store
from sync.records.meetings import AgendaItem, AgendaSection, Meeting, QuorumBasis


@dataclass(frozen=True)
class Evening:
    """A meeting that is being held."""

    meeting: Meeting
    roster: Roster
    light: Light
    items: tuple[AgendaItem, ...]
    sectors: tuple[tuple[str, str, int], ...]
    """(code, name, how many are here) of each sector of the list."""

    @property
    def current(self) -> AgendaItem | None:
        """The item that is open now."""
        return next((each for each in self.items if is_running(each)), None)

    @property
    def is_locked(self) -> bool:
        """Whether the minutes are approved, so that nothing changes any more."""
        return is_locked(self.meeting)

    @property
    def may_be_told(self) -> bool:
        """Whether what is settled now may stand in the minutes that everybody reads."""
        return self.current is None or not self.current.closed


def evening_of(store: Store, meeting: str) -> Evening:
    """Return the evening of a meeting as this computer knows it now."""
    held = queries.read(store, Meeting, meeting)
    roster = roster_of(store, held)
    sectors = sectors_here(roster, queries.sector_names(store))
    items = tuple(agenda_of(store, meeting))
    return Evening(held, roster, quorum_light(held, roster), items, tuple(sectors))


def light_words(light: Light) -> str:
    """Return the few words of the quorum light; they alone say all that its colour says."""
    if light.basis == QuorumBasis.NONE:
        return _("No quorum needed, {here} here").format(here=light.here)
    if not light.is_met and light.basis == QuorumBasis.PER_SECTORS:
        return _("No quorum: {count} more sectors").format(count=light.missing)
    if not light.is_met:
        return _("No quorum: {count} more").format(count=light.missing)
    if light.basis == QuorumBasis.PER_SECTORS:
        return _("Quorum: {here} sectors, needed {needed}").format(here=light.here, needed=light.needed)
    said = _("Quorum: {here} of {voters}, needed {needed}")
    return said.format(here=light.here, voters=light.voters, needed=light.needed)


def step_from(evening: Evening, by: int) -> AgendaItem | None:
    """Return the item that comes next (1) or came before (-1); None where the agenda ends.

    What waits on the consent agenda is approved together, so nobody steps into one item of it.
    """
    items = [each for each in evening.items if each.section != AgendaSection.PARKING_LOT]
    items = [each for each in items if not is_waiting(each)]
    current = evening.current
    if current in items:
        place = items.index(current) + by
        return items[place] if 0 <= place < len(items) else None
    if by < 0:
        begun = [each for each in items if each.opened_at]
        return begun[-1] if begun else None
    return next((each for each in items if each.opened_at is None), None)
