"""Reference packs: the dated lists that the state office publishes, as files.

{"pack": "2026.1", "published": "2026-11-01", "records": {"sector": [{...}, ...], ...}}
"""

from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from sync.errors import Malformed, Unavailable
from sync.records import VOCABULARY
from sync.records.base import Reference
from sync.records.types import Day

LARGEST = 16 * 1024 * 1024
"""Bytes in a pack."""


class PackFile(BaseModel):
    """A pack as written, before its records are looked at."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    pack: str = Field(pattern=r"^\d{4}\.\d{1,3}$")
    published: Day
    records: dict[str, list[dict[str, Any]]]


class Pack(BaseModel):
    """A pack: its name, its day, and its records in the order of the file."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    name: str
    published: Day
    records: tuple[Reference, ...]


def read_pack(path: Path) -> Pack:
    """Return the pack in a file; Malformed if it is not one, Unavailable if it cannot be read."""
    written = _read(path)
    listed = ((_kind(path, name), bodies) for name, bodies in written.records.items())
    records = [_record(path, kind, body) for kind, bodies in listed for body in bodies]
    _refuse_doubles(path, records)
    # Already validated: as members of `Pack` they would be again, as bare References.
    return Pack.model_construct(name=written.pack, published=written.published, records=tuple(records))


def bundled_packs() -> list[Pack]:
    """Return the packs that come with the program, the oldest first."""
    folder = Path(__file__).parents[2] / "resources" / "reference"
    return sorted((read_pack(path) for path in folder.glob("*.json")), key=lambda pack: pack.published)


def _read(path: Path) -> PackFile:
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        reason = error.strerror or "the disk gave no reason"
        raise Unavailable(f"The reference pack '{path.name}' cannot be read: {reason}.") from error
    if len(content) > LARGEST:
        raise Malformed(_sentence(path, "there is more than a pack can hold"))
    try:
        return PackFile.model_validate_json(content)
    except ValidationError as error:
        raise Malformed(_sentence(path, _first_fault(error))) from None


def _kind(path: Path, name: str) -> type[Reference]:
    kind = VOCABULARY.kinds.get(name)
    if kind is None or not issubclass(kind, Reference):
        raise Malformed(_sentence(path, f"'{name[:64]}' is not a kind of reference data"))
    return kind


def _record(path: Path, kind: type[Reference], body: dict[str, Any]) -> Reference:
    try:
        return kind.model_validate(body)
    except ValidationError as error:
        named = str(body.get("code", ""))[:64]
        raise Malformed(
            _sentence(path, f"the {kind.kind} '{named}' is wrong: {_first_fault(error)}")
        ) from None


def _refuse_doubles(path: Path, records: list[Reference]) -> None:
    seen: set[str] = set()
    for record in records:
        if record.id in seen:
            raise Malformed(_sentence(path, f"it has the {record.kind} '{record.headline()}' twice"))
        seen.add(record.id)


def _first_fault(error: ValidationError) -> str:
    fault = error.errors(include_url=False, include_input=False)[0]
    place = ".".join(str(part) for part in fault["loc"])
    return f"{place}: {fault['msg']}" if place else fault["msg"]


def _sentence(path: Path, fault: str) -> str:
    refused = f"The file '{path.name}' is not a reference pack that can be used; nothing was changed."
    return f"{refused} In it, {fault}."
