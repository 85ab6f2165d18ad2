"""Sending and fetching files: 256 KiB at a time, going on where the line was cut.

    send_files   everything that waits, each file by itself
    fetch_file   one file, when somebody wants to open it

A file counts as sent only when the office has said the hash of what it stored.
"""

import re
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Protocol

from sync.client.transport import Incoming, Outgoing, Transport
from sync.errors import Damaged, Offline, Refused
from sync.uploads import BYTES_TYPE, CONFIRMED, FILES, LARGEST_FILE, PIECE, PIECE_TYPE, TUS, file_address

SLOW = 300.0
"""Seconds for the answer to a piece: at 40 kbit/s it may take one to leave this computer's own buffers."""

Progress = Callable[[int, int], None]
"""Called with the bytes done and the bytes there are."""
_OF_THE_FILE = {"no_space", "may_not_add", "file_too_large", "hash", "too_long", "malformed", "file_not_here"}
"""Codes of refusals that concern one file; any other concerns all that is sent."""
_RANGE = re.compile(r"bytes (\d{1,15})-(\d{1,15})/(\d{1,15})", re.ASCII)


@dataclass(frozen=True, slots=True)
class WaitingFile:
    """A file that the office has not confirmed."""

    space: str
    hash: str
    """SHA-256 of its bytes."""
    size: int
    upload: str = ""
    """Where the office wanted the pieces, if it was asked before."""


@dataclass(frozen=True, slots=True)
class FilesReport:
    """What came of sending files."""

    sent: int = 0
    refused: dict[str, str] = field(default_factory=dict)
    """Hash -> the sentence that says why; such a file waits on."""


class FileSource(Protocol):
    """Where the bytes of one's own files are."""

    def waiting_files(self) -> list[WaitingFile]:
        """Return the files that the office has not confirmed, the oldest first."""

    def read_piece(self, file: str, offset: int) -> bytes:
        """Return at most 256 KiB of a file from `offset` on; Damaged if they are not what was stored."""

    def keep_progress(self, waiting: WaitingFile, upload: str, sent: int) -> None:
        """Keep how much of a file the office has, and where it wants the rest."""

    def confirm(self, waiting: WaitingFile) -> None:
        """Take note that the office has a file."""


class FileSink(Protocol):
    """Where the bytes of a file from the office go."""

    def count_arrived(self, file: str) -> int:
        """Return how many bytes of a file are here from an earlier attempt."""

    def take_piece(self, file: str, offset: int, piece: bytes) -> None:
        """Keep the next piece of a file."""

    def settle(self, space: str, file: str) -> bool:
        """Keep a whole file; tell whether it has its hash. If not, nothing of it is kept."""


def send_files(
    transport: Transport, source: FileSource, progress: Progress = lambda done, whole: None
) -> FilesReport:
    """Send every file that waits; one that is refused does not hold up the others.

    Raises Offline when the office is not heard: what it confirmed stays confirmed, and
    the next call goes on where this one was cut.
    """
    waiting = source.waiting_files()
    everything, done = sum(each.size for each in waiting), 0
    refused: dict[str, str] = {}
    for each in waiting:
        try:
            _send(transport, source, each, partial(_tell, progress, done, everything))
        except (Refused, Damaged) as error:
            if isinstance(error, Refused) and error.code not in _OF_THE_FILE:
                raise
            refused[each.hash] = error.sentence
        done += each.size
    return FilesReport(len(waiting) - len(refused), refused)


def fetch_file(
    transport: Transport, space: str, file: str, into: FileSink, progress: Progress = lambda done, whole: None
) -> None:
    """Fetch a file from the office; what has arrived before is not fetched again.

    Unknown to the office, or to this person: Refused. Not what its hash says: Damaged.
    """
    offset, size = into.count_arrived(file), 0
    while not size or offset < size:
        piece, size = _fetch_piece(transport, space, file, offset)
        if piece:
            into.take_piece(file, offset, piece)
        offset += len(piece)
        progress(offset, size)
    if not into.settle(space, file):
        raise Damaged(
            "The file arrived, but it is not the one that was recorded, so it was not kept."
            " Ask whoever recorded it to attach it again.",
            "hash",
        )


