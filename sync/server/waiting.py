"""The waiting room: unsent work of a computer that lost its space or the office's trust.

It stays sealed here, readable with the office's key only, until an administrator takes it in.
"""

from base64 import b64decode, b64encode
from hashlib import sha256
from typing import Any

from sqlalchemy import Row, delete, func, select

from sync.bulk import insert_missing
from sync.carry import Outbox
from sync.errors import Refused
from sync.server import schema
from sync.server.accounts import admit, parse_fresh
from sync.server.devices import spell
from sync.server.limits import HOUR, Rule
from sync.server.office import Office
from sync.server.refusals import Unrecognised

WAITING = "waiting:"
"""Before the id of a device, in place of a file's name."""
MOST_PARTS = 200
"""Of one computer; a part has up to 500 changes."""
_OFTEN = Rule("waiting", 300, HOUR)
_room = schema.waiting_room


def admit_former(office: Office, method: str, path: str, header: str, body: bytes) -> str:
    """Return the device that signed a request, be it trusted still or not; for the waiting room only."""
    credential = parse_fresh(office, header)
    known = select(schema.devices.c.public_key).where(schema.devices.c.id == credential.device)
    with office.storage.reading(()) as connection:  # a stranger gets no hold of the write lock
        public_key = connection.execute(known).scalar()
    if public_key is None:
        raise Unrecognised("The office does not know this computer. Nothing was kept.", "device_unknown")
    admit(credential, public_key, method, path, body)
    with office.storage.writing(()) as connection:
        _OFTEN.check(connection, credential.device, office.now())
        _OFTEN.count(connection, credential.device, office.now())
    return credential.device


def keep_waiting(office: Office, device: Row[Any], outbox: Outbox, content: bytes) -> None:
    """Keep a sealed outbox; the same one twice is kept once."""
    first = min((batch.n for request in outbox.requests for batch in request.changes), default=0)
    row = {
        "id": f"{first:016} {sha256(content).hexdigest()}",
        "space": " ".join(sorted(spaces_in(outbox))),
        "device": device.id,
        "received": spell(office.now()),
        "why": "revoked" if device.revoked else "left",
        "sealed": b64encode(content).decode(),
    }
    with office.storage.writing(()) as connection:
        held = select(func.count()).select_from(_room).where(_room.c.device == device.id)
        if connection.execute(held).scalar_one() >= MOST_PARTS:
            raise Refused(
                "The waiting room is full for this computer. Nothing more was kept.", "waiting_full"
            )
        insert_missing(connection, _room, [row])


def waiting_of(office: Office, device: str) -> list[tuple[str, bytes]]:
    """Return (id, sealed outbox) of all that waits of a computer, in the order of its changes."""
    wanted = select(_room.c.id, _room.c.sealed).where(_room.c.device == device).order_by(_room.c.id)
    with office.storage.reading(()) as connection:
        return [(name, b64decode(sealed)) for name, sealed in connection.execute(wanted)]


def remove_waiting(office: Office, name: str) -> None:
    """Take out of the room what has been taken in."""
    with office.storage.writing(()) as connection:
        connection.execute(delete(_room).where(_room.c.id == name))


def spaces_in(outbox: Outbox) -> set[str]:
    """Return the spaces that the changes of an outbox are in."""
    return {batch.space for request in outbox.requests for batch in request.changes}
