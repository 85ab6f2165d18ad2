"""A stored value of any field, as people read it."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from desktop.i18n import _
from desktop.money_words import money_words
from desktop.store.store import Store
from desktop.ui.codes import code_words
from desktop.ui.dates import day_words, moment_words
from desktop.ui.picker import name_of
from desktop.words import choice_label, field_label
from sync.records.fields import FieldSpec, fields_of

_PLAIN: dict[str, Callable[[Any], str]] = {
    "choice": choice_label,
    "day": lambda value: day_words(date.fromisoformat(value)),
    "moment": lambda value: moment_words(datetime.fromisoformat(value)),
    "money": money_words,
}
"""Type of a field -> what makes words of its value."""


def value_words(store: Store, spec: FieldSpec, value: Any) -> str:
    """Return a value in words: a record by its name, a code by what it stands for, nothing as such."""
    if value is None or value in ("", [], {}):
        return _("(nothing)")
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, list):
        return ", ".join(_item_words(store, spec, each) for each in value)
    if isinstance(value, dict):
        return _parts_words(store, spec, value)
    return _one_words(store, spec, value)


def _item_words(store: Store, spec: FieldSpec, item: Any) -> str:
    return _parts_words(store, spec, item) if isinstance(item, dict) else _one_words(store, spec, item)


def _parts_words(store: Store, spec: FieldSpec, value: dict[str, Any]) -> str:
    """Return the parts of an embedded value that say something, in the order of the vocabulary."""
    parts = fields_of(spec.shape) if spec.shape else {}
    said = [part for part in parts.values() if value.get(part.name, part.default) != part.default]
    known = [f"{field_label(part)}: {value_words(store, part, value[part.name])}" for part in said]
    return ", ".join([*known, *(str(each) for name, each in value.items() if name not in parts)])


def _one_words(store: Store, spec: FieldSpec, value: Any) -> str:
    if spec.type in ("id", "ids") and spec.target:
        return name_of(store, spec.target, str(value)) or str(value)
    if spec.type in ("code", "codes") and spec.target:
        return code_words(store, spec.target, str(value))
    try:
        return _PLAIN[spec.type](value) if spec.type in _PLAIN else str(value)
    except (TypeError, ValueError):  # what was refused may be no such value
        return str(value)
