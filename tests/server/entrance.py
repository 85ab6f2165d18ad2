"""What the tests of the office's door share: a clock moved by hand, a device, the office on the web."""

import time
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from fastapi import FastAPI, Request
from sqlalchemy import insert

from sync.errors import CoalitionError
from sync.invitation import EnrolRequest
from sync.records.base import new_id
from sync.server import schema
from sync.server.accounts import authenticate
from sync.server.echo import Echo
from sync.server.encoding import Encoding, as_sent, path_of
from sync.server.invitations import enrol
from sync.server.limits import Limits
from sync.server.office import Office
from sync.server.refusals import content_of, headers_of, status_of
from sync.server.routes.enrol import Answer, enrol_routes
from sync.server.whole import writing_whole
from sync.signing import DeviceKey, new_nonce, sign

HOME = "203.0.113.9"
PLENTY = Limits(enrolments=10_000, wrong_codes=10_000, wrong_codes_everywhere=100_000)


@dataclass
class Clock:
    """The office's clock, moved by hand."""

    moment: datetime = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)

    def __call__(self):
        return self.moment

    def pass_by(self, **span):
        self.moment += timedelta(**span)


@dataclass
class Laptop:
    """A device as the office sees it."""

    id: str = field(default_factory=new_id)
    key: DeviceKey = field(default_factory=DeviceKey.generate)

    def asks(self, code, **changed):
        asked = EnrolRequest(
            code=code,
            device=self.id,
            device_name="Blue laptop",
            person_name="Ana",
            public_key=self.key.public_key,
        )
        return asked.model_copy(update=changed)

    def header(self, office, method="POST", path="/v1/sync", body=b"", nonce="", skew=0):
        now = int(office.now().timestamp()) + skew
        return sign(self.key, method, path, body, device=self.id, time=now, nonce=nonce or new_nonce())


def with_clock(office, clock=None):
    return replace(office, now=clock or Clock())


def add_space(office, sort="coalition", name="Lake County"):
    space = new_id()
    row = {
        "space": space,
        "sort": sort,
        "name": name,
        "year": "",
        "seq": 0,
        "epoch": 1,
        "durable": 0,
        "chain": "",
    }
    with writing_whole(office.storage) as connection:
        connection.execute(insert(schema.spaces).values(**row))
    return space


def join(office, laptop, code, address=HOME, limits=PLENTY, **changed):
    return enrol(office, laptop.asks(code, **changed), address, limits)


def come_in(office, laptop, method="POST", path="/v1/sync", body=b"", **claimed):
    return authenticate(office, method, path, laptop.header(office, method, path, body, **claimed), body)


def web_program(office: Office, limits=PLENTY, largest=2 * 1024 * 1024):
    """The office's door as it is served, and a page behind it that says what it got."""
    app = FastAPI()
    app.include_router(enrol_routes(office, limits))

    @app.exception_handler(CoalitionError)
    async def say_no(request: Request, error: CoalitionError):
        return Answer(content_of(error), status_of(error), headers_of(error))

    @app.api_route("/behind", methods=["GET", "POST"])
    async def behind(request: Request):
        body = await request.body()
        header = request.headers.get("authorization", "")
        sent = as_sent(request.scope, body)
        caller = authenticate(office, request.method, path_of(request.scope), header, sent)
        words = "x" * int(request.query_params.get("words", "0"))
        return Answer({"length": len(body), "sent": len(sent), "name": caller.name, "words": words})

    return Echo(Encoding(app, largest))


def real_time():
    return datetime.fromtimestamp(int(time.time()), UTC)
