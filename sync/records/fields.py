"""What a field of a record holds, in one plain description, and reading one field's value.

Everything derived from the vocabulary (tables, forms, columns, search, test
values) reads these descriptions instead of looking into annotations itself.
"""

import json
import reprlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, get_type_hints

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import PydanticSerializationError, to_json, to_jsonable_python

from sync.errors import Malformed, Unknown, sentence
from sync.records.annotations import (
    EXPECTED,
    choices_of,
    item_of,
    merge_of,
    shape_of,
    target_of,
    type_word,
    without_none,
)
from sync.records.base import Value
from sync.records.docs import doc_of
from sync.records.types import Choice

WORDS = {"title", "line", "text", "prose", "email", "phone", "tags"}
"""Types whose text goes into search."""
DEEPEST = 32
"""Values inside one another; what spells a record gives up long after that."""
LARGEST_NUMBER = 2**63
"""Whole numbers are below it, so that every database holds them."""
SPOKEN = {"yes": True, "true": True, "no": False, "false": False}


Owner = type[BaseModel]
Shape = type[Value]


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field of a record.

    `type` is one of the words in `annotations.TYPES`, or "choice", "value" (an embedded
    Value) or "list" (of `item`s). `shape` is the class of the value, or of
    the items of the list; its own fields are `fields_of(shape)`.
    """

    owner: Owner
    name: str
    type: str
    merge: str
    """How it merges: "value", "set" or "prose"."""
    target: str
    """The kind linked to, or the reference list a code is from."""
    required: bool
    nullable: bool
    default: Any
    """As JSON."""
    choices: tuple[str, ...]
    item: str
    shape: Shape | None

    @property
    def doc(self) -> str:
        """What the vocabulary says about the field, for help texts; often empty."""
        return doc_of(self.owner, self.name)


@cache
def annotations_of(cls: type[BaseModel]) -> dict[str, Any]:
    """Return the full annotation of each field, marks included."""
    hints = get_type_hints(cls, include_extras=True)
    return {name: hints[name] for name in cls.model_fields}


@cache
def fields_of(cls: type[BaseModel]) -> dict[str, FieldSpec]:
    """Return the fields of a kind, or of an embedded value, in order and without `id`."""
    return {name: _spec(cls, name, hint) for name, hint in annotations_of(cls).items() if name != "id"}


def field_of(cls: type[BaseModel], name: str) -> FieldSpec:
    """Return one field; Unknown if the kind has none of that name."""
    if name not in fields_of(cls):
        raise Unknown(
            "A record of kind '{kind}' has no field '{field}'. It has: {fields}.",
            kind=_noun(cls),
            field=name[:64],
            fields=", ".join(fields_of(cls)),
        )
    return fields_of(cls)[name]


@cache
def searchable(cls: type[BaseModel]) -> tuple[str, ...]:
    """Return the names of the fields whose text a search looks through."""
    return tuple(name for name, spec in fields_of(cls).items() if _is_searched(spec))


def parse_field(cls: type[BaseModel], name: str, given: Any) -> Any:
    """Return the canonical JSON of a field's value.

    `given` is JSON (or a value that becomes JSON). Malformed, in a plain
    sentence, if it is not what the field holds; unlike reading, this refuses
    words that a closed list does not have.
    """
    spec = field_of(cls, name)
    try:
        value = _adapter(cls, name).validate_json(to_json(given))
    except (ValidationError, PydanticSerializationError, UnicodeEncodeError):
        raise _malformed(cls, spec, given) from None
    spelled = _adapter(cls, name).dump_python(value, mode="json")
    if not all(choice.known for choice in _choices_in(value)) or not _is_storable(spelled):
        raise _malformed(cls, spec, given)
    return spelled


def parse_text(cls: type[BaseModel], name: str, text: str) -> Any:
    """Return the canonical JSON of a field's value as typed on a command line.

    Numbers as 5, money as whole cents, yes/no/true/false, JSON for lists and
    values; lists of words also with commas. Nothing at all empties the field.
    """
    spec = field_of(cls, name)
    return parse_field(cls, name, _spoken(spec, text))


def _noun(cls: type[BaseModel]) -> str:
    return str(getattr(cls, "kind", cls.__name__))


def _is_searched(spec: FieldSpec) -> bool:
    embedded = spec.shape is not None and any(_is_searched(part) for part in fields_of(spec.shape).values())
    return spec.type in WORDS or spec.item in WORDS or embedded


def _spec(cls: type[BaseModel], name: str, hint: Any) -> FieldSpec:
    info = cls.model_fields[name]
    inner, nullable = without_none(hint)
    item = item_of(inner)
    each = inner if item is None else item
    return FieldSpec(
        owner=cls,
        name=name,
        type=type_word(inner),
        merge=merge_of(inner),
        target=target_of(each),
        required=info.is_required(),
        nullable=nullable,
        default=None if info.is_required() else to_jsonable_python(info.default),
        choices=choices_of(each),
        item="" if item is None else type_word(item),
        shape=shape_of(each),
    )


@cache
def _adapter(cls: type[BaseModel], name: str) -> TypeAdapter[Any]:
    return TypeAdapter(annotations_of(cls)[name])


def _choices_in(value: Any) -> Iterator[Choice]:
    if isinstance(value, Choice):
        yield value
    elif isinstance(value, BaseModel):
        yield from (choice for _, part in value for choice in _choices_in(part))
    elif isinstance(value, tuple):
        yield from (choice for part in value for choice in _choices_in(part))


def _is_storable(value: Any, depth: int = DEEPEST) -> bool:
    """Return whether a value can be stored and sent: an unknown part of an address may be anything."""
    if isinstance(value, dict):
        return depth > 0 and all(_is_storable(part, depth - 1) for part in value.values())
    if isinstance(value, (list, tuple)):
        return depth > 0 and all(_is_storable(part, depth - 1) for part in value)
    return not isinstance(value, int) or -LARGEST_NUMBER <= value < LARGEST_NUMBER


def _spoken(spec: FieldSpec, text: str) -> Any:
    if not text.strip() and spec.nullable:
        return None
    if spec.type == "yes":
        return SPOKEN.get(text.strip().lower(), text)
    if spec.type in ("count", "money", "number"):
        return _from_json(text, int | float)
    if spec.type in ("list", "tags", "codes", "ids"):
        return _from_json(text, list) if text.lstrip().startswith("[") else _split(text)
    return _from_json(text, dict) if spec.type == "value" else text


def _from_json(text: str, wanted: Any) -> Any:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return text
    return value if isinstance(value, wanted) else text


def _split(text: str) -> list[str]:
    return [word.strip() for word in text.split(",") if word.strip()]


def _malformed(cls: type[BaseModel], spec: FieldSpec, given: Any) -> Malformed:
    return Malformed(
        "The field '{field}' of a '{kind}' cannot be {given}: it holds {expected}.",
        field=spec.name,
        kind=_noun(cls),
        given=_shown(given),
        expected=_expected(spec),
    )


def _shown(given: Any) -> str:
    words = given if isinstance(given, str) else reprlib.repr(given)
    words = words if len(words) <= 40 else f"{words[:40]}..."
    return f"'{words}'" if isinstance(given, str) else words


def _expected(spec: FieldSpec) -> str:
    if spec.choices:
        listed = ", ".join(spec.choices)
        if spec.type == "list":
            return sentence("a list of these words: {choices}", choices=listed)
        return sentence("one of: {choices}", choices=listed)
    return sentence(EXPECTED[spec.type])
