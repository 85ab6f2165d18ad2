"""Attached files on a stick: which come along, taking in those that arrive, and the office's word on mine.

A file that another computer brings goes to the office from here too, should this one meet it first.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, literal_column, select, update

from desktop.file_names import clean_name
from desktop.i18n import _, ngettext
from desktop.store import schema
from desktop.store.attachments import Attachments
from desktop.store.reading import is_sound, read_state
from sync.carry import Carried, Meeting, Receipt
from sync.enclosed import LARGEST_TOGETHER, MOST_FILES, Enclosed, EnclosedFile
from sync.errors import Damaged, Unavailable
from sync.records.library import Attachment
from sync.uploads import PIECE

_files, _spaces = schema.files, schema.spaces
_MAY_NOT_ADD = ("auditor", "reader")
"""Roles from which the office takes no files."""


@dataclass
class Chosen:
    """The files that come along, and why others do not."""

    files: list[EnclosedFile] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


@dataclass
class Counted:
    """How many files something is true of now, and a sentence for each that it is not true of."""

    files: int = 0
    faults: list[str] = field(default_factory=list)


def choose_unsent(connection: Connection, attachments: Attachments) -> Chosen:
    """Choose the files that the office has not confirmed, the oldest first, as far as there is room."""
    waiting = _known(connection, _files.c.standing == "waiting")
    return _choose(attachments, [(row.hash, row.space, True) for row in waiting])


def choose_of_meeting(
    connection: Connection, attachments: Attachments, space: str, records: Iterable[Carried]
) -> Chosen:
    """Choose the files that records of a meeting name and that are on this computer."""
    named = list(_names(records))
    unsent = _files.c.standing == "waiting", _files.c.space == space
    waiting = {row.hash for row in _known(connection, _files.c.hash.in_(named), *unsent)}
    here = [file for file in named if file in waiting or attachments.is_here(file)]
    return _choose(attachments, [(file, space, file in waiting) for file in here])


def take_files(attachments: Attachments, meeting: Meeting, came: Iterable[Enclosed]) -> Counted:
    """Keep the files of a meeting that are not here yet; one that is not whole does not hold up the rest."""
    names, counted = _names(meeting.records), Counted()
    standing = "waiting" if _may_add(attachments, meeting.space) else "here"
    for each in came:
        name = names.get(each.file.hash)
        if name is None or each.file.space != meeting.space:
            counted.faults.append(_("A file in it belongs to nothing that came along, so it was not kept."))
        elif not attachments.is_here(each.file.hash):
            _keep(attachments, each, name, standing if each.file.waiting else "here", counted)
    return counted


def take_answers(attachments: Attachments, receipt: Receipt) -> Counted:
    """Note which files the office has; its word on a space that it has begun anew since does not count."""
    told = {page.space: page.epoch for answer in receipt.answers for page in answer.reply.spaces}
    counted = Counted()
    with attachments.store.writing() as connection:
        known = {row.space: row.epoch for row in connection.execute(select(_spaces.c.space, _spaces.c.epoch))}
        for each in receipt.files:
            mine = _known(connection, _files.c.hash == each.hash, _files.c.space == each.space)
            if not mine or mine[0].standing != "waiting" or known.get(each.space) != told.get(each.space):
                continue
            if each.why:
                words = _("“{name}” was not taken by the office and stays here. {why}")
                counted.faults.append(words.format(name=mine[0].name or _("A file"), why=each.why))
                continue
            confirmed = update(_files).where(_files.c.hash == each.hash)
            connection.execute(confirmed.values(standing="confirmed", sent=_files.c.size, upload=""))
            counted.files += 1
    return counted


def _choose(attachments: Attachments, wanted: Iterable[tuple[str, str, bool]]) -> Chosen:
    """Choose of (hash, space, whether it waits) what is whole, as far as there is room."""
    chosen, room, left_out = Chosen(), LARGEST_TOGETHER, 0
    for file, space, waiting in wanted:
        try:
            size = len(attachments.open_file(file))
        except Unavailable as error:  # missing or damaged here: the others go without it
            chosen.faults.append(error.sentence)
            continue
        if size > room or len(chosen.files) == MOST_FILES:
            left_out += 1
            continue
        room -= size
        chosen.files.append(EnclosedFile(space=space, hash=file, size=size, waiting=waiting))
    if left_out:
        chosen.faults.append(_left_out_words(left_out))
    return chosen


def _keep(attachments: Attachments, came: Enclosed, name: str, standing: str, counted: Counted) -> None:
    file = came.file
    try:
        for offset in range(0, file.size, PIECE):
            attachments.take_piece(file.hash, offset, came.read_piece(offset))
        if not attachments.settle(file.space, file.hash, name, standing):
            raise Damaged(_("It is not the file that was recorded, so it was not kept."), "hash")
    except Damaged as error:
        attachments.forget_arriving(file.hash)
        counted.faults.append(f"“{name}”: {error.sentence}")
    else:
        counted.files += 1


def _names(records: Iterable[Carried]) -> dict[str, str]:
    """Return the files that records name, and how each is called."""
    names: dict[str, str] = {}
    for each in records:
        if each.kind == Attachment.kind and each.state and is_sound(each.state):
            fields = read_state(each.state)["fields"]
            called = clean_name(str(fields.get("name", "")))
            names |= {str(fields[one]): called for one in ("file", "original") if fields.get(one)}
    return names


def _known(connection: Connection, *which: ColumnElement[bool]) -> list[Row[Any]]:
    found = select(_files).where(*which).order_by(literal_column("rowid"))
    return list(connection.execute(found))


def _may_add(attachments: Attachments, space: str) -> bool:
    with attachments.store.reading() as connection:
        role = connection.execute(select(_spaces.c.role).where(_spaces.c.space == space)).scalar()
    return role not in _MAY_NOT_ADD


def _left_out_words(count: int) -> str:
    words = ngettext(
        "{count} file did not fit; it stays here and is sent when there is a network.",
        "{count} files did not fit; they stay here and are sent when there is a network.",
        count,
    )
    return words.format(count=count)
