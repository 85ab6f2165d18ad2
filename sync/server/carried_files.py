"""Attached files that come on a stick: stored like uploads; one that is refused does not hold up others."""

from collections.abc import Iterable

from sync.enclosed import Enclosed, StoredFile
from sync.errors import Damaged, Refused
from sync.server.files import Upload, begin, take
from sync.server.office import Caller, Office


def store_files(office: Office, caller: Caller, files: Iterable[Enclosed]) -> list[StoredFile]:
    """Store what came along, as if the caller's device had sent it; say of each file whether it is here.

    Unavailable where the office's disk fails; the next time goes on from there.
    """
    return [_answer(office, caller, each) for each in files]


def _answer(office: Office, caller: Caller, came: Enclosed) -> StoredFile:
    try:
        _store(office, caller, came)
    except (Refused, Damaged) as error:
        return StoredFile(space=came.file.space, hash=came.file.hash, why=error.sentence)
    return StoredFile(space=came.file.space, hash=came.file.hash)


def _store(office: Office, caller: Caller, came: Enclosed) -> None:
    upload = Upload(came.file.space, came.file.hash, came.file.size)
    here = begin(office, caller, upload)
    while here < upload.size:
        here = take(office, caller, upload, here, came.read_piece(here))
