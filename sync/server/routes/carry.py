"""Sealed files that come by network: another computer's outbox, and the work of one that had to leave."""

from collections.abc import Callable
from io import BytesIO

import orjson
from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool

from sync.errors import Damaged, Refused
from sync.protocol import MEDIA_TYPE
from sync.server.carry import open_carried, take_in
from sync.server.encoding import as_sent, path_of
from sync.server.limits import Limits, Pace
from sync.server.office import Office
from sync.server.routes.caller import who_asks
from sync.server.waiting import admit_former, keep_waiting


def carry_routes(office: Office, limits: Limits | None = None) -> APIRouter:
    """Return the routes that take sealed outboxes."""
    router = APIRouter()
    pace = Pace((limits or Limits()).rounds)

    @router.post("/v1/carry")
    async def carry(request: Request) -> Response:
        """Take in an outbox that another computer brings; its maker hears of it at its own next round."""
        caller, body = await who_asks(office, request)
        pace.take(caller.device)
        await run_in_threadpool(_judge, take_in, office, body)
        return Response(orjson.dumps({"taken": True}), media_type=MEDIA_TYPE)

    @router.post("/v1/waiting")
    async def waiting(request: Request) -> Response:
        """Keep the unsent work of a computer that is no longer trusted, or has lost a space."""
        body = await request.body()
        sent, path = as_sent(request.scope, body), path_of(request.scope)
        header = request.headers.get("authorization", "")
        device = await run_in_threadpool(admit_former, office, request.method, path, header, sent)
        await run_in_threadpool(_judge, _keep, office, device, body)
        return Response(orjson.dumps({"kept": True}), media_type=MEDIA_TYPE)

    return router


def _judge(take: Callable[..., object], *given: object) -> None:
    """Say what is wrong with a file so that whoever brought it is not taken for its maker."""
    try:
        take(*given)
    except (Refused, Damaged) as error:
        code = error.code if error.code.startswith("carry_") else f"carry_{error.code}"
        raise Refused(error.sentence, code) from None


def _keep(office: Office, device: str, content: bytes) -> None:
    opened = open_carried(office, BytesIO(content))
    if opened.device.id != device:
        raise Refused("This was made by another computer than the one that sends it.", "carry_sort")
    keep_waiting(office, opened.device, opened.outbox, opened.head)
