"""The office's own key: carry files are sealed for it, and what spaces share follows from it.

It lies in the database and goes into every backup: a file that is on its way
while the office is brought back from one can still be opened.
"""

from base64 import b64encode

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from sqlalchemy import Connection, select

from sync.bulk import insert_missing
from sync.sealing import derive, private_text, read_private
from sync.server import schema

_NAME = "office"


def make_office_key(connection: Connection) -> X25519PrivateKey:
    """Return the office's key, made if there is none yet."""
    fresh = X25519PrivateKey.generate()
    if find_office_key(connection) is None:
        insert_missing(connection, schema.keys, [{"name": _NAME, "secret": private_text(fresh)}])
    return find_office_key(connection) or fresh


def find_office_key(connection: Connection) -> X25519PrivateKey | None:
    """Return the office's key, None before anybody has joined."""
    found = connection.execute(select(schema.keys.c.secret).where(schema.keys.c.name == _NAME)).scalar()
    return read_private(found) if found else None


def carry_key(connection: Connection, space: str) -> str:
    """Return the secret that the members of a space share, base64; "" before anybody has joined."""
    key = find_office_key(connection)
    return b64encode(derive(key.private_bytes_raw(), f"carry in {space}")).decode() if key else ""
