"""Taking an answer in: the sync's line of history comes with its last answer, and records come over mine."""

from pathlib import Path

import orjson
from sqlalchemy import select

from desktop.store import schema
from desktop.store.replica import Replica
from desktop.store.store import Store, add_space, create_store
from sync.client.session import Report
from sync.protocol import SpacePage, SyncReply
from sync.records.base import new_id
from sync.records.people import Person

SPACE, ANA = new_id(), new_id()
BEFORE = Report(sent=2, received=1)


def desk(folder: Path) -> Store:
    store = create_store(folder / "desk.db", "ab" * 32, now=lambda: "2026-03-02T12:00:00+00:00", me="Luis")
    add_space(store, SPACE, "coalition", "Belvidere", "leader", home=True)
    return store


def heard(name: str, seq: int, *, more: bool = False) -> SyncReply:
    state = orjson.dumps({"born": f"{SPACE}.1", "fields": {"name": name}}).decode()
    page = SpacePage(
        space=SPACE,
        epoch=1,
        cursor=seq,
        more=more,
        role="leader",
        name="Belvidere",
        sort="coalition",
        kinds=["person"],
        ids=[ANA],
        sequences=[seq],
        states=[state],
    )
    return SyncReply(nonce="n", spaces=[page])


def lines(store: Store) -> list[tuple[int, int, str]]:
    syncs = schema.syncs.c
    with store.reading() as connection:
        kept = connection.execute(select(syncs.sent, syncs.received, syncs.outcome))
        return [tuple(line) for line in kept]


def test_the_last_answer_brings_the_line_of_history_with_it(tmp_path: Path) -> None:
    store = desk(tmp_path)
    assert Replica(store, "1").take(heard("Ana", 1), [], BEFORE).noted
    assert lines(store) == [(2, 2, "")]
    store.close()


def test_an_answer_that_others_follow_brings_no_line(tmp_path: Path) -> None:
    store = desk(tmp_path)
    replica = Replica(store, "1")
    assert not replica.take(heard("Ana", 1, more=True), [], BEFORE).noted
    assert not replica.take(heard("Anna", 2), []).noted
    assert lines(store) == []
    store.close()


def test_an_answer_brings_no_line_while_work_of_mine_waits(tmp_path: Path) -> None:
    store = desk(tmp_path)
    with store.edit("Add a person") as draft:
        draft.add(Person(name="Luis"))
    assert not Replica(store, "1").take(heard("Ana", 1), [], BEFORE).noted
    assert lines(store) == []
    store.close()


def test_a_record_with_nothing_of_mine_on_it_is_shown_as_it_comes_and_an_older_one_is_passed_over(
    tmp_path: Path,
) -> None:
    store = desk(tmp_path)
    replica = Replica(store, "1")
    for name, seq, shown in (("Ana", 1, "Ana"), ("Anna", 5, "Anna"), ("Ana", 3, "Anna")):
        replica.take(heard(name, seq), [])
        assert store.state("person", ANA)["fields"]["name"] == shown
    store.close()


def test_my_unsent_words_stay_on_top_of_what_comes(tmp_path: Path) -> None:
    store = desk(tmp_path)
    replica = Replica(store, "1")
    replica.take(heard("Ana", 1), [])
    with store.edit("Correct a name") as draft:
        draft.set("person", ANA, {"name": "Ana María"})
    replica.take(heard("Anna", 2), [])
    assert store.state("person", ANA)["fields"]["name"] == "Ana María"
    store.close()
