"""The order of numbers is the order of commits, with writers in parallel on PostgreSQL.

A reader that has heard number n may never later meet a number at or below n. A
database sequence breaks that: the same readers and writers show it here.
"""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from unittest.mock import patch

import pytest
from sqlalchemy import Connection, insert, text

from sync.changes import Change
from sync.protocol import Cursor, SyncReply, SyncRequest, pack
from sync.records.base import new_id
from sync.server import schema
from sync.server.intake import Intake
from sync.server.office import Caller, Office
from sync.server.rounds import answer
from sync.server.writing import write_intake
from tests.offices import prepared_office
from tests.simulation import WORDS, World

WRITERS, EACH = 4, 12


@pytest.fixture
def office(fresh_postgres: str, tmp_path: Path) -> Iterator[Office]:
    with prepared_office(fresh_postgres, tmp_path, WORDS) as office:
        yield office


def slowly(write: Callable[..., None]) -> Callable[..., None]:
    """Let a transaction sleep between its numbers, its rows and its commit, each a little differently."""

    def sleep_and_write(intake: Intake) -> None:
        pause = 0.001 * (int(intake.caller.device[-2:], 16) % 8)
        time.sleep(pause)
        write(intake)
        time.sleep(pause)

    return sleep_and_write


def test_a_reader_by_cursor_misses_nothing_of_parallel_writers(office: Office, tmp_path: Path) -> None:
    space = World(tmp_path, office, tmp_path).add_space()
    callers = [Caller(new_id(), new_id(), f"Person {n}", {space: "leader"}) for n in range(WRITERS + 1)]
    with office.storage.writing([space]) as connection:
        for caller in callers:
            _enrol(connection, caller)
    with patch("sync.server.intake.write_intake", slowly(write_intake)):
        wrote, heard = _race(
            [lambda caller=caller: _push(office, caller, space) for caller in callers[1:]],  # type: ignore[misc]
            lambda: _pull_from(office, callers[0], space),
        )
    assert len(wrote) == WRITERS * EACH
    assert heard == wrote


def test_a_database_sequence_in_its_place_loses(office: Office) -> None:
    """If this ever passes without a loss, the test above proves nothing."""
    engine = office.storage.engine
    with engine.begin() as connection:
        connection.execute(text("CREATE SEQUENCE numbers"))
        connection.execute(text("CREATE TABLE scratch (n bigint PRIMARY KEY, word text)"))

    def push(number: int) -> list[str]:
        words = [f"{number}.{place}" for place in range(EACH)]
        for place, word in enumerate(words):
            with engine.begin() as connection:
                connection.execute(
                    text("INSERT INTO scratch VALUES (nextval('numbers'), :word)"), {"word": word}
                )
                time.sleep(0.001 * ((number * 5 + place) % 8))
        return words

    def pull() -> Callable[[], list[str]]:
        cursor = 0

        def hear() -> list[str]:
            nonlocal cursor
            with engine.begin() as connection:
                rows = connection.execute(
                    text("SELECT n, word FROM scratch WHERE n > :n ORDER BY n"), {"n": cursor}
                )
                found = rows.all()
            cursor = max((row.n for row in found), default=cursor)
            return [row.word for row in found]

        return hear

    wrote, heard = _race([lambda number=number: push(number) for number in range(WRITERS)], pull)  # type: ignore[misc]
    assert wrote - heard, "a database sequence should have lost something"


def _race(
    writers: list[Callable[[], list[str]]], reader: Callable[[], Callable[[], list[str]]]
) -> tuple[set[str], set[str]]:
    """Run writers side by side with a reader; return what was acknowledged and what was heard."""
    done, hear = Event(), reader()

    def listen() -> set[str]:
        heard: set[str] = set()
        while not done.is_set():
            heard.update(hear())
        return heard.union(hear())

    with ThreadPoolExecutor(len(writers) + 1) as pool:
        listening = pool.submit(listen)
        wrote = {word for future in [pool.submit(writer) for writer in writers] for word in future.result()}
        done.set()
        return wrote, listening.result()


def _enrol(connection: Connection, caller: Caller) -> None:
    texts = ("name", "public_key", "program", "enrolled", "last_seen", "revoked", "revoked_by")
    row = {"id": caller.device, "person": caller.person, "next_n": 1, "waiting": 0}
    connection.execute(insert(schema.devices).values(**row, **dict.fromkeys(texts, "")))


def _push(office: Office, caller: Caller, space: str) -> list[str]:
    """Add people one by one; return the ids that the office acknowledged."""
    acknowledged = []
    for n in range(1, EACH + 1):
        change = Change(n, new_id(), space, "person", new_id(), {"set": {"name": f"Person {n}"}})
        reply = _say(office, caller, Cursor(space=space), change)
        assert [each.outcomes for each in reply.receipts] == ["c"]
        acknowledged.append(change.record)
    return acknowledged


def _pull_from(office: Office, caller: Caller, space: str) -> Callable[[], list[str]]:
    cursor = Cursor(space=space, epoch=1)

    def hear() -> list[str]:
        nonlocal cursor
        (page,) = _say(office, caller, cursor).spaces
        cursor = Cursor(space=space, epoch=1, cursor=page.cursor)
        return page.ids

    return hear


def _say(office: Office, caller: Caller, cursor: Cursor, *changes: Change) -> SyncReply:
    request = SyncRequest(protocol=1, program="1", spaces=[cursor], changes=pack(list(changes)), oldest=1)
    return answer(office, caller, request, "n" * 22)
