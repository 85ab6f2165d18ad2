"""Faults of how two people's edits come together, and of taking one back."""

from tests.mutants.places import COMMIT, DECISIONS, INTAKE, INVERSE, MERGE, RECORDS
from tests.mutants.planting import Fault

FAULTS = (
    Fault(
        "to choose one field settles the others of the same edit",
        MERGE,
        'if each["change"] not in settled or name not in about]',
        'if each["change"] not in settled]',
        RECORDS + "to_choose_one_field_leaves_what_the_same_edit_wrote_beside_another",
    ),
    Fault(
        "undo settles what others wrote",
        INVERSE,
        'inverse.pop("resolves", None)',
        "pass",
        RECORDS + "undoing_a_choice_leaves_what_others_wrote_beside",
    ),
    Fault(
        "a fact is edited in place on the laptop",
        COMMIT,
        "if state is not None and changes and issubclass(kind, Fact | Step):",
        "if False:",
        DECISIONS + "a_fact_is_not_changed_once_it_is_written",
    ),
    Fault(
        "a fact is edited in place at the office",
        INTAKE,
        'if fixed and verb == "edit" and',
        'if fixed and verb == "nothing" and',
        DECISIONS + "a_fact_is_not_changed_once_it_is_written",
    ),
    Fault(
        "an update of a text is dropped",
        MERGE,
        'for name, update in body.get("prose", {}).items():',
        'for name, update in list(body.get("prose", {}).items()) if "docs" not in after else ():',
        RECORDS + "two_people_type_into_the_same_notes_and_both_are_there",
    ),
    Fault(
        "a removal takes a tag that was added unseen",
        MERGE,
        "held[member] = [each for each in held.get(member, []) if each not in seen]",
        "held[member] = []",
        RECORDS + "a_tag_that_somebody_added_unseen_stays",
    ),
    Fault(
        "undo puts back the whole text as it was",
        INVERSE,
        'for name, update in done.get("prose", {}).items() if name in still}',
        'for name, update in done.get("prose", {}).items() if not still}',
        RECORDS + "undo_takes_back_ones_own_words_and_tags_and_leaves_those_of_others",
    ),
    Fault(
        "undo puts back a set as it was",
        INVERSE,
        "if not added and not removed:",
        "if added or not removed:",
        RECORDS + "undo_takes_back_ones_own_words_and_tags_and_leaves_those_of_others",
    ),
)
