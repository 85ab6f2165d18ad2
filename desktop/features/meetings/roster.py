"""Reading the roster of a meeting.

Several devices may have marked the same people. What they say is united: whoever
was seen by one of them was there. Who left and came back is told by the times at
which that happened, as the people at the door wrote them down.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from desktop.features.meetings import queries
from desktop.features.meetings.attenders import Attender, Roster
from desktop.features.meetings.facts import said, standing
from desktop.features.meetings.lines import PersonLine
from desktop.store.store import Store
from sync.changes import State
from sync.records.attendance import Attendance, Departure, Presence
from sync.records.meetings import Meeting, MeetingFormat, Series

STRENGTH = (Presence.PRESENT, Presence.BY_PROXY, Presence.EXCUSED, Presence.ABSENT)
"""What counts where devices disagree, first the strongest."""


def roster_of(store: Store, meeting: str | Meeting) -> Roster:
    """Return the roster of a meeting as this computer knows it now."""
    if isinstance(meeting, str):
        meeting = queries.read(store, Meeting, meeting)
    expected = expected_at(store, meeting)
    marks = _by_person(standing(queries.facts_of(store, Attendance, meeting.id)))
    turns = _by_person(standing(queries.facts_of(store, Departure, meeting.id)))
    lines = _lines(store, [*expected, *marks])
    names = queries.organizations(store, list(lines))
    voters = {_kept(lines, each) for each in meeting.voters}
    wanted = {_kept(lines, each) for each in expected}
    together: dict[str, list[str]] = defaultdict(list)
    for person in lines:
        together[_kept(lines, person)].append(person)
    attenders = [
        _attender(
            lines[kept],
            [state for each in ids for state in marks.get(each, [])],
            [state for each in ids for state in turns.get(each, [])],
            organization=names.get(kept, ""),
            is_voter=kept in voters,
            is_expected=kept in wanted,
        )
        for kept, ids in together.items()
    ]
    attenders.sort(key=lambda each: each.name.casefold())
    found = {each.person: each for each in attenders}
    return Roster(tuple(attenders), {person: found[_kept(lines, person)] for person in lines})


def expected_at(store: Store, meeting: Meeting) -> tuple[str, ...]:
    """Return who is expected: the invited, the voters, and the members of the series."""
    series = queries.read_some(store, Series, [meeting.series] if meeting.series else [])
    members = series[0].members if series else ()
    return tuple(dict.fromkeys((*meeting.invited, *meeting.voters, *members)))


def _lines(store: Store, people: Iterable[str]) -> dict[str, PersonLine]:
    lines = queries.people_lines(store, dict.fromkeys(people))
    while into := {line.merged_into for line in lines.values()} - lines.keys() - {""}:
        more = queries.people_lines(store, into)
        lines |= more
        if not more:
            break
    return lines


def _kept(lines: dict[str, PersonLine], person: str) -> str:
    """Return whom somebody was merged into, through several mergers if need be."""
    seen = {person}
    while (line := lines.get(person)) and line.merged_into in lines and line.merged_into not in seen:
        person = line.merged_into
        seen.add(person)
    return person


def _by_person(states: dict[str, State]) -> dict[str, list[State]]:
    found: dict[str, list[State]] = defaultdict(list)
    for state in states.values():
        found[str(state["fields"].get("person", ""))].append(state)
    return found


def _attender(line: PersonLine, marks: list[State], turns: list[State], **known: Any) -> Attender:
    attender = Attender(line.id, line.name, line.goes_by, line.sector, is_minor=line.is_minor, **known)
    marked = [(mark, Presence(word)) for mark in marks for word in _presences(mark)]
    if marked:
        mark, presence = min(marked, key=lambda each: _strength(each[1]))
        attender = _with_mark(attender, mark, presence)
    moves = sorted((_turn(state) for state in turns), key=lambda turn: (turn[0] is not None, turn[0] or 0))
    if moves:
        out = None if moves[-1][1] else moves[-1][0]
        attender = replace(attender, turns=tuple(moves), left_at=out)
    return attender


def _presences(mark: State) -> list[str]:
    return said(mark, "presence") or [Presence.PRESENT.value]


def _strength(presence: Presence) -> int:
    return STRENGTH.index(presence) if presence in STRENGTH else len(STRENGTH)


def _with_mark(attender: Attender, mark: State, presence: Presence) -> Attender:
    fact = mark["fields"]
    return replace(
        attender,
        presence=presence,
        format=MeetingFormat(fact.get("format", MeetingFormat.IN_PERSON.value)),
        arrived_at=_moment(fact.get("arrived_at")),
        proxy=fact.get("proxy", ""),
        sector=fact.get("sector") or attender.sector,
        sheet_code=fact.get("sheet_code", ""),
        walk_in=bool(fact.get("walk_in")),
    )


def _turn(state: State) -> tuple[datetime | None, bool]:
    return _moment(state["fields"].get("at")), bool(state["fields"].get("returned"))


def _moment(text: Any) -> datetime | None:
    return datetime.fromisoformat(text) if isinstance(text, str) else None
