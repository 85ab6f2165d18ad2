"""Faults of what is sent, to whom, and what becomes of what a program does not know."""

from tests.mutants.places import (
    COPIES,
    DECISIONS,
    EXCHANGE,
    INTAKE,
    LIVES,
    NUMBERS,
    OLD_OFFICE,
    OUTBOX,
    PULL,
    ROUNDS,
    SHELF,
    TAKING,
)
from tests.mutants.planting import Fault

DROP_UNKNOWN = """\
def _known(kind, body):
    if kind is None or "set" not in body:
        return body
    return {**body, "set": {name: value for name, value in body["set"].items() if name in kind.model_fields}}


"""

FAULTS = (
    Fault(
        "a number used a second time is answered with the receipt of the first",
        ROUNDS,
        "raise NumbersTaken(change.n)",
        "continue",
        COPIES + "what_is_made_in_a_file_that_was_put_back_takes_nothing_from_what_came_before[sqlite]",
    ),
    Fault(
        "what stands on a change that got a new number names the old one",
        NUMBERS,
        "run(connection, _NAME_ANEW, begin + place, renamed(body), renamed(before), n)",
        "run(connection, _NAME_ANEW, begin + place, body, before, n)",
        COPIES + "what_is_made_in_a_file_that_was_put_back_takes_nothing_from_what_came_before[sqlite]",
    ),
    Fault(
        "a laptop that hears of its own later numbers goes on with its own",
        NUMBERS,
        "if is_behind(connection, expected):",
        "if False:",
        COPIES + "one_that_hears_of_its_own_later_numbers_takes_new_ones_before_anything_is_made[sqlite]",
    ),
    Fault(
        "a pull is not filtered by audience",
        PULL,
        "permissions.audience(role, office.vocabulary)",
        "Audience()",
        EXCHANGE + "nobody_is_handed_a_kind_that_their_role_does_not_read",
    ),
    Fault(
        "the office takes changes into spaces of others",
        ROUNDS,
        "sorted({change.space for change, _ in incoming} & self.caller.roles.keys())",
        "sorted({change.space for change, _ in incoming})",
        EXCHANGE + "changes_into_a_space_of_others_are_refused",
        (
            (ROUNDS, "self.spaces.items() if space in self.caller.roles}", "self.spaces.items()}"),
            (INTAKE, "self.role = caller.roles[space.space]", 'self.role = "leader"'),
        ),
    ),
    Fault(
        "a receipt says clean although somebody else touched the record",
        SHELF,
        "clean = seq <= self._cursor",
        "clean = True",
        LIVES,
    ),
    Fault(
        "a page ends in the middle of an Edit",
        PULL,
        "end = _end_of_edit(connection, space.space, last)",
        "end = last",
        EXCHANGE + "a_page_never_splits_an_edit",
    ),
    Fault(
        "the office drops fields it does not know",
        INTAKE,
        "merge(held.state if held else None, name, change.body, self.caller.name)",
        "merge(held.state if held else None, name, _known(kind, change.body), self.caller.name)",
        OLD_OFFICE,
        ((INTAKE, "def _verb(held", DROP_UNKNOWN + "def _verb(held"),),
    ),
    Fault(
        "a laptop skips kinds it does not know",
        TAKING,
        "if place in poison:",
        "if kind not in self.store.vocabulary.kinds:\n    continue\nif place in poison:",
        OLD_OFFICE,
    ),
    Fault(
        "a refused change is sent for ever",
        OUTBOX,
        '"r": "refused"}',
        '"r": "unsent"}',
        DECISIONS + "a_request_that_was_refused_stays_refused_however_often_it_is_said",
    ),
)
