"""The computers that have joined: listed, seen, and no longer trusted."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from sync.errors import Unknown
from sync.server.office import Office
from sync.server.refusals import Unrecognised
from sync.server.schema import devices, members, persons, spaces
from sync.server.whole import reading_whole, writing_whole

SEEN_EVERY = timedelta(minutes=1)
"""How often at most a device's last sign of life is written down."""


def list_devices(office: Office, space: str = "") -> Sequence[Row[Any]]:
    """Return the devices of one space, or of all, with the name of their person; the oldest first.

    Unknown for a space that there is not.
    """
    named = select(devices, persons.c.name.label("person_name"))
    named = named.join(persons, persons.c.id == devices.c.person).order_by(devices.c.enrolled, devices.c.id)
    inside = select(members.c.person).where(members.c.space == space, members.c.until == "")
    with reading_whole(office.storage) as connection:
        if (
            space
            and connection.execute(select(spaces.c.space).where(spaces.c.space == space)).scalar() is None
        ):
            raise Unknown(f"There is no space '{space[:64]}'. The list of coalitions has all.")
        return connection.execute(named.where(devices.c.person.in_(inside)) if space else named).all()


def revoke(office: Office, device: str, by: str) -> None:
    """Trust a device no longer; `by` is the name that its owner will be told. Once is enough."""
    with writing_whole(office.storage) as connection:
        known = connection.execute(select(devices.c.revoked).where(devices.c.id == device)).scalar()
        if known is None:
            raise Unknown(
                f"There is no computer '{device[:64]}'. Nothing was changed; `devices` lists all of them."
            )
        open_still = devices.c.id == device, devices.c.revoked == ""
        connection.execute(
            update(devices).where(*open_still).values(revoked=spell(office.now()), revoked_by=by)
        )


def revoked_error(device: Any) -> Unrecognised:
    """Return what a device that is no longer trusted is told."""
    day = datetime.fromisoformat(device.revoked).date().isoformat()
    return Unrecognised(
        f"{device.revoked_by} took this computer off the office's list on {day}, so nothing is sent or "
        "fetched any more. If that is a mistake, ask the office for a new invitation code.",
        "device_revoked",
    )


def add_device(connection: Connection, now: datetime, **row: str) -> None:
    """Write a device that has just joined: its id, person, name, public_key and program."""
    fresh = {"next_n": 1, "waiting": 0, "revoked": "", "revoked_by": ""}
    seen = {"enrolled": spell(now), "last_seen": spell(now)}
    connection.execute(insert(devices).values(**row, **fresh, **seen))


def touch(office: Office, device: Any) -> None:
    """Write down that a device was here, at most once a minute."""
    now = office.now()
    if device.last_seen and now - datetime.fromisoformat(device.last_seen) < SEEN_EVERY:
        return
    with office.storage.writing(()) as connection:
        connection.execute(update(devices).where(devices.c.id == device.id).values(last_seen=spell(now)))


def spell(moment: datetime) -> str:
    """Return a moment as the office stores it: UTC, to the second, so that text order is time order."""
    return moment.astimezone(UTC).isoformat(timespec="seconds")
