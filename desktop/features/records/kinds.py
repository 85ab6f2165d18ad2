"""The vocabulary as a person or a script reads it."""

from inspect import cleandoc
from typing import Any

from sync.records import VOCABULARY, Vocabulary
from sync.records.base import Entry, merge_class
from sync.records.fields import FieldSpec, fields_of


def describe_kinds(vocabulary: Vocabulary = VOCABULARY) -> list[dict[str, Any]]:
    """Return every kind of record: how it merges, what it is for, and its fields."""
    return [_kind(kind) for kind in vocabulary.kinds.values()]


def _kind(kind: type[Entry]) -> dict[str, Any]:
    fields = [_field(spec) for spec in fields_of(kind).values()]
    return {
        "kind": kind.kind,
        "merge": merge_class(kind),
        "doc": cleandoc(kind.__doc__ or ""),
        "fields": fields,
    }


def _field(spec: FieldSpec) -> dict[str, Any]:
    return {
        "name": spec.name,
        "type": spec.type,
        "merge": spec.merge,
        "required": spec.required,
        "default": spec.default,
        "choices": list(spec.choices),
        "target": spec.target,
        "doc": spec.doc,
    }
