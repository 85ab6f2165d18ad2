"""The sample in a profile of its own: made when it is first opened, thrown away when it is left.

Its key asks nobody anything. The passphrase lies in the clear beside the file that it opens:
the sample holds invented people only, so there is nothing in it to keep from anybody. It is
encrypted all the same, so that looking around runs the very program that real data runs.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path

from desktop.i18n import _
from desktop.instance import hold
from desktop.opening import now
from desktop.paths import Profile, prepare
from desktop.safe_files import plain_disk_errors, write_atomically
from desktop.sample.loading import load_sample
from desktop.session import Session, session_of
from desktop.store.past import is_untouched
from desktop.store.sealed_files import file_key
from desktop.store.store import Store, create_store, open_store
from desktop.vault import Cost, create_vault, destroy_vault, open_vault, recovery_code, vault_exists
from sync.errors import Refused

DAY = "sample_day"
"""The fact that says relative to which day the sample was told."""
QUICK = Cost(m=64, t=1, p=1)
"""Trying a passphrase that lies beside its lock need not be slow."""


def open_sample(profile: Profile, today: date) -> Session:
    """Open the sample; make it where there is none, or where one of another day was only looked at.

    Refused for a folder with a coalition that is no sample, Locked("in_use") where another
    window has it open, Unavailable where the disk fails.
    """
    _refuse_another(profile)
    prepare(profile)
    if not is_sample(profile):
        _make(profile, today)
    session = session_of(profile, _opened(profile), is_demo=True)
    if _is_good(session.store, today):
        return session
    session.close()
    _make(profile, today)
    return session_of(profile, _opened(profile), is_demo=True)


def is_sample(profile: Profile) -> bool:
    """Say whether a profile holds a whole sample."""
    return _passphrase(profile).exists() and profile.database.exists() and vault_exists(profile.folder)


def discard_sample(profile: Profile) -> None:
    """Remove the sample; Unavailable if the disk does not let us, Locked("in_use") where it is open."""
    _refuse_another(profile)
    if not profile.folder.exists():
        return
    with hold(profile):
        _clear(profile)
    with plain_disk_errors(_("the sample")):
        profile.lock.unlink(missing_ok=True)
        _passphrase(profile).unlink(missing_ok=True)
    with suppress(OSError):  # whatever else lies in the folder is not ours
        profile.folder.rmdir()


def _refuse_another(profile: Profile) -> None:
    """Refuse a folder in which somebody works: making or leaving the sample would destroy that."""
    in_use = profile.database.exists() or vault_exists(profile.folder)
    if in_use and not _passphrase(profile).exists():
        words = _("This folder holds a coalition, so the sample was not put there. Choose another folder.")
        raise Refused(words, "no_sample")


def _is_good(store: Store, today: date) -> bool:
    """Say whether a sample may be opened as it is: it is of today, or somebody worked in it."""
    return not store.is_older and (store.facts().get(DAY) == today.isoformat() or not is_untouched(store))


@contextmanager
def _opened(profile: Profile) -> Iterator[Store]:
    with plain_disk_errors(_("the sample")):
        passphrase = _passphrase(profile).read_text("ascii")
    with hold(profile), open_vault(profile.folder, passphrase=passphrase, use_keyring=False) as key:
        store = open_store(profile.database, key.hex(), now=now)
        try:
            store.file_key = file_key(key.reveal())
            yield store
        finally:
            store.close()


def _make(profile: Profile, today: date) -> None:
    """Tell the sample into a new file, and put it in place when it is whole."""
    with hold(profile):
        _clear(profile)
        prepare(profile)
        passphrase = recovery_code()
        # It comes first: where it lies, nothing but a sample can be lost.
        write_atomically(_passphrase(profile), passphrase.encode("ascii"), _("the sample"))
        key, _code = create_vault(profile.folder, passphrase=passphrase, use_keyring=False, cost=QUICK)
        unfinished = profile.database.with_name(f"{profile.database.name}.new")
        with key:
            store = create_store(unfinished, key.hex(), now=now, sample_day=today.isoformat())
            store.file_key = file_key(key.reveal())
            load_sample(store, today)
            store.index_all()
            store.close()
        with plain_disk_errors(_("the sample")):
            unfinished.replace(profile.database)


def _clear(profile: Profile) -> None:
    destroy_vault(profile.folder)
    with plain_disk_errors(_("the sample")):
        for left in profile.folder.glob(f"{profile.database.name}*"):
            left.unlink()
        for folder in (profile.files, profile.backups, profile.sessions):
            if folder.exists():
                shutil.rmtree(folder)
        (profile.folder / "settings.json").unlink(missing_ok=True)


def _passphrase(profile: Profile) -> Path:
    return profile.folder / "passphrase.txt"
