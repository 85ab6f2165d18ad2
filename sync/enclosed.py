"""Attached files behind the body of a carry file, in pieces of 256 KiB that are each sealed by themselves.

The body lists them; from their sizes follows where each piece lies. So one that is
damaged spoils no file but its own, and no more than a piece is ever held in memory.
Pieces are not packed: photos and scans are already, and what is not packed cannot burst.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, BinaryIO

from pydantic import Field, StringConstraints

from sync import uploads
from sync.errors import Damaged
from sync.protocol import Id, Message
from sync.sealing import LARGEST_FILE, Seal
from sync.uploads import HASH, PIECE

MOST_FILES = 1000
"""In one carry file."""
LARGEST_TOGETHER = 1024**3
"""Bytes of all of them; a stick as they are sold takes no file above four times that."""
LARGEST_CARRY_FILE = LARGEST_FILE + LARGEST_TOGETHER + 1024**2
"""Bytes, with those that sealing adds."""
TAG = 16
"""Bytes that sealing adds to a piece."""

FileName = Annotated[str, StringConstraints(pattern=HASH)]
"""The SHA-256 of a file's bytes."""
ReadPiece = Callable[[str, int], bytes]
"""Returns the bytes of a file, named by its hash, from an offset to the end of the piece that it is in."""


class EnclosedFile(Message):
    """A file of which the bytes come along."""

    space: Id
    hash: FileName
    size: int = Field(ge=1, le=uploads.LARGEST_FILE)
    """Bytes."""
    waiting: bool = True
    """Whether the office had not confirmed it when it was packed."""


class StoredFile(Message):
    """What the office says of a file that came along."""

    space: Id
    hash: FileName
    why: str = ""
    """Why it was not taken; "" = the office has it."""


def enclose(seal: Seal, files: Sequence[EnclosedFile], read_piece: ReadPiece) -> Iterator[bytes]:
    """Yield what comes after the body of a carry file, a piece at a time."""
    pieces = ((each.hash, offset) for each in files for offset in range(0, each.size, PIECE))
    for number, (file, offset) in enumerate(pieces):
        yield seal.close_piece(number, read_piece(file, offset))


def enclosed(seal: Seal, files: Sequence[EnclosedFile], source: BinaryIO) -> "Iterator[Enclosed]":
    """Yield the files of a carry file of which the body has just been read."""
    start, number = source.tell(), 0
    for each in files:
        yield Enclosed(each, seal, source, start, number)
        number += -(-each.size // PIECE)
        start += each.size + TAG * -(-each.size // PIECE)


@dataclass(frozen=True)
class Enclosed:
    """One file as it lies in a carry file."""

    file: EnclosedFile
    _seal: Seal
    _source: BinaryIO
    _start: int
    """Where its first piece begins."""
    _number: int
    """Of its first piece among those of all files."""

    def read_piece(self, offset: int) -> bytes:
        """Return its bytes from `offset` to the end of that piece; Damaged if the piece is not whole."""
        place, inside = divmod(offset, PIECE)
        self._source.seek(self._start + place * (PIECE + TAG))
        sealed = self._source.read(min(PIECE, self.file.size - place * PIECE) + TAG)
        piece = self._seal.open_piece(self._number + place, sealed)
        if piece is None:
            raise Damaged(
                "It did not come along whole, so it was not taken. It is safe where it came from.",
                "carry_file_damaged",
            )
        return piece[inside:]
