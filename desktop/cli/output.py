"""What a command says: tables for people, one JSON value for programs."""

import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import orjson

from desktop.i18n import _
from sync.errors import Unavailable

WIDEST = 40
"""Characters of one cell of a table."""
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Characters that would command the terminal instead of being shown."""


class Output:
    """Where a command's words go."""

    def __init__(self, *, json: bool) -> None:
        self.json = json
        self.is_begun = False
        """Whether an array was begun: an error in its middle is told beside it only."""

    def answer(self, value: Any, words: str = "") -> None:
        """Give the answer of a command: the value as JSON, or the words for a person."""
        if self.json:
            write(orjson.dumps(value) + b"\n")
        elif words:
            self.say(words)

    def say(self, words: str) -> None:
        """Print words for a person."""
        write(clean(words).encode("utf-8", "replace") + b"\n")

    def tell(self, words: str) -> None:
        """Print progress or a warning beside the answer."""
        with _plain_errors():
            sys.stderr.write(
                clean(words).encode("ascii", "backslashreplace").decode() if _plain() else clean(words)
            )
            sys.stderr.write("\n")
            sys.stderr.flush()

    def records(self, records: Iterable[Mapping[str, Any]], columns: Sequence[str] = ()) -> None:
        """Print records: a JSON array as they come, or a table of the columns that say something."""
        if self.json:
            self._stream(records)
        else:
            self._print_table(list(records), columns)

    def fields(self, record: Mapping[str, Any]) -> None:
        """Print one record: JSON, or a line for each field that says something."""
        if self.json:
            self.answer(record)
        else:
            said = [(name, _cell(value)) for name, value in record.items() if _says(value)]
            width = max((len(name) for name, _value in said), default=0)
            for name, value in said:
                self.say(f"{name:{width}}  {value}")

    def _stream(self, records: Iterable[Mapping[str, Any]]) -> None:
        """Print an array as it comes; its bracket waits for the first, which may be an error instead."""
        for record in records:
            write((b",\n" if self.is_begun else b"[") + orjson.dumps(record))
            self.is_begun = True
        write(b"]\n" if self.is_begun else b"[]\n")

    def _print_table(self, records: list[Mapping[str, Any]], columns: Sequence[str]) -> None:
        if not records:
            self.tell(_("There is nothing here."))
            return
        shown = [name for name in columns if any(_says(record.get(name)) for record in records)]
        rows = [[_short(record.get(name), name) for name in shown] for record in records]
        widths = [max(len(row[place]) for row in (shown, *rows)) for place in range(len(shown))]
        for row in (shown, *rows):
            self.say("  ".join(f"{cell:{width}}" for cell, width in zip(row, widths, strict=True)).rstrip())


def write(words: bytes) -> None:
    """Write bytes to standard output, whatever encoding the terminal has."""
    with _plain_errors():
        sys.stdout.buffer.write(words)


def finish() -> None:
    """Return when everything that was written has arrived."""
    if sys.stdout is not None:  # a window has none on some systems
        with _plain_errors():
            sys.stdout.flush()


def require_output() -> None:
    """Refuse to begin what could not answer: standard output was closed by whoever called."""
    if sys.stdout is None:
        raise _unheard()


@contextmanager
def _plain_errors() -> Iterator[None]:
    """Turn an output that is full or closed into a sentence; a reader that went away is no error."""
    try:
        yield
    except BrokenPipeError:
        raise
    except (OSError, AttributeError) as error:  # Python has None for what is closed
        raise _unheard() from error


def _unheard() -> Unavailable:
    words = _(
        "What this command says could not be written: its output is closed or the disk it goes to is full. "
        "Your data is safe."
    )
    return Unavailable(words, "output")


def clean(words: str) -> str:
    """Return words with nothing in them that commands a terminal."""
    return _UNSEEN.sub("\N{REPLACEMENT CHARACTER}", words)


def _plain() -> bool:
    return "utf" not in (sys.stderr.encoding or "ascii").lower()


def _says(value: Any) -> bool:
    return value not in (None, "", False, 0, [], {})


def _cell(value: Any) -> str:
    return value if isinstance(value, str) else orjson.dumps(value).decode()


def _short(value: Any, name: str) -> str:
    cell = " ".join(clean(_cell(value)).split()) if _says(value) else ""
    return cell if name == "id" or len(cell) <= WIDEST else f"{cell[: WIDEST - 3]}..."
