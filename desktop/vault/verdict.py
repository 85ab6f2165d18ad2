"""Why a vault does not open, in words for the person in front of it."""

from collections.abc import Mapping

from desktop.i18n import _
from desktop.vault.slots import Offer
from sync.errors import Damaged, Locked, Refused, Unavailable


def why_locked(kinds: list[str], offer: Offer, damaged: Mapping[str, Damaged]) -> Unavailable:
    """Return the error for what was offered; a damaged slot is not called a wrong passphrase."""
    if offer.recovery and "recovery" in kinds:
        return damaged.get("recovery") or Locked(_wrong_recovery(), code="wrong_recovery")
    if offer.passphrase and "passphrase" in kinds:
        return damaged.get("passphrase") or Locked(_wrong_passphrase(), code="wrong_passphrase")
    return Locked(_no_key(kinds), code="no_key")


def passphrase_needed() -> Refused:
    """Return the refusal to make a vault that nothing but the recovery code would open."""
    sentence = _(
        "This computer has no key store to keep the key to your data in. "
        "Choose a passphrase; you will type it each time you open Coalition Desk."
    )
    return Refused(sentence, code="passphrase_needed")


def _no_key(kinds: list[str]) -> str:
    if "passphrase" in kinds:
        return _("Your data is locked; nothing is lost. Type your passphrase or your recovery code.")
    if "recovery" in kinds:
        return _(
            "This computer's key store doesn't give the key to your data. "
            "Nothing is lost: type your recovery code to open it."
        )
    return _(
        "The key to the data on this computer is gone. What the office has received is safe there: "
        "ask the state office for a new code and connect this computer again."
    )


def _wrong_passphrase() -> str:
    return _(
        "This passphrase doesn't open your data; nothing is lost. Check Caps Lock and the keyboard's "
        "language and try again, or use your recovery code."
    )


def _wrong_recovery() -> str:
    return _(
        "This recovery code is typed correctly but is not the one for this data; nothing is lost. "
        "Look for a newer code, or the one of this computer."
    )
