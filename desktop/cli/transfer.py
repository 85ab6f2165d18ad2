"""Commands that take records in from files and write them out to files."""

from argparse import Namespace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.cli.output import Output
from desktop.cli.parsing import profile_of
from desktop.i18n import _, spoken_language
from desktop.opening import opened
from sync.errors import Malformed

if TYPE_CHECKING:
    from desktop.paths import Profile
    from desktop.store.store import Store
    from desktop.transfer.exported import Exported

IMPORTED = {"people": "person", "partners": "partner"}
LATER = ("bank", "indicators")
"""Imports that come with money and reports."""
TOLD = (".html", ".md")
"""Endings of a file in which the published stories are told; any other holds the records themselves."""


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
    for row in () if output.json else plan.rows:
        output.say(f"{row.place}: {row.verdict}  {row.why}".rstrip())
    if plan.unread:
        output.tell(plan.unread)
    output.tell(_("New {new}, known {matched}, changed {changed}, refused {refused}.").format(**seen))
    output.tell(done if arguments.yes else _("Nothing was changed yet. Add --yes to import."))


def give_out(arguments: Namespace, output: Output) -> None:
    """Export a kind to a file, or everything to a folder."""
    to = Path(arguments.to)
    with opened(profile_of(arguments)) as store:
        done = _export(store, arguments, to)
    answer = {"file": str(done.path), "written": done.written, "minors": done.minors, "cut": done.cut}
    left = {"not_to_contact": done.not_to_contact, "addresses": done.addresses, "closed": done.closed}
    output.answer({**answer, **left}, done.sentence())


def _export(store: "Store", arguments: Namespace, to: Path) -> "Exported":
    from desktop.transfer.exporting import export_all, export_kind

    if arguments.kind == "all":
        return export_all(store, to, minors=arguments.minors)
    if arguments.kind == "story" and to.suffix.lower() in TOLD:
        return _tell_stories(store, profile_of(arguments), to)
    return export_kind(store, arguments.kind, to, minors=arguments.minors)


def _tell_stories(store: "Store", profile: "Profile", to: Path) -> "Exported":
    from desktop.features.stories.telling import hand_out
    from desktop.transfer.exported import Exported

    def plain(photo: bytes) -> bytes:
        # What reads a picture is Qt, which only a story with a photo needs.
        jpeg: bytes = import_module("desktop.ui.pictures").plain_jpeg(photo)
        return jpeg

    return Exported(to, hand_out(store, profile, to, plain, spoken_language()))


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
