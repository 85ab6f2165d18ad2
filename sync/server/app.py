"""The office on the web, put together: routes, packing, errors, and what holds for every reply."""

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from sync.errors import CoalitionError
from sync.server.console.page import console_routes
from sync.server.echo import Echo
from sync.server.encoding import Encoding
from sync.server.guard import Guard, answer_error, answer_malformed, answer_plain
from sync.server.limits import Limits
from sync.server.office import Office
from sync.server.routes.carry import carry_routes
from sync.server.routes.enrol import enrol_routes
from sync.server.routes.files import file_routes
from sync.server.routes.rounds import Rounds, Straight
from sync.server.routes.sync import sync_routes


def make_app(office: Office, limits: Limits | None = None) -> FastAPI:
    """Return the web application of an office."""
    limits = limits or Limits()
    rounds = Rounds(office, limits)
    app = FastAPI(title="Coalition Desk: the office", docs_url=None, redoc_url=None)
    app.include_router(enrol_routes(office, limits))
    app.include_router(sync_routes(office, rounds))
    app.include_router(carry_routes(office, limits))
    app.include_router(file_routes(office))
    app.include_router(console_routes(office))
    app.add_exception_handler(CoalitionError, answer_error)
    app.add_exception_handler(RequestValidationError, answer_malformed)
    app.add_exception_handler(HTTPException, answer_plain)
    app.add_middleware(Straight, rounds=rounds)
    for around in (Encoding, Guard, Echo):  # the last one stands outermost
        app.add_middleware(around)
    return app
