"""An invitation's code, and what a device asks and hears when it hands one in.

A code is 70 random bits and 10 check bits in Crockford's base32, as in
K7QM-2R9X-0D4T-8WZC. Any wrong letter, and any two that changed places, is
noticed before anything is sent.
"""

import secrets
from hashlib import sha256
from typing import Annotated

from pydantic import ConfigDict, Field, StringConstraints

from sync.errors import Malformed
from sync.protocol import Id, Line, Message

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
RANDOM_LETTERS, CHECK_LETTERS = 14, 2
LENGTH = RANDOM_LETTERS + CHECK_LETTERS
_PRIME = 1021
"""The largest below 32**2: no one wrong letter and no swap of two leaves the remainder as it was."""
_LOOKALIKES = str.maketrans("OIL", "011", " -\t")

Words = Annotated[Line, StringConstraints(strip_whitespace=True, max_length=300)]


def new_code() -> str:
    """Return a fresh code, in groups of four letters."""
    number = secrets.randbits(5 * RANDOM_LETTERS)
    letters = _spell(number, RANDOM_LETTERS) + _spell(number % _PRIME, CHECK_LETTERS)
    return "-".join(letters[start : start + 4] for start in range(0, LENGTH, 4))


def read_code(typed: str) -> str:
    """Return the 16 letters of a code as typed; Malformed if it has a typing mistake."""
    letters = typed.upper().translate(_LOOKALIKES)
    if len(letters) != LENGTH:
        raise Malformed(
            "An invitation code has {right} letters and digits; this one has {count}. "
            "Nothing was sent. Please compare it with the one you were given.",
            "code_typo",
            right=LENGTH,
            count=len(letters),
        )
    if not set(letters) <= set(ALPHABET) or not _is_whole(letters):
        raise Malformed(
            "There is a typing mistake in this invitation code. Nothing was sent. "
            "Please compare it, letter by letter, with the one you were given.",
            "code_typo",
        )
    return letters


def code_hash(letters: str) -> str:
    """Return what the office keeps of a code. SHA-256 is enough: nobody can try 2**70 codes."""
    return sha256(letters.encode()).hexdigest()


def _is_whole(letters: str) -> bool:
    return _number(letters[:RANDOM_LETTERS]) % _PRIME == _number(letters[RANDOM_LETTERS:])


def _spell(number: int, length: int) -> str:
    return "".join(ALPHABET[number >> 5 * place & 31] for place in reversed(range(length)))


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number << 5 | ALPHABET.index(letter)
    return number


class EnrolRequest(Message):
    """A device hands in a code; the request is signed with the key it brings."""

    code: str = Field(max_length=100)
    device: Id
    device_name: Words = ""
    person_name: Words = ""
    public_key: str = Field(pattern=r"^[A-Za-z0-9+/]{43}=$")
    program: Line = Field("", max_length=40)


class Membership(Message):
    """One space that a person is in."""

    # A newer office may say more.
    model_config = ConfigDict(extra="ignore")

    space: Id
    role: str
    name: str
    sort: str


class Enrolment(Membership):
    """The office's answer: the space that the code opened, and all that are open now."""

    person: Id
    person_name: str = ""
    spaces: tuple[Membership, ...] = ()
    server_time: str = ""
    office_key: str = ""
    """The X25519 key that carry files are sealed for, base64."""
