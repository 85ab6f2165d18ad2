"""What others changed since one last looked, with a real office between two desktops."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop.features.syncing.actions import join, sync_now
from desktop.features.welcome.actions import start_alone
from desktop.paths import Profile, prepare
from desktop.store.arrivals import Arrivals, arrivals, mark_seen, watch_new_spaces
from desktop.store.store import Store, create_store
from sync.records.meetings import Meeting
from sync.records.people import Person
from sync.server.app import make_app
from sync.server.founding import add_space, found
from sync.server.invitations import invite
from tests.client.serving import served
from tests.features.partners.town import add
from tests.offices import prepared_office
from tests.store.samples import Clock

KINDS = ("person", "meeting")
Opened = Callable[[str], Store]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opened]:
    """Opens a store that has joined the coalition and is level, by the name of its person."""
    stores: list[Store] = []
    with prepared_office(f"sqlite:///{tmp_path / 'office.sqlite'}", tmp_path) as office:
        found(office, "Illinois", "admin@example.org")
        space = add_space(office, "coalition", "Riverside")
        with served(make_app(office)) as server:

            def open_one(name: str) -> Store:
                profile = Profile(tmp_path / name)
                prepare(profile)
                store = create_store(profile.database, "ab" * 32, now=Clock(), me=name)
                store.file_key = bytes(32)
                stores.append(store)
                join(store, invite(office, space, "leader", name), server)
                exchange(store)
                return store

            yield open_one
            for store in stores:
                store.close()


def exchange(*stores: Store) -> None:
    for store in stores:
        sync_now(store, until_level=True, timeout=20)


def news(store: Store) -> Arrivals:
    watch_new_spaces(store)
    return arrivals(store, KINDS, 3)


def titles(store: Store) -> list[str]:
    return [each.title for each in news(store).newest]


def test_what_a_space_held_when_it_was_first_heard_is_no_news(opened: Opened) -> None:
    ana = opened("ana")
    add(ana, Person(name="Maria"))
    exchange(ana)
    assert news(opened("luis")) == Arrivals()


def test_what_others_add_and_change_is_news_until_it_was_seen(opened: Opened) -> None:
    ana, luis = opened("ana"), opened("luis")
    assert news(ana) == news(luis) == Arrivals()
    maria = add(ana, Person(name="Maria"))
    for number in range(4):
        add(ana, Meeting(title=f"Meeting {number}"))
    exchange(ana, luis)
    found = news(luis)
    assert [each.title for each in found.newest] == ["Meeting 3", "Meeting 2", "Meeting 1"]
    assert dict(found.counts) == {"person": 1, "meeting": 4}
    mark_seen(luis)
    assert news(luis) == Arrivals()
    with ana.edit("Change") as draft:
        draft.set("person", maria, {"name": "Maria Diaz"})
    exchange(ana, luis)
    assert titles(luis) == ["Maria Diaz"]


def test_ones_own_changes_are_no_news_even_after_the_office_has_them(opened: Opened) -> None:
    ana, luis = opened("ana"), opened("luis")
    news(ana), news(luis)
    add(luis, Person(name="Zoe"))
    exchange(luis, ana, luis)
    assert news(luis) == Arrivals()
    assert titles(ana) == ["Zoe"]


def test_what_others_deleted_is_not_listed(opened: Opened) -> None:
    ana, luis = opened("ana"), opened("luis")
    news(luis)
    maria = add(ana, Person(name="Maria"))
    with ana.edit("Delete") as draft:
        draft.trash("person", maria)
    exchange(ana, luis)
    assert news(luis) == Arrivals()


def test_a_coalition_alone_has_no_news(tmp_path: Path) -> None:
    store = create_store(tmp_path / "coalition.db", "ab" * 32, now=Clock())
    start_alone(store, "Riverside", "Ana", "leader")
    add(store, Person(name="Maria"))
    assert news(store) == Arrivals()
    store.close()
