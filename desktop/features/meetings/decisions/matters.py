"""What a motion can be about: a request for a stipend, a line of the budget, a project.

The motion only names it. No balance and no request changes by a vote.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desktop.features.meetings import queries
from desktop.features.meetings.finding import folded
from desktop.features.meetings.naming import names_for
from desktop.i18n import _
from desktop.money_words import money_words
from desktop.store.listing import open_listing
from desktop.store.store import Store
from sync.records.meetings import Meeting
from sync.records.money import BudgetLine, Stipend
from sync.records.projects import Project

KINDS = (Stipend, BudgetLine, Project)
"""In the order in which they are offered."""
MOST = 500
"""Records of a kind that are offered, the latest ones."""


@dataclass(frozen=True, slots=True)
class Matter:
    """One thing that a motion can be about."""

    kind: str
    record: str
    name: str
    """Who asks for a stipend, else the title; "" if it is somebody who is not known here."""
    purpose: str = ""
    cents: int = 0
    """What is asked for or planned; 0 if nothing is said."""

    @property
    def called(self) -> str:
        """The line under which it is offered: who, how much, what for."""
        amount = money_words(self.cents) if self.cents else ""
        kind = _plain_kinds()[self.kind]
        named = ", ".join(filter(None, (self.name, amount)))
        return " · ".join(filter(None, (named, self.purpose, kind)))

    @property
    def words(self) -> str:
        """What the minutes call it, e.g. stipend request of Maria García, $250.00."""
        said = _spoken_kinds()[self.kind].format(name=self.name)
        said = said if self.name else _plain_kinds()[self.kind]
        return f"{said}, {money_words(self.cents)}" if self.cents else said

    @property
    def remark(self) -> str:
        """What the vote on it does not do, "" where nobody would expect it to."""
        return {
            Stipend.kind: _("The vote is recorded; the request stays as it was."),
            BudgetLine.kind: _("The vote is recorded; no budget changes by it."),
        }.get(self.kind, "")


def matters(store: Store, meeting: Meeting) -> list[Matter]:
    """Return what a motion of a meeting can be about, the latest of each kind first."""
    found = [_offered(store, kind.kind) for kind in KINDS]
    return [each for fields in found for each in _as_matters(store, meeting, fields)]


def matter_of(store: Store, meeting: Meeting, record: str) -> Matter | None:
    """Return what a motion is about; None if it is nothing, or nothing that is known here."""
    for kind in KINDS if record else ():
        for held in queries.read_some(store, kind, [record]):
            given = [(kind.kind, record, held.model_dump(mode="json"))]
            return next(_as_matters(store, meeting, given))
    return None


def about_words(store: Store, meeting: Meeting, record: str) -> str:
    """Return what the minutes call the thing that a motion is about, "" where there is none."""
    matter = matter_of(store, meeting, record)
    return matter.words if matter else ""


def matching(offers: Sequence[Matter], typed: str) -> list[Matter]:
    """Return those that have each word typed at the beginning of one of theirs, or of their amount."""
    wanted = _bare(folded(typed)).split()
    if not wanted:
        return []
    fit = (each for each in offers if _fits(each, wanted))
    return sorted(fit, key=lambda each: not folded(each.name).startswith(wanted[0]))


Given = tuple[str, str, dict[str, object]]
"""The kind, the id and the stored fields of a record."""


def _offered(store: Store, kind: str) -> list[Given]:
    lines = open_listing(store, kind, sort="-id").page(0, MOST)
    return [(kind, line.id, dict(line.state["fields"])) for line in lines if line]


def _as_matters(store: Store, meeting: Meeting, given: Sequence[Given]) -> Iterator[Matter]:
    people = [str(fields["person"]) for kind, _id, fields in given if kind == Stipend.kind]
    names = names_for(store, meeting, people) if people else {}
    for kind, record, fields in given:
        if kind == Stipend.kind:
            purpose = str(fields.get("title") or fields.get("work") or "").partition("\n")[0]
            name = names.get(str(fields["person"]), "")
            yield Matter(kind, record, name, purpose, _cents(fields, "requested"))
        else:
            yield Matter(kind, record, str(fields.get("title") or ""), "", _cents(fields, "original"))


def _cents(fields: dict[str, object], name: str) -> int:
    held = fields.get(name)
    return held if isinstance(held, int) else 0


def _fits(matter: Matter, wanted: list[str]) -> bool:
    words = _bare(folded(matter.called)).split()
    return all(any(word.startswith(each) for word in words) for each in wanted)


def _bare(text: str) -> str:
    """Return text as amounts are looked for in it: 1,234.50 and $1234.50 are the same."""
    return text.replace("$", "").replace(",", "")


def _plain_kinds() -> dict[str, str]:
    return {
        Stipend.kind: _("stipend request"),
        BudgetLine.kind: _("budget line"),
        Project.kind: _("project"),
    }


def _spoken_kinds() -> dict[str, str]:
    return {
        Stipend.kind: _("stipend request of {name}"),
        BudgetLine.kind: _("budget line “{name}”"),
        Project.kind: _("project “{name}”"),
    }
