"""Organizations of one name: a school in Zion and one in Waukegan are two."""

import re
from collections.abc import Sequence
from typing import Any

from desktop.transfer.phones import phone_key
from sync.records.people import normal_email


def chosen(namesakes: Sequence[dict[str, Any]], given: dict[str, Any]) -> int | None:
    """Return the place of the namesake that a row is about, None if it is about none.

    One that agrees with the row in something beside the name comes first, then
    one that nothing in the row speaks against.
    """
    theirs = _traits(given)
    ours = [_traits(each) for each in namesakes]
    agreeing = (place for place, traits in enumerate(ours) if _agree(traits, theirs))
    open_to_it = (place for place, traits in enumerate(ours) if not _contradict(traits, theirs))
    return next(agreeing, next(open_to_it, None))


def _traits(partner: dict[str, Any]) -> tuple[str, ...]:
    """Return what tells one organization from another: town, phone, e-mail, web; "" = not known."""
    phone, email = partner.get("phone") or "", partner.get("email") or ""
    town = (partner.get("address") or {}).get("city") or ""
    web = re.sub(r"^(https?://)?(www\.)?|/+$", "", (partner.get("website") or "").strip().casefold())
    return (
        " ".join(town.casefold().split()),
        phone_key(phone) if phone else "",
        normal_email(email) if email else "",
        web,
    )


def _agree(ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    return any(one and one == other for one, other in zip(ours, theirs, strict=True))


def _contradict(ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    return any(one and other and one != other for one, other in zip(ours, theirs, strict=True))
