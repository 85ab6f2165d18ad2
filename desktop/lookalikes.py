"""Who is perhaps known already, while somebody is being added: at a desk or at the door of a meeting.

The search index finds the few who could be meant, `desktop.likeness` says why they may be.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from desktop.likeness import Likeness, Traits, compare, traits_of
from desktop.store import search
from desktop.store.reading import as_json, read_state, stored
from desktop.store.store import Store
from desktop.transfer.names import name_words
from desktop.transfer.phones import phone_key
from sync.records.partners import Affiliation
from sync.records.people import Person

MOST_CANDIDATES = 300
"""People read to be compared; beyond that too little was typed to say who is meant."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed of a person so far."""

    name: str = ""
    email: str = ""
    phone: str = ""
    partner: str = ""
    """The id of their organization."""


@dataclass(frozen=True, slots=True)
class Lookalike:
    """Somebody known who may be the one that is being added."""

    id: str
    name: str
    reasons: tuple[str, ...]
    """In words, e.g. same phone."""
    is_strong: bool
    """Whether it very probably is them."""


def lookalikes(store: Store, typed: Typed, most: int = 3) -> list[Lookalike]:
    """Return who may be meant, the most probable first; nobody while too little is typed."""
    meant = {"name": typed.name, "email": typed.email, "phone": typed.phone}
    one = traits_of(meant, [typed.partner] if typed.partner else [])
    found = [(other, like) for other in _candidates(store, typed) if (like := compare(one, other))]
    ordered = sorted(found, key=lambda pair: _rank(one, *pair))
    return [Lookalike(other.id, other.name, like.reasons, like.is_strong) for other, like in ordered[:most]]


def _rank(one: Traits, other: Traits, like: Likeness) -> tuple[bool, int, bool, str]:
    return not like.is_strong, -len(like.reasons), set(one.words) != set(other.words), other.name


def _candidates(store: Store, typed: Typed) -> list[Traits]:
    store.index_all()
    ids: set[str] = set()
    with store.reading() as connection:
        for words in set(_searches(typed)):
            ids.update(search.find_kind(connection, words, Person.kind)[:MOST_CANDIDATES])
        rows = stored(connection, store.tables, [(Person.kind, each) for each in sorted(ids)])
    people = [as_json(Person, each, read_state(row.state)) for each, row in rows.items()]
    partners = partners_of(store, ids)
    return [traits_of(each, partners[each["id"]]) for each in people if not each["merged_into"]]


def _searches(typed: Typed) -> Iterator[str]:
    """Yield the words by which the search index is asked."""
    if "@" in typed.email.strip("@"):
        yield typed.email
    digits = re.sub(r"\D", "", phone_key(typed.phone)) if typed.phone else ""
    if len(digits) >= 10:
        yield digits[-10:]
    for words in (tuple(typed.name.split()), name_words(typed.name)):
        for later in words[1:]:
            if len(later) > 1:
                yield f"{words[0][:2]} {later[:3]}"


def partners_of(store: Store, people: Collection[str]) -> defaultdict[str, set[str]]:
    """Return person -> the organizations that each of some people belongs or belonged to."""
    table = store.tables.of(Affiliation.kind)
    joined = table.select().with_only_columns(table.c.person, table.c.partner)
    joined = joined.where(table.c.person.in_(people), table.c["_trash"].is_(None))
    found: defaultdict[str, set[str]] = defaultdict(set)
    with store.reading() as connection:
        for person, partner in connection.execute(joined):
            found[person].add(partner)
    return found
