"""Looking through everybody for people who are in twice.

Only those are compared who share a way to reach them, an organization or a home, and a word of
their name by its sound; so twenty thousand people take seconds. What somebody called two people
is not offered again.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from desktop.features.people.reading import name_of
from desktop.i18n import _
from desktop.likeness import Traits, compare, generation, traits_of
from desktop.sounds import sound
from desktop.store.store import Store
from desktop.transfer.queries import records_of
from sync.errors import Refused
from sync.records.partners import Affiliation
from sync.records.people import Duplicate, Person, SameVerdict

COMMON = 3
"""People who bear a given name before it is taken for a name, and not for a slip of the pen."""
MOST = 500
"""Pairs offered at a time."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two people who are probably one; `one` was there first."""

    one: Traits
    other: Traits
    reasons: tuple[str, ...]
    """In words, e.g. same phone."""


def find_duplicates(store: Store, goes_on: Callable[[], bool] = lambda: True) -> list[Pair]:
    """Return the pairs who are probably one, the surest first; fewer if `goes_on` says no on the way.

    It reads everybody, so it is a job for another thread.
    """
    people = _everybody(store)
    given = Counter(_given(each) for each in people)
    common = {name for name, count in given.items() if count >= COMMON}
    found: dict[tuple[str, str], Pair] = {}
    for one, other in _candidates(people):
        if not goes_on():
            break
        like = None if (one.id, other.id) in found else compare(one, other, common)
        if like is not None and like.is_strong:
            found[one.id, other.id] = Pair(one, other, like.reasons)
    found = dict(_namesakes(people)) | found
    settled = _settled(store)
    unsettled = [pair for key, pair in found.items() if key not in settled]
    return sorted(unsettled, key=_rank)[:MOST]


def call_different(store: Store, one: str, other: str, reasons: Iterable[str] = ()) -> str:
    """Keep that two people are two, so that nobody is asked again; return the id of that record."""
    if one == other:
        raise Refused(_("That is one and the same record."))
    names = {"name": name_of(store, Person.kind, one), "other": name_of(store, Person.kind, other)}
    first, second = sorted((one, other))
    kept = Duplicate(one=first, other=second, verdict=SameVerdict.DIFFERENT, reasons=tuple(reasons))
    with store.edit(_("{name} and {other} are two people").format(**names)) as draft:
        return draft.add(kept)


def _rank(pair: Pair) -> tuple[int, str, str]:
    return -len(pair.reasons), pair.one.name.casefold(), pair.one.id


def _everybody(store: Store) -> list[Traits]:
    partners: defaultdict[str, set[str]] = defaultdict(set)
    for joined in records_of(store, Affiliation.kind):
        partners[joined["person"]].add(joined["partner"])
    people = (each for each in records_of(store, Person.kind) if not each["merged_into"])
    return [traits_of(each, partners[each["id"]]) for each in people]


def _settled(store: Store) -> set[tuple[str, str]]:
    said = [each for each in records_of(store, Duplicate.kind) if each["verdict"] == SameVerdict.DIFFERENT]
    return {(min(each["one"], each["other"]), max(each["one"], each["other"])) for each in said}


def _candidates(people: Iterable[Traits]) -> Iterator[tuple[Traits, Traits]]:
    """Yield the pairs worth comparing, the older of the two first; some of them several times."""
    blocks: defaultdict[tuple[str, str], list[Traits]] = defaultdict(list)
    for person in people:  # in the order of their ids, so the older come first
        for key in _keys(person):
            blocks[key].append(person)
    for block in blocks.values():
        yield from combinations(block, 2)


def _keys(person: Traits) -> set[tuple[str, str]]:
    shared = (*person.emails, *person.phones, *person.places, *person.partners, person.household)
    sounds = {sound(word) for word in person.words}
    return {(where, heard) for where in filter(None, shared) for heard in sounds}


def _namesakes(people: Iterable[Traits]) -> Iterator[tuple[tuple[str, str], Pair]]:
    """Yield two of one whole name, and no third, of whom one has nothing to be told apart by."""
    named: defaultdict[tuple[str, ...], list[Traits]] = defaultdict(list)
    for person in people:
        if len(person.words) > 1:
            named[tuple(sorted(person.words))].append(person)
    for one, *others in named.values():
        if len(others) == 1 and _is_one_bare(one, others[0]) and compare(one, others[0]) is not None:
            reasons = (_("same name"), _("nothing else is known of one"))
            yield (one.id, others[0].id), Pair(one, others[0], reasons)


def _is_one_bare(one: Traits, other: Traits) -> bool:
    is_bare = not one.is_reached or not other.is_reached
    is_apart = one.partners and other.partners and not one.partners & other.partners
    return is_bare and not is_apart and generation(one.name) == generation(other.name)


def _given(person: Traits) -> str:
    return person.words[0] if person.words else ""
