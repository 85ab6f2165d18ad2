"""The people that a filter lets through, narrowed as somebody types."""

from array import array
from dataclasses import dataclass

from desktop.features.people.filters import Filter
from desktop.features.people.queries import handles_holding, handles_of
from desktop.features.people.reading import today_of
from desktop.store.listing import Listing, open_listing
from desktop.store.store import Store


@dataclass(frozen=True)
class Roll:
    """Who stands in a list, by name, as of the moment it was read."""

    store: Store
    filter: Filter
    handles: "array[int]"

    def narrowed(self, words: str) -> Listing:
        """Return those who hold all the words; of a single letter, whose names begin with it."""
        if not words.strip():
            return Listing(self.store, "person", self.handles)
        found = handles_holding(self.store, words)
        return Listing(self.store, "person", array("q", (each for each in self.handles if each in found)))


def read_roll(store: Store, given: Filter) -> Roll:
    """Return the people whom a filter lets through. Every person is read: no work for the window."""
    handles = handles_of(store, given, today_of(store))
    roll = Roll(store, given, handles)
    return Roll(store, given, roll.narrowed(given.words).handles) if given.words else roll


def glance(store: Store) -> Roll:
    """Return everybody at once, those who were merged into others among them, until the roll is read."""
    return Roll(store, Filter(), open_listing(store, "person").handles)
