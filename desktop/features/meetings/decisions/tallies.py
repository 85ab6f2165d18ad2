"""Tallies as people type them: 8-2-1 for eight yes, two no, one abstaining."""

import re

from desktop.i18n import _
from sync.errors import Malformed
from sync.records.motions import Tally

_APART = re.compile(r"\s*[-–/,; ]\s*")
_PARTS = ("yes", "no", "abstain", "stand_aside", "block")


def read_tally(text: str) -> Tally:
    """Return the tally that was typed; Malformed if it is none."""
    numbers = _APART.split(text.strip())
    if not 1 <= len(numbers) <= len(_PARTS) or not all(
        each.isascii() and each.isdecimal() for each in numbers
    ):
        raise Malformed(_("Type the count as yes-no-abstaining, such as 8-2-1."), "tally")
    if any(len(each) > 5 for each in numbers):
        raise Malformed(_("So many cannot have voted. Count again."), "tally")
    return Tally(**dict(zip(_PARTS, map(int, numbers), strict=False)))
