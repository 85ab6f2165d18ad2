"""The books once more, from the accepted steps alone, by somebody who knows nothing of the office's rules."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

HELD = ("confirmed", "completion_proposed", "completed", "not_completed")
MONEY = ("approved", "paid", "voided")
"""Moves that are entered in the books."""
AWARDED = ("approved", "paid", "reported", "reconciled")


def check_books(accepted: list[dict[str, Any]], limits: "Limits") -> None:
    """Go through everything that the office accepted, in order; each step must leave the books right."""
    books = Books(limits)
    for row in accepted:
        books.take(row)


@dataclass(frozen=True)
class Limits:
    """What must not be exceeded."""

    funds: dict[str, int]
    """Fund -> cents that it holds."""
    seats: dict[str, int]
    """Cohort -> seats."""
    month: str
    """The month of the books that is locked now and then: November 2026."""


@dataclass
class Books:
    """Where everything stands after some of the steps."""

    limits: Limits
    standing: dict[str, str] = field(default_factory=dict)
    awards: dict[str, tuple[str, int]] = field(default_factory=dict)
    """Case -> fund, cents."""
    asked_by: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    approved_by: dict[str, str] = field(default_factory=dict)
    stated: dict[str, dict[str, Any]] = field(default_factory=lambda: defaultdict(dict))
    """Record -> its values as the history has made them so far."""

    def take(self, row: dict[str, Any]) -> None:
        """Take in one accepted change."""
        values = row["values"]
        self.stated[row["record"]].update(values)
        if row["kind"] == "journal_entry":
            assert sum(each["cents"] for each in values["postings"]) == 0
        if str(values.get("day") or "").startswith("2026-11") and values.get("step", "paid") in MONEY:
            assert self.standing.get(self.limits.month) != "locked", "money moved in a locked month"
        if "step" in values:
            if row["kind"] == "stipend_step":
                self.move_stipend(row["person"], values)
            self.standing[values["case"]] = values["step"]
        self.check_sums()

    def move_stipend(self, person: str, values: dict[str, Any]) -> None:
        case, move = values["case"], values["step"]
        request = self.stated[case]
        if move == "submitted":
            self.asked_by[case].add(person)
        if move in ("endorsed", "approved", "paid"):
            assert person not in self.asked_by[case], "somebody moved their own request"
        if move == "approved":
            cents = values.get("amount") or request["requested"]
            self.awards[case] = values.get("fund") or request["fund"], cents
            self.approved_by[case] = person
            assert cents > 0
        if move == "paid":
            assert self.approved_by[case] != person, "the same person approved and paid"
            assert self.standing[case] == "approved"
            paid = values.get("amount") or self.awards[case][1]
            assert 0 < paid <= self.awards[case][1], "more was paid than granted"

    def check_sums(self) -> None:
        """No fund has given more than it holds, and no cohort more seats than there are."""
        given: dict[str, int] = defaultdict(int)
        for case, (fund, cents) in self.awards.items():
            given[fund] += cents if self.standing.get(case) in AWARDED else 0
        assert all(given[fund] <= held for fund, held in self.limits.funds.items()), "a fund is overdrawn"
        taken = [self.stated[case]["cohort"] for case, now in self.standing.items() if now in HELD]
        for cohort, seats in self.limits.seats.items():
            assert taken.count(cohort) <= seats, "more are confirmed than there are seats"
