"""Faults of what only the office decides."""

from tests.mutants.places import BOOKS, DECISIONS, RULES, SHELF
from tests.mutants.planting import Fault

FAULTS = (
    Fault(
        "one seat too many",
        RULES,
        'return "" if taken < seats else',
        'return "" if taken <= seats else',
        DECISIONS + "twenty_five_are_confirmed_and_the_next_is_told_why_not",
    ),
    Fault(
        "a fund forgets what it has given",
        RULES,
        'left = int(fund.get("award") or 0) - _committed(asked, fund_id)',
        'left = int(fund.get("award") or 0)',
        DECISIONS + "steps_of_one_round_are_judged_one_after_the_other",
    ),
    Fault(
        "steps of one round do not see each other",
        SHELF,
        "self.held[record] = held\nself._file(record, held)",
        "self.held[record] = held",
        DECISIONS + "steps_of_one_round_are_judged_one_after_the_other",
    ),
    Fault(
        "who approved may pay",
        RULES,
        "(*_DUTIES, _payer_did_not_approve, _payment_fits_award, _period_is_open)",
        "(*_DUTIES, _payment_fits_award, _period_is_open)",
        DECISIONS + "who_approved_does_not_pay_and_who_asked_does_neither",
    ),
    Fault(
        "only who asked last has asked",
        RULES,
        'any(each["step"] == "submitted" and each["by"] == asked.caller.person for each in asked.steps)',
        '_author_of(asked, "submitted") == asked.caller.person',
        DECISIONS + "who_asked_stays_who_asked_though_somebody_else_asks_again",
    ),
    Fault(
        "a journal may miss zero by a cent",
        RULES,
        "if total == 0 and len(postings) > 1",
        "if abs(total) <= 1 and len(postings) > 1",
        DECISIONS + "a_journal_that_misses_zero_by_a_cent_is_refused",
    ),
    Fault(
        "more is paid than was granted",
        RULES,
        'return "" if 0 < paid <= granted else',
        'return "" if 0 < paid else',
        BOOKS,
    ),
    Fault(
        "the journal of a locked month is written on",
        RULES,
        '"journal_entry": (_journal_balances, _period_is_open),',
        '"journal_entry": (_journal_balances,),',
        BOOKS,
    ),
    Fault(
        "what was decided on is changed afterwards",
        RULES,
        'if now in _DECIDED else ""',
        'if not now else ""',
        BOOKS,
    ),
)
