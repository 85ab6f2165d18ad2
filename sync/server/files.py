"""Files at the office: taken in piece by piece, read only through a record that one may read.

How far an upload is lies on the disk, apart for each device, so any process continues
what another began, and nobody learns from an upload whether somebody else sent the
same file. The table says what is confirmed: those bytes have the hash they are named by.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row, or_, select, update

from sync.bulk import insert_missing, upsert
from sync.errors import Refused, Unknown
from sync.records import Vocabulary
from sync.records.base import Value
from sync.records.fields import fields_of
from sync.server import file_bytes, schema
from sync.server.office import Caller, Office
from sync.server.permissions import may, readable_kinds
from sync.server.refusals import TooLarge, a
from sync.uploads import LARGEST_FILE

_files, _records = schema.files, schema.records


@dataclass(frozen=True)
class Upload:
    """A file that a device means to send."""

    space: str
    hash: str
    """SHA-256 of the whole."""
    size: int
    """Bytes."""


def begin(office: Office, caller: Caller, upload: Upload) -> int:
    """Let a device send a file, or go on with it; return how many bytes of it are here.

    All of them where the office has the file and the caller may know that.
    """
    _require_adding(caller, upload.space)
    if upload.size > LARGEST_FILE:
        raise TooLarge(
            f"A file has at most {LARGEST_FILE // 1024**2} MB. Nothing was sent.", "file_too_large"
        )
    if _is_known(office, caller, upload):
        return upload.size
    file_bytes.start_partial(_partial(office, caller, upload))
    _note_beginning(office, caller, upload)
    return offset_of(office, caller, upload)


def offset_of(office: Office, caller: Caller, upload: Upload) -> int:
    """Return how many bytes are here of a file that the caller's device is sending."""
    _require_adding(caller, upload.space)
    if _is_known(office, caller, upload):
        return upload.size
    here = file_bytes.length_of(_partial(office, caller, upload))
    if here is None:
        raise Unknown("No such file is being sent from here. It can be sent from its beginning.", "no_upload")
    return here if here < upload.size else _finish(office, caller, upload)


def take(office: Office, caller: Caller, upload: Upload, offset: int, piece: bytes) -> int:
    """Take in the next piece of a file; return how many bytes are here now."""
    here = offset_of(office, caller, upload)
    if offset != here:
        raise Refused(f"The office has {here} bytes of this file, so the next piece starts there.", "offset")
    if offset + len(piece) > upload.size:
        raise Refused("This piece goes beyond the end of the file, so it was not taken.", "too_long")
    if here == upload.size:
        return here
    file_bytes.write_piece(_partial(office, caller, upload), offset, piece)
    _note_progress(office, caller, upload, offset + len(piece))
    return offset_of(office, caller, upload)


def abandon(office: Office, caller: Caller, upload: Upload) -> None:
    """Forget what the caller's device has sent of a file that is not whole."""
    _require_adding(caller, upload.space)
    file_bytes.remove(_partial(office, caller, upload))


def find(office: Office, caller: Caller, space: str, file: str) -> Path:
    """Return where a file lies, for somebody who may read a record in which it is; Unknown otherwise."""
    role = caller.roles.get(space, "")
    with office.storage.reading([space] if role else []) as connection:
        row = _row(connection, space, file)
        mentioned = _is_readable(connection, office.vocabulary, role, space, file)
    if not mentioned:
        raise Unknown("There is no such file.", "no_file")
    path = file_bytes.whole_path(office.folder, space, file)
    if row is None or not row.confirmed or file_bytes.length_of(path) is None:
        raise Unknown("This file is not at the office yet; the computer that has it will send it.", "not_yet")
    return path


@cache
def kinds_with_files(vocabulary: Vocabulary) -> frozenset[str]:
    """Return the kinds of records that name files."""
    return frozenset(name for name, kind in vocabulary.kinds.items() if _names_files(kind))


