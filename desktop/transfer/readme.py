"""The description that goes with a full export: every column of every kind, from the vocabulary."""

from collections.abc import Iterator

from desktop.i18n import _
from sync.records.annotations import EXPECTED
from sync.records.base import Entry
from sync.records.fields import FieldSpec, fields_of


def readme(kinds: dict[type[Entry], int]) -> bytes:
    """Return the README of a folder of exports; `kinds` says how many records of each were written."""
    lines = [f"# {_('Everything recorded by this coalition')}", "", *_opening()]
    for kind, count in kinds.items():
        lines += ["", f"## {kind.kind} ({count})", "", _first_line(kind), "", *_columns(kind)]
    return ("\n".join(lines) + "\n").encode("utf-8")


def _opening() -> list[str]:
    return [
        _("Each kind of record that has any is a .csv (UTF-8) and a .json file. Amounts are whole cents;"),
        _("days and times are as in ISO 8601; lists are divided by commas or are JSON."),
        _("A .csv cell that begins with = + - @ has an apostrophe before it, which our import removes."),
        _("People marked do_not_contact asked not to be contacted: respect that wherever you use this."),
    ]


def _columns(kind: type[Entry]) -> Iterator[str]:
    yield f"- `id`: {_('the id of the record')}"
    for name, spec in fields_of(kind).items():
        parts = fields_of(spec.shape) if spec.type == "value" and spec.shape else {}
        for part, inner in parts.items():
            yield f"- `{name}.{part}`: {_holds(inner)}"
        if not parts:
            yield f"- `{name}`: {_holds(spec)}"


def _holds(spec: FieldSpec) -> str:
    words = ", ".join(spec.choices)
    expected = _("one of: {words}").format(words=words) if words else EXPECTED[spec.type]
    target = _("of kind {kind}").format(kind=spec.target) if spec.target else ""
    return "; ".join(filter(None, (expected, target, " ".join(spec.doc.split()))))


def _first_line(kind: type[Entry]) -> str:
    return (kind.__doc__ or kind.kind).strip().splitlines()[0]
