"""How this computer stands with the office."""

from typing import Any

from sqlalchemy import func, select

from desktop.program import program_version
from desktop.store import schema
from desktop.store.building import VERSION
from desktop.store.doctor import quick_check
from desktop.store.store import Store
from sync.protocol import PROTOCOL


def standing(store: Store) -> dict[str, Any]:
    """Return what waits to be sent and when the office was last heard."""
    changes, files, syncs = schema.changes, schema.files, schema.syncs
    unsent = select(func.count()).where(changes.c.standing == "unsent")
    waiting = select(func.count()).where(files.c.standing == "waiting")
    well = select(syncs.c.at).where(syncs.c.outcome == "").order_by(syncs.c.number.desc()).limit(1)
    server = select(schema.meta.c.value).where(schema.meta.c.key == "server")
    with store.reading() as connection:
        return {
            "unsent": connection.execute(unsent).scalar_one(),
            "files_unsent": connection.execute(waiting).scalar_one(),
            "last_sync": connection.execute(well).scalar(),
            "server": connection.execute(server).scalar(),
        }


def integrity(store: Store) -> str:
    """Return "ok", or what a quick check of the file finds wrong."""
    return " ".join(finding.sentence for finding in quick_check(store)) or "ok"


def versions() -> dict[str, Any]:
    """Return the versions of the program, of what it speaks and of the file."""
    return {"program": program_version(), "protocol": PROTOCOL, "file": VERSION}
