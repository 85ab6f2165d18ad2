import csv
from pathlib import Path

import pytest

from sync.records import VOCABULARY
from sync.records.base import Fact, Reference, Step
from sync.records.fields import fields_of
from sync.server import permissions
from sync.server.permissions import (
    COALITION_ROLES,
    ROLES,
    STATE_ROLES,
    VERBS,
    may,
    may_step,
    readable_kinds,
    rights,
)

GOLDEN = Path(__file__).with_name("permissions.csv")
KINDS = [*VOCABULARY.kinds, "a_kind_of_a_newer_program"]
NEVER_LEAVE = {"engagement", "household", "scale_rating", "dimension_rating", "coaching_note", "closed_note"}
MONEY_FACTS = {
    "journal_entry", "allocation", "budget_revision", "cash_count", "donation", "donation_receipt", "receipt",
    "payment_batch", "payee_total", "bank_match",
}  # fmt: skip


def as_table():
    return [
        [role, kind, " ".join(verb for verb in VERBS if may(role, kind, verb)) or "-"]
        for role in ROLES
        for kind in KINDS
    ]


def test_the_whole_matrix_is_the_one_that_was_agreed():
    """After a wanted change, write it anew: python -m tests.server.test_permissions."""
    with GOLDEN.open(newline="") as file:
        assert list(csv.reader(file)) == [["role", "kind", "verbs"], *as_table()]


def test_every_kind_that_a_line_names_is_in_the_vocabulary():
    named = {kind for _, kind in permissions._LINES}
    assert named <= set(VOCABULARY.kinds)


def test_every_step_of_every_case_has_its_roles_and_no_other_step_does():
    steps = {name: kind for name, kind in VOCABULARY.kinds.items() if issubclass(kind, Step)}
    assert {name: set(words) for name, words in permissions._STEPS.items()} == {
        name: set(fields_of(kind)["step"].choices) for name, kind in steps.items()
    }


@pytest.mark.parametrize("role", ROLES)
def test_who_may_write_a_kind_may_read_it(role):
    assert [kind for kind in KINDS if rights(role, kind) and not may(role, kind, "read")] == []


@pytest.mark.parametrize("role", STATE_ROLES)
def test_what_never_leaves_its_coalition_is_shown_to_nobody_of_the_state(role):
    assert not NEVER_LEAVE & (readable_kinds(role, VOCABULARY) or set(KINDS))
    assert not any(rights(role, kind) for kind in NEVER_LEAVE)


def test_coaching_notes_are_for_instructors_only():
    assert {role for role in ROLES if rights(role, "coaching_note")} == {"instructor"}


@pytest.mark.parametrize("role", ROLES)
def test_nobody_trashes_a_fact_about_money_or_a_step(role):
    steps = {name for name, kind in VOCABULARY.kinds.items() if issubclass(kind, Step)}
    assert not any(may(role, kind, "trash") for kind in MONEY_FACTS | steps | {"consent", "suppression"})


@pytest.mark.parametrize("role", ROLES)
def test_reference_records_are_read_by_all_and_written_by_nobody(role):
    references = [name for name, kind in VOCABULARY.kinds.items() if issubclass(kind, Reference)]
    assert {rights(role, kind) for kind in references} == {"r"}


def test_the_same_fact_from_a_second_device_is_welcome_where_the_first_was():
    facts = [kind for kind in VOCABULARY.kinds.values() if issubclass(kind, Fact)]
    assert all(may(role, fact, "edit") == may(role, fact, "add") for role in ROLES for fact in facts)


def test_kinds_of_a_newer_program_stay_in_their_coalition():
    newer = "a_kind_of_a_newer_program"
    assert all(may(role, newer, verb) for role in COALITION_ROLES for verb in VERBS)
    assert not any(rights(role, newer) for role in (*STATE_ROLES, "participant", "reader"))
    assert readable_kinds("leader", VOCABULARY) is None


@pytest.mark.parametrize("role", ["", "stranger", "Leader"])
def test_a_role_that_is_not_in_the_table_may_do_nothing(role):
    assert not any(may(role, kind, verb) for kind in KINDS for verb in VERBS)
    assert readable_kinds(role, VOCABULARY) == frozenset()
    assert not may_step(role, "stipend_step", "submitted")


def test_a_verb_that_is_none_is_no_way_in():
    assert not may("leader", "person", "rename")
    assert not may("leader", "person", "")


@pytest.mark.parametrize(
    ("role", "kind", "step", "allowed"),
    [
        ("member", "stipend_step", "submitted", True),
        ("member", "stipend_step", "approved", False),
        ("secretary", "stipend_step", "paid", False),
        ("finance", "stipend_step", "approved", True),
        ("auditor", "stipend_step", "submitted", False),
        ("leader", "level_step", "claimed", True),
        ("leader", "level_step", "verified", False),
        ("program", "level_step", "verified", True),
        ("participant", "enrolment_step", "requested", True),
        ("participant", "enrolment_step", "confirmed", False),
        ("secretary", "month_lock", "locked", False),
        ("leader", "stipend_step", "celebrated", False),
        ("leader", "person", "submitted", False),
    ],
)
def test_steps_are_for_those_who_may_take_them(role, kind, step, allowed):
    assert may_step(role, kind, step) is allowed


def test_what_others_around_write_is_hidden_by_name_so_that_newer_kinds_are_not():
    hidden = permissions.hidden_kinds("member", VOCABULARY)
    assert {"closed_note", "payee", "bank_line"} <= hidden
    assert "person" not in hidden


if __name__ == "__main__":
    with GOLDEN.open("w", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([["role", "kind", "verbs"], *as_table()])
