"""Notes of our own bugs: where the program went wrong, never a value, for a value may be somebody's name."""

import traceback
from contextlib import suppress
from pathlib import Path

from desktop.i18n import _

FILE = "errors.log"


def note_bug(folder: Path, error: BaseException) -> Path | None:
    """Write down the places that an error came through; None where that cannot be written."""
    places = traceback.StackSummary.extract(traceback.walk_tb(error.__traceback__), lookup_lines=False)
    lines = [f"{Path(place.filename).name}:{place.lineno} {place.name}\n" for place in places]
    with suppress(OSError):  # the sentence for the person comes all the same
        file = folder / FILE
        with file.open("a", encoding="utf-8") as log:
            log.writelines([f"{type(error).__module__}.{type(error).__qualname__}\n", *lines, "\n"])
        return file
    return None


def own_up(note: Path | None) -> str:
    """Return the sentence for a bug, and where its details are."""
    sentence = _("Something went wrong in this program. What was saved before is safe; please tell us.")
    if note is None:
        return sentence
    details = _("The details, without any of your data, are in {file}.").format(file=note)
    return f"{sentence} {details}"
