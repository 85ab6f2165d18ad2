"""A list of contacts as a coalition really has it: years old, from several programs, for tests and the tour.

Everybody in it is invented.
"""

import random
from pathlib import Path

GIVEN = (
    "Ana María", "José", "Lucía", "Darnell", "Siân", "Zoë", "Peter", "Małgorzata", "Guadalupe", "Ruth",
    "Óscar", "Tamika", "Noor", "Hélène", "Ben", "Yolanda", "Raúl", "Grace", "Íñigo", "Mei",
)  # fmt: skip
FAMILY = (
    "García López", "Núñez", "Okafor", "O’Brien", "Smith", "Peña Ruiz", "Müller", "Washington",
    "Ibáñez Soto", "Kim", "Johnson", "Castañeda", "Nguyen", "Brown", "de la Cruz", "Patel", "Šimek",
    "Jackson", "Muñoz", "Lee",
)  # fmt: skip
AREAS = (217, 224, 309, 312, 331, 414, 262, 618, 630, 708, 608, 773, 779, 815, 847, 872, 212, 314, 317, 319)
SECTORS = ("Libraries", "Police", "Faith", "Parents", "Business", "School district", "", "Biblioteca")
HEADER = "Name,E-mail Address,Mobile,Home Phone,City,Sector,Tags,Notes,Shirt size"
TITLES = ("Riverbend Opportunity Coalition,,,,,,,,", "Contacts as of 11/2026,,,,,,,,", "")
JUNK = (",,,,,,,,", "Total: 300,,,,,,,,", "---,,,,,,,,", "", f"{HEADER}", ",,555-0142,,,,,,")


def write_messy_contacts(path: Path, rows: int = 300, seed: int = 1) -> int:
    """Write a messy CSV file of about that many rows; return how many different people are in it.

    Lines are UTF-8 or cp1252, whichever the program of the day wrote; some names stand
    turned round, some notes run over several lines, some people are there twice, some
    rows are no people at all.
    """
    chance = random.Random(seed)  # noqa: S311 - the same file for the same seed
    people = [_person(chance, number) for number in range(rows * 9 // 10)]
    again = [_again(chance, chance.choice(people)) for _ in range(rows - len(people) - len(JUNK))]
    lines = [*map(_line, people), *map(_line, again), *JUNK]
    chance.shuffle(lines)
    path.write_bytes(b"\r\n".join(_encoded(chance, line) for line in (*TITLES, HEADER, *lines)))
    return len(people)


def _person(chance: random.Random, number: int) -> dict[str, str]:
    given, family = chance.choice(GIVEN), chance.choice(FAMILY)
    return {
        "name": f'"{family}, {given}"' if chance.random() < 0.3 else f"{given} {family}",
        "email": f"person{number}@example.org",
        "mobile": f"({_area(number)}) 555-{100 + number % 100:04d}" if chance.random() < 0.6 else "",
        "home": f"+1 {_area(number + 1000)} 555 {100 + number % 100:04d}" if chance.random() < 0.3 else "",
        "city": chance.choice(("Riverbend", "Peoría", "Mount Sterling", "")),
        "sector": chance.choice(SECTORS),
        "tags": chance.choice(("volunteer", "volunteer; night", "", '"library, PTA"')),
        "notes": chance.choice(
            ("", "met at the fair", '"called twice,\r\nno answer\r\n""try again"""', "ask José")
        ),
        "size": chance.choice(("", "M", "XL")),
    }


def _area(number: int) -> int:
    """An area code such that the hundred invented numbers of each are enough for a thousand people."""
    return AREAS[number // 100 % len(AREAS)]


def _again(chance: random.Random, person: dict[str, str]) -> dict[str, str]:
    """The same person from another list: other capitals, less known."""
    blank = dict.fromkeys(person, "")
    return {
        **blank,
        "name": person["name"],
        "email": person["email"].upper(),
        "tags": chance.choice(("", "fair")),
    }


def _line(person: dict[str, str]) -> str:
    return ",".join(person.values())


def _encoded(chance: random.Random, line: str) -> bytes:
    try:
        return line.encode("cp1252" if chance.random() < 0.4 else "utf-8")
    except UnicodeEncodeError:
        return line.encode("utf-8")
