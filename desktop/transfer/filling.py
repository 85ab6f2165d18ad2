"""What a row adds to somebody already known: only what is missing; nothing is overwritten."""

from dataclasses import dataclass, field
from typing import Any

from desktop.transfer.entrant import Entrant
from desktop.transfer.phones import phone_key
from sync.records import VOCABULARY
from sync.records.base import Entry
from sync.records.fields import FieldSpec, fields_of
from sync.records.people import normal_email

BESIDE = {"email": "other_emails", "phone": "other_phones", "address": "other_addresses"}
"""Where a second value of a field goes, if the kind has room for it."""
UNSAID: tuple[Any, ...] = ("", None, [], "unknown")


@dataclass
class Additions:
    """What is new to one record."""

    values: dict[str, Any] = field(default_factory=dict)
    """Empty fields and what they get."""
    more: dict[str, list[Any]] = field(default_factory=dict)
    """Lists and what is added to them."""
    lines: list[str] = field(default_factory=list)
    """What is added to the notes."""

    @property
    def names(self) -> list[str]:
        """The fields in which something new comes in."""
        return [*self.values, *self.more, *(["notes"] if self.lines else [])]


def additions(known: dict[str, Any], entrant: Entrant) -> Additions:
    """Return what a row adds to the fields of a known record."""
    found = Additions()
    kind = VOCABULARY.named(entrant.kind)
    for name, value in entrant.values.items():
        _add_field(found, known, kind, fields_of(kind)[name], value)
    notes = str(known.get("notes", ""))
    found.lines += [line for line in entrant.lines if line.strip() not in notes]
    return found


def apply(found: Additions, fields: dict[str, Any]) -> None:
    """Put additions into the fields of a record that is not stored yet, or was read."""
    fields |= found.values
    for name, items in found.more.items():
        fields[name] = [*fields.get(name, []), *(item for item in items if item not in fields.get(name, []))]
    if found.lines:
        fields["notes"] = join_notes(str(fields.get("notes", "")), found.lines)


def join_notes(notes: str, lines: list[str]) -> str:
    """Return notes with lines below them."""
    return "\n".join(filter(None, (notes, *lines)))


def _add_field(
    found: Additions, known: dict[str, Any], kind: type[Entry], spec: FieldSpec, value: Any
) -> None:
    held, name = known.get(spec.name), spec.name
    if value in UNSAID or value is False or (name == "provisional"):
        return
    if spec.type in ("list", "tags", "codes", "ids"):
        for item in value:
            _add_item(found, known, name, item)
    elif name in BESIDE and BESIDE[name] in fields_of(kind) and held not in UNSAID:
        _add_item(found, known, BESIDE[name], value)
    elif held in UNSAID or (spec.type == "yes" and not held):
        found.values[name] = value
    elif not _is_same(name, held, value):
        label = name.replace("_", " ").capitalize()
        text = ", ".join(filter(None, value.values())) if isinstance(value, dict) else str(value)
        line = f"{label}: {text}"
        found.lines += [line] if line not in str(known.get("notes", "")) else []


def _add_item(found: Additions, known: dict[str, Any], name: str, item: Any) -> None:
    main = next((first for first, others in BESIDE.items() if others == name), name)
    first = [known.get(main), found.values.get(main)] if main != name else []
    held = [*first, *(known.get(name) or []), *found.more.get(name, [])]
    if not any(_is_same(main, each, item) for each in held if each not in UNSAID):
        found.more.setdefault(name, []).append(item)


def _is_same(name: str, held: Any, value: Any) -> bool:
    if name == "email":
        return normal_email(held) == normal_email(value)
    if name == "phone":
        return phone_key(held) == phone_key(value)
    if name == "name":
        return set(str(value).casefold().split()) <= set(str(held).casefold().split())
    if isinstance(held, dict) and isinstance(value, dict):
        return all(_folded(part) in ("", _folded(held.get(key))) for key, part in value.items())
    return _folded(held) == _folded(value)


def _folded(value: Any) -> str:
    return " ".join(str(value or "").casefold().split())
