"""What every signed route does first: read the whole request and find out who asks."""

import re
from asyncio import get_running_loop
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from fastapi import Request
from starlette.concurrency import run_in_threadpool

from sync.server.accounts import authenticate
from sync.server.encoding import as_sent, path_of
from sync.server.office import Caller, Office

_THREADS = ThreadPoolExecutor(20, "round")
"""The database has a connection for each. A thread of the framework's takes twice as long to come and go."""
_NONCE = re.compile(r'nonce="([A-Za-z0-9_-]+)"')


async def who_asks(office: Office, request: Request) -> tuple[Caller, bytes]:
    """Return the caller and the unpacked body; Unrecognised if the signature does not hold."""
    body = await request.body()
    header = request.headers.get("authorization", "")
    sent, path = as_sent(request.scope, body), path_of(request.scope)
    caller = await run_in_threadpool(authenticate, office, request.method, path, header, sent)
    return caller, body


Answer = TypeVar("Answer")


async def answer_signed(office: Office, request: Request, work: Callable[[Caller, bytes], Answer]) -> Answer:
    """Return what `work` makes of a signed request; both run in one go on a thread."""
    body = await request.body()
    header = request.headers.get("authorization", "")
    sent, path = as_sent(request.scope, body), path_of(request.scope)

    def run() -> Answer:
        return work(authenticate(office, request.method, path, header, sent), body)

    return await get_running_loop().run_in_executor(_THREADS, run)


def nonce_of(request: Request) -> str:
    """Return the nonce that a request was signed with."""
    found = _NONCE.search(request.headers.get("authorization", ""))
    return found[1] if found else ""
