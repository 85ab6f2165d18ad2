"""Commands: what the shell can show in menus, shortcuts and the palette, as data; no Qt."""

from collections.abc import Callable
from dataclasses import dataclass


def always() -> bool:
    """Return that a command can be used at any time."""
    return True


@dataclass(frozen=True)
class Command:
    """One thing a person can do, wherever it is offered."""

    id: str
    """Stable and dotted, e.g. people.add."""
    title: str
    """A verb first: Add a person."""
    run: Callable[[], object]
    shortcut: str = ""
    """Portable, e.g. Ctrl+N; the system shows its own keys for it."""
    icon: str = ""
    enabled: Callable[[], bool] = always
    words: tuple[str, ...] = ()
    """Other words under which a person may look for it."""
