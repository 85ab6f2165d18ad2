"""Who may do what: one table of role, kind of record and verb.

The letters are r read, a add, e edit, t trash; a dot is nothing. A line gives the rights
of the roles named in its heading and then the kinds that have them. A kind without a line has
the rights of its merge class, in DEFAULTS. Whoever may write a kind may also read it.

Reference records are read by everyone and written by nobody: they come in through `publish`.
Facts about money are never trashed, they are reversed. Steps have a table of their own.
"""

from dataclasses import dataclass
from functools import cache

from sync.records import VOCABULARY, Vocabulary
from sync.records.base import Entry, Fact, Reference, Step, merge_class

COALITION_ROLES = ("leader", "treasurer", "secretary", "member")
COHORT_ROLES = ("instructor", "participant")
STATE_ROLES = ("program", "finance", "auditor", "admin")
READER = "reader"
"""What every member of anything is in the state's own space."""
ROLES = (*COALITION_ROLES, *COHORT_ROLES, *STATE_ROLES, READER)
ROLES_OF_SORT = {
    "coalition": (*COALITION_ROLES, *STATE_ROLES),
    "cohort": (*COHORT_ROLES, *STATE_ROLES),
    "state": (*STATE_ROLES, READER),
}
"""Which roles a person can have in a space of each sort."""
VERBS = ("read", "add", "edit", "trash")

TABLE = """
leader  treasurer  secretary  member  | kinds in a coalition
rae     rae        rae        r       | coalition
raet    r          raet       r       | member
raet    raet       raet       .       | closed_note
ra      ra         ra         ra      | consent suppression vote minutes_amendment
.       .          .          .       | coaching_note
r       r          r          r       | credential
raet    raet       r          r       | fund budget_line advance
rae     rae        r          r       | fiscal_year month
ra      ra         r          r       | journal_entry budget_revision month_check override
raet    raet       .          .       | bank_account bank_statement payee
rat     rat        .          .       | bank_line
ra      ra         .          .       | bank_match payment_batch
r       r          r          r       | allocation
r       r          .          .       | payee_total
ra      ra         ra         ra      | donation donation_receipt cash_count receipt

instructor  participant  | kinds in a cohort
rae         r            | cohort cohort_space
raet        r            | session action_item resource
raet        rae          | person
raet        raet         | enrolment submission attachment device_note
rat         r            | session_attendance topic_coverage submission_review
rat         rat          | session_feedback
ra          ra           | consent
ra          .            | suppression
raet        .            | coaching_note letter message import_mapping
rat         .            | import_batch report
r           r            | member credential enrolment_step

program  finance  auditor  admin  reader  | kinds for the state office, in any space
.        .        .        .      .       | engagement household scale_rating dimension_rating
.        .        .        .      .       | coaching_note closed_note
raet     r        r        raet   r       | cohort resource letter
raet     r        r        raet   .       | cohort_space session enrolment submission scale
raet     r        r        raet   .       | result indicator indicator_target data_source
rat      r        r        rat    .       | measurement session_attendance topic_coverage
rae      r        r        rae    .       | coalition
re       re       r        re     .       | support_request
ra       r        r        ra     .       | credential submission_review
raet     raet     r        raet   .       | attachment import_mapping device_note
rat      rat      r        rat    .       | import_batch
ra       ra       r        ra     .       | report override
r        raet     r        r      .       | fund budget_line advance bank_account bank_statement payee
r        rae      r        r      .       | fiscal_year month
r        rat      r        r      .       | bank_line
r        ra       r        r      .       | journal_entry budget_revision allocation payee_total
r        ra       r        r      .       | bank_match payment_batch month_check
r        r        r        raet   .       | member
"""

DEFAULTS: dict[str, dict[str, tuple[str, ...]]] = {
    "record": {"raet": COALITION_ROLES, "r": ("instructor", *STATE_ROLES)},
    "fact": {"rat": COALITION_ROLES, "r": ("instructor", *STATE_ROLES)},
    "step": {"r": (*COALITION_ROLES, "instructor", *STATE_ROLES)},
    "reference": {"r": ROLES},
    "unknown": {"raet": COALITION_ROLES, "rae": ("instructor",)},
}
"""Merge class -> rights -> roles; unknown = a kind of a newer program, which stays in its coalition."""

