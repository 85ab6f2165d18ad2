"""Making an office and its spaces, from the office's own computer."""

import secrets
from datetime import timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, insert, select

from sync.errors import Refused
from sync.records.base import new_id
from sync.server import schema
from sync.server.accounts import add_member, add_person
from sync.server.devices import add_device, spell
from sync.server.office import Office
from sync.server.office_key import make_office_key
from sync.server.whole import reading_whole, writing_whole

OFFICE = "office"
"""The device by which the office itself makes changes; nobody can sign for it."""
SIGN_IN_HOURS = 24


def found(office: Office, state: str, email: str) -> tuple[str, str]:
    """Make the state's space and its first administrator; return the space and a sign-in token."""
    with writing_whole(office.storage) as connection:
        if _named(connection, "state"):
            raise Refused(
                "There is an office here already; nothing was changed. `coalition-office serve` starts it."
            )
        space = _add_space(connection, "state", state)
        person = add_person(connection, email, email, office.now())
        add_member(connection, space, person, "admin", office.now())
        make_office_key(connection)
        nobody = {"person": "", "public_key": "", "program": ""}
        add_device(connection, office.now(), id=OFFICE, name="The office", **nobody)
        return space, _allow_sign_in(connection, office, person)


def add_space(office: Office, sort: str, name: str, year: str = "") -> str:
    """Make a coalition's or a cohort's space and return its id; refuse a name that is taken."""
    with writing_whole(office.storage) as connection:
        if any(space["name"] == name and space["year"] == year for space in _named(connection, sort)):
            raise Refused(
                f"There is a {sort} called '{name}' already; nothing was changed. Choose another name."
            )
        return _add_space(connection, sort, name, year)


def spaces_of(office: Office, sort: str) -> list[dict[str, Any]]:
    """Return the spaces of a sort by name: id, name, year, members and the last number given."""
    members = select(schema.members.c.space).where(schema.members.c.until == "")
    with reading_whole(office.storage) as connection:
        inside = list(connection.execute(members).scalars())
        return [{**space, "members": inside.count(space["space"])} for space in _named(connection, sort)]


def state_name(office: Office) -> str:
    """Return what the state's office is called, "" where no office was made."""
    with reading_whole(office.storage) as connection:
        return next((str(space["name"]) for space in _named(connection, "state")), "")


def state_space(office: Office) -> str:
    """Return the id of the state's own space; refuse where no office was made."""
    with reading_whole(office.storage) as connection:
        spaces = _named(connection, "state")
    if not spaces:
        raise Refused("There is no office here yet. Run `coalition-office init` to make one.")
    return str(spaces[0]["space"])


def _named(connection: Connection, sort: str) -> list[dict[str, Any]]:
    table = schema.spaces
    wanted = select(table.c.space, table.c.name, table.c.year, table.c.seq).where(table.c.sort == sort)
    return [dict(row) for row in connection.execute(wanted.order_by(table.c.name, table.c.year)).mappings()]


def _add_space(connection: Connection, sort: str, name: str, year: str = "") -> str:
    space = new_id()
    row = {"space": space, "sort": sort, "name": name, "year": year}
    connection.execute(insert(schema.spaces).values(**row, seq=0, epoch=1, durable=0, chain=""))
    return space


def _allow_sign_in(connection: Connection, office: Office, person: str) -> str:
    token = secrets.token_urlsafe(32)
    expires = spell(office.now() + timedelta(hours=SIGN_IN_HOURS))
    hashed = sha256(token.encode()).hexdigest()
    row = {"token_hash": hashed, "person": person, "expires": expires, "used": ""}
    connection.execute(insert(schema.sign_ins).values(row))
    return token
