"""Whether this program is whole: a page is printed, and every page of the window shows the sample."""

import sys
from argparse import Namespace
from importlib import import_module
from pathlib import Path

from desktop.cli.output import Output
from desktop.i18n import _
from sync.errors import Unavailable

SECONDS = 60.0
"""In which the window must have shown every page."""


def self_test(arguments: Namespace, output: Output) -> None:
    """Print a page and show every page of the window; Unavailable if one does not show."""
    folder = Path(arguments.folder)
    folder.mkdir(parents=True, exist_ok=True)
    printed = _print_page(folder / "page.pdf")
    show_pages = import_module("desktop.app").show_pages
    missing = show_pages(folder / "sample", lambda page: _say(output, page), SECONDS)
    if missing:
        raise Unavailable(
            _("These pages did not show: {pages}.").format(pages=", ".join(missing)), "not_whole"
        )
    output.answer({"printed": str(printed)}, _("Printed: {file}").format(file=printed))


def _print_page(file: Path) -> Path:
    from desktop.reports.documents import NameTent, NameTents
    from desktop.reports.printing import pdf

    file.write_bytes(pdf(NameTents(title=_("Name tents"), tents=(NameTent("Zoë Núñez-Wójcik"),))))
    return file


def _say(output: Output, page: str) -> None:
    if not output.json:
        output.say(_("Shown: {page}").format(page=page))
        sys.stdout.flush()  # whoever listens measures the time
