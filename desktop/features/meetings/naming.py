"""How people are named in what is written of a meeting."""

from desktop.features.meetings import queries
from desktop.store.store import Store
from sync.records.meetings import Meeting


def names_for(store: Store, meeting: Meeting, people: list[str]) -> dict[str, str]:
    """Return the names of people, or their initials where the meeting shows only those."""
    lines = queries.people_lines(store, [each for each in people if each])
    if not meeting.initials_only:
        return {person: line.name for person, line in lines.items()}
    from desktop.reports.wording import initials

    return {person: initials(line.name) for person, line in lines.items()}


def name_for(store: Store, meeting: Meeting, person: str) -> str:
    """Return the name of one person, "" where there is none."""
    return names_for(store, meeting, [person]).get(person, "") if person else ""
