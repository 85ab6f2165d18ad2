"""People as vCards, in version 3.0 (which everything reads) or 4.0."""

from collections.abc import Iterator
from typing import Any

VERSIONS = ("3.0", "4.0")
_ESCAPES = str.maketrans({"\\": "\\\\", ",": "\\,", ";": "\\;", "\n": "\\n", "\r": None, "\0": None})


def vcf_bytes(people: list[dict[str, Any]], version: str = "3.0") -> bytes:
    """Return the cards of people, given as JSON."""
    lines = (line for person in people for line in _card(person, version))
    return "".join(f"{_fold(line)}\r\n" for line in lines).encode("utf-8")


def _card(person: dict[str, Any], version: str) -> Iterator[str]:
    is_new = version == "4.0"
    yield from ("BEGIN:VCARD", f"VERSION:{version}", f"UID:urn:uuid:{person['id']}")
    # A full name is not taken apart: nobody knows which of its words are surnames.
    yield from (f"FN:{_escape(person['name'])}", f"N:;{_escape(person['name'])};;;")
    emails = [person["email"], *person["other_emails"]]
    phones = [person["phone"], *person["other_phones"]]
    yield from (f"EMAIL:{_escape(email)}" for email in emails if email)
    yield from (f"TEL:{_escape(phone)}" for phone in phones if phone)
    addresses = [person["address"], *person["other_addresses"]]
    yield from (f"ADR:{_address(address)}" for address in addresses if address)
    pronouns = "PRONOUNS" if is_new else "X-PRONOUNS"
    named = {"NICKNAME": "goes_by", pronouns: "pronouns", "TZ": "time_zone", "X-COALITION-SECTOR": "sector"}
    yield from (f"{word}:{_escape(person[name])}" for word, name in named.items() if person[name])
    language = "LANG" if is_new else "X-LANGUAGES"
    yield from (f"{language}:{_escape(each)}" for each in person["languages"])
    yield from (f"X-COALITION-ROLES:{_escape(each)}" for each in person["roles"])
    if person["tags"]:
        yield f"CATEGORIES:{','.join(map(_escape, person['tags']))}"
    if person["notes"]:
        yield f"NOTE:{_escape(person['notes'])}"
    yield "END:VCARD"


def _address(address: dict[str, str]) -> str:
    parts = ("second_line", "street", "city", "state", "postal_code", "country")
    return ";".join(("", *(_escape(address[part]) for part in parts)))


def _escape(text: str) -> str:
    return text.replace("\r\n", "\n").translate(_ESCAPES)


def _fold(line: str) -> str:
    """Break a line where it passes 75 bytes, never inside a letter."""
    folded, width = "", 0
    for letter in line:
        size = len(letter.encode("utf-8"))
        if width + size > 75:
            folded, width = f"{folded}\r\n ", 1
        folded, width = folded + letter, width + size
    return folded
