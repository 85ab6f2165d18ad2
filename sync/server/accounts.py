"""Who is asking, and what they may come into: persons and their memberships."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, bindparam, or_, select, update

from sync.bulk import insert_missing, upsert
from sync.errors import Refused
from sync.invitation import Membership
from sync.records.base import new_id
from sync.server.devices import revoked_error, spell, touch
from sync.server.nonces import Nonces
from sync.server.office import Caller, Office
from sync.server.permissions import READER
from sync.server.prepared import Prepared
from sync.server.refusals import Unrecognised
from sync.server.schema import devices, members, persons, spaces
from sync.server.whole import writing_whole
from sync.signing import SKEW, Credential, parse, verify

_NONCES = Nonces()
_DEVICE = Prepared(
    select(devices, persons.c.name.label("person_name"))
    .join(persons, persons.c.id == devices.c.person)
    .where(devices.c.id == bindparam("device"))
)
_ROLES = Prepared(
    select(members.c.space, members.c.role).where(
        members.c.person == bindparam("person"),
        or_(members.c.until == "", members.c.until > bindparam("now")),
    )
)
_HELD = Prepared(
    select(members.c.space, members.c.role, members.c.until).where(members.c.person == bindparam("person"))
)


def authenticate(office: Office, method: str, path: str, header: str, body: bytes) -> Caller:
    """Return who signed a request, with the roles they have at this moment.

    `path` with its query and `body` are as they came over the wire. Raises
    Unrecognised with a code that says why not.
    """
    credential = parse_fresh(office, header)
    with office.storage.reading(()) as connection:
        device = _DEVICE.first(connection, device=credential.device)
        if device is None:
            raise _unknown()
        admit(credential, device.public_key, method, path, body)
        if device.revoked:
            raise revoked_error(device)
        office.storage.show_memberships(connection, device.person)
        roles = roles_of(connection, device.person, office.now())
    touch(office, device)
    return Caller(device.id, device.person, device.person_name, roles, int(device.next_n))


def parse_fresh(office: Office, header: str) -> Credential:
    """Return what a header claims, if it was signed about now by the office's clock."""
    try:
        credential = parse(header)
    except Refused as error:
        raise Unrecognised(error.sentence, error.code) from None
    now = int(office.now().timestamp())
    if abs(credential.time - now) > SKEW:
        raise Unrecognised(
            "This computer's clock is more than five minutes off. Nothing was changed; please set it right.",
            "clock",
            now,
        )
    return credential


def admit(credential: Credential, public_key: str, method: str, path: str, body: bytes) -> None:
    """Unrecognised unless the owner of a key signed this request, and it has not been here before."""
    if not verify(public_key, credential, method, path, body):
        raise Unrecognised(
            "This request was not signed by the computer it names. Nothing was changed.", "signature"
        )
    if not _NONCES.admit(credential.device, credential.nonce):
        raise Unrecognised("This request was here before, and was not taken again.", "signature")


def roles_of(connection: Connection, person: str, now: datetime) -> dict[str, str]:
    """Return space -> role, for the spaces that a person is in now."""
    return dict(_ROLES.all(connection, person=person, now=spell(now)))


def as_of_now(connection: Connection, office: Office, caller: Caller) -> Caller:
    """Return a caller with the roles of this moment: one may have ended since the request was let in.

    A membership is ended or changed, never deleted, so what is not told of here is as it was.
    """
    rows = _HELD.named(connection, person=caller.person)
    now = spell(office.now())
    over = {row.space for row in rows if row.until and row.until <= now}
    roles = caller.roles | {row.space: row.role for row in rows if row.space in caller.roles}
    return replace(caller, roles={space: role for space, role in roles.items() if space not in over})


def still_told(connection: Connection, office: Office, caller: Caller) -> dict[str, str]:
    """Return space -> role for one who has been listening for a while; nothing once the device is revoked."""
    trusted = select(devices.c.id).where(devices.c.id == caller.device, devices.c.revoked == "")
    return as_of_now(connection, office, caller).roles if connection.execute(trusted).first() else {}


def create_person(office: Office, name: str, email: str = "") -> str:
    """Return the id of a person by this address, made if there is none yet."""
    with writing_whole(office.storage) as connection:
        known = select(persons.c.id).where(persons.c.email == email.strip().lower())
        found = connection.execute(known).scalar() if email else None
        return str(found) if found else add_person(connection, name, email, office.now())


def add_person(connection: Connection, name: str, email: str, now: datetime) -> str:
    """Write a new person and return the id."""
    row = {"id": new_id(), "name": name, "email": email.strip().lower(), "created": spell(now)}
    upsert(connection, persons, [row])
    return row["id"]


def admit_member(office: Office, space: str, person: str, role: str) -> None:
    """Give a person a role in a space, in place of any that they had there."""
    with writing_whole(office.storage) as connection:
        add_member(connection, space, person, role, office.now())


def add_member(connection: Connection, space: str, person: str, role: str, now: datetime) -> None:
    """Write a membership; every member of anything also reads the state's own space."""
    upsert(connection, members, [_membership(space, person, role, now)])
    state = connection.execute(select(spaces.c.space).where(spaces.c.sort == "state")).scalar()
    if state is not None:
        insert_missing(connection, members, [_membership(state, person, READER, now)])


def end_membership(office: Office, space: str, person: str) -> None:
    """Take a person out of a space from this moment on."""
    with writing_whole(office.storage) as connection:
        here = members.c.space == space, members.c.person == person
        connection.execute(update(members).where(*here).values(until=spell(office.now())))


def memberships(connection: Connection, person: str, now: datetime) -> list[Membership]:
    """Return the spaces that a person is in now, in order of name."""
    roles = roles_of(connection, person, now)
    named = select(spaces.c.space, spaces.c.name, spaces.c.sort).where(spaces.c.space.in_(sorted(roles)))
    rows = connection.execute(named.order_by(spaces.c.name, spaces.c.space))
    return [Membership(space=row.space, role=roles[row.space], name=row.name, sort=row.sort) for row in rows]


def _membership(space: str, person: str, role: str, now: datetime) -> dict[str, str]:
    return {"space": space, "person": person, "role": role, "since": spell(now), "until": ""}


def _unknown() -> Unrecognised:
    return Unrecognised(
        "The office does not know this computer. Everything you did is safe here. "
        "To send it, join again with a new invitation code.",
        "device_unknown",
    )
