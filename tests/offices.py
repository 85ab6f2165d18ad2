"""Offices for tests: a database made ready, and an office that serves over real HTTP."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sync.records import VOCABULARY, Vocabulary
from sync.server.migrate import migrate
from sync.server.office import Office
from sync.server.storage import open_storage


@contextmanager
def prepared_office(address: str, folder: Path, vocabulary: Vocabulary = VOCABULARY) -> Iterator[Office]:
    """An office on a database whose tables are there."""
    storage = open_storage(address)
    try:
        migrate(storage)
        yield Office(storage, folder / "files", vocabulary)
    finally:
        storage.close()
