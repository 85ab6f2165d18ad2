"""Exchanging with the office that this computer has joined."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from desktop.joining import line_to, not_joined
from desktop.paths import Profile
from desktop.program import program_version
from desktop.store.store import Store
from sync.errors import CoalitionError, Refused

if TYPE_CHECKING:
    from sync.client.session import Report


def sync_now(
    store: Store,
    *,
    until_level: bool,
    timeout: float,
    progress: Callable[["Report"], None] = lambda report: None,
    busy: Callable[[float], object] = lambda seconds: None,
) -> "Report":
    """Exchange with the office, one round or until nothing is left; `timeout` in seconds.

    `busy` hears for how many seconds the office asks to wait, where it does.
    """
    from desktop.store.attachments import Attachments
    from desktop.store.replica import Replica
    from sync.client.files import send_files
    from sync.client.line import InTime
    from sync.client.session import sync

    server = store.facts().get("server")
    if server is None:
        raise not_joined()
    transport, replica = line_to(store, server), Replica(store, program_version())
    try:
        report = sync(
            transport, replica, until_level=until_level, timeout=timeout, progress=progress, busy=busy
        )
        send_files(
            InTime(transport, lambda: timeout), Attachments(store, Profile(store.path.parent), store.file_key)
        )
    except CoalitionError as error:
        if transport.offset:
            _keep_clock(store, transport.offset)
        if not isinstance(error, Refused):
            raise
        from desktop.leaving import on_refused

        raise Refused(on_refused(store, Profile(store.path.parent), transport, error), error.code) from error
    _keep_clock(store, transport.offset)
    return report


def _keep_clock(store: Store, offset: int) -> None:
    """Keep how far this computer's clock is from the office's, for whoever shows how things stand."""
    said = str(offset or "")
    if store.facts().get("clock_offset", "") != said:
        store.keep_facts(clock_offset=said)


def fetch_attachment(store: Store, space: str, file: str) -> None:
    """Fetch the bytes of a file that somebody else attached; Refused or Offline where they cannot be had."""
    from desktop.store.attachments import Attachments
    from sync.client.files import fetch_file

    server = store.facts().get("server")
    if server is None:
        raise not_joined()
    fetch_file(
        line_to(store, server), space, file, Attachments(store, Profile(store.path.parent), store.file_key)
    )
