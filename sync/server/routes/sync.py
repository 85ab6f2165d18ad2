"""Rounds, the first hearing of a space as one stream, and being told when something moved."""

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated

import orjson
from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import StreamingResponse
from sqlalchemy import select
from starlette.concurrency import run_in_threadpool

from sync.errors import Malformed, Unknown
from sync.protocol import MEDIA_TYPE, PAGE, SpacePage, SyncReply, as_json
from sync.server import schema
from sync.server.accounts import still_told
from sync.server.office import Caller, Office
from sync.server.pull import page, with_key
from sync.server.routes.caller import who_asks
from sync.server.routes.rounds import PATH, Rounds, described
from sync.server.stopping import STOPPING

SinceSequence = Annotated[int, Query(ge=0, le=2**53)]
HELD_SECONDS = 25.0
"""A request for events is answered after this long even if nothing moved."""
LOOKS_EVERY = 0.5
"""Seconds between looks at the numbers of the spaces; whichever process moved them, it shows."""


def sync_routes(office: Office, rounds: Rounds) -> APIRouter:
    """Return the routes by which devices and the office become level."""
    router = APIRouter()

    @router.post(PATH, response_model=SyncReply, openapi_extra=described())
    async def sync(request: Request) -> Response:
        """Take a device's changes in and tell it what it has not heard."""
        return await rounds.answer(request)

    @router.get("/v1/spaces/{space}/snapshot")
    async def snapshot(space: str, request: Request, cursor: SinceSequence = 0) -> Response:
        """Stream everything after `cursor`, a page a line, in the order of sequence."""
        caller, _ = await who_asks(office, request)
        if space not in caller.roles:
            raise Unknown("There is no such space.", "no_space")
        return StreamingResponse(_pages(office, caller, space, cursor), media_type=MEDIA_TYPE)

    @router.get("/v1/events")
    async def events(request: Request, seen: str = "") -> Response:
        """Answer when one of the caller's spaces has moved past `seen` (space:sequence,...)."""
        caller, _ = await who_asks(office, request)
        moved = await _wait(office, caller, _cursors(seen), request)
        return Response(orjson.dumps({"moved": moved}), media_type=MEDIA_TYPE)

    return router


async def _pages(office: Office, caller: Caller, space: str, cursor: int) -> AsyncIterator[bytes]:
    # Each page is its own transaction: a record that moves meanwhile moves to a later number.
    more = True
    while more:
        told = await run_in_threadpool(_page, office, caller, space, cursor)
        if told is None:
            return  # the page before this one said that there is more
        yield as_json(told) + b"\n"
        cursor, more = told.cursor, told.more


def _page(office: Office, caller: Caller, space: str, cursor: int) -> SpacePage | None:
    """Return one page, None for somebody who has lost the space while they were listening."""
    with office.storage.reading([space]) as connection:
        role = still_told(connection, office, caller).get(space)
        if role is None:
            return None
        row = connection.execute(select(schema.spaces).where(schema.spaces.c.space == space)).one()
        told = page(connection, office, row, role, cursor, limit=PAGE)
        return told if cursor else with_key(connection, told)


def _cursors(seen: str) -> dict[str, int]:
    pairs = (each.partition(":") for each in seen.split(",") if each)
    try:
        return {space: int(number) for space, _, number in pairs}
    except ValueError:
        raise Malformed("What was seen has to be written space:number. Nothing was changed.") from None


async def _wait(office: Office, caller: Caller, seen: dict[str, int], request: Request) -> list[str]:
    for _ in range(int(HELD_SECONDS / LOOKS_EVERY)):
        moved = await run_in_threadpool(_moved, office, caller, seen)
        if moved or STOPPING.is_set() or await request.is_disconnected():
            return moved
        await asyncio.sleep(LOOKS_EVERY)
    return []


def _moved(office: Office, caller: Caller, seen: dict[str, int]) -> list[str]:
    table = schema.spaces
    with office.storage.reading(caller.roles) as connection:
        told = still_told(connection, office, caller)
        rows = connection.execute(select(table.c.space, table.c.seq).where(table.c.space.in_(sorted(told))))
        return [space for space, seq in rows if seq > seen.get(space, 0)]
