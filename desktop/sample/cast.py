"""The people and the organizations of the sample, by name."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from desktop.sample.calendar import Calendar
from desktop.sample.deed import known
from desktop.sample.words import parts, table, told
from sync.records.values import Address

AREAS = ("815", "779")


@dataclass(frozen=True)
class Somebody:
    """One person, as the table tells of them."""

    id: str
    name: str
    row: dict[str, str]
    since: date
    """When they came to the coalition."""
    place: int
    """Their row in the table, from 0."""

    @property
    def called(self) -> str:
        """What people call them."""
        return self.row["goes_by"] or self.name.split()[0]

    @property
    def tags(self) -> tuple[str, ...]:
        """What they are known for."""
        return parts(self.row["tags"])

    @property
    def comes(self) -> int:
        """How reliably they come to meetings, in tenths."""
        return int(self.row["comes"])

    @property
    def is_minor(self) -> bool:
        """Whether somebody else answers for them."""
        return bool(self.row["guardian"])

    @property
    def is_gone(self) -> bool:
        """Whether they left the coalition."""
        return self.row["speaks"] == "gone"

    @property
    def email(self) -> str:
        """An address at example.org, of a form that mail programs take."""
        letters = self.name.lower().translate(_PLAIN).replace("'", "").split()
        return f"{letters[0]}.{letters[-1]}@mail.example.org"

    @property
    def phone(self) -> str:
        """A number that is kept free for stories."""
        area, number = divmod(self.place, 98)
        return f"({AREAS[area]}) 555-{101 + number:04d}"


class Cast:
    """Who is who, on a day."""

    def __init__(self, today: date, space: str = "") -> None:
        self.calendar, self.space = Calendar(today), space
        self.town: dict[str, Any] = told("cast")

    @cached_property
    def people(self) -> dict[str, Somebody]:
        """Everybody, by name."""
        return {row["name"]: self._somebody(place, row) for place, row in enumerate(table("people"))}

    @cached_property
    def partners(self) -> dict[str, dict[str, str]]:
        """The organizations, by name."""
        return {row["name"]: row for row in table("partners")}

    @property
    def me(self) -> str:
        """The id of the person whose computer this is."""
        return self.person(self.town["me"])

    @property
    def voters(self) -> list[Somebody]:
        """The members who vote."""
        return [self.people[name] for name in self.town["voters"]]

    def person(self, name: str) -> str:
        """Return the id of a person; "" for nobody."""
        return self.people[name].id if name else ""

    def partner(self, name: str) -> str:
        """Return the id of an organization; "" for none."""
        return known("partner", self.partners[name]["name"]) if name else ""

    def sector_of(self, somebody: Somebody) -> str:
        """Return the sector a person comes from: that of their organization."""
        partner = self.partners.get(somebody.row["partner"])
        return partner["sector"] if partner else ""

    def address(self, street: str) -> Address:
        """Return an address in the town."""
        town = self.town["coalition"]
        places = {name: town[name] for name in ("city", "county", "state", "postal_code")}
        return Address(street=street, **places)

    def computer_of(self, name: str) -> str:
        """Return the id of the computer that somebody works on."""
        return known("device", name)

    def _somebody(self, place: int, row: dict[str, str]) -> Somebody:
        since = self.calendar.on(-int(row["came"]))
        return Somebody(known("person", row["name"]), row["name"], row, since, place)


_PLAIN = str.maketrans("áéíóúñüőễịúńśżłąćęźðøå", "aeiounuoeiunszlacezdoa", "")
