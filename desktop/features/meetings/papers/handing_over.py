"""Handing a meeting over to another laptop of the coalition, by a file on a stick."""

from pathlib import Path

from desktop.i18n import _
from desktop.store.carry import Arrived, Written, carry_in, carry_out
from desktop.store.store import Store
from sync.errors import Refused
from sync.signing import DeviceKey


def hand_over(store: Store, meeting: str, path: Path) -> Written:
    """Write a meeting into a sealed file; return what travels with it: unsent changes, attached files.

    Only computers of the same coalition can read it. Nothing changes here. Refused before this
    computer has joined an office: there is no other one then that could take it in.
    """
    key = store.facts().get("device_key", "")
    if not key:
        words = _(
            "This computer has not joined an office yet, so no other computer shares its coalition. "
            "Nothing was written. Join first, then hand the meeting over."
        )
        raise Refused(words, "not_joined")
    return carry_out(store, DeviceKey.from_text(key), path, meeting)


def take_over(store: Store, path: Path) -> Arrived:
    """Take a meeting in that another laptop handed over; the same file twice does nothing."""
    return carry_in(store, path)
