"""The printed sign-in sheet: a short code in each row, typed in afterwards and reconciled.

A code follows from the meeting and the person, so every computer of the coalition works out
the same ones, whoever printed the sheet. Rows for people who walk in have codes too.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from desktop.features.meetings import queries
from desktop.features.meetings.approval import require_unlocked
from desktop.features.meetings.attendance.codes import SIGNS, code_from, is_code, tidy
from desktop.features.meetings.attendance.marking import Mark, mark_all
from desktop.features.meetings.attenders import Roster
from desktop.features.meetings.roster import roster_of
from desktop.i18n import _, ngettext
from desktop.store.store import Store
from sync.changes import State
from sync.records.attendance import Attendance, Presence
from sync.records.meetings import Meeting

LENGTH = 6
"""Signs in a code, the check sign included."""
OPEN_ROWS = 12
"""Rows for people who walk in, on one sheet."""
MOST_OPEN = 200


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row of a printed sheet."""

    code: str
    person: str = ""
    """Empty in a row for somebody who walks in."""
    name: str = ""
    organization: str = ""
    place: int = 0
    """Which open row it is, from 1."""


@dataclass(frozen=True, slots=True)
class ReadCode:
    """What became of one code that was typed."""

    typed: str
    row: SheetRow | None
    trouble: str = ""
    """Why it cannot be entered, in a sentence."""
    maybe: tuple[SheetRow, ...] = ()
    """Rows that it is probably meant for."""


@dataclass(frozen=True, slots=True)
class Reconciled:
    """The paper and the roster side by side."""

    signatures: int
    """Counted on the paper."""
    entered: int
    """People in the roster who came by way of the sheet."""
    present: int
    """Everybody marked present."""

    @property
    def is_level(self) -> bool:
        """Whether the paper and the roster say the same."""
        return self.signatures == self.present

    @property
    def words(self) -> str:
        """What is amiss, in a sentence; "" if nothing is."""
        gap = abs(self.signatures - self.present)
        if self.signatures > self.present:
            said = ngettext(
                "{count} signature on the paper is not in the roster yet.",
                "{count} signatures on the paper are not in the roster yet.",
                gap,
            )
        else:
            said = ngettext(
                "{count} person is marked present who did not sign.",
                "{count} people are marked present who did not sign.",
                gap,
            )
        return said.format(count=gap) if gap else ""


def sheet_rows(store: Store, meeting: str, open_rows: int = OPEN_ROWS) -> list[SheetRow]:
    """Return the rows of the sheet: everybody expected by name, then rows for those who walk in."""
    named = _named(meeting, roster_of(store, meeting))
    return [*named, *(_open_row(meeting, place) for place in range(1, open_rows + 1))]


def read_codes(store: Store, meeting: str, text: str) -> list[ReadCode]:
    """Return what each typed code stands for: codes divided by spaces, commas or new lines."""
    known = {row.code: row for row in _named(meeting, roster_of(store, meeting))}
    known |= {row.code: row for row in (_open_row(meeting, place) for place in range(1, MOST_OPEN + 1))}
    read: list[ReadCode] = []
    seen: set[str] = set()
    for typed in text.replace(",", " ").replace(";", " ").split():
        code = tidy(typed)
        read.append(_double(typed, known.get(code)) if code in seen else _read(store, meeting, known, typed))
        seen.add(code)
    return read


def enter_rows(store: Store, meeting: str, rows: Iterable[SheetRow]) -> int:
    """Mark the people of these rows present, as one edit; return how many were not so yet."""
    known = [Mark(row.person, Presence.PRESENT, {"sheet_code": row.code}) for row in rows if row.person]
    return mark_all(store, meeting, known, _("Enter sign-in sheet"))


def count_sheet(store: Store, meeting: str, signatures: int) -> None:
    """Note how many signatures are on the paper."""
    require_unlocked(queries.read(store, Meeting, meeting))
    with store.edit(_("Count the sign-in sheet")) as draft:
        draft.set(Meeting.kind, meeting, {"sheet_count": signatures})


def reconcile(meeting: Meeting, roster: Roster) -> Reconciled:
    """Return how the paper and the roster compare; by proxy nobody signs."""
    present = [each for each in roster.attenders if each.presence == Presence.PRESENT]
    entered = sum(bool(each.sheet_code) for each in present)
    return Reconciled(meeting.sheet_count, entered, len(present))


def _named(meeting: str, roster: Roster) -> list[SheetRow]:
    return [
        SheetRow(_code(meeting, each.person), each.person, each.name, each.organization)
        for each in roster.attenders
        if each.is_expected or each.took_part
    ]


def _open_row(meeting: str, place: int) -> SheetRow:
    return SheetRow(_code(meeting, f"open {place}"), place=place)


def _code(meeting: str, about: str) -> str:
    return code_from(sha256(f"sheet 1 {meeting} {about}".encode()).digest(), LENGTH)


def _double(typed: str, row: SheetRow | None) -> ReadCode:
    return ReadCode(typed, None, _("This code was typed twice."), (row,) if row else ())


def _read(store: Store, meeting: str, known: dict[str, SheetRow], typed: str) -> ReadCode:
    code = tidy(typed)
    if not is_code(code, LENGTH):
        near = tuple(dict.fromkeys(known[each] for each in _slips(code) if each in known))
        return ReadCode(typed, None, _("There is a typing mistake in this code."), near)
    if code in known:
        row = known[code]
        taken = _walked_in_with(store, meeting, code) if row.place else ""
        return ReadCode(typed, None if taken else row, taken)
    for person in queries.all_people(store):  # the sheet may be older than the list of the invited
        if _code(meeting, person) == code:
            return ReadCode(typed, SheetRow(code, person, queries.people_lines(store, [person])[person].name))
    return ReadCode(typed, None, _("This code is not from the sheet of this meeting."))


def _walked_in_with(store: Store, meeting: str, code: str) -> str:
    """Return that an open row was entered already, and as whom."""
    facts: dict[str, State] = queries.facts_of(store, Attendance, meeting)
    people = [
        str(state["fields"]["person"])
        for state in facts.values()
        if state["fields"].get("sheet_code") == code and "trash" not in state
    ]
    names = [line.name for line in queries.people_lines(store, people).values()]
    return _("This row was entered already, for {name}.").format(name=names[0]) if names else ""


def _slips(code: str) -> Iterable[str]:
    """Yield the codes that are one slip away: a wrong sign, or two that changed places."""
    if len(code) != LENGTH:
        return
    for place in range(LENGTH):
        yield from (code[:place] + sign + code[place + 1 :] for sign in SIGNS)
    for place in range(LENGTH - 1):
        yield code[:place] + code[place + 1] + code[place] + code[place + 2 :]
