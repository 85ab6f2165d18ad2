"""The numbers of this computer's changes, and what a copy of its file does about them.

A change is named (device, n), and the office knows it by that name for ever. A file
that was copied, or put back to an earlier day, would give numbers a second time, so

- one that lies elsewhere than it was left (`note_place`) goes on with numbers of its own,
- so does one to which the office says that it has heard higher numbers (`keep_ahead`),
- and where the office still meets a number that it knows with something else in it,
  what was not sent yet is numbered anew (`renumber`): nothing of it is lost.

The device and its stretch of numbers together are the new identity of the copy; its
key and its place at the office stay, and nobody has to be invited again.
"""

import re
import secrets
from itertools import count
from pathlib import Path

from sqlalchemy import Connection

from desktop.store.commit import Author, next_number
from desktop.store.driver import fetch, run
from desktop.store.folding import fold
from desktop.store.news import News
from desktop.store.outbox import stretches
from desktop.store.writing import Writing, keep_meta, meta
from sync.changes import change_id

LEAP = 1 << 32
"""Changes: more than one computer ever makes after a backup."""
LAST = 1 << 53
"""The largest number the office takes."""
MOST_STRETCHES = 500
"""Of which the beginning is remembered; a restored office may be offered all of them again."""
_SHARE = 1 << 12
"""Of the numbers that are left, the part within which a copy begins at random; copies are made often."""
_FROM = (
    "SELECT n, record, kind, space, body, before FROM changes WHERE standing = 'unsent' AND n >= ? ORDER BY n"
)
_NAME_ANEW = "UPDATE changes SET n = ?, body = ?, before = ? WHERE n = ?"
_COUNT_FROM = "INSERT INTO sqlite_sequence (name, seq) VALUES ('changes', ?)"


def start_new_numbers(connection: Connection) -> int:
    """Let the next change have a number where no other copy of this file can have been; return it."""
    used = next_number(connection) - 1
    begin = used + LEAP + secrets.randbelow((LAST - LEAP - used) // _SHARE) + 1
    _count_from(connection, begin)
    starts = [*stretches(connection)[1:], begin][-MOST_STRETCHES:]
    keep_meta(connection, {"numbers_from": ",".join(map(str, starts))})
    return begin


def keep_ahead(connection: Connection, expected: int) -> None:
    """Take new numbers if the office expects one that was never given here: it has heard another copy."""
    if is_behind(connection, expected):
        start_new_numbers(connection)


def is_behind(connection: Connection, expected: int) -> bool:
    """Return whether the office has heard numbers that were never given here."""
    return expected > next_number(connection)


def renumber(connection: Connection, writing: Writing, author: Author, first: int) -> None:
    """Give the unsent changes from number `first` on new numbers: the office knows theirs as others'."""
    rows = fetch(connection, _FROM, first)
    begin = start_new_numbers(connection)
    numbers = zip((row[0] for row in rows), count(begin), strict=False)
    names = {change_id(author.device, n): change_id(author.device, new) for n, new in numbers}
    mine = re.compile(rf'"{re.escape(author.device)}\.\d+"')

    def renamed(words: str) -> str:
        return mine.sub(lambda found: f'"{names.get(found[0][1:-1], found[0][1:-1])}"', words)

    for place, (n, _record, _kind, _space, body, before) in enumerate(rows):
        run(connection, _NAME_ANEW, begin + place, renamed(body), renamed(before), n)
    _count_from(connection, begin + len(rows))
    fold(connection, writing, author, {record: News(kind, space) for _n, record, kind, space, _b, _w in rows})


def is_elsewhere(path: Path, facts: dict[str, str]) -> bool:
    """Return whether this is another file than was noted last: a copy, most likely."""
    return facts.get("place") != str(path.stat().st_ino)


def note_place(connection: Connection, path: Path) -> None:
    """Note which file this is; a copy of one that has joined an office goes on with numbers of its own.

    Where files get new names of the system's at each mount, as on some sticks, each opening is a copy's.
    """
    facts = meta(connection)
    if "place" in facts and "server" in facts:
        start_new_numbers(connection)
    keep_meta(connection, {"place": str(path.stat().st_ino)})


def _count_from(connection: Connection, number: int) -> None:
    run(connection, "DELETE FROM sqlite_sequence WHERE name = 'changes'")
    run(connection, _COUNT_FROM, number - 1)
