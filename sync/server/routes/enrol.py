"""Coming in: handing in an invitation's code, and asking whether the office is there."""

from functools import cache
from importlib.metadata import PackageNotFoundError, version
from ipaddress import IPv6Address, IPv6Network

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from sqlalchemy import select, true
from starlette.concurrency import run_in_threadpool

from sync.errors import Unavailable
from sync.invitation import Enrolment, EnrolRequest
from sync.protocol import MEDIA_TYPE, PROTOCOL
from sync.server.accounts import admit, parse_fresh
from sync.server.encoding import as_sent, path_of
from sync.server.invitations import enrol
from sync.server.limits import Limits
from sync.server.office import Office
from sync.server.refusals import Unrecognised


class Answer(JSONResponse):
    """JSON under the media type that tells the office from a captive portal."""

    media_type = MEDIA_TYPE


class Health(BaseModel):
    """Whether the office is ready, and which one it is."""

    ready: bool
    version: str
    protocol: int
    time: str


def enrol_routes(office: Office, limits: Limits | None = None) -> APIRouter:
    """Return the routes by which a device comes in."""
    router = APIRouter(default_response_class=Answer)
    allowed = limits or Limits()

    @router.post("/v1/enrol", response_model=Enrolment)
    async def join(asked: EnrolRequest, request: Request) -> Enrolment:
        """Take a code and a device's public key; the request is signed with that key."""
        body = as_sent(request.scope, await request.body())
        await run_in_threadpool(_prove, office, asked, request, body)
        return await run_in_threadpool(enrol, office, asked, _address_of(request), allowed)

    @router.get("/v1/health", response_model=Health)
    def health(response: Response) -> Health:
        """Say whether the database answers. Needs no credentials."""
        ready = _is_ready(office)
        response.status_code = 200 if ready else 503
        return Health(ready=ready, version=_version(), protocol=PROTOCOL, time=office.now().isoformat())

    return router


def _prove(office: Office, asked: EnrolRequest, request: Request, body: bytes) -> None:
    """Refuse a device that does not hold the key it brings."""
    credential = parse_fresh(office, request.headers.get("authorization", ""))
    if credential.device != asked.device:
        raise Unrecognised(
            "This request was signed by another computer than it names. Nothing was changed.", "signature"
        )
    admit(credential, asked.public_key, request.method, path_of(request.scope), body)


def _address_of(request: Request) -> str:
    return counted_as(request.client.host) if request.client else ""


def counted_as(host: str) -> str:
    """Return for whom attempts are counted: an address; of IPv6 the network, all of which one person has."""
    try:
        address = IPv6Address(host)
    except ValueError:
        return host
    return str(address.ipv4_mapped or IPv6Network((int(address), 64), strict=False))


def _is_ready(office: Office) -> bool:
    try:
        with office.storage.reading(()) as connection:
            connection.execute(select(true()))
    except Unavailable:
        return False
    return True


@cache
def _version() -> str:
    try:
        return version("coalition-desk")
    except PackageNotFoundError:
        return "0"
