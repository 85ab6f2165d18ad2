"""A coalition whose people are known: who is in twice, and who only looks so.

Everybody is invented. Families share phones, addresses and sometimes an e-mail; children bear the
names of their parents; strangers share names; colleagues share an organization.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field

from sync.records.base import Entry, new_id
from sync.records.partners import Affiliation, Partner
from sync.records.people import AgeBand, Person
from sync.records.values import Address

GIVEN = (
    "Maria Jose Juan Ana Luis Carmen Carlos Rosa Jorge Elena Miguel Lucia Pedro Marta Mario Julia Julio",
    "Roberto Roberta Daniel Daniela Gabriel Gabriela Fernando Fernanda Francisco Guadalupe Alejandro Sofia",
    "James Mary John Patricia Robert Jennifer Michael Linda William Elizabeth David Barbara Richard Susan",
    "Joseph Jessica Thomas Sarah Charles Karen Christopher Lisa Matthew Nancy Anthony Betty Mark Sandra",
    "Steven Ashley Paul Kimberly Andrew Emily Joshua Donna Kenneth Michelle Kevin Carol Brian Amanda",
    "Keisha Darnell Aaliyah Jerome Priya Nikhil Mei Wei Noor Yusuf Olga Piotr Zuzanna Siobhan",
)
FAMILY = (
    "Garcia Rodriguez Martinez Hernandez Lopez Gonzalez Perez Sanchez Ramirez Torres Flores Rivera Gomez",
    "Diaz Reyes Cruz Morales Ortiz Gutierrez Chavez Ruiz Alvarez Castillo Vargas Mendoza Jimenez Castro",
    "Smith Johnson Williams Brown Jones Miller Davis Wilson Anderson Taylor Thomas Moore Jackson Martin",
    "Lee Thompson White Harris Clark Lewis Robinson Walker Young Allen King Wright Scott Hill Green Adams",
    "Baker Nelson Hall Campbell Mitchell Carter Roberts Phillips Evans Turner Parker Collins Edwards",
    "Stewart Kowalski Nowak Patel Shah Nguyen Tran Kim Park Chen Wang Okafor Eze Ivanova Petrov Schneider",
)
NICKNAMES = {"Robert": "Bob", "William": "Bill", "Elizabeth": "Liz", "Michael": "Mike", "Thomas": "Tom",
             "Katherine": "Kate", "Francisco": "Paco", "Guadalupe": "Lupe", "Daniel": "Dan",
             "Christopher": "Chris", "Matthew": "Matt", "Jennifer": "Jen", "Anthony": "Tony"}  # fmt: skip
ACCENTED = {"Garcia": "García", "Hernandez": "Hernández", "Lopez": "López", "Martinez": "Martínez",
            "Jose": "José", "Lucia": "Lucía", "Diaz": "Díaz", "Sofia": "Sofía"}  # fmt: skip


@dataclass
class Coalition:
    """Records to be added, and which of them are of one person."""

    records: list[Entry] = field(default_factory=list)
    pairs: set[tuple[str, str]] = field(default_factory=set)
    """The lesser id first."""


class Maker:
    """Makes a coalition, always the same one for a seed."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - the same coalition for the same seed
        self.given, self.families = (" ".join(lines).split() for lines in (GIVEN, FAMILY))
        self.made = Coalition()
        self.partners = [Partner(name=f"Organization {number}") for number in range(40)]
        self.made.records += self.partners
        self.number = 0

    def make(self, people: int, twice: int) -> Coalition:
        households = list(self.households(people))
        everybody = [person for household in households for person in household]
        for person in self.chance.sample(everybody, k=twice):
            again = self.again(person)
            self.made.records += [again, *self.joined(again, person)]
            self.made.pairs.add((min(person.id, again.id), max(person.id, again.id)))
        return self.made

    def households(self, people: int) -> Iterator[list[Person]]:
        count = 0
        while count < people:
            household = self.household()
            count += len(household)
            self.made.records += household
            for person in household:
                if self.chance.random() < 0.4:
                    partner = self.chance.choice(self.partners)
                    self.made.records.append(Affiliation(person=person.id, partner=partner.id))
            yield household

    def household(self) -> list[Person]:
        family = self.family()
        shared = {"address": self.address(), "phone": self.phone()}
        size = self.chance.choice((1, 1, 1, 2, 2, 3, 4))
        given = self.chance.sample(self.given, k=size)
        people = [self.person(f"{name} {family}", shared) for name in given]
        if size > 1 and self.chance.random() < 0.2:  # a child with the parent's name
            junior = self.person(f"{given[0]} {family} Jr", shared)
            people.append(junior.but(age_band=AgeBand.MINOR) if self.chance.random() < 0.5 else junior)
        return people

    def person(self, name: str, shared: dict) -> Person:
        self.number += 1
        own = {"email": f"person{self.number}@example.org"} if self.chance.random() < 0.6 else {}
        if self.chance.random() < 0.5:
            own["phone"] = self.phone()
        if self.chance.random() < 0.1:
            shared = {}
        return Person(id=new_id(), name=name, age_band=AgeBand.UNSAID, **{**shared, **own})

    def again(self, person: Person) -> Person:
        """Somebody typed in anew: in another spelling, with less or other contact data."""
        ways = ["email", "phone", "place", "bare"]
        kept = self.chance.choice([way for way in ways if way == "bare" or getattr(person, way, True)])
        fields: dict = {}
        if kept == "email":
            fields = {"email": person.email.upper()}
        elif kept == "phone":
            digits = person.phone[-12:].replace("-", "")
            fields = {"phone": f"({digits[:3]}) {digits[3:6]} {digits[6:]}"}
        elif kept == "place" and person.address:
            fields = {"address": person.address.model_copy(update={"state": "Illinois"})}
        respelled = person.name if kept in ("bare", "place") else self.respelled(person.name)
        return Person(name=respelled, provisional=True, **fields)

    def respelled(self, name: str) -> str:
        given, *rest = name.split()
        way = self.chance.randrange(6)
        if way == 0 and given in NICKNAMES:
            given = NICKNAMES[given]
        if way == 1:
            rest = [ACCENTED.get(word, word) for word in rest]
            given = ACCENTED.get(given, given)
        if way == 2 and rest[-1] != "Jr":
            rest = [*rest, self.chance.choice(self.families)]
        if way == 3:
            given = f"{given[0]}."
        if way == 4 and len(rest[0]) > 5:
            place = self.chance.randrange(2, len(rest[0]) - 1)
            rest[0] = rest[0][:place] + rest[0][place + 1 :]
        return " ".join((given, *rest))

    def joined(self, again: Person, person: Person) -> Iterator[Affiliation]:
        for record in self.made.records:
            if isinstance(record, Affiliation) and record.person == person.id and again.address is None:
                yield Affiliation(person=again.id, partner=record.partner)
                return

    def family(self) -> str:
        first = self.chance.choice(self.families)
        return (
            first if self.chance.random() < 0.7 else f"{first} {self.chance.choice(' '.join(FAMILY).split())}"
        )

    def address(self) -> Address:
        street = f"{self.chance.randrange(1, 900)} {self.chance.choice(('Main St', 'Oak Ave', 'Elm St'))}"
        return Address(
            street=street, city="Belvidere", state="IL", postal_code=f"610{self.chance.randrange(9):02}"
        )

    def phone(self) -> str:
        area, office = self.chance.randrange(201, 989), self.chance.randrange(200, 999)
        return f"+1 {area}-{office}-{self.chance.randrange(9999):04}"
