"""Statements that the driver runs by itself ask and answer as the others do, on each sort of database."""

import pytest
from sqlalchemy import bindparam, select, update
from sqlalchemy.exc import DBAPIError

from sync.errors import Unavailable
from sync.records.base import new_id
from sync.server import schema
from sync.server.prepared import Prepared, is_none_of, is_one_of, listing
from sync.server.storage import Storage
from sync.server.whole import reading_whole, writing_whole
from tests.server.conftest import run

KINDS = {"person": "1", "meeting": "2", 'o\'clock "%s" ?': "3"}
_digests = schema.digests
_of_space = select(_digests.c.kind, _digests.c.digest).where(_digests.c.space == bindparam("space"))
_ALL = Prepared(_of_space.order_by(_digests.c.kind))
_ONLY = Prepared(_of_space.where(is_one_of(_digests.c.kind, "kinds")).order_by(_digests.c.kind))
_ALL_BUT = Prepared(_of_space.where(is_none_of(_digests.c.kind, "kinds")).order_by(_digests.c.kind))


@pytest.fixture
def space(storage: Storage) -> str:
    """A space with a digest of each kind."""
    name = new_id()
    for kind, digest in KINDS.items():
        words = "INSERT INTO digests (space, kind, digest) VALUES (:space, :kind, :digest)"
        run(storage, words, space=name, kind=kind, digest=digest)
    return name


def test_a_list_of_any_length_is_one_parameter_of_one_statement(storage: Storage, space: str) -> None:
    with reading_whole(storage) as connection:
        for kinds in ([], ["person"], [*KINDS, "tag"], [f"kind {number}" for number in range(5000)]):
            there = sorted(pair for pair in KINDS.items() if pair[0] in kinds)
            rest = sorted(pair for pair in KINDS.items() if pair[0] not in kinds)
            assert list(map(tuple, _ONLY.all(connection, space=space, kinds=listing(kinds)))) == there
            assert list(map(tuple, _ALL_BUT.all(connection, space=space, kinds=listing(kinds)))) == rest


def test_rows_come_by_name_too_and_one_that_is_not_there_is_none(storage: Storage, space: str) -> None:
    with reading_whole(storage) as connection:
        assert [row.kind for row in _ALL.named(connection, space=space)] == sorted(KINDS)
        assert _ALL.first(connection, space=space).kind == min(KINDS)
        assert _ALL.first(connection, space=new_id()) is None


def test_what_a_statement_says_itself_is_not_asked_for_and_what_it_asks_for_is(
    storage: Storage, space: str
) -> None:
    second = Prepared(_of_space.where(_digests.c.digest == "2"))
    with reading_whole(storage) as connection:
        assert second.first(connection, space=space).kind == "meeting"
        with pytest.raises(KeyError, match="space"):
            second.first(connection)


def test_a_change_that_was_not_committed_is_gone_like_any_other(storage: Storage, space: str) -> None:
    change = Prepared(
        update(_digests).where(_digests.c.space == bindparam("which")).values(digest=bindparam("now"))
    )

    def change_and_fail() -> None:
        with writing_whole(storage) as connection:
            change.run(connection, which=space, now="9")
            assert _ALL.first(connection, space=space).digest == "9"
            raise RuntimeError

    with pytest.raises(RuntimeError):
        change_and_fail()
    with reading_whole(storage) as connection:
        assert {row.digest for row in _ALL.named(connection, space=space)} == set(KINDS.values())


def test_a_database_that_fails_is_told_of_in_the_same_plain_words(storage: Storage, space: str) -> None:
    run(storage, "ALTER TABLE digests RENAME TO lost")
    with pytest.raises(Unavailable, match="did not answer") as told, reading_whole(storage) as connection:
        _ALL.all(connection, space=space)
    assert isinstance(told.value.__cause__, DBAPIError)
