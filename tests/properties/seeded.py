"""Chance from one seed: the ids of records, devices and spaces, and the peers of merging texts."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from random import Random
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

from loro import LoroDoc


@contextmanager
def seeded(seed: int) -> Iterator[Random]:
    """Draw every id from `seed` while this lasts: one seed is one run."""
    chance, ids, peers = (_chance(f"{what} of {seed}") for what in ("chance", "ids", "peers"))
    ticks = count(1_700_000_000_000_000_000, 1_000_000)
    with (
        patch("sync.records.base.os", SimpleNamespace(urandom=ids.randbytes)),
        patch("sync.records.base.time", SimpleNamespace(time_ns=lambda: next(ticks))),
        patch("sync.prose.LoroDoc", SeededDocuments(peers)),
    ):
        yield chance


def _chance(seed: str) -> Random:
    return Random(seed)  # noqa: S311 - to come again is the point of it


class SeededDocuments:
    """Opens documents whose peer is drawn from a seed."""

    decode_import_blob_meta = LoroDoc.decode_import_blob_meta

    def __init__(self, chance: Random) -> None:
        self.chance = chance

    def __call__(self) -> Any:
        document = LoroDoc()
        document.peer_id = self.chance.getrandbits(60)
        return document
