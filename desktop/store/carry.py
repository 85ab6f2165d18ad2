"""Sync on a stick: the outbox for the office, a meeting for another laptop, and what comes back."""

import os
from base64 import b64decode, b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import Connection

from desktop.i18n import _
from desktop.paths import Profile
from desktop.safe_files import plain_disk_errors, require_file
from desktop.store import carried, sealing
from desktop.store.attachments import Attachments
from desktop.store.carried_files import choose_of_meeting, choose_unsent, take_answers, take_files
from desktop.store.receipts import take_receipt
from desktop.store.store import Store
from desktop.store.writing import Writing, meta
from desktop.writing_out import write_out_pieces
from sync.carry import Carried, Letter, Meeting, open_meeting, open_receipt, seal_meeting
from sync.enclosed import LARGEST_CARRY_FILE, EnclosedFile, enclose, enclosed
from sync.errors import Damaged, Refused, Unknown
from sync.sealing import Label, fingerprint, read_sealed, unseal_among
from sync.signing import DeviceKey

LARGEST_PART = 2 * 1024 * 1024
"""Bytes that the office takes from us in one piece for somebody else."""


def carry_out(store: Store, device_key: DeviceKey, path: Path, meeting: str | None = None) -> "Written":
    """Write a carry file, with the attached files that the office or the other laptop lacks.

    Without a meeting it is for the office, which answers with a receipt file; with one it is
    for another laptop of the same space. Nothing changes here: what was carried is still unsent
    until the office's word comes, by file or by network.
    """
    attachments = _attachments(store)
    with store.reading() as connection:
        _require_joined(connection)
        count = len(sealing.unsent(connection))
        if meeting is None:
            chosen = choose_unsent(connection, attachments)
            letter = sealing.seal_whole(connection, device_key, chosen.files)
        else:
            space, records = _records_of(store, connection, meeting)
            chosen = choose_of_meeting(connection, attachments, space, records)
            told = _meeting(connection, device_key, space, records, chosen.files)
            letter = seal_meeting(told, store.author.device, _secret(connection, space))
    write_out_pieces(path, _all_of(letter, attachments), _("the carry file"))
    return Written(count, len(chosen.files), tuple(chosen.faults))


def carry_in(store: Store, path: Path) -> "Arrived":
    """Take a carry file in; the same one twice does nothing.

    Damaged or Refused, with nothing changed, where it is not whole or not for this computer. An
    attached file that is not whole is told, and the rest taken.
    """
    require_file(path)
    with plain_disk_errors(_("the carry file")), path.open("rb") as source:
        if os.fstat(source.fileno()).st_size > LARGEST_CARRY_FILE:
            raise Damaged(_("This file is too large for a carry file. Nothing was changed."), "carry_foreign")
        label, sealed = read_sealed(source)
        if label.sort == "receipt":
            return _take_receipt(store, label, sealed)
        if label.sort == "meeting":
            return _take_meeting(store, label, sealed, source)
        return _take_for_office(store, label, sealed, source)


def _attachments(store: Store) -> Attachments:
    return Attachments(store, Profile(store.path.parent), store.file_key)


def _all_of(letter: Letter, attachments: Attachments) -> Iterator[bytes]:
    return chain((letter.head,), enclose(letter.seal, letter.files, attachments.read_piece))


def _records_of(store: Store, connection: Connection, meeting: str) -> tuple[str, list[Carried]]:
    space, records = carried.gather(connection, store.tables, meeting)
    if not records:
        raise Unknown(_("There is no meeting with the id {id}.").format(id=meeting[:64]), "no_record")
    return space, records


def _meeting(
    connection: Connection,
    key: DeviceKey,
    space: str,
    records: list[Carried],
    files: list[EnclosedFile],
) -> Meeting:
    parts = sealing.seal_parts(connection, key, sealing.unsent(connection))
    return Meeting(
        space=space,
        upto=carried.last_number(connection),
        records=records,
        parts=[b64encode(part).decode() for part in parts],
        files=files,
    )


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
    told = take_answers(_attachments(store), receipt)
    counts = taken.sent, taken.received, taken.refused, taken.beside
    return Arrived("receipt", *counts, told.files, tuple(told.faults))


def _take_meeting(store: Store, label: Label, sealed: bytes, source: BinaryIO) -> "Arrived":
    with store.reading() as connection:
        seal = unseal_among(label, _secret(connection, label.to))
    meeting = open_meeting(seal, sealed)
    if label.device == store.author.device or meeting.space != label.to:
        return Arrived("meeting")
    with store.writing() as connection:
        writing = Writing(connection, store.tables)
        shown = carried.show(writing, meeting, label.device)
        parts = [b64decode(part) for part in meeting.parts]
        sealing.hand_over_later(connection, sealing.TO_OFFICE, meeting.space, parts)
    store.tell(writing)
    told = take_files(_attachments(store), meeting, enclosed(seal, meeting.files, source))
    return Arrived("meeting", received=shown, files=told.files, faults=tuple(told.faults))


def _take_for_office(store: Store, label: Label, sealed: bytes, source: BinaryIO) -> "Arrived":
    """Keep another computer's outbox for the office; this one cannot read it."""
    content = label.whole(sealed)
    files = source.read(max(0, LARGEST_PART - len(content)) + 1)
    fits = len(content) + len(files) <= LARGEST_PART
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
        if label.device == facts["device"]:
            return Arrived("outbox")
        whole = content + files if fits else content
        sealing.hand_over_later(connection, sealing.TO_OFFICE, "", [whole])
    words = _(
        "The attached files in it are too large to be handed on. They are safe on the computer "
        "that they came from; take the carry file to the office too."
    )
    return Arrived("outbox", faults=() if fits else (words,))


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
class Written:
    """What is in a carry file."""

    changes: int
    """Those that the office has not got."""
    files: int = 0
    """Attached files."""
    faults: tuple[str, ...] = ()
    """Sentences about attached files that are not in it."""


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
    files: int = 0
    """Attached files that are here now; of a receipt, those that the office has now."""
    faults: tuple[str, ...] = ()
    """A sentence for each attached file of which that is not so."""
