"""The log of the office: what went wrong and where in the program, never about whom.

An error's message may quote a name or an address, so only its type and the
places it passed are written down.
"""

import logging
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

_LARGEST = 5 * 1024 * 1024
_NAME = "office.log"
log = logging.getLogger("coalition_office")


def keep_log(folder: Path) -> Path:
    """Write warnings and errors of this process into the folder's log from now on."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    pages = _Pages(folder / _NAME, maxBytes=_LARGEST, backupCount=3, encoding="utf-8", delay=True)
    pages.setFormatter(_Discreet("%(asctime)s %(process)d %(levelname)s %(message)s"))
    for name in (log.name, "uvicorn.error"):
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [pages], False
        logger.setLevel(logging.WARNING)
    return folder / _NAME


def trail(error: BaseException) -> str:
    """Return the type of an error and where it came from, without a word of its message."""
    places = traceback.extract_tb(error.__traceback__)
    steps = (f"  {Path(place.filename).name}:{place.lineno} {place.name}" for place in places)
    before = [trail(error.__cause__), "which led to"] if error.__cause__ else []
    return "\n".join([*before, type(error).__qualname__, *steps])


class _Pages(RotatingFileHandler):
    """Opens the file for each entry: there are few, and several processes share it."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write one entry."""
        super().emit(record)
        self.close()


class _Discreet(logging.Formatter):
    """Writes the trail of an error in place of its traceback."""

    def formatException(  # noqa: N802 - the name is logging's
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None],
    ) -> str:
        return trail(ei[1]) if ei[1] else ""
