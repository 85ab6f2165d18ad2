"""Commands that take records in from files and write them out to files."""

from argparse import Namespace
from pathlib import Path

from desktop.cli.output import Output
from desktop.cli.parsing import profile_of
from desktop.i18n import _
from desktop.opening import opened
from sync.errors import Malformed

IMPORTED = {"people": "person", "partners": "partner"}
LATER = ("bank", "indicators")
"""Imports that come with money and reports."""


def take_in(arguments: Namespace, output: Output) -> None:
    """Import people or partners: say what would happen to each row, and do it with --yes."""
    from desktop.transfer.carrying import carry_out
    from desktop.transfer.plan import plan_import

    kind, told = _kind(arguments.what), _mapping(arguments.map)
    if arguments.yes and arguments.dry_run:
        raise Malformed(_("Say either --dry-run or --yes; nothing was changed."))
    with opened(profile_of(arguments)) as store:
        plan = plan_import(store, kind, Path(arguments.file), told)
        done = carry_out(store, plan) if arguments.yes else ""
    seen = plan.as_json()
    output.answer(seen)
    for row in () if output.json else seen["rows"]:
        output.say(f"{row['row']}: {row['verdict']}  {row['why']}".rstrip())
    output.tell(_("New {new}, known {matched}, changed {changed}, refused {refused}.").format(**seen))
    output.tell(done if arguments.yes else _("Nothing was changed yet. Add --yes to import."))


def give_out(arguments: Namespace, output: Output) -> None:
    """Export a kind to a file, or everything to a folder."""
    from desktop.transfer.exporting import export_all, export_kind

    to = Path(arguments.to)
    with opened(profile_of(arguments)) as store:
        done = export_all(store, to) if arguments.kind == "all" else export_kind(store, arguments.kind, to)
    answer = {"file": str(done.path), "written": done.written, "minors": done.minors, "cut": done.cut}
    left = {"not_to_contact": done.not_to_contact, "addresses": done.addresses, "closed": done.closed}
    output.answer({**answer, **left}, done.sentence())


def _kind(what: str) -> str:
    if what in LATER:
        words = _("Importing {what} comes with money and reports, in a later version; nothing was changed.")
        raise Malformed(words.format(what=what), "later")
    if what not in IMPORTED:
        words = _("'{what}' cannot be imported; what can be is: {choices}. Nothing was changed.")
        raise Malformed(words.format(what=what[:40], choices=", ".join(IMPORTED)))
    return IMPORTED[what]


def _mapping(words: list[str]) -> dict[str, str]:
    pairs = [word.rpartition("=") for word in words]
    if not all(equals and header for header, equals, _field in pairs):
        raise Malformed(_('A column is mapped as --map "Column=field"; nothing was changed.'))
    return {header: target for header, _equals, target in pairs}
