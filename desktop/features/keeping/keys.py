"""The keys to the local file: another passphrase, or a way back in with the recovery code."""

from desktop.i18n import _
from desktop.instance import hold
from desktop.opening import WAIT, Ask, choose_passphrase, require_profile, unlock
from desktop.paths import Profile
from desktop.vault import Key, open_vault, renew_recovery, set_passphrase
from sync.errors import Locked, Refused


def change_passphrase(profile: Profile, given: str, ask: Ask) -> None:
    """Let another passphrase open the data; `given`, else asked for."""
    require_profile(profile)
    with hold(profile, WAIT), unlock(profile, ask) as key:
        set_passphrase(profile.folder, key, given or _chosen(ask))


def recover(profile: Profile, code: str, given: str, ask: Ask) -> str:
    """Open the data with the recovery code, set a passphrase and return a fresh recovery code."""
    require_profile(profile)
    with hold(profile, WAIT), _unlock(profile, code) as key:
        set_passphrase(profile.folder, key, given or _chosen(ask))
        return renew_recovery(profile.folder, key)


def _unlock(profile: Profile, code: str) -> Key:
    if not code:
        raise Locked(_("Type the recovery code to open your data; nothing was changed."), "no_key")
    return open_vault(profile.folder, recovery=code, use_keyring=False)


def _chosen(ask: Ask) -> str:
    typed = choose_passphrase(ask)
    if not typed:
        raise Refused(_("No new passphrase was given, so nothing was changed."), "passphrase_needed")
    return typed
