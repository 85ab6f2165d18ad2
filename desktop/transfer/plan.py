"""An import thought through before anything is changed: a verdict and a reason for every row."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from desktop.i18n import _
from desktop.store.store import Store
from desktop.transfer import partners, people
from desktop.transfer.entrant import Entrant
from desktop.transfer.filling import Additions, additions, apply, join_notes
from desktop.transfer.mapping import Mapping, guess_mapping
from desktop.transfer.matching import Acquaintances, Found, Known
from desktop.transfer.names import name_words
from desktop.transfer.phones import phone_key
from desktop.transfer.queries import affiliated, imports_of, records_of, suppressed
from desktop.transfer.reading import read_sheet
from desktop.transfer.sheet import Sheet, SourceRow
from desktop.words import spoken
from sync.errors import Unknown
from sync.records.base import new_id
from sync.records.people import normal_email

NEW, MATCH, CHANGED, REFUSED = "new", "match", "changed", "refused"
Heed = Callable[[int, int], object]
"""Hears how many rows of how many are done; what it raises ends the work with nothing changed."""
READERS: dict[str, Callable[[SourceRow, Mapping, date], Entrant]] = {
    people.KIND: people.read_person,
    partners.KIND: partners.read_partner,
}


@dataclass
class Verdict:
    """What comes of one row."""

    row: int
    verdict: str
    why: str
    values: dict[str, Any] = field(default_factory=dict)
    """The fields of a new record, or what an empty field gets."""
    record: str = ""
    """The id of the record that is made or found."""
    additions: Additions = field(default_factory=Additions)
    sheet: str = ""
    """The sheet of the workbook, where more than one was read."""
    partner: str = ""
    """The known organization that the person is joined to."""
    role: str = ""

    @property
    def place(self) -> str:
        """Which row it is, in words: its number, after the sheet's name where there are several."""
        return f"{self.sheet} {self.row}".strip()

    def as_json(self) -> dict[str, Any]:
        """Return what the command line prints of the row."""
        where = {"sheet": self.sheet} if self.sheet else {}
        return {"row": self.row, "verdict": self.verdict, "why": self.why, **where}


@dataclass
class Plan:
    """An import that can be carried out."""

    kind: str
    sheet: Sheet
    mapping: Mapping
    rows: list[Verdict] = field(default_factory=list)

    @property
    def unread(self) -> str:
        """What a person is told of the sheets of a workbook that were not read, "" if all were."""
        if not self.sheet.unread:
            return ""
        return _("Sheets that were not read: {names}.").format(names=", ".join(self.sheet.unread))

    @property
    def unmapped(self) -> tuple[str, ...]:
        """Columns that fit no field and are kept in the notes."""
        return self.mapping.unmapped

    def count(self, verdict: str) -> int:
        """Return how many rows have a verdict."""
        return sum(each.verdict == verdict for each in self.rows)

    @property
    def new(self) -> int:
        """Rows that make a new record."""
        return self.count(NEW)

    @property
    def matched(self) -> int:
        """Rows about somebody known that bring nothing new."""
        return self.count(MATCH)

    @property
    def changed(self) -> int:
        """Rows that add to somebody known."""
        return self.count(CHANGED)

    @property
    def refused(self) -> int:
        """Rows of which nothing can be made."""
        return self.count(REFUSED)

    def as_json(self) -> dict[str, Any]:
        """Return what the command line prints."""
        return {
            "new": self.new,
            "matched": self.matched,
            "changed": self.changed,
            "refused": self.refused,
            "unmapped": list(self.unmapped),
            **({"unread": list(self.sheet.unread)} if self.sheet.unread else {}),
            "rows": [each.as_json() for each in self.rows],
        }


def plan_import(
    store: Store, kind: str, path: Path, mapping: dict[str, str] | None = None, heed: Heed | None = None
) -> Plan:
    """Return what importing a file would do; nothing is changed.

    `kind` is person or partner; `mapping` (heading -> what it holds) overrides the
    guess. Malformed if the file is no list of contacts, Unavailable if it cannot be read.
    """
    if kind not in READERS:
        raise Unknown(_("Only people and partners can be imported from such a file; nothing was changed."))
    sheet = read_sheet(path)
    plan = Plan(kind, sheet, guess_mapping(sheet, kind, mapping))
    today = date.fromisoformat(store.now()[:10])
    judge = _Judge(store, plan)
    for row in sheet.rows:
        if heed:
            heed(len(plan.rows), len(sheet.rows))
        plan.rows.append(judge.verdict(READERS[kind](row, plan.mapping, today)))
        plan.rows[-1].sheet = row.sheet
    return plan


