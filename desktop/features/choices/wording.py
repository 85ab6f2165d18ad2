"""A choice in the words of a person: who changed what, and what each of them meant."""

from difflib import SequenceMatcher
from typing import Any

from desktop.i18n import _

LONG = 60
"""Characters from which two texts are compared word by word."""


SHORT = 40
"""Characters of a value in the name of a button."""
MARKS = {"same": "{}", "gone": "[−{}−]", "added": "[+{}+]"}
"""How parts of a text that differ are marked, for eyes and for screen readers alike."""


def question(field: str, authors: list[str], me: str) -> str:
    """Return what is asked of `me`: which of several values of a field is right."""
    others = [author for author in authors if author and author != me]
    if not others:
        return _("{field} was changed in two places. Which is right?").format(field=field)
    words = _("You and {people} both changed “{field}”. Which is right?")
    return words.format(people=_(" and ").join(dict.fromkeys(others)), field=field)


def short(words: str) -> str:
    """Return as much of a value as fits into the name of a button."""
    return words if len(words) <= SHORT else words[: SHORT - 2] + "…"


def compared(shown: str, other: str) -> str:
    """Return the `other` of two texts, marked where it differs if it is too long to be compared by eye."""
    if len(shown) < LONG or len(other) < LONG:
        return other
    return " ".join(MARKS[what].format(words) for what, words in differences(shown, other))


def value_words(value: Any) -> str:
    """Return a stored value as people read it."""
    if value is None or value in ("", [], {}):
        return _("(nothing)")
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, list):
        return ", ".join(value_words(each) for each in value)
    if isinstance(value, dict):
        return ", ".join(value_words(each) for each in value.values() if each not in (None, ""))
    return str(value)


def differences(one: str, other: str) -> list[tuple[str, str]]:
    """Return `other` in parts of (what, words): same as in `one`, added, or gone from it."""
    before, after = one.split(), other.split()
    parts: list[tuple[str, str]] = []
    for what, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if what == "equal":
            parts.append(("same", " ".join(before[a:b])))
        else:
            parts += [("gone", " ".join(before[a:b]))] if b > a else []
            parts += [("added", " ".join(after[c:d]))] if d > c else []
    return parts
