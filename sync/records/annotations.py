"""Reading the annotation of a field: which word names its type, how it merges, what it points at."""

import types
from typing import Annotated, Any, Union, get_args, get_origin

from sync.records import codes, ids
from sync.records import types as aliases
from sync.records.base import Value

TYPES: tuple[tuple[Any, str, str], ...] = (
    (aliases.Title, "title", "one line of 1 to 300 characters"),
    (aliases.Line, "line", "one line of at most 500 characters"),
    (aliases.Text, "text", "text of at most 65,536 characters"),
    (aliases.Prose, "prose", "text of at most a million characters"),
    (aliases.Code, "code", "a code of at most 64 characters"),
    (aliases.Email, "email", "an e-mail address of at most 254 characters"),
    (aliases.Phone, "phone", "a phone number of at most 64 characters"),
    (aliases.Url, "url", "a web address of at most 2,048 characters"),
    (aliases.Language, "language", "a language such as en or es"),
    (aliases.FileHash, "file", "the SHA-256 of a file: 64 characters of 0-9 and a-f"),
    (aliases.Tags, "tags", 'a list of words such as ["library", "night"]'),
    (codes.CodeSet, "codes", 'a list of codes such as ["libraries"]'),
    (aliases.Money, "money", "whole cents such as 1250 for $12.50"),
    (aliases.Count, "count", "a whole number such as 5"),
    (aliases.Number, "number", "a number such as 12.5"),
    (aliases.Yes, "yes", "true or false"),
    (aliases.Day, "day", "a day such as 2026-11-22"),
    (aliases.Moment, "moment", "a moment with its offset such as 2026-11-22T18:00:00-06:00"),
    (aliases.Id, "id", "the id of a record, or nothing"),
    (ids.IdSet, "ids", "a list of ids of records"),
)
"""Alias, the word for it, and what a person is told that it holds."""
EXPECTED = {word: expected for _, word, expected in TYPES} | {
    "list": "a list in JSON",
    "value": "an object in JSON",
}


def type_word(hint: Any) -> str:
    """Return the word for an annotation without None; TypeError if the vocabulary has none.

    The words are those of TYPES, "choice", "value" (an embedded Value) and "list".
    """
    if isinstance(hint, type) and issubclass(hint, aliases.Choice):
        return "choice"
    if isinstance(hint, type) and issubclass(hint, Value):
        return "value"
    if get_origin(hint) is tuple:
        return "list"
    return _alias_word(hint)


def without_none(hint: Any) -> tuple[Any, bool]:
    """Return an annotation without `| None`, and whether it had that."""
    if get_origin(hint) not in (Union, types.UnionType):
        return hint, False
    (inner,) = (part for part in get_args(hint) if part is not type(None))
    return inner, True


def item_of(hint: Any) -> Any:
    """Return the annotation of the items of a list, else None."""
    return get_args(hint)[0] if get_origin(hint) is tuple else None


def merge_of(hint: Any) -> str:
    """Return how a field merges: "value", "set" or "prose"."""
    sort = {aliases.SetOf: "set", aliases.Merged: "prose"}
    return next((sort[type(mark)] for mark in _marks(hint) if type(mark) in sort), "value")


def target_of(hint: Any) -> str:
    """Return the kind linked to, or the reference list a code is from; "" if neither."""
    pointing = (mark for mark in _marks(hint) if isinstance(mark, aliases.Link | aliases.CodeOf))
    return next((mark.kind for mark in pointing), "")


def choices_of(hint: Any) -> tuple[str, ...]:
    """Return the words of a closed list, if the annotation is one."""
    if isinstance(hint, type) and issubclass(hint, aliases.Choice):
        return tuple(member.value for member in hint)
    return ()


def shape_of(hint: Any) -> type[Value] | None:
    """Return the class of an embedded value, if the annotation is one."""
    return hint if isinstance(hint, type) and issubclass(hint, Value) else None


def _marks(hint: Any) -> tuple[Any, ...]:
    return get_args(hint)[1:] if get_origin(hint) is Annotated else ()


def _alias_word(hint: Any) -> str:
    parts = get_args(hint)
    # Marks and narrower bounds stand behind those of the alias: `Annotated[Count, Field(le=3)]`.
    for length in range(len(parts), 1, -1):
        for alias, word, _ in TYPES:
            if parts[:length] == get_args(alias):
                return word
    raise TypeError(f"{hint} is not a field type of the vocabulary")
