"""Long text on the screen into which other people's words are merged while somebody types.

The few letters that differ are put in or taken out; the caret stays between the letters
between which it was, and the view stays where it is.
"""

from collections.abc import Iterator
from difflib import SequenceMatcher

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

LONGEST = 2_000
"""Letters that are compared one by one; a longer stretch that differs is replaced whole."""


def show_merged(area: QPlainTextEdit, text: str) -> None:
    """Make an area show `text` without moving what its reader is looking at."""
    before = area.toPlainText()
    if before == text:
        return
    at, scrolled = area.textCursor(), area.verticalScrollBar().value()
    place, anchor = (_letters(before, each) for each in (at.position(), at.anchor()))
    edit = QTextCursor(area.document())
    edit.beginEditBlock()
    for start, end, words in reversed(list(changes(before, text))):
        edit.setPosition(_units(before[:start]))
        edit.setPosition(_units(before[:end]), QTextCursor.MoveMode.KeepAnchor)
        edit.insertText(words)
    edit.endEditBlock()
    place, anchor = (moved(before, text, each) for each in (place, anchor))
    at.setPosition(_units(text[:anchor]))
    at.setPosition(_units(text[:place]), QTextCursor.MoveMode.KeepAnchor)
    area.setTextCursor(at)
    area.verticalScrollBar().setValue(scrolled)


def changes(before: str, after: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, words) of each stretch of `before` that has other words in `after`, in order."""
    first = _alike(before, after)
    rest, wanted = before[first:], after[first:]
    last = _alike(rest[::-1], wanted[::-1])
    old, new = rest[: len(rest) - last], wanted[: len(wanted) - last]
    if max(len(old), len(new)) > LONGEST:
        yield first, first + len(old), new
        return
    for tag, start, end, left, right in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            yield first + start, first + end, new[left:right]


def moved(before: str, after: str, place: int) -> int:
    """Return where a place between two letters of `before` is in `after`."""
    by = 0
    for start, end, words in changes(before, after):
        if start >= place:
            break
        by += len(words) - (min(end, place) - start)
    return place + by


def _alike(one: str, other: str) -> int:
    """Return with how many letters both begin."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))


def _units(text: str) -> int:
    """Return the length of text as Qt counts it: signs beyond the first 65,536 count twice."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _letters(text: str, units: int) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")[: 2 * units].decode("utf-16-le", "ignore"))
