"""What a command is: its name, its words and its options, and where it is done."""

from dataclasses import dataclass
from typing import Any

LARGEST = 2**63
"""SQLite's whole numbers are below it."""
Argument = tuple[tuple[str, ...], dict[str, Any]]


def word(name: str, words: str = "", **more: Any) -> Argument:
    """Return an argument that has a place."""
    return (name.lower(),), {"metavar": name, "help": words or None, **more}


def option(name: str, words: str = "", **more: Any) -> Argument:
    """Return an argument that has a name."""
    return (name,), {"help": words or None, **more}


def number(text: str) -> int:
    """Return a whole number as typed, of those that a database counts with."""
    typed = int(text)
    if not -LARGEST <= typed < LARGEST:
        raise ValueError(text)
    return typed


@dataclass(frozen=True)
class Command:
    """One command; `run` is the module and function that do it, "" where its parts are done."""

    name: str
    run: str
    words: str
    arguments: tuple[Argument, ...] = ()
    parts: "tuple[Command, ...]" = ()
    """The commands below it, of which one has to be said."""


ID = word("ID")
TO = option("--to", metavar="FILE", required=True)
