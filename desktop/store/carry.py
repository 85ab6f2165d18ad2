"""Sync on a stick: the outbox for the office, a meeting for another laptop, and what comes back."""

from base64 import b64decode, b64encode
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from desktop.i18n import _
from desktop.safe_files import plain_disk_errors, write_atomically
from desktop.store import carried, sealing
from desktop.store.receipts import take_receipt
from desktop.store.store import Store
from desktop.store.writing import Writing, meta
from sync.carry import Meeting, open_meeting, open_receipt, seal_meeting
from sync.errors import Damaged, Refused, Unknown
from sync.sealing import LARGEST_FILE, Label, fingerprint, read_label
from sync.signing import DeviceKey

LARGEST_PART = 2 * 1024 * 1024
"""Bytes that the office takes from us in one piece for somebody else."""


def carry_out(store: Store, device_key: DeviceKey, path: Path, meeting: str | None = None) -> int:
    """Write a carry file; return how many unsent changes are in it.

    Without a meeting it is for the office, which answers with a receipt file; with one it is
    for another laptop of the same space. Nothing changes here: what was carried is still unsent
    until the office's word comes, by file or by network.
    """
    with store.reading() as connection:
        _require_joined(connection)
        if meeting is None:
            content, count = sealing.seal_whole(connection, device_key)
        else:
            content, count = _with_meeting(store, connection, device_key, meeting)
    write_atomically(path, content, _("the carry file"))
    return count


def carry_in(store: Store, path: Path) -> "Arrived":
    """Take a carry file in; the same one twice does nothing.

    Damaged or Refused, with nothing changed, where it is not whole or not for this computer.
    """
    with plain_disk_errors(_("the carry file")):
        if path.stat().st_size > LARGEST_FILE:
            raise Damaged(_("This file is too large for a carry file. Nothing was changed."), "carry_foreign")
        content = path.read_bytes()
    label, sealed = read_label(content)
    if label.sort == "receipt":
        return _take_receipt(store, label, sealed)
    if label.sort == "meeting":
        return _take_meeting(store, label, sealed)
    return _take_for_office(store, label, content)


def _with_meeting(store: Store, connection: Connection, key: DeviceKey, meeting: str) -> tuple[bytes, int]:
    space, records = carried.gather(connection, store.tables, meeting)
    if not records:
        raise Unknown(_("There is no meeting with the id {id}.").format(id=meeting[:64]), "no_record")
    changes = sealing.unsent(connection)
    content = Meeting(
        space=space,
        upto=carried.last_number(connection),
        records=records,
        parts=[b64encode(part).decode() for part in sealing.seal_parts(connection, key, changes)],
    )
    return seal_meeting(content, store.author.device, _secret(connection, space)), len(changes)


def _take_receipt(store: Store, label: Label, sealed: bytes) -> "Arrived":
    facts = store.facts()
    if label.device != facts["device"]:
        raise Refused(
            _("This receipt is for another computer. Nothing was changed; take it to the one it came from."),
            "carry_other_computer",
        )
    with store.reading() as connection:
        _require_joined(connection)
    receipt = open_receipt(label, sealed, DeviceKey.from_text(facts["device_key"]), facts["office_key"])
    taken = take_receipt(store, receipt)
    return Arrived("receipt", taken.sent, taken.received, taken.refused, taken.beside)


def _take_meeting(store: Store, label: Label, sealed: bytes) -> "Arrived":
    with store.reading() as connection:
        secret = _secret(connection, label.to)
    meeting = open_meeting(label, sealed, secret)
    if label.device == store.author.device or meeting.space != label.to:
        return Arrived("meeting")
    with store.writing() as connection:
        writing = Writing(connection, store.tables)
        shown = carried.show(writing, meeting, label.device)
        parts = [b64decode(part) for part in meeting.parts]
        sealing.hand_over_later(connection, sealing.TO_OFFICE, meeting.space, parts)
    store.tell(writing)
    return Arrived("meeting", received=shown)


def _take_for_office(store: Store, label: Label, content: bytes) -> "Arrived":
    """Keep another computer's outbox for the office; this one cannot read it."""
    with store.writing() as connection:
        facts = _require_joined(connection)
        if label.to != fingerprint(facts["office_key"]):
            raise Refused(
                _("This carry file is for another office. Nothing was changed."), "carry_other_office"
            )
        if len(content) > LARGEST_PART:
            raise Refused(
                _(
                    "This carry file is too large to be handed on. "
                    "Nothing was changed; take it to the office."
                ),
                "carry_large",
            )
        if label.device != facts["device"]:
            sealing.hand_over_later(connection, sealing.TO_OFFICE, "", [content])
    return Arrived("outbox")


def _require_joined(connection: Connection) -> dict[str, str]:
    facts = meta(connection)
    if "office_key" not in facts or "device_key" not in facts:
        raise Refused(
            _(
                "This computer has not joined an office yet, so there is nobody to carry anything to. "
                "Join first."
            ),
            "not_joined",
        )
    return facts


def _secret(connection: Connection, space: str) -> str:
    secret = meta(connection).get(f"{sealing.CARRY_KEY}{space}")
    if secret is None:
        raise Refused(
            _(
                "Only computers of the same coalition can exchange a meeting, once both have met the office. "
                "Nothing was changed."
            ),
            "carry_other_space",
        )
    return str(secret)


@dataclass(frozen=True, slots=True)
class Arrived:
    """What a carry file brought."""

    sort: str
    """outbox, receipt or meeting."""
    sent: int = 0
    """My changes that the office has answered."""
    received: int = 0
    """Records that are shown now as others have them."""
    refused: int = 0
    beside: int = 0
