"""Adding, changing and deleting records of any kind."""

from typing import Any

from pydantic import ValidationError

from desktop.features.records.assignments import Assignment
from desktop.i18n import _
from desktop.store.draft import Draft
from desktop.store.store import Store
from desktop.words import kind_label
from sync.errors import Malformed
from sync.records.base import Entry
from sync.records.fields import field_of, fields_of, parse_field, parse_text

WORDS = ("line", "prose", "text", "title")
"""Types to which words can be appended."""


def add_record(store: Store, kind: str, assignments: list[Assignment]) -> str:
    """Add one record and return its id."""
    record = new_record(store.vocabulary.named(kind), assignments)
    with store.edit(_("Add {kind}").format(kind=noun(kind))) as draft:
        return draft.add(record)


def new_record(kind: type[Entry], assignments: list[Assignment], **given: Any) -> Entry:
    """Return a record with the values typed for it; Malformed if one that it needs is missing."""
    typed = {each.name: parse_text(kind, each.name, each.text) for each in assignments}
    values = {**given, **typed}
    missing = [name for name, spec in fields_of(kind).items() if spec.required and name not in values]
    if missing:
        words = _("A new {kind} needs {fields}; nothing was added.")
        raise Malformed(words.format(kind=noun(kind.kind), fields=", ".join(missing)))
    try:
        return kind.model_validate(values)
    except ValidationError:
        words = _("These values do not make a {kind} together; nothing was added.")
        raise Malformed(words.format(kind=noun(kind.kind))) from None


def set_fields(store: Store, kind: str, record: str, assignments: list[Assignment]) -> None:
    """Change fields of a record; Unknown if there is none or it was deleted."""
    store.get(kind, record)
    with store.edit(_("Change {kind}").format(kind=noun(kind))) as draft:
        for assignment in assignments:
            _SIGNS[assignment.sign](store, draft, kind, record, assignment)


def trash_record(store: Store, kind: str, record: str) -> None:
    """Delete a record; it can be brought back."""
    with store.edit(_("Delete {kind}").format(kind=noun(kind))) as draft:
        draft.trash(kind, record)


def restore_record(store: Store, kind: str, record: str) -> None:
    """Bring a deleted record back."""
    with store.edit(_("Bring back {kind}").format(kind=noun(kind))) as draft:
        draft.restore(kind, record)


def noun(kind: str) -> str:
    """Return the words for a kind in the middle of a sentence."""
    return kind_label(kind).lower()


def _set(store: Store, draft: Draft, kind: str, record: str, given: Assignment) -> None:
    value = parse_text(store.vocabulary.named(kind), given.name, given.text)
    draft.set(kind, record, {given.name: value})


def _add(store: Store, draft: Draft, kind: str, record: str, given: Assignment) -> None:
    cls = store.vocabulary.named(kind)
    spec = field_of(cls, given.name)
    if spec.merge == "set":
        draft.add_members(kind, record, given.name, parse_text(cls, given.name, given.text))
    elif spec.type in WORDS:
        before = str(store.state(kind, record)["fields"].get(given.name, ""))
        parse_field(cls, given.name, before + given.text)
        draft.append(kind, record, given.name, given.text)
    else:
        raise Malformed(
            _("Nothing can be added to '{field}'; nothing was changed. Write {field}=value.").format(
                field=given.name
            )
        )


def _remove(store: Store, draft: Draft, kind: str, record: str, given: Assignment) -> None:
    cls = store.vocabulary.named(kind)
    if field_of(cls, given.name).merge != "set":
        raise Malformed(
            _("Nothing can be taken from '{field}'; nothing was changed. Write {field}=value.").format(
                field=given.name
            )
        )
    draft.remove_members(kind, record, given.name, parse_text(cls, given.name, given.text))


_SIGNS = {"=": _set, "+=": _add, "-=": _remove}
