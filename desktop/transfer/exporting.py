"""Taking records out: one kind as one file, or everything as a folder."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from desktop.i18n import _
from desktop.safe_files import plain_disk_errors
from desktop.store.reading import as_record
from desktop.store.store import Store
from desktop.transfer.csv_file import csv_bytes
from desktop.transfer.exported import Exported
from desktop.transfer.ics_file import ics_bytes
from desktop.transfer.json_file import json_bytes
from desktop.transfer.phones import phone_key
from desktop.transfer.queries import records_of, suppressed
from desktop.transfer.readme import readme
from desktop.transfer.table import cells_of, columns_of
from desktop.transfer.vcf_file import vcf_bytes
from desktop.transfer.xlsx_file import xlsx_bytes
from desktop.writing_out import refuse_own, write_out
from sync.errors import Malformed, Refused, Unavailable
from sync.records.meetings import Meeting
from sync.records.people import Person, normal_email


@dataclass(frozen=True, slots=True)
class _Request:
    """What to write where."""

    store: Store
    kind: str
    path: Path
    minors: bool
    version: str
    only: Collection[str] | None = None


def export_kind(
    store: Store,
    kind: str,
    path: Path,
    *,
    only: Collection[str] | None = None,
    minors: bool = False,
    version: str = "3.0",
) -> Exported:
    """Write every record of a kind, or `only` those ids, to a file whose ending says the format.

    csv, xlsx and json for all kinds; vcf (`version` 3.0 or 4.0) for person, ics for
    meeting. Minors are left out unless asked for. A list of only some people is for use, not
    a copy of the data, so addresses that must not be used are left off it. Malformed for
    another ending.
    """
    store.vocabulary.named(kind)
    ending = path.suffix.lower().removeprefix(".")
    if ending not in WRITERS:
        listed = ", ".join(WRITERS)
        raise Malformed(
            _("A file cannot be written as '{ending}'. Use one of: {listed}.").format(
                ending=ending, listed=listed
            )
        )
    return WRITERS[ending](_Request(store, kind, path, minors, version, only))


def export_all(store: Store, folder: Path, *, minors: bool = False) -> Exported:
    """Write every kind of which there is any record as CSV and as JSON, and a README of the columns."""
    refuse_own(folder)
    with plain_disk_errors(folder.name):
        if folder.exists() and not folder.is_dir():
            words = _("'{name}' is a file, not a folder; nothing was changed. Everything goes into a folder.")
            raise Unavailable(words.format(name=str(folder)[:200]), "not_a_folder")
        folder.mkdir(parents=True, exist_ok=True)
    counts, left = {}, 0
    for kind, cls in store.vocabulary.kinds.items():
        records, hidden = _records(_Request(store, kind, folder, minors, ""))
        left += hidden
        if records:
            rows = (cells_of(cls, record) for record in records)
            write_out(folder / f"{kind}.csv", csv_bytes(columns_of(cls), rows))
            write_out(folder / f"{kind}.json", json_bytes(records))
            counts[cls] = len(records)
    write_out(folder / "README.md", readme(counts))
    return Exported(folder, 2 * len(counts) + 1, minors=left)


def _records(request: _Request) -> tuple[list[dict[str, Any]], int]:
    """Return the records to write, and how many minors are not among them."""
    records = records_of(request.store, request.kind)
    if request.only is not None:
        records = [record for record in records if record["id"] in request.only]
    if request.kind != Person.kind or request.minors:
        return records, 0
    shown = [record for record in records if record["age_band"] != "minor"]
    return shown, len(records) - len(shown)


def _rows(request: _Request) -> tuple[list[dict[str, Any]], Exported]:
    """Return the records for the rows of a table, and what was left out of them."""
    records, hidden = _records(request)
    rows = records
    if request.kind == Person.kind and request.only is not None:
        barred = suppressed(request.store)
        rows = [_for_use(record, barred) for record in records]
    left_off = sum(map(_count_addresses, records)) - sum(map(_count_addresses, rows))
    return rows, Exported(request.path, len(rows), minors=hidden, addresses=left_off)


def _write_csv(request: _Request) -> Exported:
    records, exported = _rows(request)
    kind = request.store.vocabulary.named(request.kind)
    write_out(request.path, csv_bytes(columns_of(kind), (cells_of(kind, record) for record in records)))
    return exported


def _write_xlsx(request: _Request) -> Exported:
    records, exported = _rows(request)
    kind = request.store.vocabulary.named(request.kind)
    content, cut = xlsx_bytes(request.kind, columns_of(kind), (cells_of(kind, record) for record in records))
    write_out(request.path, content)
    return replace(exported, cut=cut)


def _write_json(request: _Request) -> Exported:
    records, hidden = _records(request)
    write_out(request.path, json_bytes(records))
    return Exported(request.path, len(records), minors=hidden)


def _write_vcf(request: _Request) -> Exported:
    if request.kind != Person.kind:
        raise Refused(_("Only people can be written as cards. Use csv, xlsx or json."))
    records, hidden = _records(request)
    records = [record for record in records if not record["merged_into"]]
    reachable = [record for record in records if not record["do_not_contact"]]
    barred = suppressed(request.store)
    cards = [_without_suppressed(record, barred) for record in reachable]
    write_out(request.path, vcf_bytes(cards, request.version))
    left_off = sum(map(_count_addresses, reachable)) - sum(map(_count_addresses, cards))
    return Exported(request.path, len(cards), hidden, len(records) - len(reachable), left_off)


def _write_ics(request: _Request) -> Exported:
    if request.kind != Meeting.kind:
        raise Refused(_("Only meetings can be written as a calendar. Use csv, xlsx or json."))
    records = records_of(request.store, request.kind)
    read = [as_record(Meeting, record["id"], {"fields": record, "born": ""}) for record in records]
    meetings = [meeting for meeting in read if isinstance(meeting, Meeting)]
    shown = [meeting for meeting in meetings if meeting.starts_at and not meeting.closed]
    write_out(request.path, ics_bytes(shown))
    return Exported(request.path, len(shown), closed=len(read) - len(shown))


def _for_use(person: dict[str, Any], barred: dict[str, frozenset[str]]) -> dict[str, Any]:
    if not person["do_not_contact"]:
        return _without_suppressed(person, barred)
    return {**person, **NOT_TO_CONTACT}


def _without_suppressed(person: dict[str, Any], barred: dict[str, frozenset[str]]) -> dict[str, Any]:
    emails = [each for each in _all(person, "email") if normal_email(each) not in barred["email"]]
    phones = [each for each in _all(person, "phone") if phone_key(each) not in barred["phone"]]
    return {
        **person,
        "email": next(iter(emails), ""),
        "other_emails": emails[1:],
        "phone": next(iter(phones), ""),
        "other_phones": phones[1:],
    }


def _all(person: dict[str, Any], name: str) -> list[str]:
    return [each for each in (person[name], *person[f"other_{name}s"]) if each]


def _count_addresses(record: dict[str, Any]) -> int:
    return sum(len(_all(record, name)) for name in ("email", "phone") if f"other_{name}s" in record)


NOT_TO_CONTACT: dict[str, Any] = {
    "email": "",
    "other_emails": [],
    "phone": "",
    "other_phones": [],
    "address": None,
    "other_addresses": [],
}
"""What a list for use says of how to reach somebody who asked not to be contacted."""
WRITERS: dict[str, Callable[[_Request], Exported]] = {
    "csv": _write_csv,
    "xlsx": _write_xlsx,
    "json": _write_json,
    "vcf": _write_vcf,
    "ics": _write_ics,
}
"""Ending of a file's name -> what writes it."""