STEPS = """
stipend_step expense_step
    submitted                leader treasurer secretary member finance
    endorsed                 leader treasurer secretary program
    approved                 leader treasurer finance
    returned rejected        leader treasurer program finance
    paid                     leader treasurer finance
    reconciled voided        leader treasurer finance
stipend_step
    reported                 leader treasurer secretary member
month_lock year_lock
    locked reopened          leader treasurer finance
level_step
    claimed withdrawn ended  leader treasurer secretary member program admin
    returned verified        program admin
enrolment_step
    requested withdrawn      leader treasurer secretary member instructor participant program admin
    confirmed waitlisted     leader instructor program admin
    declined transferred     leader instructor program admin
    completion_proposed      leader instructor program admin
    completed not_completed  program admin
"""
"""Which role may ask for which step. The office then judges the case itself: seats, funds, locked months,
and that nobody endorses, approves or pays their own request or both approves and pays."""


def may(role: str, kind: type[Entry] | str, verb: str) -> bool:
    """Tell whether a role may read, add, edit or trash records of a kind, given as its class or name."""
    return verb in VERBS and verb[0] in rights(role, kind if isinstance(kind, str) else kind.kind)


def may_step(role: str, kind: type[Entry] | str, step: str) -> bool:
    """Tell whether a role may ask for one step of a kind of steps."""
    return role in _STEPS.get(kind if isinstance(kind, str) else kind.kind, {}).get(step, ())


@dataclass(frozen=True, slots=True)
class Audience:
    """Which kinds of records a pull hands to a role."""

    only: frozenset[str] | None = None
    """These and no others; None = all, those of newer programs too, but `never`."""
    never: frozenset[str] = frozenset()

    def sees(self, kind: str) -> bool:
        """Return whether records of a kind are handed out."""
        return kind not in self.never and (self.only is None or kind in self.only)


@cache
def audience(role: str, vocabulary: Vocabulary) -> Audience:
    """Return what a pull hands to a role; who reads what is new reads all but what is kept from them."""
    if may(role, "", "read"):
        return Audience(never=hidden_kinds(role, vocabulary))
    return Audience(only=frozenset(name for name in vocabulary.kinds if may(role, name, "read")))


def readable_kinds(role: str, vocabulary: Vocabulary) -> frozenset[str] | None:
    """Return the kinds that a pull hands to a role; None = all, those of newer programs too."""
    if may(role, "", "read") and not hidden_kinds(role, vocabulary):
        return None
    return frozenset(name for name in vocabulary.kinds if may(role, name, "read"))


def hidden_kinds(role: str, vocabulary: Vocabulary) -> frozenset[str]:
    """Return the kinds that a role may not read although others around it write them."""
    around = next((roles for roles in (COALITION_ROLES, COHORT_ROLES) if role in roles), ROLES) + STATE_ROLES
    return frozenset(
        name
        for name in vocabulary.kinds
        if not may(role, name, "read") and any(may(other, name, "add") for other in around)
    )


@cache
def rights(role: str, kind: str) -> str:
    """Return the letters of what a role may do with a kind, "" for nothing."""
    known = VOCABULARY.kinds.get(kind)
    if known is not None and issubclass(known, Reference):
        return "r" if role in ROLES else ""
    letters = _LINES.get((role, kind))
    if letters is None:
        letters = _default(role, "unknown" if known is None else merge_class(known))
    if known is not None and issubclass(known, Step):
        return "ra" if any(role in roles for roles in _STEPS.get(kind, {}).values()) else letters
    # The same fact told by a second device arrives as an edit that changes nothing.
    repeats = known is not None and issubclass(known, Fact) and "a" in letters
    return letters.replace("a", "ae") if repeats else letters


def _default(role: str, sort: str) -> str:
    return next((letters for letters, roles in DEFAULTS[sort].items() if role in roles), "")


def _read_table() -> dict[tuple[str, str], str]:
    """Return (role, kind) -> letters, as the lines say."""
    lines: dict[tuple[str, str], str] = {}
    for block in TABLE.strip().split("\n\n"):
        heading, *rows = (row.split("|") for row in block.splitlines())
        for cells, kinds in rows:
            named = zip(heading[0].split(), cells.split(), strict=True)
            lines |= {(role, kind): letters.strip(".") for role, letters in named for kind in kinds.split()}
    return lines


def _read_steps() -> dict[str, dict[str, tuple[str, ...]]]:
    """Return kind -> step -> roles, as the lines say."""
    steps: dict[str, dict[str, tuple[str, ...]]] = {}
    kinds: list[str] = []
    for line in STEPS.strip().splitlines():
        if not line.startswith(" "):
            kinds = line.split()
            continue
        words = line.split()
        roles = tuple(word for word in words if word in ROLES)
        for kind in kinds:
            steps.setdefault(kind, {}).update({word: roles for word in words if word not in ROLES})
    return steps


_LINES = _read_table()
_STEPS = _read_steps()
