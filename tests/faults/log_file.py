"""How far SQLite's log has been written: its frames, told apart by the salts of the log they belong to.

The log (WAL) is written over from its start after each checkpoint, so its length on the disk says nothing.
Format: https://www.sqlite.org/fileformat2.html#the_write_ahead_log
"""

import os
from pathlib import Path

HEADER, FRAME_HEADER = 32, 24
Place = tuple[str, int]
"""(the salts of a log, where its last frame ends)"""


def log_of(database: Path) -> Path:
    """Return the log of a database."""
    return database.with_name(f"{database.name}-wal")


def end_of_log(database: Path) -> Place:
    """Return how far the log of a database is written; ("", 0) where there is none."""
    try:
        with log_of(database).open("rb") as file:
            header = file.read(HEADER)
            salts, step = header[16:24], FRAME_HEADER + int.from_bytes(header[8:12], "big")
            end = HEADER
            while len(frame := _frame_header(file.fileno(), end)) == FRAME_HEADER and frame[8:16] == salts:
                end += step
    except FileNotFoundError:
        return "", 0
    return (salts.hex(), end) if salts else ("", 0)


def _frame_header(file: int, place: int) -> bytes:
    return os.pread(file, FRAME_HEADER, place)
