"""From a passphrase to a key: Argon2id (RFC 9106), slow and large on purpose."""

import time
import unicodedata
from dataclasses import dataclass

from argon2.exceptions import HashingError
from argon2.low_level import Type, hash_secret_raw

from desktop.i18n import _
from desktop.vault.key import LENGTH
from sync.errors import Refused, Unavailable

SHORTEST = 12
"""Characters a passphrase has at least; no other rule (ASVS 6.2.1, 6.2.5)."""

SALT = 16
"""Bytes of salt in each passphrase slot."""

TARGET = 0.25
"""Seconds that trying one passphrase should take on this computer."""

LARGEST = 256 * 1024
"""KiB that a file may ask of us: a hostile one could ask for more than there is."""

LONGEST = 24
"""Passes that a file may ask of us."""

WIDEST = 16
"""Lanes that a file may ask of us."""


def check_passphrase(passphrase: str) -> None:
    """Refuse a passphrase that is too short to protect anything."""
    if len(_one_spelling(passphrase)) < SHORTEST:
        sentence = _("A passphrase needs at least {count} characters. Four unrelated words are a good one.")
        raise Refused(sentence.format(count=SHORTEST), code="passphrase_short")


def stretch(passphrase: str, salt: bytes, cost: "Cost") -> bytes:
    """Return the key that a passphrase stands for, after as much work as `cost` says."""
    # Anything that came as bytes (an environment variable) must hash, not raise.
    secret = _one_spelling(passphrase).encode("utf-8", "surrogatepass")
    try:
        return hash_secret_raw(secret, salt, cost.t, cost.m, cost.p, LENGTH, Type.ID)
    except HashingError as error:
        sentence = _("There isn't enough free memory to open your data. Close some programs and try again.")
        raise Unavailable(sentence, code="memory") from error


def calibrate() -> "Cost":
    """Return the cost that takes about `TARGET` seconds here, never less than the floor."""
    began = time.perf_counter()
    stretch("", bytes(SALT), FLOOR)
    took = time.perf_counter() - began
    passes = round(FLOOR.t * TARGET / took)
    return Cost(FLOOR.m, min(max(passes, FLOOR.t), LONGEST), FLOOR.p)


def _one_spelling(passphrase: str) -> str:
    """Return the passphrase as every keyboard and system would have typed it."""
    return unicodedata.normalize("NFKC", passphrase)


@dataclass(frozen=True)
class Cost:
    """What trying one passphrase costs: memory in KiB, passes over it, parallel lanes."""

    m: int = 64 * 1024
    t: int = 3
    p: int = 4

    def bearable(self) -> bool:
        """Say whether Argon2 takes these numbers and this computer can."""
        lanes = 1 <= self.p <= WIDEST
        return lanes and 8 * self.p <= self.m <= LARGEST and 1 <= self.t <= LONGEST


FLOOR = Cost()
