"""Taking the list that is shown out: as a table, as cards, or onto paper."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.i18n import _, ngettext
from desktop.store.listing import PAGE, Listing
from desktop.store.store import Store
from sync.records.people import Person

if TYPE_CHECKING:
    from desktop.reports.document import Document

ENDINGS = {"csv": "csv", "xlsx": "xlsx", "vcf": "vcf", "labels": "pdf", "letters": "pdf", "directory": "pdf"}
"""Form -> the ending of its file."""


@dataclass(frozen=True, slots=True)
class Wish:
    """In which form a list goes out, and what that form needs to know."""

    form: str = "csv"
    minors: bool = False
    """Whether minors are in a table or among the cards."""
    first: int = 1
    """The first free label of a sheet already begun, 1 to 30."""
    body: str = ""
    """What a letter says, with {first_name} and the like."""
    signed: str = ""
    language: str = "en"
    """The language of the paper: en or es."""


def take_out(store: Store, people: Sequence[str], wish: Wish, path: Path) -> str:
    """Write those of a list who may be in it to a file, and return what a person is told.

    Refused if nobody is left; Malformed for a letter with a word that stands for nothing.
    """
    if wish.form in ("csv", "xlsx", "vcf"):
        from desktop.transfer.exporting import export_kind

        return export_kind(store, Person.kind, path, only=frozenset(people), minors=wish.minors).sentence()
    # Only what is printed needs what prints it.
    from desktop.reports.printing import write_pdf

    document, remark = _paper(store, people, wish)
    write_pdf(document, path)
    return " ".join(filter(None, (_("Wrote {file}.").format(file=path.name), remark)))


def ids_of(listing: Listing) -> list[str]:
    """Return the ids of all who stand in a list, in its order."""
    pages = (listing.page(first) for first in range(0, len(listing), PAGE))
    return [line.id for page in pages for line in page if line is not None]


def count_words(count: int) -> str:
    """Return how many people a list has, in words."""
    return ngettext("{count} person", "{count} people", count).format(count=f"{count:,}")


def _paper(store: Store, people: Sequence[str], wish: Wish) -> "tuple[Document, str]":
    from desktop.mailing import directory, letters, mailing_labels

    document: Document
    if wish.form == "labels":
        document, remark = mailing_labels(store, people, first=wish.first)
    elif wish.form == "letters":
        document, remark = letters(store, people, wish.body, wish.signed)
    else:
        document, remark = directory(store, people)
    return replace(document, language=wish.language), remark
