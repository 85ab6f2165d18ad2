"""What only the office decides: seats, funds, closed periods, separation of duties, balance, consent.

A rule is a function that returns the sentence of a refusal, "" to let a change
pass. It runs in the transaction that holds the space's row, in the order of
arrival, so of two who ask for the last seat one gets it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sync import cases
from sync.changes import Change
from sync.records import VOCABULARY
from sync.records.fields import fields_of
from sync.records.library import Story
from sync.server import permissions
from sync.server.office import Caller
from sync.server.refusals import a
from sync.server.shelf import Shelf
from sync.server.stories import everybody_agreed

SEATS = 25
"""Of a cohort, unless the state office wrote down why there are more."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A change that a rule looks at, with what it needs to decide."""

    shelf: Shelf
    caller: Caller
    role: str
    change: Change

    @property
    def values(self) -> dict[str, Any]:
        """What the change sets."""
        return self.change.body.get("set", {})

    @property
    def case(self) -> dict[str, Any]:
        """The values of the case that a step moves; nothing where that is no case of this kind of step."""
        held = self.shelf.get(str(self.values.get("case", "")))
        moved = fields_of(VOCABULARY.kinds[self.change.kind])["case"].target
        return held.state["fields"] if held and held.state and held.kind == moved else {}

    @property
    def steps(self) -> list[dict[str, Any]]:
        """The accepted steps of the case, each with its author as "by"."""
        return self.shelf.of_case(str(self.values.get("case", "")), self.change.kind)


Rule = Callable[[Asked], str]


def judge(asked: Asked) -> str:
    """Return why a change may not be, "" if it may."""
    if asked.change.kind in cases.MOVES:
        return _judge_step(asked)
    rules = _RULES.get(asked.change.kind, ())
    return next(filter(None, (rule(asked) for rule in rules)), "")


def judge_edit(asked: Asked) -> str:
    """Return why an edit of a record may not be: what was decided on stays what it was decided on."""
    if asked.change.kind == Story.kind:
        return _everybody_agreed(asked)
    moves, names = _DECIDED_ON.get(asked.change.kind, ("", frozenset[str]()))
    if not names & asked.values.keys():
        return ""
    now = cases.standing(asked.shelf.of_case(asked.change.record, moves))
    return f"this is {now}, so what that was decided on is not changed any more" if now in _DECIDED else ""


def _judge_step(asked: Asked) -> str:
    kind, step = asked.change.kind, str(asked.values.get("step", ""))
    if not asked.case:
        return f"there is no such {kind.rpartition('_')[0] or 'case'} here"
    if not permissions.may_step(asked.role, kind, step):
        return f"{a(asked.role)} may not do this; ask someone who may"
    now = cases.standing(asked.steps)
    if step == now:
        return f"this is {now} already"
    if not cases.may_follow(kind, now, step):
        return f"it is {now or 'not submitted'}, so it cannot be {step}"
    rules = _STEP_RULES.get((kind, step), ())
    return next(filter(None, (rule(asked) for rule in rules)), "")


def _author_of(asked: Asked, step: str) -> str:
    """Return who made the latest step of that name."""
    return next((str(each["by"]) for each in reversed(asked.steps) if each["step"] == step), "")


def _is_not_own_request(asked: Asked) -> str:
    own = any(each["step"] == "submitted" and each["by"] == asked.caller.person for each in asked.steps)
    return "nobody endorses, approves or pays their own request" if own else ""


def _payer_did_not_approve(asked: Asked) -> str:
    same = _author_of(asked, "approved") == asked.caller.person
    return "who approved it may not pay it; somebody else has to" if same else ""


def _amount(asked: Asked) -> int:
    return int(asked.values.get("amount") or asked.case.get("requested") or 0)


def _award_is_sound(asked: Asked) -> str:
    amount, requested = _amount(asked), int(asked.case.get("requested") or 0)
    if amount <= 0:
        return "the amount granted has to be more than nothing"
    return "more was granted than requested" if requested and amount > requested else ""


def _fund_allows(asked: Asked) -> str:
    """Check the restrictions of the fund, then that the award still fits into it."""
    fund_id = str(asked.values.get("fund") or asked.case.get("fund") or "")
    held = asked.shelf.get(fund_id)
    if not held or held.kind != "fund" or not held.state or "trash" in held.state:
        return "name the fund it comes from"
    fund = held.state["fields"]
    if fund.get("closed"):
        return "the fund is closed"
    if fund.get("levels") and asked.case.get("level") not in fund["levels"]:
        return "the fund is restricted to other levels"
    if fund.get("coalitions") and asked.case.get("coalition") not in fund["coalitions"]:
        return "the fund is restricted to other coalitions"
    left = int(fund.get("award") or 0) - _committed(asked, fund_id)
    return "" if _amount(asked) <= left else f"the fund has only {left / 100:,.2f} left"


