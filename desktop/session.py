"""An open coalition for as long as the window lives: the lock, the key and the store together."""

import shutil
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack, suppress
from dataclasses import dataclass

from desktop.opening import Ask, opened
from desktop.paths import Profile
from desktop.store.store import Store


@dataclass
class Session:
    """One open profile; `close` lets go of everything, in order."""

    profile: Profile
    store: Store
    close: Callable[[], None]
    is_demo: bool = False


def nobody_to_ask(words: str) -> str:
    """Return nothing typed: the window asks on a page of its own."""
    del words
    return ""


def open_session(profile: Profile, ask: Ask = nobody_to_ask, *, is_demo: bool = False) -> Session:
    """Open the coalition in a profile.

    Unknown("no_profile") where none has begun, Locked("no_key") where a passphrase must be
    typed, Locked("in_use") where another window has it open.
    """
    return session_of(profile, opened(profile, ask=ask, wait=0.0), is_demo=is_demo)


def session_of(profile: Profile, opening: AbstractContextManager[Store], *, is_demo: bool = False) -> Session:
    """Keep open what `opening` opens, until the session is closed."""
    with ExitStack() as stack:
        store = stack.enter_context(opening)
        clear_copies(profile)  # a session that was cut off has left them
        stack.callback(clear_copies, profile)
        return Session(profile, store, stack.pop_all().close, is_demo)


def clear_copies(profile: Profile) -> None:
    """Remove what was put in the clear for other programs to show.

    What one of them still holds open cannot be removed on every system; the next session tries again.
    """
    for each in profile.sessions.glob("*"):
        if each.is_dir() and not each.is_symlink():
            shutil.rmtree(each, ignore_errors=True)
        else:
            with suppress(OSError):
                each.unlink()
