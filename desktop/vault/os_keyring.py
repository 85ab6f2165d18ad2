"""The system's own key store: Credential Manager, Keychain, Secret Service.

It is a convenience, never a need: where there is none, or it fails, a person types the
passphrase or the recovery code instead.
"""

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from desktop.vault.key import LENGTH

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "Coalition Desk"

Answer = TypeVar("Answer")

log = logging.getLogger(__name__)


def keep(reference: str, secret: bytes) -> bool:
    """Keep a secret under `reference`; say whether the store really has it now."""
    return _ask(lambda: _keep(reference, secret), otherwise=False)


def fetch(reference: str) -> bytes | None:
    """Return the secret under `reference`, or None when the store hasn't it or won't say."""
    return _ask(lambda: _fetch(reference), otherwise=None)


def forget(reference: str) -> None:
    """Remove the secret under `reference`."""
    _ask(lambda: _forget(reference), otherwise=None)


def _keep(reference: str, secret: bytes) -> bool:
    if _store().priority < 1:  # None at all, or one that stores plain text.
        return False
    _store().set_password(SERVICE, reference, secret.hex())
    return _fetch(reference) == secret


def _fetch(reference: str) -> bytes | None:
    secret = bytes.fromhex(_store().get_password(SERVICE, reference) or "")
    return secret if len(secret) == LENGTH else None


def _forget(reference: str) -> None:
    _store().delete_password(SERVICE, reference)


def _store() -> "KeyringBackend":
    import keyring

    return keyring.get_keyring()


def _ask(question: Callable[[], Answer], otherwise: Answer) -> Answer:
    # Backends raise what their platform raises (D-Bus, COM, pywin32): no common base, and none
    # may keep a person from their data.
    try:
        return question()
    except Exception as error:
        log.warning("The system's key store failed: %s", type(error).__name__)
        return otherwise
