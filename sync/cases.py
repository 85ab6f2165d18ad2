"""Cases and the steps that move them: what may follow what, on both ends.

A case's state is the fold of its accepted steps, in the order the office
accepted them.
"""

from collections.abc import Iterable, Mapping
from typing import Any

_LOCK = {"": ("locked",), "locked": ("reopened",), "reopened": ("locked",)}
_REQUEST = {
    "": ("submitted",),
    "submitted": ("endorsed", "approved", "returned", "rejected", "voided"),
    "endorsed": ("approved", "returned", "rejected", "voided"),
    "returned": ("submitted", "voided"),
    "rejected": ("submitted",),
    "approved": ("paid", "returned", "voided"),
    "paid": ("reported", "reconciled", "voided"),
    "reported": ("reconciled", "voided"),
}
MOVES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "stipend_step": _REQUEST,
    "expense_step": _REQUEST,
    "level_step": {
        "": ("claimed",),
        "claimed": ("returned", "verified", "withdrawn"),
        "returned": ("claimed", "withdrawn"),
        "withdrawn": ("claimed",),
        "verified": ("ended",),
        "ended": ("claimed",),
    },
    "enrolment_step": {
        "": ("requested",),
        "requested": ("confirmed", "waitlisted", "declined", "withdrawn"),
        "waitlisted": ("confirmed", "declined", "withdrawn"),
        "confirmed": ("withdrawn", "transferred", "completion_proposed"),
        "completion_proposed": ("completed", "not_completed"),
        "not_completed": ("completion_proposed",),
        "withdrawn": ("requested",),
        "declined": ("requested",),
    },
    "month_lock": _LOCK,
    "year_lock": _LOCK,
}
"""Kind of step -> where a case stands ("" = nothing yet) -> steps that may follow."""


def standing(steps: Iterable[Mapping[str, Any]]) -> str:
    """Return where a case stands after its accepted steps, "" if there are none."""
    last = ""
    for step in steps:
        last = str(step.get("step", ""))
    return last


def may_follow(kind: str, now: str, step: str) -> bool:
    """Return whether a step may follow where a case stands; a kind without moves takes any."""
    return kind not in MOVES or step in MOVES[kind].get(now, ())
