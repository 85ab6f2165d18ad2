"""The directory of people: who they are, for whom they stand, how to reach them."""

import unicodedata
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any, ClassVar

from desktop.i18n import _, ngettext
from desktop.reports.document import Document
from desktop.reports.wording import day


@dataclass(frozen=True, slots=True)
class DirectoryEntry:
    """Somebody in the directory; leave out minors and those who asked not to be contacted."""

    name: str
    sorted_as: str = ""
    """How it is filed, e.g. Reyes, Ana; the name itself if empty."""
    organization: str = ""
    role: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Directory(Document):
    """A directory; entries are filed by `sorted_as`."""

    template: ClassVar[str] = "directory"
    as_of: date | None = None
    entries: tuple[DirectoryEntry, ...] = ()
    remark: str = ""
    """Who is not in it, e.g. 3 minors and 2 who asked not to be contacted are left out."""

    def content(self) -> dict[str, Any]:
        """Return the entries under the letters they are filed by."""
        filed = sorted(self.entries, key=_key)
        letters = groupby(filed, key=lambda entry: _key(entry)[:1].upper())
        people = ngettext("{count} person", "{count} people", len(filed)).format(count=len(filed))
        as_of = _("As of {day}").format(day=day(self.as_of, self.language)) if self.as_of else ""
        return {
            "subtitle": " · ".join(filter(None, (people, as_of))),
            "letters": [{"letter": each, "entries": [_entry(e) for e in some]} for each, some in letters],
            "remark": self.remark,
            "words": {
                "document": _("Directory"),
                "private": _("For coalition business only. Please do not pass it on."),
                "page": _("Page {page} of {pages}"),
            },
        }


def _key(entry: DirectoryEntry) -> str:
    """Return what an entry is filed by: without accents, so that Ávila stands under A."""
    bare = unicodedata.normalize("NFKD", entry.sorted_as or entry.name)
    return "".join(each for each in bare if not unicodedata.combining(each)).casefold()


def _entry(entry: DirectoryEntry) -> dict[str, str]:
    return {
        "name": entry.sorted_as or entry.name,
        "below": " · ".join(filter(None, (entry.role, entry.organization))),
        "phone": entry.phone,
        "email": entry.email,
    }