def _committed(asked: Asked, fund: str) -> int:
    """Return the cents that accepted awards take from a fund."""
    total = 0
    for case, held in asked.shelf.of_kind(asked.change.kind.removesuffix("_step")).items():
        steps = asked.shelf.of_case(case, asked.change.kind)
        if held.state and cases.standing(steps) in ("approved", "paid", "reported", "reconciled"):
            award = next(each for each in reversed(steps) if each["step"] == "approved")
            from_fund = award.get("fund") or held.state["fields"].get("fund")
            total += (
                int(award.get("amount") or held.state["fields"].get("requested") or 0)
                if from_fund == fund
                else 0
            )
    return total


def _payment_fits_award(asked: Asked) -> str:
    award: dict[str, Any] = next((each for each in reversed(asked.steps) if each["step"] == "approved"), {})
    granted = int(award.get("amount") or asked.case.get("requested") or 0)
    paid = int(asked.values.get("amount") or granted)
    return "" if 0 < paid <= granted else f"no more than the {granted / 100:,.2f} granted can be paid"


def _period_is_open(asked: Asked) -> str:
    """Money of a locked month is neither recorded nor moved."""
    day = str(asked.values.get("day") or "")
    locked = (
        held.state["fields"].get("month")
        for case, held in asked.shelf.of_kind("month").items()
        if held.state and cases.standing(asked.shelf.of_case(case, "month_lock")) == "locked"
    )
    return f"period locked: {day[:7]} is closed" if day and day[:7] in set(locked) else ""


def _journal_balances(asked: Asked) -> str:
    postings = asked.values.get("postings") or []
    total = sum(int(each.get("cents") or 0) for each in postings)
    return "" if total == 0 and len(postings) > 1 else "the postings of a journal entry have to sum to zero"


def _seat_is_free(asked: Asked) -> str:
    cohort = str(asked.case.get("cohort", ""))
    taken = sum(
        1
        for case, held in asked.shelf.of_kind("enrolment").items()
        if held.state
        and held.state["fields"].get("cohort") == cohort
        and cases.standing(asked.shelf.of_case(case, asked.change.kind))
        in ("confirmed", "completion_proposed", "completed", "not_completed")
    )
    seats = _seats(asked, cohort)
    return "" if taken < seats else f"all {seats} seats are taken; ask to be put on the waiting list"


def _seats(asked: Asked, cohort: str) -> int:
    held = asked.shelf.get(cohort)
    capacity = held.state["fields"].get("capacity", SEATS) if held and held.state else SEATS
    overrides = asked.shelf.of_kind("override").values()
    allowed = any(each.state and each.state["fields"].get("about") == cohort for each in overrides)
    return int(capacity) if allowed else min(int(capacity), SEATS)


def _everybody_agreed(asked: Asked) -> str:
    return everybody_agreed(asked.shelf, asked.change, asked.caller.device)


_DECIDED = frozenset(
    {
        *("approved", "paid", "reported", "reconciled"),
        *("confirmed", "completion_proposed", "completed", "not_completed"),
        "locked",
    }
)
_DECIDED_ON = {
    "stipend": ("stipend_step", frozenset({"requested", "fund", "level", "coalition"})),
    "enrolment": ("enrolment_step", frozenset({"cohort"})),
    "month": ("month_lock", frozenset({"month"})),
}
"""Kind of case -> its steps, and the fields that the rules for them read."""
_RULES: dict[str, tuple[Rule, ...]] = {
    "journal_entry": (_journal_balances, _period_is_open),
    "donation": (_period_is_open,),
    "story": (_everybody_agreed,),
}
JUDGED = frozenset({*cases.MOVES, *_RULES})
"""The kinds that `judge` has something to say about."""
JUDGED_EDITS = frozenset({*_DECIDED_ON, Story.kind})
"""The kinds that `judge_edit` has something to say about."""
_DUTIES: tuple[Rule, ...] = (_is_not_own_request,)
_STEP_RULES: dict[tuple[str, str], tuple[Rule, ...]] = {
    ("stipend_step", "endorsed"): _DUTIES,
    ("stipend_step", "approved"): (*_DUTIES, _award_is_sound, _fund_allows, _period_is_open),
    ("stipend_step", "paid"): (*_DUTIES, _payer_did_not_approve, _payment_fits_award, _period_is_open),
    ("stipend_step", "voided"): (_period_is_open,),
    ("expense_step", "endorsed"): _DUTIES,
    ("expense_step", "approved"): _DUTIES,
    ("expense_step", "paid"): (*_DUTIES, _payer_did_not_approve, _period_is_open),
    ("enrolment_step", "confirmed"): (_seat_is_free,),
}
