"""Moving to a newer version: as a whole or not at all. Two steps that only the tests know come after ours."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from desktop.paths import Profile, prepare
from desktop.store import building, migrating, schema
from desktop.store.backup import backups
from desktop.store.connection import open_engine
from desktop.store.migrating import STEPS, migrate, upgrade
from desktop.store.store import Store, open_store
from desktop.store.tables import Tables
from sync.errors import Damaged, Unavailable
from sync.records import Vocabulary
from tests.store.samples import SMALL, content, fill, new_store, opened

SNAPSHOT = Path(__file__).with_name("schema.sql")
NEXT = """
from alembic import op
import sqlalchemy as sa

revision, down_revision = "{number:04}", "{before:04}"

def upgrade():
    op.add_column("drafts", sa.Column("added_{number}", sa.Text, nullable=False, server_default="none"))
    op.create_table("made_{number}", sa.Column("id", sa.Text, primary_key=True))
    op.execute("UPDATE edits SET label = label || ' {number}'")
"""


def shape(connection):
    """Every table and index, in one spelling."""
    rows = connection.execute(text("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type, name"))
    return [re.sub(r"\s+", " ", words) for words in rows.scalars()]


def built(path, key, make):
    """The shape, version and mark of an empty file in which `make` has made the tables."""
    engine = open_engine(path, key.hex())
    with engine.begin() as connection:
        make(connection)
    with engine.connect() as connection:
        pragmas = [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("user_version", "application_id")
        ]
        found = shape(connection), pragmas
    engine.dispose()
    return found


@pytest.fixture
def newer(tmp_path, monkeypatch) -> Path:
    """The program's steps and two more, as a newer program would have them."""
    steps = tmp_path / "steps"
    shutil.copytree(STEPS, steps)
    for number in (2, 3):
        (steps / "versions" / f"step_{number}.py").write_text(NEXT.format(number=number, before=number - 1))
    monkeypatch.setattr(building, "VERSION", 3)
    monkeypatch.setattr(migrating, "STEPS", steps)
    monkeypatch.setattr(migrating.upgrade, "__defaults__", (steps,))
    return steps


def version_of(profile, key):
    store = opened(profile, key, lambda: "2026-11-02T09:00:00+00:00")
    with store.reading() as connection:
        version = connection.exec_driver_sql("PRAGMA user_version").scalar()
        found = (
            version,
            shape(connection),
            connection.execute(text("SELECT label FROM edits")).scalars().all(),
        )
    store.close()
    return found


def test_the_steps_make_what_a_new_file_gets(tmp_path, key):
    fast = built(
        tmp_path / "fast", key, lambda connection: building.build(connection, Tables(Vocabulary(())))
    )
    slow = built(tmp_path / "slow", key, upgrade)
    assert set(slow[0]) == set(fast[0])
    assert slow[1] == fast[1]
    assert slow[1][0] == building.VERSION


def test_the_tables_are_those_of_the_committed_snapshot(tmp_path, key):
    tables, _pragmas = built(tmp_path / "new", key, upgrade)
    assert tables == SNAPSHOT.read_text().splitlines(), "run: python -m tests.tasks.snapshot"


def test_there_is_a_step_for_every_version():
    from alembic.script import ScriptDirectory

    steps = [step.revision for step in ScriptDirectory(STEPS).walk_revisions()]
    assert steps == [f"{number:04}" for number in range(building.VERSION, 0, -1)]


def test_a_current_file_needs_nothing_and_loads_no_alembic(profile):
    program = (
        "import sys; from pathlib import Path; from desktop.paths import Profile;"
        "from desktop.store.store import open_store; from desktop.store.migrating import migrate;"
        "from tests.store.samples import SMALL;"
        f"store = open_store(Path({str(profile.database)!r}), bytes(range(32)).hex(),"
        " now=str, vocabulary=SMALL);"
        f"assert not migrate(store, Profile(Path({str(profile.folder)!r})));"
        "assert 'alembic' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
    assert backups(profile.backups) == []


def test_an_older_file_is_brought_up_to_date_after_a_verified_backup(profile, key, clock, newer):
    store = opened(profile, key, clock)
    before = content(store)
    assert store.is_older and migrate(store, profile) and not store.is_older
    assert content(store) == before
    assert [path.name for path in backups(profile.backups)] == ["20261102T090000Z-before-upgrade.coalition"]
    fill(store, 2)
    store.close()
    version, tables, labels = version_of(profile, key)
    assert version == 3 and labels[:2] == ["Fill 2 3", "Write 2 3"]
    assert any("made_3" in words for words in tables)


def test_without_a_backup_there_is_no_migration(profile, key, clock, newer):
    before = version_of(profile, key)
    shutil.rmtree(profile.backups)
    profile.backups.write_text("in the way")
    store = opened(profile, key, clock)
    with pytest.raises(Unavailable):
        migrate(store, profile)
    store.close()
    assert version_of(profile, key) == before


@pytest.mark.parametrize("point", range(0, 60, 3))
def test_a_migration_cut_off_anywhere_leaves_the_old_version_whole(profile, key, clock, newer, point):
    before = version_of(profile, key)
    store = opened(profile, key, clock)
    cut = _cut_after(store, point)
    if cut:
        store.close()
        assert version_of(profile, key) == before
        store = opened(profile, key, clock)
        migrate(store, profile)
    store.close()
    assert version_of(profile, key)[0] == 3


def _cut_after(store, statements):
    """Take the steps, but fail at one of their statements; return whether it came to that."""
    left = statements

    def trace(_words):
        nonlocal left
        left -= 1

    def end():
        return left < 0

    try:
        with store.writing() as connection:
            raw = connection.connection.driver_connection
            raw.set_trace_callback(trace)
            raw.set_progress_handler(end, 1)
            try:
                upgrade(connection)
                building.follow_vocabulary(connection, store.tables)
            finally:
                raw.set_progress_handler(None, 0)
                raw.set_trace_callback(None)
    except Unavailable:
        return True
    return False


def test_cutting_off_does_happen_and_does_end(profile, key, clock, newer):
    store = opened(profile, key, clock)
    cuts = [_cut_after(store, point) for point in range(80)]
    assert cuts[0] and not cuts[-1] and cuts.count(True) >= 10
    store.close()


def test_a_file_of_a_newer_program_is_read_and_never_written(profile, key, clock):
    store = opened(profile, key, clock)
    with store.writing() as connection:
        connection.exec_driver_sql("PRAGMA user_version = 99")
        connection.execute(text("UPDATE meta SET value = 'newer' WHERE key = 'vocabulary'"))
    store.close()
    before = profile.database.read_bytes()
    newer = opened(profile, key, clock)
    assert newer.read_only and content(newer).count(b"Quetzalcoatlus") == 41
    with pytest.raises(Damaged, match=r"only be read.*update the program"):
        fill(newer)
    with pytest.raises(Damaged, match="only be read"):
        newer.undo()
    newer.close()
    assert profile.database.read_bytes() == before


def test_a_new_file_is_current(tmp_path, key, clock):
    profile = Profile(tmp_path / "new")
    prepare(profile)
    new_store(profile, key, clock).close()
    store = open_store(profile.database, key.hex(), now=clock, vocabulary=SMALL)
    assert isinstance(store, Store) and not store.is_older and not store.read_only
    store.close()
    assert schema.metadata.tables
