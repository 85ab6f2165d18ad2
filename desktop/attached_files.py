"""Files attached to a record: adding them, taking one off, and opening a copy."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from desktop.exchanging import fetch_attachment
from desktop.file_kinds import PROGRAM, kind_of, require_openable
from desktop.file_names import clean_name
from desktop.i18n import _
from desktop.paths import Profile
from desktop.safe_files import plain_disk_errors, write_atomically
from desktop.store.attachments import Attachments, read_to_attach
from desktop.store.draft import Draft
from desktop.store.links import space_of
from desktop.store.store import Store
from sync.errors import Malformed, Refused, Unavailable, Unknown
from sync.records.base import new_id
from sync.records.fields import field_of
from sync.records.library import Attachment

MOST = 50
"""Files attached at once."""


@dataclass(frozen=True, slots=True)
class Place:
    """The field of a record in which attachments are named: one of them or several."""

    kind: str
    record: str
    field: str


@dataclass(frozen=True, slots=True)
class Pasted:
    """Bytes that come from no file, e.g. a picture out of another program."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Attaching:
    """What came of attaching some files."""

    names: tuple[str, ...] = ()
    """Of those that are attached now."""
    faults: tuple[str, ...] = ()
    """A sentence for each of the others."""


def attached(store: Store, place: Place) -> list[Attachment]:
    """Return what is attached there, in the order of the field."""
    held = store.state(place.kind, place.record)["fields"].get(place.field) or ()
    return list(_read(store, [held] if isinstance(held, str) else held))


def attach_files(store: Store, profile: Profile, place: Place, given: Sequence[Path | Pasted]) -> Attaching:
    """Keep sealed copies of files and attach them as one Edit; what cannot be attached is told, file by file.

    Where there is room for one, it takes the place of the one that was there.
    """
    made: dict[str, Attachment] = {}
    faults = [_most_words()] if len(given) > MOST else []
    known = {each.file for each in attached(store, place)}
    for each in given[:MOST]:
        try:
            _require_room(store, place, each, taken=len(made))
            record = _kept(store, profile, place, each)
            _require_new(record, known | made.keys())
            made[record.file] = record
        except (Refused, Unavailable, Malformed) as error:
            faults.append(error.sentence)
    if made:
        _attach(store, place, list(made.values()))
    return Attaching(tuple(each.name for each in made.values()), tuple(faults))


def take_off(store: Store, place: Place, attachment: str) -> None:
    """Attach a file no longer; its bytes stay, so that it can be taken back."""
    name = store.get(Attachment.kind, attachment).headline()
    with store.edit(_("Remove “{name}”").format(name=name)) as draft:
        if _is_one(store, place):
            draft.set(place.kind, place.record, {place.field: ""})
        else:
            draft.remove_members(place.kind, place.record, place.field, [attachment])


def read_bytes(store: Store, profile: Profile, attachment: Attachment, *, fetch: bool = False) -> bytes:
    """Return the bytes of a file, fetched from the office if they are not here and `fetch` allows it."""
    files = Attachments(store, profile, store.file_key)
    if fetch and not files.is_here(attachment.file) and "server" in store.facts():
        fetch_attachment(store, space_of(store, Attachment.kind, attachment.id), attachment.file)
    return files.open_file(attachment.file)


def open_copy(store: Store, profile: Profile, attachment: Attachment) -> Path:
    """Put a copy, in the clear until this session ends, where another program can read it; return its path.

    Refused for programs and for kinds of files that are not opened.
    """
    content = read_bytes(store, profile, attachment, fetch=True)
    kind = require_openable(content, attachment.name)
    folder = profile.sessions / new_id()
    with plain_disk_errors(_("the copy")):
        folder.mkdir(mode=0o700)
    path = folder / clean_name(f"{Path(clean_name(attachment.name)).stem}.{kind.ending}")
    write_atomically(path, content, _("the copy"))
    return path


def _read(store: Store, ids: Iterable[str]) -> Iterable[Attachment]:
    for each in ids:
        try:
            yield cast(Attachment, store.get(Attachment.kind, each))
        except Unknown:
            continue  # its record has not arrived yet


def _require_room(store: Store, place: Place, given: Path | Pasted, *, taken: int) -> None:
    if taken and _is_one(store, place):
        words = _("There is room for one file here, so '{name}' was not attached.")
        raise Refused(words.format(name=clean_name(given.name)), "one_file")


def _require_new(record: Attachment, known: Iterable[str]) -> None:
    if record.file in known:
        raise Refused(_("'{name}' is attached already.").format(name=record.name), "attached")


def _kept(store: Store, profile: Profile, place: Place, given: Path | Pasted) -> Attachment:
    content = given.content if isinstance(given, Pasted) else read_to_attach(given)
    name, space = clean_name(given.name), space_of(store, place.kind, place.record)
    file, size = Attachments(store, profile, store.file_key).keep(content, name, space=space)
    kind = kind_of(content, name)
    media = kind.media_type if kind not in (None, PROGRAM) else ""
    return Attachment(name=name, file=file, size=size, media_type=media, about=place.record)


def _most_words() -> str:
    words = _("Only the first {most} files were taken. Attach the others after these.")
    return words.format(most=MOST)


def _attach(store: Store, place: Place, records: Sequence[Attachment]) -> None:
    space = space_of(store, place.kind, place.record)
    named = records[0].name if len(records) == 1 else _("{count} files").format(count=len(records))
    with store.edit(_("Attach “{name}”").format(name=named)) as draft:
        for record in records:
            draft.add(record, space)
        _name(draft, place, [each.id for each in records], is_one=_is_one(store, place))


def _name(draft: Draft, place: Place, ids: list[str], *, is_one: bool) -> None:
    if is_one:
        draft.set(place.kind, place.record, {place.field: ids[0]})
    else:
        draft.add_members(place.kind, place.record, place.field, ids)


def _is_one(store: Store, place: Place) -> bool:
    return field_of(store.vocabulary.named(place.kind), place.field).type == "id"
