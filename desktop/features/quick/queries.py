"""Who is called what: people and organizations by the words of their names."""

from dataclasses import dataclass
from typing import Any

import orjson
from sqlalchemy import ColumnElement, Select, func, literal, select

from desktop.quick.words import plain
from desktop.store import search
from desktop.store.conditions import is_there
from desktop.store.store import Store

MOST = 200
"""Records of a kind that are compared; where more hold the words, too little of a name was typed."""


@dataclass(frozen=True, slots=True)
class Known:
    """A person or an organization that may be meant."""

    kind: str
    id: str
    name: str
    goes_by: str = ""
    detail: str = ""
    """By what namesakes are told apart: an address or a number."""
    sector: str = ""
    is_barred: bool = False
    """Whether they asked not to be contacted."""

    def is_called(self, name: str) -> bool:
        """Return whether every word of a name is one of theirs."""
        return set(_words(name)) <= set(_words(f"{self.name} {self.goes_by}"))

    def is_exactly(self, name: str) -> bool:
        """Return whether a name is the whole of theirs."""
        return _words(name) in (_words(self.name), _words(self.goes_by))

    def begins(self, name: str) -> bool:
        """Return whether every word of a name begins one of theirs."""
        theirs = _words(f"{self.name} {self.goes_by}")
        return all(any(word.startswith(each) for word in theirs) for each in _words(name))


@dataclass(frozen=True, slots=True)
class Namesakes:
    """Whom the words of a name can mean."""

    known: list[Known]
    are_all: bool = True
    """Whether these are all; else some of very many."""

    def sure(self, name: str) -> list[Known]:
        """Return who surely is meant if it is only one: of that whole name, else with its words in theirs."""
        if not self.are_all:
            return []
        exactly = [each for each in self.known if each.is_exactly(name)]
        return exactly or [each for each in self.known if each.is_called(name)]


def named(store: Store, name: str, *kinds: str) -> Namesakes:
    """Return who has a name that begins with the words typed, by name."""
    if sum(map(len, _words(name))) < 2:
        return Namesakes([])
    store.index_all()
    with store.reading() as connection:
        hits = {kind: search.find_kind(connection, name, kind) for kind in kinds}
    found = [each for kind in kinds for each in _read(store, kind, hits[kind][:MOST]) if each.begins(name)]
    by_name = sorted(found, key=lambda each: plain(each.name))
    return Namesakes(by_name, all(len(ids) <= MOST for ids in hits.values()))


def person(store: Store, record: str) -> Known | None:
    """Return somebody by their id, None where there is nobody."""
    table = store.tables.of("person")
    with store.reading() as connection:
        row = connection.execute(_known(store, "person").where(table.c.id == record)).first()
    return _as_known("person", row) if row is not None else None


def sector_name(store: Store, code: str) -> str:
    """Return what a sector is called."""
    sector = store.tables.of("sector")
    with store.reading() as connection:
        found = select(sector.c.name).where(sector.c.code == code, is_there(sector))
        return str(connection.execute(found).scalar() or code.replace("_", " ").capitalize())


def _read(store: Store, kind: str, records: list[str]) -> list[Known]:
    table = store.tables.of(kind)
    ids = func.json_each(orjson.dumps(records).decode()).table_valued("value")
    with store.reading() as connection:
        rows = connection.execute(_known(store, kind).where(table.c.id.in_(select(ids.c.value)))).all()
    return [_as_known(kind, row) for row in rows]


def _known(store: Store, kind: str) -> Select[Any]:
    table = store.tables.of(kind)
    email, phone = func.nullif(table.c.email, ""), func.nullif(table.c.phone, "")
    is_person = kind == "person"
    goes_by = _text(table.c.goes_by) if is_person else literal("")
    is_barred = func.coalesce(table.c.do_not_contact, 0) if is_person else literal(0)
    reached = func.coalesce(email, phone, "")
    columns = (table.c.id, table.c.name, goes_by, reached, _text(table.c.sector), is_barred)
    return select(*columns).where(is_there(table), _text(table.c.merged_into) == "")


def _as_known(kind: str, row: Any) -> Known:
    record, name, goes_by, reached, sector, is_barred = row
    return Known(kind, record, name, goes_by, reached, sector, bool(is_barred))


def _text(column: ColumnElement[Any]) -> ColumnElement[str]:
    return func.coalesce(column, "")


def _words(name: str) -> list[str]:
    return [word.strip(".,;:'’") for word in plain(name).replace("-", " ").split()]
