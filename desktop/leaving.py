"""When the office no longer trusts this computer: save what it has not got, then destroy the keys.

Losing one space needs nothing from here: its unsent work is sealed in the same
moment in which the space is removed, see `desktop.store.sealing`.
"""

from desktop.i18n import _
from desktop.paths import Profile
from desktop.revocation import ASIDE, REVOKED, keep_reason, sealed_file
from desktop.safe_files import plain_disk_errors, write_atomically
from desktop.store import sealing
from desktop.store.store import Store
from desktop.vault import destroy_vault
from sync.client.session import SEALED
from sync.client.transport import Outgoing, Transport
from sync.errors import CoalitionError, Refused
from sync.signing import DeviceKey

__all__ = ["on_refused", "sealed_file"]


def on_refused(store: Store, profile: Profile, transport: Transport, error: CoalitionError) -> str:
    """Do what a refusal by the office asks of this computer; return the sentence to show.

    On a revocation the unsent work goes to the office's waiting room, or onto this disk sealed
    for the office; only then are the keys destroyed, and the store has to be closed. Raises
    Unavailable, and destroys nothing, where the work could be put in neither place.
    """
    if not isinstance(error, Refused) or error.code != REVOKED:
        return error.sentence
    facts = store.facts()
    with store.reading() as connection:
        count = len(sealing.unsent(connection))
    if count and "office_key" not in facts:
        return error.sentence
    said = _save(store, profile, transport, DeviceKey.from_text(facts["device_key"])) if count else ""
    erased = _("The data on this computer can no longer be opened.")
    sentence = " ".join(filter(None, (error.sentence, said.format(count=count), erased)))
    keep_reason(profile, sentence)
    _destroy_keys(profile)
    return sentence


def _save(store: Store, profile: Profile, transport: Transport, key: DeviceKey) -> str:
    with store.reading() as connection:
        whole = sealing.seal_whole(connection, key).head
        parts = sealing.seal_parts(connection, key, sealing.unsent(connection))
    try:
        for part in parts:
            transport.send(Outgoing("POST", sealing.TO_WAITING_ROOM, part, SEALED))
    except CoalitionError:
        write_atomically(sealed_file(profile), whole, _("your unsent work"))
        words = _(
            "{count} unsent changes are kept in '{file}', which only the office can open: take it there."
        )
        return words.replace("{file}", str(sealed_file(profile)).replace("{", "{{").replace("}", "}}"))
    return _("{count} unsent changes were sent to the office, where they wait for an administrator.")


def _destroy_keys(profile: Profile) -> None:
    """Destroy the vault and the backups, each of which holds a vault of its day.

    What an earlier revocation set aside holds none, but perhaps work for the office.
    """
    destroy_vault(profile.folder)
    with plain_disk_errors(_("the backups")):
        for backup in profile.backups.glob("**/*"):
            earlier = backup.relative_to(profile.backups).parts[0].startswith(ASIDE)
            if backup.is_file() and not earlier:
                backup.unlink()
