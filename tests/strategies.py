"""Hypothesis strategies derived from the vocabulary: valid values as they travel, in their canonical form."""

from collections.abc import Callable
from datetime import timedelta, timezone
from typing import Any, TypeVar

from hypothesis import strategies as st
from pydantic import BaseModel
from pydantic_core import to_jsonable_python

from sync.records.base import Entry
from sync.records.fields import FieldSpec, fields_of
from sync.records.types import sorted_members

Kind = TypeVar("Kind", bound=Entry)

VISIBLE = st.characters(codec="utf-8", exclude_categories=("C", "Z"))
WRITTEN = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")) | st.just("\n")
OFFSETS = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))

NARROWER: dict[tuple[str, str], st.SearchStrategy[Any]] = {
    ("tie", "strength"): st.integers(0, 3),
    ("tie", "trust"): st.integers(0, 3),
    ("month", "month"): st.dates().map(lambda day: day.isoformat()[:7]),
    ("bank_account", "last_digits"): st.from_regex(r"[0-9]{0,4}", fullmatch=True),
}
"""Fields that hold less than their type does."""


def records(cls: type[Kind]) -> st.SearchStrategy[Kind]:
    """Return a strategy of records of a kind, with any of the fields that have a default left out."""
    return bodies(cls).map(cls.model_validate)


def bodies(cls: type[BaseModel], without: frozenset[str] = frozenset()) -> st.SearchStrategy[dict[str, Any]]:
    """Return a strategy of the JSON of a kind (or of an embedded value), without `id`."""
    specs = {name: spec for name, spec in fields_of(cls).items() if name not in without}
    values = {name: _narrowed(cls, spec) for name, spec in specs.items()}
    needed = {name for name, spec in specs.items() if spec.required}
    return st.fixed_dictionaries(
        {name: value for name, value in values.items() if name in needed},
        optional={name: value for name, value in values.items() if name not in needed},
    )


def json_value(spec: FieldSpec) -> st.SearchStrategy[Any]:
    """Return a strategy of the canonical JSON of a field."""
    value = st.lists(_one(spec.item, spec), max_size=3) if spec.type == "list" else _one(spec.type, spec)
    return st.none() | value if spec.nullable else value


def _narrowed(cls: type[BaseModel], spec: FieldSpec) -> st.SearchStrategy[Any]:
    key = getattr(cls, "kind", ""), spec.name
    return NARROWER[key] if key in NARROWER else json_value(spec)


def _one(word: str, spec: FieldSpec) -> st.SearchStrategy[Any]:
    if word == "choice":
        return st.sampled_from(spec.choices)
    if spec.shape is not None:
        return _whole(spec.shape)
    return MADE[word]()


def _whole(shape: type[BaseModel]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({name: json_value(spec) for name, spec in fields_of(shape).items()})


def _lines(shortest: int = 0, longest: int = 60) -> st.SearchStrategy[str]:
    words = st.lists(st.text(VISIBLE, min_size=1, max_size=12), min_size=shortest, max_size=5)
    return words.map(lambda parts: " ".join(parts)[:longest].strip())


def _texts() -> st.SearchStrategy[str]:
    return st.text(WRITTEN, max_size=200)


def _codes() -> st.SearchStrategy[str]:
    return st.from_regex(r"[a-z][a-z0-9_]{0,20}", fullmatch=True)


def _ids() -> st.SearchStrategy[str]:
    return st.uuids().map(str)


def _sets(members: st.SearchStrategy[str]) -> st.SearchStrategy[list[str]]:
    return st.lists(members, max_size=4).map(lambda given: list(sorted_members(given)))


MADE: dict[str, Callable[[], st.SearchStrategy[Any]]] = {
    "title": lambda: _lines(shortest=1),
    "line": _lines,
    "text": _texts,
    "prose": _texts,
    "code": lambda: st.just("") | _codes(),
    "email": lambda: st.just("") | st.emails(),
    "phone": lambda: st.from_regex(r"(\+1 )?[0-9]{3}-[0-9]{3}-[0-9]{4}", fullmatch=True),
    "url": lambda: st.just("") | _codes().map(lambda word: f"https://example.org/{word}"),
    "language": lambda: st.sampled_from(("", "en", "es", "es-MX", "zh-Hant-TW")),
    "file": lambda: st.just("") | st.binary(min_size=32, max_size=32).map(bytes.hex),
    "tags": lambda: _sets(_lines(shortest=1)),
    "codes": lambda: _sets(_codes()),
    "money": lambda: st.integers(-(10**14), 10**14),
    "count": lambda: st.integers(0, 10**9),
    "number": lambda: st.floats(allow_nan=False, allow_infinity=False),
    "yes": st.booleans,
    "day": lambda: st.dates().map(lambda day: day.isoformat()),
    "moment": lambda: st.datetimes(timezones=OFFSETS).map(to_jsonable_python),
    "id": lambda: st.just("") | _ids(),
    "ids": lambda: _sets(_ids()),
}
"""Word of a type -> strategy of its canonical JSON."""
