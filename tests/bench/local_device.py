"""One computer alone, doing one thing many times.

python -m tests.bench.local_device FILE
"""

import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

from desktop.opening import now
from desktop.store.listing import PAGE, open_listing
from desktop.store.spaces import found_coalition
from desktop.store.store import Store, create_store, open_store
from tests.bench.driven import answer
from tests.bench.our_device import KEY, fill
from tests.bench.people import typed

SHOWN = 40
"""Rows of a page that a tall window paints."""


class Alone:
    """One store that has joined no office."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.chance = random.Random(2)  # noqa: S311 - any places, always the same

    def fill(self, count: int) -> None:
        """Begin a coalition, enter people, and index them."""
        store = create_store(self.path, KEY, now=now, me="Ana")
        found_coalition(store, "Belvidere", "leader")
        fill(store, count)
        store.index_all()
        store.close()

    def open(self, times: int) -> list[float]:
        """Open the file and read whose it is."""
        return timed(times, lambda _: self._opened().close())

    def edit(self, times: int) -> list[float]:
        """Change one phone number and commit."""
        store = self._opened()
        handles = open_listing(store, "person")
        lines = [handles.page(self.chance.randrange(len(handles)), 1)[0] for _ in range(times)]
        people = [line.id for line in lines if line]

        def correct(place: int) -> None:
            with store.edit("Correct a phone number") as draft:
                draft.set("person", people[place], {"phone": f"+1 779 555 {place:04d}"})

        return timed(times, correct)

    def search(self, times: int) -> list[float]:
        """Search for the first three letters of a word, as somebody types them."""
        store = self._opened()
        words = typed(times)
        store.search("warm")
        return timed(times, lambda place: store.search(words[place % len(words)]))

    def page(self, times: int) -> list[float]:
        """Read a page somewhere in the list of all people by name, and what a tall window shows of it."""
        listing = open_listing(self._opened(), "person", sort="name")
        places = [self.chance.randrange(max(1, len(listing) - PAGE)) for _ in range(times)]
        return timed(
            times, lambda place: [line and line.state for line in listing.page(places[place])[:SHOWN]]
        )

    def _opened(self) -> Store:
        store = open_store(self.path, KEY, now=now)
        assert store.author.home
        return store


def timed(times: int, work: Callable[[int], object]) -> list[float]:
    """Return the milliseconds that each of `times` runs took."""
    taken: list[float] = []
    for place in range(times):
        start = time.perf_counter()
        work(place)
        taken.append((time.perf_counter() - start) * 1000)
    return taken


if __name__ == "__main__":
    alone = Alone(Path(sys.argv[1]))
    actions = {"fill": alone.fill, "open": alone.open, "edit": alone.edit}
    answer({**actions, "search": alone.search, "page": alone.page})
