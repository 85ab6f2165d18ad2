"""Who a letter is from and to: postal addresses line by line, and the sender at its head."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from desktop.store.spaces import home_name
from desktop.store.store import Store
from sync.errors import Unknown
from sync.records.spaces import Coalition


def address_lines(address: Mapping[str, Any] | None) -> tuple[str, ...]:
    """Return an address, given as JSON, line by line as the post office wants it; () for none."""
    if not address:
        return ()
    place = " ".join(filter(None, (address["city"], address["state"], address["postal_code"])))
    country = address["country"] if address["country"] not in ("", "US") else ""
    return tuple(filter(None, (address["street"], address["second_line"], place, country)))


def sender_lines(home: Coalition) -> tuple[str, ...]:
    """Return what stands at the head of a coalition's letters below its name."""
    address = home.address.model_dump(mode="json") if home.address else None
    return tuple(filter(None, (*address_lines(address), home.phone, home.email, home.website)))


def signature_lines(signed: str) -> tuple[str, ...]:
    """Return what stands at the foot of a letter."""
    return tuple(filter(None, map(str.strip, signed.splitlines())))


def first_name(person: Mapping[str, Any]) -> str:
    """Return what somebody, given as JSON, is greeted by."""
    return str(person["goes_by"] or person["name"].split(maxsplit=1)[0])


def own_coalition(store: Store) -> Coalition | None:
    """Return the coalition of this computer, None where there is none yet.

    Of one that the office founded and that says nothing about itself, only the name is known.
    """
    try:
        home = store.get(Coalition.kind, store.author.home)
    except Unknown:
        name = home_name(store)
        return Coalition(name=name) if name else None
    return home if isinstance(home, Coalition) else None


def coalition_name(store: Store) -> str:
    """Return the name of this computer's coalition, "" where there is none yet."""
    home = own_coalition(store)
    return home.name if home else ""


def today_of(store: Store) -> date:
    """Return the day that a letter carries."""
    return date.fromisoformat(store.now()[:10])
