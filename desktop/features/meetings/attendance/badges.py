"""Badges: a QR code that checks somebody in without a network.

The code says who it is for and carries a signature (HMAC-SHA-256, its first 80 bits) that
only the coalition's own computers can make and check. Their common key is derived from the
secret that the office gives to every computer of a space for carry files; a coalition
without an office uses a secret of its one computer. The signature covers the space, so the
badge of another coalition is not taken, and nobody can make a badge from a list of names or
ids. It does not prove that the person holding it is the one it names: the name is shown
large, and who stands at the door looks at it.

The text has capitals and digits only. A scanner that acts as a keyboard types it the same
under every keyboard layout, with or without caps lock, and a QR code needs few dots for it.
"""

import hmac
import secrets
from base64 import b32decode, b32encode
from binascii import Error
from hashlib import sha256
from uuid import UUID

from desktop.features.meetings import queries
from desktop.i18n import _
from desktop.store.sealing import CARRY_KEY
from desktop.store.store import Store
from sync.errors import Malformed, Refused
from sync.records.people import Person

MARK = "CD1"
"""What every badge begins with, and the version of its form."""
_ID, _SIGNATURE = 26, 16
"""Signs: 128 bits and 80 bits in base 32."""
_SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
OWN_KEY = "badge_key"
"""The fact under which a computer without an office keeps its secret."""


def badge_of(store: Store, person: str) -> str:
    """Return the text of a person's badge."""
    return badges_of(store, [person])[person]


def badges_of(store: Store, people: list[str]) -> dict[str, str]:
    """Return the text of the badge of each person."""
    secret = _secrets(store)[0]
    return {
        person: MARK + _spelled(UUID(person).bytes) + _signature(store, secret, person) for person in people
    }


def looks_like_badge(text: str) -> bool:
    """Tell whether what was typed is a scanned badge rather than somebody's name."""
    signs = text.strip().upper()
    return signs.startswith(MARK) and len(signs) == len(MARK) + _ID + _SIGNATURE


def could_be_badge(begun: str) -> bool:
    """Tell whether what was typed so far could become a badge."""
    signs = begun.upper()
    rest = signs[len(MARK) :]
    is_spelled = all(sign in _SIGNS for sign in rest)
    return (
        bool(signs) and MARK.startswith(signs[: len(MARK)]) and is_spelled and len(rest) <= _ID + _SIGNATURE
    )


def read_badge(store: Store, text: str) -> str:
    """Return the person whose badge was scanned.

    Malformed if the scan is incomplete; Refused if the badge was not made by this coalition
    or its person is no longer known. Whoever was merged into another is found as that one.
    """
    signs = text.strip().upper()
    person = _person_in(signs)
    given = signs[-_SIGNATURE:]
    if not any(hmac.compare_digest(given, _signature(store, key, person)) for key in _secrets(store)):
        raise Refused(
            _("This badge is not of this coalition, so nobody was checked in. Look for the name instead."),
            "badge_foreign",
        )
    return _still_known(store, person)


def _person_in(signs: str) -> str:
    if not looks_like_badge(signs):
        raise Malformed(_("This is not a whole badge code. Scan it again."), "badge_torn")
    try:
        return str(UUID(bytes=b32decode(signs[len(MARK) : len(MARK) + _ID] + "======")))
    except (Error, ValueError):
        raise Malformed(_("This is not a whole badge code. Scan it again."), "badge_torn") from None


def _still_known(store: Store, person: str) -> str:
    seen: set[str] = set()
    while person and person not in seen:
        seen.add(person)
        held = queries.read(store, Person, person)
        if not held.merged_into:
            return person
        person = held.merged_into
    raise Refused(_("The person of this badge is no longer known. Look for the name instead."), "badge_gone")


def _signature(store: Store, secret: bytes, person: str) -> str:
    key = hmac.digest(secret, b"badge 1", sha256)
    signed = hmac.digest(key, f"{store.author.home} {person}".encode(), sha256)
    return _spelled(signed[:10])


def _secrets(store: Store) -> list[bytes]:
    """Return the secrets by which badges are known, first the one that new badges are made with."""
    facts = store.facts()
    held = [facts.get(f"{CARRY_KEY}{store.author.home}", ""), facts.get(OWN_KEY, "")]
    if not any(held):
        held = [secrets.token_hex(32)]
        store.keep_facts(**{OWN_KEY: held[0]})
    return [each.encode() for each in held if each]


def _spelled(content: bytes) -> str:
    return b32encode(content).decode().rstrip("=")
