"""Joining the office and exchanging with it."""

import platform
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from desktop.features.syncing.queries import cursors_of
from desktop.i18n import _
from desktop.paths import Profile
from desktop.program import program_version
from desktop.store.spaces import adopt_space, spaces_of, take_space
from desktop.store.store import Store
from sync.errors import Malformed, Refused
from sync.invitation import Enrolment, Membership, read_code
from sync.signing import DeviceKey

if TYPE_CHECKING:
    from sync.client.session import Report
    from sync.client.transport import HttpTransport


def check_invitation(code: str, server: str) -> str:
    """Return the address of the office; Malformed for a code or an address with a typing mistake."""
    read_code(code)
    if not _is_address(server):
        words = _("'{address}' is not an office's address; it looks like https://office.example.org.")
        raise Malformed(words.format(address=server[:100]), "address")
    return server.rstrip("/")


def _is_address(server: str) -> bool:
    try:
        address = urlsplit(server)
        named = bool(address.hostname) and address.port != 0
        # Without TLS anybody on the line could answer for the office; only this computer itself is sure.
        here = address.hostname in ("localhost", "::1") or str(address.hostname).startswith("127.")
        named = named and (address.scheme == "https" or (address.scheme == "http" and here))
    except ValueError:
        return False
    return named and not (address.query or address.fragment or address.username)


def join(store: Store, code: str, server: str, device_name: str = "") -> Enrolment:
    """Come into a space with an invitation; what began on this computer alone moves into it.

    Asking again after an answer was lost is harmless. Nothing is exchanged yet: see `sync_now`.
    """
    from sync.client.enrol import Names, enrol

    server, facts = check_invitation(code, server), store.facts()
    if facts.get("server", server) != server:
        words = _("This computer has joined the office at {server}, so nothing was changed.")
        raise Refused(words.format(server=facts["server"]), "joined_elsewhere")
    if "device_key" not in facts:
        store.keep_facts(device_key=DeviceKey.generate().to_text())
    names = Names(facts.get("me", ""), device_name or platform.node(), program_version())
    answer = enrol(_transport(store, server), code, facts["device"], _key(store), names)
    _take_spaces(store, answer, alone="server" not in facts)
    office = {"office_key": answer.office_key} if answer.office_key else {}
    store.keep_facts(me=answer.person_name or names.person, person=answer.person, server=server, **office)
    return answer


def sync_now(
    store: Store,
    *,
    until_level: bool,
    timeout: float,
    progress: Callable[["Report"], None] = lambda report: None,
) -> "Report":
    """Exchange with the office, one round or until nothing is left; `timeout` in seconds."""
    from desktop.store.attachments import Attachments
    from desktop.store.replica import Replica
    from sync.client.files import send_files
    from sync.client.session import sync

    server = store.facts().get("server")
    if server is None:
        raise not_joined()
    transport, replica = _transport(store, server), Replica(store, program_version())
    try:
        report = sync(transport, replica, until_level=until_level, timeout=timeout, progress=progress)
        send_files(transport, Attachments(store, Profile(store.path.parent), store.file_key))
    except Refused as error:
        from desktop.leaving import on_refused

        raise Refused(on_refused(store, Profile(store.path.parent), transport, error), error.code) from error
    return report


def take_out(store: Store, file: Path, meeting: str = "") -> int:
    """Write the outbox, or a whole meeting, to a file for a stick; return how many changes are in it."""
    from desktop.store.carry import carry_out

    if "device_key" not in store.facts():
        raise not_joined()
    return carry_out(store, _key(store), file, meeting or None)


def not_joined() -> Refused:
    """Return the refusal to exchange anything before an office was joined."""
    words = _("This coalition has not joined an office yet, so there is nobody to sync with. Use `join`.")
    return Refused(words, "not_joined")


def _transport(store: Store, server: str) -> "HttpTransport":
    from sync.client.transport import HttpTransport

    return HttpTransport(server, store.facts()["device"], _key(store))


def _key(store: Store) -> DeviceKey:
    return DeviceKey.from_text(store.facts()["device_key"])


def _take_spaces(store: Store, answer: Enrolment, *, alone: bool) -> None:
    """Know all spaces that are open now; the first one joined is home if there was none."""
    begun = {sort: spaces_of(store, sort) for sort in ("coalition", "state")} if alone else {}
    home = not store.author.home
    opened = Membership(space=answer.space, role=answer.role, name=answer.name, sort=answer.sort)
    for given in (opened, *answer.spaces):
        take_space(store, given, home=home and given.space == answer.space)
    for given in (opened, *answer.spaces):
        for old in begun.pop(given.sort, []):
            if old != given.space:
                adopt_space(store, old, given.space)


def listen(store: Store) -> bool:
    """Wait up to half a minute for the office to have news; say whether it has. Nothing is taken in."""
    import json

    from sync.client.transport import Outgoing

    server = store.facts().get("server")
    if server is None:
        raise not_joined()
    seen = ",".join(f"{space}:{cursor}" for space, cursor in cursors_of(store))
    answer = _transport(store, server).send(Outgoing("GET", f"/v1/events?seen={seen}"))
    return bool(json.loads(answer.body).get("moved"))
