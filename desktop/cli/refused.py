"""Commands about changes that the office did not accept."""

from argparse import Namespace
from pathlib import Path

from desktop.cli.output import Output
from desktop.cli.parsing import profile_of
from desktop.i18n import _, ngettext
from desktop.opening import opened

SHOWN = ("n", "at", "label", "kind", "headline", "fields", "reason")


def refused(arguments: Namespace, output: Output) -> None:
    """List what the office did not accept, or take it out to a file."""
    from desktop.features.syncing.actions import take_out_refused
    from desktop.store.refusals import refusals

    file = Path(arguments.to)
    with opened(profile_of(arguments)) as store:
        if not arguments.to:
            output.records([each.as_json() for each in refusals(store)], SHOWN)
            return
        count = take_out_refused(store, file)
    words = ngettext("{count} change written to {file}.", "{count} changes written to {file}.", count)
    output.answer({"file": str(file), "written": count}, words.format(count=count, file=file))


def ask_again(arguments: Namespace, output: Output) -> None:
    """Enter again what a refused change entered."""
    from desktop.store.asking import ask_again as ask

    with opened(profile_of(arguments)) as store:
        ask(store, [arguments.n])
    output.answer({"n": arguments.n}, _("Asked again. It goes to the office with the next sync."))


def put_away(arguments: Namespace, output: Output) -> None:
    """Take a refused change off the list."""
    from desktop.store.asking import put_away as put

    with opened(profile_of(arguments)) as store:
        put(store, [arguments.n])
    output.answer({"n": arguments.n}, _("Put away. `undo` brings it back."))
