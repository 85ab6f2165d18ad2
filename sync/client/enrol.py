"""Joining: handing in an invitation's code with the key of this device."""

from dataclasses import dataclass

from pydantic import ValidationError

from sync.client.transport import Outgoing, Transport
from sync.errors import Offline
from sync.invitation import Enrolment, EnrolRequest, read_code
from sync.signing import DeviceKey


@dataclass(frozen=True)
class Names:
    """What the office will call this person and this computer."""

    person: str = ""
    device: str = ""
    program: str = ""
    """Its version."""


def enrol(transport: Transport, code: str, device: str, key: DeviceKey, names: Names) -> Enrolment:
    """Join with a code and return what the office opened. Asking twice with the same key is harmless.

    Malformed, before anything is sent, where the code has a typing mistake; Refused
    where it does not work; Offline where the office was not heard.
    """
    request = EnrolRequest(
        code=read_code(code),
        device=device,
        device_name=names.device,
        person_name=names.person,
        public_key=key.public_key,
        program=names.program,
    )
    answer = transport.send(Outgoing("POST", "/v1/enrol", request.model_dump_json().encode()))
    try:
        return Enrolment.model_validate_json(answer.body)
    except ValidationError as error:
        raise Offline(
            "The office's answer could not be read. Nothing was changed here; "
            "update this program, or try again later.",
            "unreadable",
        ) from error
