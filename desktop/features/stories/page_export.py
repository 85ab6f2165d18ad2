"""Saving the published stories as a page for the web, or as Markdown."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.features.stories.telling import MARKDOWN, hand_out
from desktop.i18n import _, ngettext
from desktop.ui.dates import language
from desktop.ui.desk import Desk
from desktop.ui.pictures import plain_jpeg


def ask_export(parent: QWidget, desk: Desk) -> None:
    """Ask where to, and save what may be told."""
    web, markdown = _("Web page (*.html)"), _("Markdown (*.md)")
    name, kind = QFileDialog.getSaveFileName(
        parent, _("Save the stories as"), f"{_('Stories')}.html", f"{web};;{markdown}"
    )
    if name:
        ending = MARKDOWN if kind == markdown else ".html"
        path = Path(name)
        export_to(parent, desk, path if path.suffix else path.with_suffix(ending))


def export_to(parent: QWidget, desk: Desk, path: Path) -> None:
    """Save what may be told, off the thread of the window."""
    store, profile, spoken = desk.store, desk.profile, language()
    desk.do_slowly(
        parent,
        lambda: hand_out(store, profile, path, plain_jpeg, spoken),
        lambda count: _tell(desk, path, count),
    )


def _tell(desk: Desk, path: Path, count: int) -> None:
    words = ngettext("{count} story is in {file}", "{count} stories are in {file}", count)
    desk.way.tell(words.format(count=count, file=path.name))