def _names_files(cls: Any) -> bool:
    specs = fields_of(cls).values()
    embedded = (spec.shape for spec in specs if spec.shape is not None and issubclass(spec.shape, Value))
    return any(spec.type == "file" for spec in specs) or any(_names_files(shape) for shape in embedded)


def _require_adding(caller: Caller, space: str) -> None:
    if space not in caller.roles:
        raise Unknown("There is no such space.", "no_space")
    role = caller.roles[space]
    if not may(role, "attachment", "add"):
        raise Refused(f"{a(role).capitalize()} may not add files here. Nothing was sent.", "may_not_add")


def _partial(office: Office, caller: Caller, upload: Upload) -> Path:
    return file_bytes.partial_path(office.folder, upload.space, caller.device, upload.hash, upload.size)


def _finish(office: Office, caller: Caller, upload: Upload) -> int:
    """Confirm a file of which all bytes are here; Refused if they are not what they claim to be."""
    whole = file_bytes.whole_path(office.folder, upload.space, upload.hash)
    if not file_bytes.settle(_partial(office, caller, upload), whole):
        _note_progress(office, caller, upload, 0)
        raise Refused("What arrived is not the file that was announced. It has to be sent again.", "hash")
    with office.storage.writing([upload.space]) as connection:
        upsert(connection, _files, [_as_row(caller, upload, upload.size, confirmed=True)])
    return upload.size


def _is_known(office: Office, caller: Caller, upload: Upload) -> bool:
    """Tell whether the file is here and the caller knows it: sent it itself, or reads a record with it."""
    with office.storage.reading([upload.space]) as connection:
        row = _row(connection, upload.space, upload.hash)
        if row is None or not row.confirmed or row.size != upload.size:
            return False
        if row.device != caller.device:
            role = caller.roles[upload.space]
            if not _is_readable(connection, office.vocabulary, role, upload.space, upload.hash):
                return False
    return (
        file_bytes.length_of(file_bytes.whole_path(office.folder, upload.space, upload.hash)) == upload.size
    )


def _row(connection: Connection, space: str, file: str) -> Row[Any] | None:
    wanted = select(_files).where(_files.c.space == space, _files.c.hash == file)
    return connection.execute(wanted).one_or_none()


def _is_readable(connection: Connection, vocabulary: Vocabulary, role: str, space: str, file: str) -> bool:
    """Tell whether a role may read a record in which a file is, those of newer programs too."""
    readable = readable_kinds(role, vocabulary)
    naming = kinds_with_files(vocabulary)
    known = _records.c.kind.in_(naming if readable is None else naming & readable)
    of_kind = known if readable is not None else or_(known, _records.c.kind.not_in(vocabulary.kinds))
    wanted = select(_records.c.id).where(_records.c.space == space, of_kind)
    return (
        connection.execute(wanted.where(_records.c.state.contains(f'"{file}"')).limit(1)).first() is not None
    )


def _note_beginning(office: Office, caller: Caller, upload: Upload) -> None:
    with office.storage.writing([upload.space]) as connection:
        insert_missing(connection, _files, [_as_row(caller, upload, 0, confirmed=False)])


def _note_progress(office: Office, caller: Caller, upload: Upload, received: int) -> None:
    mine = _files.c.device == caller.device, _files.c.confirmed.is_(False)
    with office.storage.writing([upload.space]) as connection:
        here = update(_files).where(_files.c.space == upload.space, _files.c.hash == upload.hash, *mine)
        connection.execute(here.values(received=received))


def _as_row(caller: Caller, upload: Upload, received: int, *, confirmed: bool) -> dict[str, Any]:
    return {
        "space": upload.space,
        "hash": upload.hash,
        "size": upload.size,
        "received": received,
        "upload": f"{caller.device}/{upload.hash}.{upload.size}",
        "device": caller.device,
        "confirmed": confirmed,
    }