def _tell(progress: Progress, before: int, everything: int, sent: int) -> None:
    progress(before + sent, everything)


def _send(
    transport: Transport, source: FileSource, waiting: WaitingFile, tell: Callable[[int], None]
) -> None:
    upload, answer = _resume(transport, waiting)
    # Each piece may once be answered with "go on elsewhere"; more often means that we go round in circles.
    for _ in range(2 * (waiting.size // PIECE + 2)):
        sent = _offset(answer, waiting)
        source.keep_progress(waiting, upload, sent)
        tell(sent)
        if answer.headers.get(CONFIRMED) == waiting.hash:
            source.confirm(waiting)
            return
        try:
            answer = _send_piece(transport, upload, sent, source.read_piece(waiting.hash, sent))
        except Refused as error:
            if error.code == "hash":
                source.keep_progress(waiting, "", 0)
            if error.code != "offset":
                raise
            upload, answer = _resume(transport, waiting)
    raise _unreadable()


def _resume(transport: Transport, waiting: WaitingFile) -> tuple[str, Incoming]:
    """Return where to send a file, and what the office says of it."""
    if waiting.upload:
        try:
            return waiting.upload, transport.send(_tus("HEAD", waiting.upload))
        except Refused as error:
            if not error.code.startswith("http_"):  # an answer to HEAD has no words; to POST it has
                raise
    said = {"space": waiting.space, "hash": waiting.hash}
    metadata = ",".join(f"{key} {b64encode(value.encode()).decode()}" for key, value in said.items())
    headers = {"Upload-Length": str(waiting.size), "Upload-Metadata": metadata}
    answer = transport.send(_tus("POST", FILES, headers))
    upload = answer.headers.get("Location", "")
    if not upload.startswith(f"{FILES}/"):
        raise _unreadable()
    return upload, answer


def _send_piece(transport: Transport, upload: str, offset: int, piece: bytes) -> Incoming:
    headers = {"Upload-Offset": str(offset), "Tus-Resumable": TUS}
    return transport.send(Outgoing("PATCH", upload, piece, PIECE_TYPE, headers, timeout=SLOW))


def _fetch_piece(transport: Transport, space: str, file: str, offset: int) -> tuple[bytes, int]:
    """Return a piece of a file and the size of the whole."""
    headers = {"Range": f"bytes={offset}-{offset + PIECE - 1}"}
    try:
        answer = transport.send(
            Outgoing("GET", file_address(space, file), headers=headers, accept=BYTES_TYPE)
        )
    except Refused as error:
        if error.code != "range":  # there is no more: all of it had arrived before
            raise
        return b"", offset
    found = _RANGE.fullmatch(answer.headers.get("Content-Range", ""))
    start, size = (int(found[1]), int(found[3])) if found else (-1, 0)
    is_next = answer.status == 206 and start == offset < size <= LARGEST_FILE
    if not is_next or len(answer.body) != min(PIECE, size - offset):
        raise _unreadable()
    return answer.body, size


def _tus(method: str, address: str, headers: dict[str, str] | None = None) -> Outgoing:
    return Outgoing(method, address, headers={"Tus-Resumable": TUS, **(headers or {})})


def _offset(answer: Incoming, waiting: WaitingFile) -> int:
    said = answer.headers.get("Upload-Offset", "")
    if not (said.isascii() and said.isdecimal()) or int(said) > waiting.size:
        raise _unreadable()
    return int(said)


def _unreadable() -> Offline:
    return Offline(
        "The office's answer about a file could not be read. Your files are safe here; "
        "the program will try again.",
        "unreadable",
    )
