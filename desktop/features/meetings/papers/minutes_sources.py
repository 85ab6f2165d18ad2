"""What the minutes are made of, read once; what a redacted copy must not say is left out here."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TypeVar

from desktop.features.meetings import queries
from desktop.features.meetings.agenda import agenda_of
from desktop.features.meetings.attenders import Roster
from desktop.features.meetings.decisions.matters import about_words
from desktop.features.meetings.roster import roster_of
from desktop.features.meetings.telling import decided_words, is_told
from desktop.store.store import Store
from sync.records.meetings import AgendaItem, Meeting
from sync.records.motions import ActionItem, Decision, Motion

OfItem = TypeVar("OfItem", Motion, Decision, ActionItem)


@dataclass(frozen=True)
class Sources:
    """The records behind the minutes of one meeting."""

    meeting: Meeting
    full: bool
    roster: Roster
    agenda: list[AgendaItem]
    motions: list[Motion]
    decisions: list[Decision]
    actions: list[ActionItem]
    names: dict[str, str]
    about: dict[str, str]
    """Motion -> what it is about, in words."""

    def name(self, person: str) -> str:
        """Return the name of somebody, "" where there is none."""
        return self.names.get(person, "")

    @property
    def attended(self) -> Roster:
        """The roster as if nobody had left: who was there at some time."""
        stayed = tuple(replace(each, turns=()) for each in self.roster.attenders)
        known = {each.person: each for each in stayed}
        return Roster(stayed, {person: known[each.person] for person, each in self.roster.by_person.items()})


def read_sources(store: Store, meeting: Meeting, *, full: bool) -> Sources:
    """Return what the minutes of a meeting are made of; without what is closed unless `full`.

    Motions and decisions of which the notes themselves tell are not told of a second time.
    """
    agenda = agenda_of(store, meeting.id)
    closed = set() if full else {each.id for each in agenda if each.closed}
    motions = _open(queries.of_meeting(store, Motion, meeting.id), closed)
    motions = [each for each in motions if not is_told(meeting, each.sentence)]
    decisions = _open(queries.of_meeting(store, Decision, meeting.id), closed)
    decisions = [each for each in decisions if not is_told(meeting, decided_words(each.title))]
    actions = _open(queries.of_meeting(store, ActionItem, meeting.id), closed)
    roster = roster_of(store, meeting)
    named = {meeting.chair, meeting.note_taker, *(each.presenter for each in agenda)}
    named |= {person for each in motions for person in (each.mover, each.seconder)}
    named |= {each.owner for each in actions} | {each.proxy for each in roster.attenders}
    lines = queries.people_lines(store, named - {""})
    names = {person: line.name for person, line in lines.items()}
    about = {each.id: about_words(store, meeting, each.about) for each in motions}
    return Sources(meeting, full, roster, agenda, motions, decisions, actions, names, about)


def _open(records: Iterable[OfItem], closed: set[str]) -> list[OfItem]:
    return [each for each in records if each.agenda_item not in closed]
