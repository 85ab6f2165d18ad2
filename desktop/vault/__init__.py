"""The keys to the local file: one random key, several ways to open it.

    key.py         Key: the 256 bits that open the database
    seal.py        wraps that key under another one
    passphrase.py  from a passphrase to a key, slowly (Argon2id)
    recovery.py    the code on paper: 128 bits in eight groups, typos noticed
    os_keyring.py  the system's own key store, where there is one
    slots.py       the three ways to open, as stored
    file.py        vault.json: read, written whole, one version kept behind
    verdict.py     why a vault does not open, in plain words
    opening.py     make a vault, open it
    changing.py    change the ways to open it; the key itself never changes

Whoever changes a vault holds the profile's lock (`desktop.instance`).
"""

from desktop.vault.changing import (
    destroy_vault,
    remember_key,
    remove_slot,
    renew_recovery,
    set_passphrase,
)
from desktop.vault.key import Key
from desktop.vault.opening import create_vault, open_vault, vault_exists, ways_to_open
from desktop.vault.passphrase import Cost, check_passphrase
from desktop.vault.recovery import read_recovery_code, recovery_code

__all__ = [
    "Cost",
    "Key",
    "check_passphrase",
    "create_vault",
    "destroy_vault",
    "open_vault",
    "read_recovery_code",
    "recovery_code",
    "remember_key",
    "remove_slot",
    "renew_recovery",
    "set_passphrase",
    "vault_exists",
    "ways_to_open",
]
