"""What stays of a profile once the office has taken this computer off: why, and a way to begin anew.

The keys are gone, so nobody can open the data any more; the reason is kept beside it in the
clear. There is nothing secret in it.
"""

from datetime import UTC, datetime
from pathlib import Path

import orjson

from desktop.i18n import _
from desktop.paths import Profile
from desktop.safe_files import free_folder, plain_disk_errors, sync_folder, write_atomically
from desktop.vault import vault_exists
from sync.errors import Refused

REVOKED = "device_revoked"
ASIDE = "revoked-"
"""How the folders begin, among the backups, that hold what was moved out of the way."""


def sealed_file(profile: Profile) -> Path:
    """Return where unsent work lies, for the office only, if it could not be sent any more."""
    return profile.folder / "unsent.sealed"


def keep_reason(profile: Profile, sentence: str) -> None:
    """Keep why this computer was taken off; to be done before the keys are destroyed."""
    said = {"sentence": sentence, "day": f"{datetime.now(UTC).astimezone():%Y-%m-%d}"}
    write_atomically(_note(profile), orjson.dumps(said), _("the office's reason"))


def revocation_of(profile: Profile) -> Refused | None:
    """Return the refusal that says why nothing here can be opened any more; None where that is not so."""
    if vault_exists(profile.folder) or not _note(profile).exists():
        return None
    sentence, day = _read(profile)
    words = _(
        "That was on {day}. With a new invitation code you can join anew in this folder; "
        "what lies here is then kept among its backups."
    )
    return Refused(f"{sentence} {words.replace('{day}', day)}", REVOKED)


def set_aside(profile: Profile) -> str:
    """Move what nobody can open out of the way of a new beginning; return the sentence that says where.

    The caller holds the profile's lock. The reason goes last: whoever is cut off begins here again.
    """
    folder = free_folder(profile.backups, f"{ASIDE}{datetime.now(UTC):%Y%m%dT%H%M%SZ}")
    has_sealed = sealed_file(profile).exists()
    with plain_disk_errors(_("your data")):
        folder.mkdir(mode=0o700, parents=True)
        for part in (*sorted(profile.folder.glob(f"{profile.database.name}*")), profile.files):
            _move(part, folder)
        for part in (sealed_file(profile), _note(profile)):
            _move(part, folder)
        sync_folder(folder)
        sync_folder(profile.folder)
    said = _("What was here before, which nobody can open any more, is kept in '{folder}'.")
    unsent = _("The file '{file}' in it holds unsent work, which only the office can open: take it there.")
    words = [said.replace("{folder}", str(folder))]
    words += [unsent.format(file=sealed_file(profile).name)] if has_sealed else []
    return " ".join(words)


def _read(profile: Profile) -> tuple[str, str]:
    with plain_disk_errors(_("the office's reason")):
        content = _note(profile).read_bytes()
    try:
        said = orjson.loads(content)
        return str(said["sentence"]), str(said["day"])
    except (orjson.JSONDecodeError, KeyError, TypeError):
        # Somebody has been at the file; that it is there still says what happened.
        return _("The office took this computer off."), "?"


def _note(profile: Profile) -> Path:
    return profile.folder / "revoked.json"


def _move(part: Path, folder: Path) -> None:
    if part.exists():
        part.replace(folder / part.name)
