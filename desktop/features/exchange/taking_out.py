"""An export written to a file: tables, cards, a calendar, or paper."""

from pathlib import Path

from desktop.features.exchange.choosing import TABLES, Chosen, Wish, choose
from desktop.features.exchange.papers import Wording, directory, labels, letters
from desktop.file_names import clean_name
from desktop.i18n import _, ngettext
from desktop.reports.document import Document
from desktop.reports.printing import pdf
from desktop.store.store import Store
from desktop.transfer.csv_file import csv_bytes
from desktop.transfer.exporting import export_kind
from desktop.transfer.json_file import json_bytes
from desktop.transfer.table import cells_of, columns_of
from desktop.transfer.vcf_file import vcf_bytes
from desktop.transfer.xlsx_file import xlsx_bytes
from desktop.writing_out import write_out
from sync.errors import Refused
from sync.records.meetings import Meeting
from sync.records.partners import Partner
from sync.records.people import Person

FORMS = {
    Person.kind: (*TABLES, "vcf", "labels", "letters", "directory"),
    Partner.kind: (*TABLES, "labels"),
    Meeting.kind: (*TABLES, "ics"),
}
"""Kind -> how it can be taken out."""
ENDINGS = {"labels": "pdf", "letters": "pdf", "directory": "pdf"}
"""Form -> the ending of its file, where that is not the form's own name."""


def take_out(store: Store, wish: Wish, path: Path, wording: Wording | None = None) -> str:
    """Write an export to `path` and return what a person is told.

    Refused if nobody is left to be in it; Malformed for a letter with an unknown token.
    """
    if wish.form == "ics":
        return export_kind(store, wish.kind, path).sentence()
    chosen = choose(store, wish)
    if not chosen.records:
        raise Refused(_("Nobody is left to be in it, so no file was written."), "nobody")
    write_out(path, _content(store, wish, chosen, wording or Wording("")))
    return said(wish.kind, len(chosen.records), path)


def said(kind: str, count: int, path: Path) -> str:
    """Return the sentence for a file that was written."""
    words = {
        Person.kind: ngettext("Wrote {count} person to {file}.", "Wrote {count} people to {file}.", count),
        Partner.kind: ngettext(
            "Wrote {count} partner to {file}.", "Wrote {count} partners to {file}.", count
        ),
        Meeting.kind: ngettext(
            "Wrote {count} meeting to {file}.", "Wrote {count} meetings to {file}.", count
        ),
    }
    return words[kind].format(count=f"{count:,}", file=path.name)


def file_name(wish: Wish, named: str, day: str) -> str:
    """Return the name that is proposed for a file: People 2026-11-22.csv."""
    return clean_name(f"{named} {day}.{ENDINGS.get(wish.form, wish.form)}")


def _content(store: Store, wish: Wish, chosen: Chosen, wording: Wording) -> bytes:
    if paper := _paper(store, wish, chosen, wording):
        return pdf(paper)
    records = chosen.records
    if wish.form == "json":
        return json_bytes(records)
    if wish.form == "vcf":
        return vcf_bytes(records)
    kind = store.vocabulary.named(wish.kind)
    rows = (cells_of(kind, record) for record in records)
    if wish.form == "xlsx":
        return xlsx_bytes(wish.kind, columns_of(kind), rows)[0]
    return csv_bytes(columns_of(kind), rows)


def _paper(store: Store, wish: Wish, chosen: Chosen, wording: Wording) -> Document | None:
    if wish.form == "labels":
        return labels(chosen.records)
    if wish.form == "letters":
        return letters(store, chosen.records, wording)
    return directory(store, chosen.records) if wish.form == "directory" else None
