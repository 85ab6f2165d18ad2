"""Answering requests until told to stop."""

import gc
import os
import signal
import socket
from collections.abc import Callable
from typing import TYPE_CHECKING

import uvicorn
from uvicorn.supervisors import Multiprocess

from sync.errors import Unavailable
from sync.server.logs import keep_log
from sync.server.opening import office_at, open_place
from sync.server.settings import Settings, read_settings
from sync.server.stopping import notice_stop

if TYPE_CHECKING:
    from fastapi import FastAPI

_FINISH_SECONDS = 30
"""How long requests in hand may take once the office was told to stop."""


def serve(settings: Settings, announce: Callable[[str], None]) -> None:
    """Serve the office until SIGTERM or Ctrl-C; `announce` is given its address once it listens."""
    with office_at(settings):
        listener = _listen(settings)
    address = settings.listening_address(listener.getsockname()[1])
    os.environ.update(settings.environment)  # where `application` finds them, in this process or another
    _stop_quietly()
    if settings.workers == 1:
        _Announcing(_config(settings), lambda: announce(address)).run([listener])
    else:
        _Several(_config(settings), listener, lambda: announce(address)).run()


def application() -> "FastAPI":
    """Return the app of the office that the environment names, in the process that will serve it."""
    from sync.server.app import make_app  # with several workers, not in the one that starts them
    from sync.server.limits import Limits

    settings = read_settings({}, os.environ)
    keep_log(settings.folder)
    notice_stop()
    limits = Limits(enrolments=settings.enrolments, rounds=settings.rounds)
    app = make_app(open_place(settings), limits)
    # A round makes ten thousand values and no cycles: look for cycles seldom, and never among the modules.
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)
    return app


def _config(settings: Settings) -> uvicorn.Config:
    return uvicorn.Config(
        "sync.server.serve:application",
        factory=True,
        workers=settings.workers,
        ssl_certfile=settings.tls_cert,
        ssl_keyfile=settings.tls_key and str(settings.tls_key),
        log_config=None,
        access_log=False,
        server_header=False,
        lifespan="off",
        ws="none",
        timeout_graceful_shutdown=_FINISH_SECONDS,
    )


def _listen(settings: Settings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listener = socket.socket(family)
    if os.name != "nt":  # on Windows this would let two offices share one port
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((settings.host, settings.port))
    except OSError as error:
        listener.close()
        raise Unavailable(
            f"The office cannot listen on {settings.host}, port {settings.port}: {error.strerror}."
            " Nothing was started; choose another --port, or stop the program that has it."
        ) from error
    listener.set_inheritable(True)
    return listener


def _stop_quietly() -> None:
    """Let uvicorn finish: it raises the signal again afterwards, which then has done its work."""
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, lambda *_: None)


class _Announcing(uvicorn.Server):
    """One process, which says so once it listens."""

    def __init__(self, config: uvicorn.Config, announce: Callable[[], None]) -> None:
        super().__init__(config)
        self.announce = announce

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, and say so."""
        await super().startup(sockets)
        self.announce()


class _Several(Multiprocess):
    """Several processes on one address, announced once all of them listen."""

    def __init__(self, config: uvicorn.Config, listener: socket.socket, announce: Callable[[], None]) -> None:
        super().__init__(config, [listener])
        self.announce = announce

    def init_processes(self) -> None:
        """Start all, and say so."""
        super().init_processes()
        if not all(process.wait_until_ready(_FINISH_SECONDS, self.should_exit) for process in self.processes):
            self.should_exit.set()
            return
        self.announce()