class _Judge:
    """Looks at rows one after another, remembering those that came before."""

    def __init__(self, store: Store, plan: Plan) -> None:
        self._known = _acquaintances(store, plan)
        self._suppressed = suppressed(store)
        self._partners = _by_name(records_of(store, partners.KIND)) if plan.kind == people.KIND else {}
        self._joined = set(affiliated(store)) if self._partners else set()
        self._new: dict[str, Verdict] = {}

    def verdict(self, entrant: Entrant) -> Verdict:
        """Return what comes of a row."""
        if entrant.refused:
            return Verdict(entrant.row, REFUSED, entrant.refused)
        self._heed_suppressions(entrant)
        partner = self._partner(entrant)
        found = self._known.find(entrant)
        verdict = (
            self._add(entrant, found) if found.known is None else self._meet(entrant, found.known, found.why)
        )
        if partner and (verdict.record, partner) not in self._joined:
            self._joined.add((verdict.record, partner))
            verdict.partner, verdict.role = partner, entrant.job[:500]
            verdict.verdict = CHANGED if verdict.verdict == MATCH else verdict.verdict
            verdict.why += _(" Joined to {organization}.").format(organization=entrant.organization)
        return verdict

    def _add(self, entrant: Entrant, found: Found) -> Verdict:
        values = dict(entrant.values)
        if entrant.lines:
            values["notes"] = join_notes("", entrant.lines)
        record = new_id()
        claimed = entrant.id if entrant.is_ours else ""
        self._known.learn(Known(record, values, entrant.place, claimed=claimed))
        self._new[record] = Verdict(
            entrant.row, NEW, _sentence(found.why or _("not known yet"), *entrant.remarks), values, record
        )
        return self._new[record]

    def _meet(self, entrant: Entrant, known: Known, reason: str) -> Verdict:
        brought = additions(known.fields, entrant)
        apply(brought, known.fields)
        self._known.learn(known)
        same = _("{reason} as row {row}").format(reason=reason, row=known.row) if known.row else reason
        listed = (
            _("adds {fields}").format(fields=", ".join(map(_plain, brought.names))) if brought.names else ""
        )
        why = _sentence(same, listed or _("nothing new"), *entrant.remarks)
        verdict = CHANGED if brought.names else MATCH
        # What it adds to a new record is in that record's own values already.
        kept = Additions() if known.row else brought
        return Verdict(entrant.row, verdict, why, dict(brought.values), known.id, kept)

    def _heed_suppressions(self, entrant: Entrant) -> None:
        emails = {normal_email(each) for each in entrant.emails} & self._suppressed["email"]
        phones = {phone_key(each) for each in entrant.phones} & self._suppressed["phone"]
        if emails or phones:
            entrant.values["do_not_contact"] = True
            entrant.remarks.append(_("this address asked not to be used, so it is marked do not contact"))

    def _partner(self, entrant: Entrant) -> str:
        """The known organization that a person belongs to; an unknown one is kept in the notes."""
        partner = self._partners.get(name_words(entrant.organization), "") if entrant.organization else ""
        if entrant.organization and not partner:
            entrant.lines.append(f"{_('Organization')}: {entrant.organization}")
        if entrant.job and not partner:
            entrant.lines.append(f"{_('Job')}: {entrant.job}")
        return partner


def _acquaintances(store: Store, plan: Plan) -> Acquaintances:
    before = imports_of(store, plan.sheet.digest)
    records = {record["id"]: record for record in records_of(store, plan.kind)}
    known = {
        each: Known(each, record, is_same_file=record["batch"] in before) for each, record in records.items()
    }
    acquaintances = Acquaintances()
    for each, record in records.items():
        acquaintances.learn(known.get(record["merged_into"], known[each]), record)
    return acquaintances


def _by_name(records: list[dict[str, Any]]) -> dict[tuple[str, ...], str]:
    """Return the words of a name -> whose it is, where only one bears it."""
    standing = [record for record in records if not record["merged_into"]]
    times = Counter(name_words(record["name"]) for record in standing)
    return {name: record["id"] for record in standing if times[name := name_words(record["name"])] == 1}


def _plain(name: str) -> str:
    return spoken(name).lower()


def _sentence(*parts: str) -> str:
    words = "; ".join(dict.fromkeys(filter(None, parts)))
    return f"{words[:1].upper()}{words[1:]}."
