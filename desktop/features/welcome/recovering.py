"""Opening a profile that asks: with its passphrase, or with the recovery code on paper."""

from desktop.instance import hold
from desktop.paths import Profile
from desktop.session import Session, open_session
from desktop.vault import check_passphrase, open_vault, renew_recovery, set_passphrase, ways_to_open


def asks_for_passphrase(profile: Profile) -> bool:
    """Say whether a passphrase opens the profile; without one only the recovery code does."""
    return "passphrase" in ways_to_open(profile.folder)


def open_with_passphrase(profile: Profile, passphrase: str) -> Session:
    """Open the coalition; Locked("wrong_passphrase") says that it was not this one. Slow on purpose."""
    return open_session(profile, lambda words: passphrase)


def check_recovery(profile: Profile, code: str) -> None:
    """Locked("wrong_recovery") unless a recovery code opens the profile."""
    open_vault(profile.folder, recovery=code, use_keyring=False).close()


def recover(profile: Profile, code: str, passphrase: str) -> tuple[Session, str]:
    """Open the coalition with the recovery code and set a new passphrase.

    Returns it with a fresh recovery code; the one that was typed opens nothing any more.
    """
    check_passphrase(passphrase)
    with hold(profile), open_vault(profile.folder, recovery=code, use_keyring=False) as key:
        set_passphrase(profile.folder, key, passphrase)
        fresh = renew_recovery(profile.folder, key)
    return open_with_passphrase(profile, passphrase), fresh
