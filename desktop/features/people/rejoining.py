"""Moving what names one person over to another: records are changed, facts are corrected.

A record that is not of the people's own space stays as it is: it is not theirs to change.
"""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from desktop.features.people.reading import is_known
from desktop.store.draft import Draft
from desktop.store.links import Naming, points_at, records_naming, space_of, without_corrected
from desktop.store.reading import as_record
from desktop.store.store import Store
from sync.records.attendance import Attendance
from sync.records.base import Fact, Record, natural_id
from sync.records.consents import Consent
from sync.records.engagements import Engagement, ScaleRating
from sync.records.fields import fields_of
from sync.records.motions import Vote
from sync.records.people import Duplicate, Household, Person
from sync.records.projects import VolunteerHours

CORRECTED: tuple[type[Fact], ...] = (Attendance, Consent, Engagement, ScaleRating, VolunteerHours, Vote)
"""Facts that are told again of the other person. What money was paid to whom is never told anew."""
SUBJECTS = frozenset(["person", "people"])
"""Fields that say whom a fact is about."""
Put = Callable[[Draft], object]


def rejoin(store: Store, kept: str, gone: str, household: str) -> Iterator[Put]:
    """Yield what has to be put into a draft so that all that names `gone` names `kept`.

    `household` is the one that both live in from now on.
    """
    space = space_of(store, Person.kind, gone)
    for naming in records_naming(store, Person.kind, gone, Record):
        if naming.space == space and naming.kind != Duplicate.kind and naming.id not in (kept, gone):
            yield partial(_rename, store=store, naming=naming, kept=kept, gone=gone, household=household)
    own = {(each.kind, _key(store, each)): each for each in _facts(store, kept)}
    for fact in _facts(store, gone):
        twin = own.get((fact.kind, _key(store, fact))) if _key(store, fact) else None
        if fact.space == space:
            yield partial(_tell_again, store=store, fact=fact, twin=twin, kept=kept, gone=gone)


def _rename(draft: Draft, store: Store, naming: Naming, kept: str, gone: str, household: str) -> None:
    specs = fields_of(store.vocabulary.named(naming.kind))
    for name in naming.names:
        if specs[name].type == "id":
            draft.set(naming.kind, naming.id, {name: kept})
            continue
        draft.remove_members(naming.kind, naming.id, name, [gone])
        if naming.kind != Household.kind or naming.id == household:
            draft.add_members(naming.kind, naming.id, name, [kept])


def _facts(store: Store, person: str) -> list[Naming]:
    """Return what was told of somebody, and not merely by them, and is not corrected."""
    named = (each for kind in CORRECTED for each in records_naming(store, Person.kind, person, kind))
    return without_corrected(store, [each for each in named if SUBJECTS.intersection(each.names)])


def _key(store: Store, fact: Naming) -> tuple[str, ...]:
    """Return what a fact is about but for the person, "" where it may be told of them more than once."""
    kind = store.vocabulary.named(fact.kind)
    return tuple(str(fact.fields.get(name, "")) for name in kind.key if name != "person")


def _tell_again(draft: Draft, store: Store, fact: Naming, twin: Naming | None, kept: str, gone: str) -> None:
    """Correct a fact; where the other has one of their own for the same meeting or vote, theirs holds."""
    kind = store.vocabulary.named(fact.kind)
    told = (twin or fact).fields
    values = {
        name: _replaced(told[name], gone, kept) if points_at(spec, Person.kind) else told[name]
        for name, spec in fields_of(kind).items()
        if name in told
    }
    # The same id on every computer that merges these two, so that it is told once.
    again = natural_id(fact.kind, fact.id, kept)
    if is_known(store, fact.kind, again):
        draft.restore(fact.kind, again)
    else:
        corrected: dict[str, Any] = {**values, "corrects": fact.id}
        draft.add(as_record(kind, again, {"fields": corrected, "born": ""}), fact.space)


def _replaced(value: Any, gone: str, kept: str) -> Any:
    if isinstance(value, list):
        return sorted({kept if each == gone else each for each in value})
    return kept if value == gone else value
