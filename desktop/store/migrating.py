"""Bringing an older file to the version of this program: as a whole, or not at all.

The version is SQLite's `user_version`, written in the same transaction as the
steps; there is no table for it. Alembic is loaded only when there is a step to take.
"""

from pathlib import Path

from sqlalchemy import Connection

from desktop.paths import Profile
from desktop.store import building
from desktop.store.backup import back_up
from desktop.store.store import Store

STEPS = Path(__file__).with_name("migrations")


def migrate(store: Store, profile: Profile) -> bool:
    """Bring an older file up to date, after a verified backup; return whether there was anything to do.

    If the backup fails or the program ends in between, the file is what it was.
    """
    if not store.is_older:
        return False
    back_up(store, profile, why="before upgrade")
    with store.writing() as connection:
        upgrade(connection)
        building.follow_vocabulary(connection, store.tables)
    store.is_older = False
    return True


def upgrade(connection: Connection, steps: Path = STEPS) -> None:
    """Take the steps that a file has not taken, inside the transaction of the caller."""
    from alembic.migration import MigrationContext
    from alembic.operations import Operations
    from alembic.script import ScriptDirectory

    version = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
    newest_first = ScriptDirectory(steps).iterate_revisions("head", f"{version:04}" if version else "base")
    with Operations.context(MigrationContext.configure(connection)):
        for step in reversed(list(newest_first)):
            step.module.upgrade()
            connection.exec_driver_sql(f"PRAGMA user_version = {int(step.revision)}")
