"""Saving the published stories as a page for the web, or as Markdown."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.attached_files import read_bytes
from desktop.features.stories.telling import MARKDOWN, tellable, write_stories
from desktop.i18n import _, ngettext
from desktop.paths import Profile
from desktop.publishing import Standing
from desktop.store.store import Store
from desktop.ui.dates import language
from desktop.ui.desk import Desk
from desktop.ui.pictures import plain_jpeg
from sync.errors import Refused
from sync.records.library import Attachment


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
        parent, lambda: _export(store, profile, path, spoken), lambda count: _tell(desk, path, count)
    )


def _export(store: Store, profile: Profile, path: Path, spoken: str) -> int:
    stories = tellable(store)
    if not stories:
        words = _("No story is published yet, so nothing was saved. Publish one first.")
        raise Refused(words, "no_stories")
    pictures = {each.story.id: _picture(store, profile, each) for each in stories}
    heading = store.get("coalition", store.author.home).headline()
    write_stories(path, _("Stories of {coalition}").format(coalition=heading), stories, pictures, spoken)
    return len(stories)


def _picture(store: Store, profile: Profile, standing: Standing) -> bytes:
    photo = store.get(Attachment.kind, standing.story.photo) if standing.story.photo else None
    return plain_jpeg(read_bytes(store, profile, photo, fetch=True)) if isinstance(photo, Attachment) else b""


def _tell(desk: Desk, path: Path, count: int) -> None:
    words = ngettext("{count} story is in {file}", "{count} stories are in {file}", count)
    desk.way.tell(words.format(count=count, file=path.name))
