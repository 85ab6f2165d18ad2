"""Commands about backups, damage and keys."""

import os
import sys
from argparse import Namespace

from desktop.cli.output import Output
from desktop.cli.parsing import profile_of
from desktop.i18n import _
from desktop.opening import ask_on_terminal, opened, passphrase_given

NEW_PASSPHRASE = "COALITION_DESK_NEW_PASSPHRASE"  # noqa: S105 - the variable's name
RECOVERY = "COALITION_DESK_RECOVERY"
NOT_WHOLE = 4
"""The exit code where damage was found."""


def backup(arguments: Namespace, output: Output) -> None:
    """Make a verified backup."""
    from desktop.features.keeping.actions import make_backup

    profile = profile_of(arguments)
    with opened(profile) as store:
        file = str(make_backup(store, profile, arguments.to))
    output.answer({"file": file}, _("Backed up and verified: {file}").format(file=file))


def restore(arguments: Namespace, output: Output) -> None:
    """Put the data back to a backup."""
    from desktop.features.keeping.actions import put_back

    done = put_back(profile_of(arguments), arguments.file, ask_on_terminal, anyway=arguments.anyway)
    kept = str(done.kept) if done.kept else None
    words = _("The data is as it was on {made}.").format(made=done.made)
    if kept:
        words = f"{words} " + _("What was here before is kept in {file}.").format(file=kept)
    output.answer({"made": done.made, "kept": kept, "unsent": done.unsent}, words)


def doctor(arguments: Namespace, output: Output) -> int:
    """Look for damage, and repair what can be."""
    from desktop.features.keeping.actions import look_for_damage

    profile = profile_of(arguments)
    with opened(profile) as store:
        seen = look_for_damage(store, profile, mend=arguments.repair)
    for finding in () if output.json else seen["repaired"]:
        output.say(_("Repaired: {sentence}").format(sentence=finding["sentence"]))
    for finding in () if output.json else seen["findings"]:
        output.say(finding["sentence"])
    output.answer(seen, _("The data is whole.") if seen["whole"] else _("The data needs care."))
    return 0 if seen["whole"] else NOT_WHOLE


def passphrase(arguments: Namespace, output: Output) -> None:
    """Set another passphrase."""
    from desktop.features.keeping.keys import change_passphrase

    change_passphrase(profile_of(arguments), os.environ.get(NEW_PASSPHRASE, ""), ask_on_terminal)
    output.answer({"passphrase": "set"}, _("The new passphrase opens your data from now on."))


def recover(arguments: Namespace, output: Output) -> None:
    """Open the data with the recovery code, set a passphrase, and print a fresh code."""
    from desktop.features.keeping.keys import recover as come_back

    given = os.environ.get(NEW_PASSPHRASE) or passphrase_given()
    code = come_back(profile_of(arguments), _recovery_code(), given, ask_on_terminal)
    words = _("Your data is open again. The new recovery code, shown only now: {code}").format(code=code)
    output.tell(words)
    output.answer({"recovery": code})


def _recovery_code() -> str:
    """Return the code from the environment, the terminal, or what is piped in."""
    if code := os.environ.get(RECOVERY):
        return code
    return ask_on_terminal(_("Recovery code: ")) if sys.stdin.isatty() else sys.stdin.readline()
