"""The recovery code on paper: the sheet, and checking that the paper says what it should."""

import secrets
from datetime import date

from desktop.i18n import _
from desktop.reports.recovery_sheet import RecoverySheet
from sync.errors import Refused

ASKED = 2
"""Groups of the code that a person types to show that they have it."""
_LOOKALIKES = str.maketrans("OIL", "011")


def recovery_sheet(code: str, coalition: str, made_on: date) -> RecoverySheet:
    """Return the sheet with a code, to be printed."""
    return RecoverySheet(title="", coalition=coalition, code=code, made_on=made_on)


def groups_asked(code: str) -> tuple[int, ...]:
    """Return which groups of a code to ask for, from 1; nobody can know which."""
    places = range(1, len(code.split("-")) + 1)
    return tuple(sorted(secrets.SystemRandom().sample(places, ASKED)))


def check_typed(code: str, typed: dict[int, str]) -> None:
    """Refused, naming the group, unless what was typed is what the code says; i, l and o are forgiven."""
    for place, letters in typed.items():
        if _plain(letters) != code.split("-")[place - 1]:
            words = _("Group {group} is not what the paper says. Compare it once more.")
            raise Refused(words.format(group=place), "wrong_group")


def _plain(typed: str) -> str:
    return typed.strip().upper().translate(_LOOKALIKES)
