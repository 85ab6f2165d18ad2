"""Bringing the office's database to the version that this program speaks."""

from pathlib import Path
from typing import TYPE_CHECKING, Literal

from sqlalchemy import Connection, column, inspect, select, table
from sqlalchemy.exc import DBAPIError

from sync.errors import Refused, Unavailable
from sync.server.storage import WALLED_ROLE, Storage
from sync.server.whole import reading_whole, writing_whole

if TYPE_CHECKING:
    from alembic.config import Config

REVISIONS = ("0001",)
"""Every version of the database there has been, the oldest first."""
HEAD = REVISIONS[-1]
_ONE_AT_A_TIME = 7266332  # any number; two programs that migrate at once queue here
_stamp = table("alembic_version", column("version_num"))

VersionState = Literal["empty", "older", "current", "newer"]


def version_state(storage: Storage) -> VersionState:
    """Return how the database stands to this program, without loading Alembic."""
    with reading_whole(storage) as connection:
        found = stamped(connection)
    if not found:
        return "empty"
    if found == HEAD:
        return "current"
    return "older" if found in REVISIONS else "newer"


def require_current(storage: Storage) -> None:
    """Refuse, in plain words, a database that this program must not touch."""
    state = version_state(storage)
    if state != "current":
        raise Refused(_SENTENCES[state], f"database_{state}")


def require_office(storage: Storage) -> VersionState:
    """Return how an office's database stands; refuse one in which there is no office."""
    state = version_state(storage)
    if state == "empty":
        raise Refused(_SENTENCES[state], "database_empty")
    return state


def migrate(storage: Storage) -> VersionState:
    """Bring the database to this version in one transaction, and return how it stood before."""
    before = version_state(storage)
    if before == "newer":
        raise Refused(_SENTENCES["newer"], "database_newer")
    if before != "current":
        with writing_whole(storage) as connection:
            upgrade(connection)
    return before


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Bring the database up to a revision, inside the transaction of the caller."""
    from alembic import command  # not before it is needed: it costs a tenth of a second

    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_ONE_AT_A_TIME:d})")
    try:
        command.upgrade(_config(connection), revision)
    except DBAPIError as error:
        raise _explained(error) from error


def downgrade(connection: Connection, revision: str = "base") -> None:
    """Take the database down to a revision, inside the transaction of the caller."""
    from alembic import command

    command.downgrade(_config(connection), revision)


def stamped(connection: Connection) -> str:
    """Return the revision that the database has, "" if it has none."""
    if not inspect(connection).has_table(_stamp.name):
        return ""
    return connection.execute(select(_stamp.c.version_num)).scalar() or ""


def _config(connection: Connection) -> "Config":
    from alembic.config import Config

    config = Config()
    folder = Path(__file__).with_name("migrations")
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _explained(error: DBAPIError) -> Refused | Unavailable:
    if getattr(error.orig, "sqlstate", "") == "42501":  # insufficient_privilege
        return Refused(
            f"This database user may not set up the role {WALLED_ROLE}; nothing was changed. Ask an"
            f" administrator of PostgreSQL to run `CREATE ROLE {WALLED_ROLE} NOLOGIN` and"
            f" `GRANT {WALLED_ROLE} TO` this user.",
            "role",
        )
    return Unavailable(
        "The database could not be brought to this version; it is as it was. Try again.", "database"
    )


_SENTENCES = {
    "empty": "There is no office in this database yet. Run `coalition-office init` to make one.",
    "older": "The database is of an older version than this program; nothing was changed."
    " Run `coalition-office migrate` to bring it up to date.",
    "newer": "The database is of a newer version than this program; nothing was changed."
    " Update the program; `coalition-office migrate` cannot go back.",
}
