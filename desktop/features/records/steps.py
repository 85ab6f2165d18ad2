"""Asking for a step: moving a case forward, for the office to accept or refuse."""

from desktop.features.records.actions import new_record, noun
from desktop.features.records.assignments import Assignment
from desktop.features.records.queries import space_of
from desktop.i18n import _
from desktop.store.store import Store
from sync.errors import Malformed
from sync.records.base import Step
from sync.records.fields import fields_of, parse_text
from sync.records.vocabulary import Vocabulary


def case_kinds(vocabulary: Vocabulary) -> dict[str, type[Step]]:
    """Return, for each word that names a kind of case, the kind of its steps.

    A case goes by its kind (level_claim) and by the first word of its steps (level).
    """
    steps = [kind for kind in vocabulary.kinds.values() if issubclass(kind, Step)]
    by_first_word = {kind.kind.partition("_")[0]: kind for kind in steps}
    return by_first_word | {fields_of(kind)["case"].target: kind for kind in steps}


def step_kind(vocabulary: Vocabulary, case: str) -> type[Step]:
    """Return the kind of the steps of a case; Malformed if there is no such case."""
    kinds = case_kinds(vocabulary)
    if case not in kinds:
        words = _("There are no steps for '{case}'; nothing was changed. There are for: {kinds}.")
        raise Malformed(words.format(case=case[:64], kinds=", ".join(sorted(kinds))))
    return kinds[case]


def ask_step(
    store: Store, case: str, record: str, step: str, note: str, assignments: list[Assignment]
) -> str:
    """Ask for a step of a case and return the step's id. The office has the last word on it."""
    kind = step_kind(store.vocabulary, case)
    case_kind = fields_of(kind)["case"].target
    store.get(case_kind, record)
    given = {"case": record, "step": parse_text(kind, "step", step)}
    if note:
        given["note"] = parse_text(kind, "note", note)
    asked = new_record(kind, assignments, **given)
    with store.edit(_("Ask for a step: {kind} {step}").format(kind=noun(case_kind), step=step)) as draft:
        return draft.add(asked, space_of(store, case_kind, record))
