"""Working out the key while the rest of the program is still being imported.

Trying a passphrase is slow on purpose, and uses another core than the imports.
"""

from contextlib import suppress
from pathlib import Path
from threading import Thread

from desktop.vault.key import Key
from desktop.vault.opening import open_vault, vault_exists
from sync.errors import CoalitionError

PASSPHRASE = "COALITION_DESK_PASSPHRASE"  # noqa: S105 - the variable's name, not what it holds


class Early:
    """One vault being opened on a thread of its own."""

    def __init__(self, folder: Path, passphrase: str) -> None:
        self.asked = folder, passphrase
        self._key: Key | None = None
        self._thread = Thread(target=self._open, daemon=True)
        self._thread.start()

    def result(self) -> Key | None:
        """Return the key, None where the vault did not open: who asks again hears why."""
        self._thread.join()
        return self._key

    def _open(self) -> None:
        with suppress(CoalitionError):
            folder, passphrase = self.asked
            self._key = open_vault(folder, passphrase=passphrase)


_opening: list[Early] = []


def open_early(folder: Path, passphrase: str) -> None:
    """Begin to open a vault, if there is one and a passphrase for it."""
    _opening.clear()
    if passphrase and vault_exists(folder):
        _opening.append(Early(folder, passphrase))


def opened_early(folder: Path, passphrase: str) -> Key | None:
    """Return the key of a vault that was begun to be opened with the same passphrase, else None."""
    begun = _opening.pop() if _opening else None
    return begun.result() if begun and begun.asked == (folder, passphrase) else None
