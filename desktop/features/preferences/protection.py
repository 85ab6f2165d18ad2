"""How the data on this computer is opened, and changing that."""

from dataclasses import dataclass

from desktop.opening import unlock
from desktop.paths import Profile
from desktop.vault import (
    Key,
    check_passphrase,
    open_vault,
    remember_key,
    remove_slot,
    renew_recovery,
    set_passphrase,
    ways_to_open,
)


@dataclass(frozen=True)
class Protection:
    """The ways that open the data, besides the recovery code."""

    by_keyring: bool
    """The computer's key store opens it without asking."""
    by_passphrase: bool


def protection_of(profile: Profile) -> Protection:
    """Return how the data is opened."""
    ways = ways_to_open(profile.folder)
    return Protection("keyring" in ways, "passphrase" in ways)


def change_passphrase(profile: Profile, current: str, new: str, *, each_time: bool) -> None:
    """Let `new` open the data; `each_time`, and the key store no longer does. Slow on purpose.

    Locked("wrong_passphrase"), with nothing changed, where `current` is needed and is not the one.
    """
    check_passphrase(new)
    with _key(profile, current) as key:
        set_passphrase(profile.folder, key, new)
        if each_time and protection_of(profile).by_keyring:
            remove_slot(profile.folder, key, "keyring")


def open_without_asking(profile: Profile, current: str) -> None:
    """Keep the key in the computer's key store; Refused("no_keyring") where there is none."""
    with _key(profile, current) as key:
        remember_key(profile.folder, key)


def new_recovery_code(profile: Profile, current: str) -> str:
    """Return a fresh recovery code; the one before opens nothing any more."""
    with _key(profile, current) as key:
        return renew_recovery(profile.folder, key)


def _key(profile: Profile, current: str) -> Key:
    """Return the key: by what was typed, else as the program itself got it."""
    if current:
        return open_vault(profile.folder, passphrase=current, use_keyring=False)
    return unlock(profile, lambda words: "")
