"""A sync of three changes, cut at any byte of the request and of the answer, and what comes of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import select

from sync.errors import Offline
from sync.server import schema
from sync.server.app import make_app
from sync.server.office import Office
from tests.client.serving import served
from tests.faults.laptops import PLENTY, Laptop, founded, invited, joined
from tests.faults.proxy import Fate, Line, bad_line, cut_reply, cut_request
from tests.faults.tally import Tally

CUTS = {"request": cut_request, "reply": cut_reply}


class Town:
    """An office, Ana behind a bad line, and Luis with a good one."""

    def __init__(self, office: Office, line: Line, ana: Laptop, luis: Laptop) -> None:
        self.office, self.line, self.ana, self.luis = office, line, ana, luis
        self.typed = 0

    def type(self) -> None:
        """Let Ana add three people whose names are always as long."""
        self.typed += 3
        self.ana.add(*(f"Maria {self.typed - place:06d}" for place in range(3)))

    def suffer(self, fate: Fate) -> str:
        """Let a round of Ana's meet its fate; return the code of what she was told, "" if nothing."""
        self.line.fate = fate
        try:
            self.ana.round()
        except Offline as error:
            return error.code
        return ""

    def check_level(self) -> None:
        """What Ana typed is at the office, once; Luis sees the same."""
        assert self.ana.sync().level
        assert self.luis.sync().level
        assert self.ana.dump() == self.luis.dump()
        assert len(self.ana.names()) == self.typed == self.count_changes()

    def count_changes(self) -> int:
        """Return how many changes of people the office has taken."""
        with self.office.storage.reading([self.ana.space]) as connection:
            taken = select(schema.changes.c.n).where(schema.changes.c.kind == "person")
            return len(connection.execute(taken).all())


@contextmanager
def town(database_url: str, folder: Path) -> Iterator[Town]:
    """A town in which all are level."""
    with (
        founded(database_url.removeprefix("sqlite:///"), folder) as (office, space),
        served(make_app(office, PLENTY)) as address,
        bad_line(address) as (line, here),
    ):
        codes = invited(office, space, 2)
        ana, luis = joined(folder, address, codes[0], "Ana"), joined(folder, address, codes[1], "Luis")
        place = Town(office, line, ana.at(here), luis.at(address))
        place.check_level()
        yield place
        ana.store.close()
        luis.store.close()


def cut_everywhere(place: Town, which: str, step: int, tally: Tally, start: int = 0) -> int:
    """Cut a sync of three changes at every `step`-th byte of the request or the reply; return its length."""
    place.type()
    place.ana.round()
    length = len(getattr(place.line, which))
    for after in range(start, length, step):
        place.type()
        before = place.line.fired
        told = place.suffer(CUTS[which](after))
        assert told in ("", "unreachable", "portal", "unreadable"), told
        tally[f"cuts of a {which}"] += place.line.fired - before
        assert place.ana.sync().level
        assert place.count_changes() == place.typed, f"cut after byte {after}"
    place.check_level()
    return length
