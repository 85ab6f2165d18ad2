"""Joining a state office from this computer, and the line to the office that was joined."""

import platform
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from desktop.i18n import _
from desktop.program import program_version
from desktop.store.spaces import adopt_space, spaces_of, take_space
from desktop.store.store import Store
from sync.errors import Malformed, Refused
from sync.invitation import Enrolment, Membership, read_code
from sync.signing import DeviceKey

if TYPE_CHECKING:
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
    answer = enrol(line_to(store, server), code, facts["device"], device_key(store), names)
    _take_spaces(store, answer, alone="server" not in facts)
    office = {"office_key": answer.office_key} if answer.office_key else {}
    store.keep_facts(me=answer.person_name or names.person, person=answer.person, server=server, **office)
    return answer


def not_joined() -> Refused:
    """Return the refusal to exchange anything before an office was joined."""
    words = _("This coalition has not joined an office yet, so there is nobody to sync with. Use `join`.")
    return Refused(words, "not_joined")


def line_to(store: Store, server: str) -> "HttpTransport":
    """Return the line to an office, signed with the key of this device."""
    from sync.client.transport import HttpTransport

    return HttpTransport(server, store.facts()["device"], device_key(store))


def device_key(store: Store) -> DeviceKey:
    """Return the key with which this device signs; KeyError where it has joined nothing."""
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
