"""Where an import begins: a place to drop a file, and the files that came in before."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desktop.features.exchange.page_drop import DropArea
from desktop.i18n import _, ngettext
from desktop.store.listing import Line, open_listing
from desktop.store.store import Store
from desktop.ui.buttons import primary
from desktop.ui.dates import day_words
from desktop.ui.layout import STRETCH, column, scrolled, widget_of
from desktop.ui.record_model import RowText
from desktop.ui.row_button import RowButton
from desktop.ui.section import Section
from sync.records.documents import ImportBatch

LATEST = 5
"""Imports that are listed."""


class Begin(QWidget):
    """The drop area over the latest imports."""

    def __init__(self, choose: Callable[[], object]) -> None:
        super().__init__()
        self.drop = DropArea(primary(_("Choose a file"), choose, "file-text"))
        self.before = Section(_("Imported before"))
        inside = widget_of(column(self.drop, 16, self.before, STRETCH, gap=8))
        inside.setMaximumWidth(760)
        area = scrolled(inside)
        self.setLayout(column(area))

    def show_imports(self, store: Store) -> None:
        """List the latest imports."""
        listing = open_listing(store, ImportBatch.kind, sort="-id")
        found = [line for line in listing.page(0, LATEST) if line is not None]
        self.before.show_lines([RowButton(_said(line)) for line in found])


def _said(line: Line) -> RowText:
    batch = ImportBatch.model_validate({"id": line.id, **line.state["fields"]})
    counts = (
        (ngettext("{count} new", "{count} new", batch.made), batch.made),
        (ngettext("{count} added to", "{count} added to", batch.changed), batch.changed),
        (ngettext("{count} known already", "{count} known already", batch.matched), batch.matched),
        (ngettext("{count} skipped", "{count} skipped", batch.refused), batch.refused),
    )
    said = [words.format(count=f"{count:,}") for words, count in counts if count]
    day = [day_words(batch.day)] if batch.day else []
    return RowText(batch.name, " · ".join([*day, *said]), icon="file-text")
