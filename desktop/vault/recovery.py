"""The recovery code: 128 random bits on paper, in letters that are hard to mistake.

Crockford's base 32 has no I, L, O or U. The last 32 of 160 bits are a check of the rest,
so a typing mistake is told from a wrong code, and the group it is in can be named.
"""

import hashlib
import os
import unicodedata
from itertools import product

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from desktop.i18n import _
from desktop.vault.key import LENGTH
from sync.errors import Locked

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LOOKALIKES = str.maketrans("OIL", "011")
SECRET = 16
"""Bytes that are random."""

CHECK = 4
"""Bytes that check them."""

LETTERS = (SECRET + CHECK) * 8 // 5
GROUP = 4


def recovery_code() -> str:
    """Return a fresh code to print: `7Q2K-...`, eight groups of four."""
    secret = os.urandom(SECRET)
    number = int.from_bytes(secret + _check(secret), "big")
    letters = "".join(ALPHABET[number >> 5 * place & 31] for place in reversed(range(LETTERS)))
    return "-".join(letters[start : start + GROUP] for start in range(0, LETTERS, GROUP))


def read_recovery_code(typed: str) -> bytes:
    """Return the 128 bits of a code however it was typed; Locked("wrong_recovery") for a mistake."""
    letters = _letters(typed)
    secret = _secret(letters)
    if secret is None:
        raise Locked(_mistake(letters), code="wrong_recovery")
    return secret


def recovery_wrapping(secret: bytes, vault_id: str) -> bytes:
    """Return the key that wraps the data key of this vault under a recovery code."""
    derive = HKDF(SHA256(), LENGTH, salt=vault_id.encode(), info=b"coalition-desk recovery")
    return derive.derive(secret)


def _letters(typed: str) -> str:
    plain = unicodedata.normalize("NFKC", typed).upper()
    return "".join(letter for letter in plain if letter.isalnum()).translate(LOOKALIKES)


def _secret(letters: str) -> bytes | None:
    if len(letters) != LETTERS or not set(letters) <= set(ALPHABET):
        return None
    number = 0
    for letter in letters:
        number = number << 5 | ALPHABET.index(letter)
    content = number.to_bytes(SECRET + CHECK, "big")
    secret, check = content[:SECRET], content[SECRET:]
    return secret if check == _check(secret) else None


def _check(secret: bytes) -> bytes:
    return hashlib.sha256(b"coalition-desk recovery check" + secret).digest()[:CHECK]


def _mistake(letters: str) -> str:
    if len(letters) != LETTERS:
        sentence = _("A recovery code has {wanted} letters and digits; this one has {count}. Check it again.")
        return sentence.format(wanted=LETTERS, count=len(letters))
    if group := _mistyped_group(letters):
        return _("There is a typing mistake in group {group} of the recovery code.").format(group=group)
    return _("There are typing mistakes in the recovery code. Compare each group with the paper.")


def _mistyped_group(letters: str) -> int:
    """Return which group (from 1) holds the one wrong letter, or 0 if more are wrong."""
    for place, letter in product(range(LETTERS), ALPHABET):
        if _secret(letters[:place] + letter + letters[place + 1 :]) is not None:
            return place // GROUP + 1
    return 0
