"""A real store, and files made from bytes."""

from pathlib import Path

import pytest

from desktop.store.store import add_space, create_store
from desktop.transfer.carrying import carry_out
from desktop.transfer.plan import plan_import
from sync.records.base import new_id

KEY = "ab" * 32


@pytest.fixture
def store(tmp_path):
    store = create_store(tmp_path / "desk.sqlite", KEY, now=lambda: "2026-11-22T18:00:00-06:00", me="Ana")
    add_space(store, new_id(), "coalition", "Riverbend", "leader", home=True)
    yield store
    store.close()


@pytest.fixture
def file(tmp_path):
    def write(content: bytes | str, name: str = "contacts.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write


@pytest.fixture
def plan(store, file):
    """Plan the import of people from bytes or text."""
    return lambda content, name="contacts.csv", kind="person", told=None: plan_import(
        store, kind, file(content, name), told
    )


@pytest.fixture
def bring_in(store, plan):
    """Import people from bytes or text; return the plan."""

    def run(content, name="contacts.csv", kind="person"):
        made = plan(content, name, kind)
        carry_out(store, made)
        return made

    return run
