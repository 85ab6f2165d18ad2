"""People as a coalition's list has them: twelve fields, about 420 bytes of JSON each.

Everybody is invented.
"""

import random
from collections.abc import Iterator
from typing import Any

GIVEN = (
    "Ana", "José", "Lucía", "Darnell", "Siân", "Zoë", "Peter", "Małgorzata", "Guadalupe", "Ruth",
    "Óscar", "Tamika", "Noor", "Hélène", "Benjamin", "Yolanda", "Raúl", "Grace", "Íñigo", "Mei",
    "Aaliyah", "Brian", "Carmen", "Deshawn", "Elena", "Farid", "Gwen", "Hector", "Imani", "Jerome",
    "Keisha", "Lorenzo", "Marisol", "Nikhil", "Olga", "Priya", "Quentin", "Rosalind", "Samuel",
    "Teresa", "Ursula", "Victor", "Wanda", "Xochitl", "Yusuf", "Zuzanna",
)  # fmt: skip
FAMILY = (
    "García", "Núñez", "Okafor", "O’Brien", "Smith", "Peña", "Müller", "Washington", "Ibáñez", "Kim",
    "Johnson", "Castañeda", "Nguyen", "Brown", "de la Cruz", "Patel", "Šimek", "Jackson", "Muñoz",
    "Lee", "Abbott", "Becker", "Chavez", "Dvorak", "Eze", "Fitzgerald", "Grabowski", "Hughes",
    "Ivanova", "Jimenez", "Kowalski", "Lindqvist", "Mbeki", "Novak", "Ortiz", "Pérez", "Quispe",
    "Rossi", "Schneider", "Tran", "Usman", "Vargas", "Wójcik", "Xu", "Yilmaz", "Zamora",
)  # fmt: skip
STREETS = (
    "Main Street", "Prairie Avenue", "Old Mill Road", "Lincoln Way", "Kishwaukee Street",
    "River Bend Lane",
)  # fmt: skip
CITIES = ("Belvidere", "Riverbend", "Peoria", "Mount Sterling", "Galena", "Cairo", "Rock Falls", "Elgin")
ROLES = ("leader", "member", "secretary", "treasurer")
SECTORS = ("parents", "schools", "faith", "police", "youth", "media", "business", "health")
TAGS = ("volunteer", "driver", "bilingual", "board 2025", "library", "bakes", "evenings", "first aid", "PTA")
WORDS = (
    "wants to help with", "call in the evening about", "has a van for", "asked about the minutes of",
    "will ask the school about", "brings neighbours to",
)  # fmt: skip
THINGS = (
    "the spring clean-up", "the youth survey", "town hall night", "the food drive",
    "the budget meeting",
)  # fmt: skip


def bodies(count: int, seed: int = 1) -> Iterator[dict[str, Any]]:
    """Yield the twelve fields of `count` people, the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311 - the same people for the same seed
    for number in range(count):
        yield _body(chance, number)


def typed(count: int) -> list[str]:
    """Return at most `count` different beginnings, of three letters, of the words people are found by."""
    said = (*GIVEN, *FAMILY, *STREETS, *CITIES, *SECTORS, *TAGS, *WORDS, *THINGS)
    words = " ".join(said).casefold().split()
    beginnings = sorted({word[:3] for word in words if word[:3].isalpha() and len(word) >= 3})
    random.Random(3).shuffle(beginnings)  # noqa: S311 - any order, always the same
    return beginnings[:count]


def _body(chance: random.Random, number: int) -> dict[str, Any]:
    given, family = chance.choice(GIVEN), f"{chance.choice(FAMILY)} {chance.choice(FAMILY)}"
    return {
        "name": f"{given} {family}",
        "goes_by": given[:3],
        "pronouns": chance.choice(("she/her", "he/him", "they/them")),
        "languages": chance.choice((["en"], ["en", "es"], ["es"], ["en", "pl"])),
        "email": f"{given}.{number}@example.org".lower(),
        "phone": f"+1 {chance.randrange(201, 990)} 555 {number % 10_000:04d}",
        "address": _address(chance),
        "roles": sorted(
            chance.sample(("leader", "member", "secretary", "treasurer"), k=chance.randrange(1, 3))
        ),
        "sector": chance.choice(SECTORS),
        "member_since": f"{chance.randrange(2012, 2027)}-{chance.randrange(1, 13):02d}-15",
        "tags": sorted(chance.sample(TAGS, k=chance.randrange(1, 4))),
        "notes": f"{chance.choice(WORDS)} {chance.choice(THINGS)}.",
    }


def _address(chance: random.Random) -> dict[str, str]:
    return {
        "street": f"{chance.randrange(1, 3000)} {chance.choice(STREETS)}",
        "second_line": "",
        "city": chance.choice(CITIES),
        "county": "Boone",
        "state": "IL",
        "postal_code": f"6{chance.randrange(0, 3000):04d}",
        "country": "US",
    }
