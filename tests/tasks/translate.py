"""Gather the words shown to people into the Spanish catalog, and compile it.

python dev.py translate

Words come from the source, from the vocabulary (a field or a choice that has no line of its own in
`desktop.words` is shown as it is spelled) and from the lists of the state office. What is new stands in
the catalog without a translation until somebody writes one; what is gone is dropped.
"""

import ast
import gettext
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import orjson
from babel.messages import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from desktop.i18n import LOCALE
from desktop.words import spelled
from sync import errors
from sync.client import trouble
from sync.records import VOCABULARY
from sync.records.annotations import EXPECTED
from sync.records.fields import fields_of
from sync.records.types import Choice
from sync.server import refusals

ROOT = Path(__file__).parents[2]
DOMAIN = LOCALE / "es" / "LC_MESSAGES" / "coalition-desk.po"
KEYWORDS = {"_": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}
PACKS = ROOT / "resources" / "reference"
ERRORS = frozenset(
    name
    for module in (errors, trouble, refusals)
    for name, each in vars(module).items()
    if isinstance(each, type) and issubclass(each, errors.CoalitionError)
)
HEARD = (
    *("accounts", "carry", "devices", "encoding", "file_bytes", "files"),
    *("invitations", "limits", "rounds", "storage", "waiting"),
)
"""Modules of the office, beside its routes, whose refusals travel to a desk."""
NAMES = ("name", "title")
"""Of what the state office publishes, how it is called."""


def gather() -> Catalog:
    """Return every message there is, untranslated, with the files in which it stands."""
    catalog = Catalog(project="coalition-desk", fuzzy=False)
    for file, message, context in _in_source():
        catalog.add(message, locations=[(file, 0)], context=context)
    for words, where in (*_in_sync(), *_in_vocabulary(), *_in_lists()):
        catalog.add(words, locations=[(where, 0)])
    return catalog


def updated() -> Catalog:
    """Return the Spanish catalog with all that there is to say, and nothing else."""
    held, there = translated(), gather()
    catalog = Catalog(locale="es", header_comment="# The words of Coalition Desk in Spanish.", fuzzy=False)
    for message in sorted(there, key=lambda each: (_first(each.id), each.context or "")):
        if message.id:
            known = held.get(message.id, message.context)
            places = sorted(set(message.locations))
            catalog.add(message.id, known.string if known else "", places, context=message.context)
    return catalog


def translated() -> Catalog:
    """Return the Spanish catalog as it is in the checkout."""
    if not DOMAIN.exists():
        return Catalog(locale="es")
    with DOMAIN.open("rb") as file:
        return read_po(file, locale="es", ignore_obsolete=True)


def as_po(catalog: Catalog) -> bytes:
    """Return a catalog as people edit it; the same words give the same bytes."""
    written = BytesIO()
    write_po(written, catalog, width=0, omit_header=False, include_lineno=False, ignore_obsolete=True)
    head, *entries = written.getvalue().split(b"\n\n")
    lines = head.splitlines()
    kept = [line for line in lines if not line.startswith(b'"') or line.startswith(_NEEDED)]
    return b"\n\n".join([b"\n".join(kept), *entries])


def as_mo(catalog: Catalog) -> bytes:
    """Return a catalog as the program reads it."""
    catalog.creation_date = catalog.revision_date = _ALWAYS
    written = BytesIO()
    write_mo(written, catalog)
    return written.getvalue()


def main() -> None:
    """Bring the catalog up to date, compile it, and say what is missing."""
    DOMAIN.parent.mkdir(parents=True, exist_ok=True)
    DOMAIN.write_bytes(as_po(updated()))
    catalog = translated()
    compiled = DOMAIN.with_suffix(".mo")
    compiled.write_bytes(as_mo(catalog))
    with compiled.open("rb") as file:
        gettext.GNUTranslations(file)
    missing = [message for message in catalog if message.id and not _is_done(message.string)]
    print(f"{len(catalog)} messages, {len(missing)} of them without Spanish words")


_ALWAYS = datetime(2026, 1, 1, tzinfo=UTC)
"""The header carries a date that nobody reads; the same words give the same bytes."""
_NEEDED = (b'"Language: ', b'"Plural-Forms', b'"Content-')
"""Lines of the header that are read; the others name nobody, or change whenever somebody looks."""


def _in_source() -> Iterator[tuple[str, str | tuple[str, ...], str | None]]:
    found = extract_from_dir(ROOT / "desktop", keywords=KEYWORDS)
    for file, _line, message, _comments, context in found:
        yield (Path("desktop") / file).as_posix(), message, context


def _in_sync() -> Iterator[tuple[str, str]]:
    """The sentences of errors, which are translated as they are raised."""
    for file in sorted((ROOT / "sync").rglob("*.py")):
        module = ast.parse(file.read_text("utf-8"))
        named = dict(_assigned(module))
        office = file.relative_to(ROOT / "sync").parts[0] == "server"
        if office and file.parent.name != "routes" and file.stem not in HEARD:
            continue
        for call in ast.walk(module):
            if isinstance(call, ast.Call) and call.args and _name(call.func) in {*ERRORS, "sentence"}:
                words = named.get(_name(call.args[0]), _constant(call.args[0]))
                if words:
                    yield words, file.relative_to(ROOT).as_posix()


def _assigned(module: ast.Module) -> Iterator[tuple[str, str]]:
    for node in module.body:
        if isinstance(node, ast.Assign) and (words := _constant(node.value)):
            yield _name(node.targets[0]), words


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def _constant(node: ast.expr) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def _in_vocabulary() -> Iterator[tuple[str, str]]:
    for name, kind in VOCABULARY.kinds.items():
        for word in (name, *fields_of(kind)):
            yield spelled(word), f"sync/records: {name}"
    for choice in Choice.__subclasses__():
        for value in choice:
            yield spelled(value), f"sync/records: {choice.__name__}"
    for expected in EXPECTED.values():
        yield expected, "sync/records/annotations.py"


def _in_lists() -> Iterator[tuple[str, str]]:
    for pack in sorted(PACKS.glob("*.json")):
        for kind, entries in orjson.loads(pack.read_bytes())["records"].items():
            for words in (entry[name] for entry in entries for name in NAMES if entry.get(name)):
                yield words, f"resources/reference: {kind}"


def _first(message: str | tuple[str, ...] | list[str]) -> str:
    return message if isinstance(message, str) else message[0]


def _is_done(words: object) -> bool:
    return all(words) if isinstance(words, tuple | list) else bool(words)


if __name__ == "__main__":
    main()
