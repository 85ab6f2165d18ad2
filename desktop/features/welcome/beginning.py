"""The first minutes: a key and a file for a new profile, then a coalition in it."""

import os
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.exchanging import sync_now
from desktop.features.welcome.actions import add_myself, check_founding, start_alone
from desktop.joining import join
from desktop.opening import opened_or_begun, unlock
from desktop.paths import Profile
from desktop.session import Session
from desktop.vault import check_passphrase, os_keyring, remove_slot, set_passphrase, ways_to_open
from sync.errors import CoalitionError
from sync.records.base import new_id

if TYPE_CHECKING:
    from sync.client.session import Report

FIRST_SYNC = 120.0
"""Seconds after which the first sync goes on behind the open window."""


@dataclass(frozen=True)
class Begun:
    """A profile that is open and waits for its coalition."""

    session: Session
    recovery: str
    """The recovery code, to be shown and checked once."""
    warnings: tuple[str, ...]


@dataclass(frozen=True)
class Founding:
    """What somebody says to start a coalition on this computer."""

    name: str
    me: str = ""
    role: str = "leader"


@dataclass(frozen=True)
class Joining:
    """What somebody was given to join one."""

    code: str
    server: str


def can_keep_key() -> bool:
    """Say whether this computer's key store really keeps something; slow where it has to be woken."""
    reference = new_id()
    kept = os_keyring.keep(reference, os.urandom(32))
    if kept:
        os_keyring.forget(reference)
    return kept


def begin_profile(profile: Profile, passphrase: str = "") -> Begun:
    """Make the key and the file of a profile, or open what was begun in it and cut off.

    With a passphrase the data asks for it each time; without one the computer's key store
    opens it, and Refused("passphrase_needed") says where there is none. Slow on purpose.
    """
    if passphrase:
        check_passphrase(passphrase)
    with ExitStack() as stack:
        begun = stack.enter_context(opened_or_begun(profile, ask=lambda words: passphrase, wait=0.0))
        if passphrase:
            _ask_each_time(profile, passphrase)
        session = Session(profile, begun.store, stack.pop_all().close)
    return Begun(session, begun.recovery, begun.warnings)


def found(begun: Begun, said: Founding) -> str:
    """Start a coalition and return its name; Malformed, with nothing made, for one that cannot be."""
    name = check_founding(said.name, said.role)
    start_alone(begun.session.store, name, said.me, said.role)
    add_myself(begun.session.store, said.me)
    return name


def come_in(begun: Begun, said: Joining, progress: Callable[["Report"], None]) -> str:
    """Join a coalition, fetch what is in it and return its name; what is left comes later."""
    store = begun.session.store
    joined = join(store, said.code, said.server)
    # Joined is joined: if the line breaks now, the window's own sync goes on and says what is wrong.
    with suppress(CoalitionError):
        sync_now(store, until_level=True, timeout=FIRST_SYNC, progress=progress)
    return joined.name


def _ask_each_time(profile: Profile, passphrase: str) -> None:
    """Have a passphrase open the data, and no longer the key store."""
    if "keyring" not in ways_to_open(profile.folder):
        return
    with unlock(profile, lambda words: passphrase) as key:
        set_passphrase(profile.folder, key, passphrase)
        remove_slot(profile.folder, key, "keyring")
