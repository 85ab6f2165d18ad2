"""Invitations: a code for one person into one space, good once and for a while."""

from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from sync.errors import Refused, Unknown
from sync.invitation import Enrolment, EnrolRequest, code_hash, new_code, read_code
from sync.sealing import public_text
from sync.server.accounts import add_member, add_person, memberships
from sync.server.devices import add_device, revoked_error, spell
from sync.server.limits import FIVE_MINUTES, HOUR, Limits, Rule
from sync.server.office import Office
from sync.server.office_key import make_office_key
from sync.server.permissions import ROLES_OF_SORT
from sync.server.schema import devices, invitations, persons, spaces
from sync.server.whole import writing_whole

EVERYWHERE = "everywhere"


def invite(
    office: Office, space: str, role: str, name: str = "", expires: timedelta = timedelta(hours=72)
) -> str:
    """Return a code with which one person may join a space in a role, until it expires."""
    code = new_code()
    now = office.now()
    row = {"code_hash": code_hash(read_code(code)), "space": space, "role": role, "name": name}
    with writing_whole(office.storage) as connection:
        sort = connection.execute(select(spaces.c.sort).where(spaces.c.space == space)).scalar()
        _check_role(space, sort, role)
        times = {"expires": spell(now + expires), "created": spell(now), "used_by": ""}
        connection.execute(insert(invitations).values(**row, **times))
    return code


def enrol(office: Office, request: EnrolRequest, address: str, limits: Limits) -> Enrolment:
    """Let a device in with a code; the request's signature has been checked against its key.

    A device that lost the answer may ask again with the same code. A device that
    has joined before comes into one more space as the same person.
    """
    letters = read_code(request.code)
    with writing_whole(office.storage) as connection:
        answer = _Door(connection, office, request, address, limits).open(code_hash(letters))
    if answer is None:
        raise Refused(
            "This invitation code does not work: it was mistyped, used already, or is too old. "
            "Nothing was changed. Please ask whoever invited you for a new one.",
            "code",
        )
    return answer


def _check_role(space: str, sort: str | None, role: str) -> None:
    if sort is None:
        raise Unknown(
            f"There is no space '{space[:64]}', so nobody was invited. The list of coalitions has all."
        )
    if role not in ROLES_OF_SORT[sort]:
        raise Refused(
            f"Nobody can be '{role[:64]}' in a {sort}, so nobody was invited. "
            f"The roles there are: {', '.join(ROLES_OF_SORT[sort])}.",
            "role",
        )


class _Door:
    """One device with one code, inside one transaction."""

    def __init__(
        self, connection: Connection, office: Office, request: EnrolRequest, address: str, limits: Limits
    ) -> None:
        self.connection, self.request, self.address = connection, request, address
        self.now = office.now()
        self.guesses = Rule("wrong_code", limits.wrong_codes, FIVE_MINUTES)
        self.all_guesses = Rule("wrong_codes", limits.wrong_codes_everywhere, FIVE_MINUTES)
        self.joins = Rule("enrol", limits.enrolments, HOUR)

    def open(self, hashed: str) -> Enrolment | None:
        """Return the answer to the device; None, and one more wrong guess, if the code is no good."""
        self.guesses.check(self.connection, self.address, self.now)
        self.all_guesses.check(self.connection, EVERYWHERE, self.now)
        invitation, fresh = self._claim(hashed)
        if invitation is None:
            self.guesses.count(self.connection, self.address, self.now)
            self.all_guesses.count(self.connection, EVERYWHERE, self.now)
            return None
        person = self._person_of_device() or self._join(invitation)
        if fresh:
            add_member(self.connection, invitation.space, person, invitation.role, self.now)
        return self._answer(invitation, person)

    def _claim(self, hashed: str) -> tuple[Row[Any] | None, bool]:
        """Return the invitation if it is, or already was, this device's; and whether it is so only now."""
        ours = invitations.c.code_hash == hashed
        fresh = ours, invitations.c.used_by == "", invitations.c.expires > spell(self.now)
        device = self.request.device
        claimed = self.connection.execute(update(invitations).where(*fresh).values(used_by=device)).rowcount
        mine = select(invitations).where(ours, invitations.c.used_by == device)
        return self.connection.execute(mine).one_or_none(), claimed == 1

    def _person_of_device(self) -> str | None:
        known = select(devices).where(devices.c.id == self.request.device)
        device = self.connection.execute(known).one_or_none()
        if device is None:
            return None
        if device.public_key != self.request.public_key:
            raise Refused(
                "Another computer has joined under this one's name. Nothing was changed; "
                "your work is safe here. Please tell the office.",
                "device_taken",
            )
        if device.revoked:
            raise revoked_error(device)
        return str(device.person)

    def _join(self, invitation: Row[Any]) -> str:
        self.joins.check(self.connection, self.address, self.now)
        self.joins.count(self.connection, self.address, self.now)
        asked = self.request
        person = add_person(
            self.connection, asked.person_name or invitation.name or asked.device_name, "", self.now
        )
        named = {"name": asked.device_name, "public_key": asked.public_key, "program": asked.program}
        add_device(self.connection, self.now, id=asked.device, person=person, **named)
        return person

    def _answer(self, invitation: Row[Any], person: str) -> Enrolment:
        inside = memberships(self.connection, person, self.now)
        name = self.connection.execute(select(persons.c.name).where(persons.c.id == person)).scalar_one()
        joined = next((each for each in inside if each.space == invitation.space), None)
        if joined is None:
            raise Refused(
                "You are no longer in the space that this code opened. Please ask the office for a new one.",
                "code",
            )
        return Enrolment(
            **joined.model_dump(),
            person=person,
            person_name=name,
            spaces=tuple(inside),
            server_time=self.now.isoformat(),
            office_key=public_text(make_office_key(self.connection)),
        )
