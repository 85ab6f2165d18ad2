"""The local store: the one way in, and what everybody reads."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, insert, select, update
from sqlalchemy.exc import DBAPIError

from desktop.i18n import _
from desktop.store import building, schema, search, undo
from desktop.store.commit import Author, commit
from desktop.store.connection import APPLICATION_ID, explain, open_engine
from desktop.store.draft import Draft
from desktop.store.numbers import is_elsewhere, note_place
from desktop.store.reading import as_record, read_state, stored
from desktop.store.reading_disk import open_somehow, refuse_writing
from desktop.store.tables import tables_of
from desktop.store.writing import Writing, keep_meta, meta
from sync.changes import Edit, State
from sync.errors import CoalitionError, Damaged, Unavailable, Unknown
from sync.records import VOCABULARY, Vocabulary
from sync.records.base import Entry, new_id


@dataclass(frozen=True, slots=True)
class Touched:
    """What a commit changed, for those who watch."""

    kinds: dict[str, frozenset[str]]
    """Kind -> ids."""
    edit: Edit | None
    """None where it came from elsewhere."""


FEW = 1000
"""Records that are indexed while the file is being closed; more would keep a person waiting."""
Listener = Callable[[Touched], None]


class Store:
    """One encrypted file of one person on one computer."""

    def __init__(self, engine: Engine, path: Path, vocabulary: Vocabulary, now: Callable[[], str]) -> None:
        self.engine, self.path, self.vocabulary, self.now = engine, path, vocabulary, now
        self.tables = tables_of(vocabulary)
        self.read_only = False
        self.unwritable = ""
        """What the disk said where it is the disk that does not let us write."""
        self.file_key = b""
        """Seals attachments; given by whoever opened the vault."""
        self.is_older = False  # than this program: see `migrating.py`
        self._writing = threading.RLock()
        self._listeners: list[Listener] = []
        self._author: Author | None = None
        self._edited = False

    @property
    def author(self) -> Author:
        """Whose computer this is, and where new records go."""
        if self._author is None:
            with self.reading() as connection:
                facts = meta(connection)
                home = select(schema.spaces.c.space).where(schema.spaces.c.home == 1)
                space = connection.execute(home).scalar() or ""
            self._author = Author(facts["device"], facts.get("me", ""), space)
        return self._author

    def forget_author(self) -> None:
        """Read again whose computer this is; call it after changing that."""
        self._author = None

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Open a transaction that sees one moment and writes nothing."""
        try:
            with self.engine.connect() as connection:
                yield connection
        except DBAPIError as error:
            raise explain(error.orig or error) from error

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Open the one writing transaction; it is kept whole or not at all."""
        if self.read_only:
            raise refuse_writing(self.unwritable)
        try:
            with self._writing, self.engine.connect() as connection:
                connection.execution_options(begin="IMMEDIATE")
                with connection.begin():
                    yield connection
        except DBAPIError as error:
            raise explain(error.orig or error) from error

    @contextmanager
    def edit(self, label: str) -> Iterator[Draft]:
        """Make an Edit: whatever is put into the draft is committed together, or nothing is."""
        draft = Draft(self.vocabulary)
        yield draft
        edit = Edit(label, self.now())
        with self.writing() as connection:
            writing = commit(connection, self.tables, self.author, draft, edit)
        self._edited = True
        self.tell(writing, edit)

    def undo(self) -> str:
        """Take back the last Edit; return its label. Refused where others have changed it since."""
        return self._take_back(undo.last_done)

    def redo(self) -> str:
        """Do again what was last undone; return its label."""
        return self._take_back(undo.last_undone)

    def get(self, kind: str, record: str) -> Entry:
        """Return a record; Unknown if there is none or it was deleted."""
        state = self.state(kind, record)
        if "trash" in state:
            raise Unknown(_("This {kind} was deleted. Bring it back to see it.").format(kind=kind), "deleted")
        return as_record(self.vocabulary.named(kind), record, state)

    def state(self, kind: str, record: str) -> State:
        """Return all that is known of a record, deleted or not; Unknown if there is none."""
        self.vocabulary.named(kind)
        with self.reading() as connection:
            rows = stored(connection, self.tables, [(kind, record)])
        if record not in rows:
            raise Unknown(
                _("There is no {kind} with the id {id}.").format(kind=kind, id=record[:64]), "no_record"
            )
        return read_state(rows[record].state)

    def search(self, words: str, most: int = 50) -> list[search.Hit]:
        """Return the records that hold all the words, best first."""
        self.index_all()
        with self.reading() as connection:
            return search.find(connection, words, most)

    def index_all(self, most: int | None = None) -> None:
        """Bring the search index up to date with what was written; not if more than `most` records wait."""
        with self.reading() as connection:
            due = search.count_due(connection, (most or 0) + 1)
        if due and (most is None or due <= most) and not self.read_only:
            with self.writing() as connection:
                search.catch_up(connection, self.tables)

    def facts(self) -> dict[str, str]:
        """Return what this computer knows of itself: device, person, office."""
        with self.reading() as connection:
            return meta(connection)

    def keep_facts(self, **facts: str) -> None:
        """Remember facts of this computer."""
        with self.writing() as connection:
            keep_meta(connection, facts)
        self.forget_author()

    def watch(self, listener: Listener) -> None:
        """Call `listener` after every commit, in the thread that made it."""
        self._listeners.append(listener)

    def tell(self, writing: Writing, edit: Edit | None = None) -> None:
        """Tell those who watch what a commit changed."""
        kinds = {kind: frozenset(ids) for kind, ids in writing.touched.items() if ids}
        if kinds:
            for listener in self._listeners:
                listener(Touched(kinds, edit))

    def close(self) -> None:
        """Let go of the file; a reader who may not write is to find the last edits too."""
        if self._edited:
            with suppress(Unavailable):  # what is not done now, the next search does
                self.index_all(most=FEW)
        self.engine.dispose()

    def _take_back(self, choose: Callable[[Connection], Any]) -> str:
        edit = Edit("", self.now())
        with self.writing() as connection:
            done = choose(connection)
            draft = Draft(self.vocabulary)
            undo.take_back(connection, self.tables, self.author, done, draft)
            edit = Edit(done.label, edit.at, edit.id)
            writing = commit(connection, self.tables, self.author, draft, edit, undoes=done.id)
            undo.mark(connection, done)
        self._edited = True
        self.tell(writing, edit)
        return str(done.label)


def create_store(
    path: Path, key: str, *, now: Callable[[], str], vocabulary: Vocabulary = VOCABULARY, **facts: str
) -> Store:
    """Make a new encrypted file with a device identity of its own, and open it."""
    store = Store(open_engine(path, key), path, vocabulary, now)
    with store.writing() as connection:
        building.build(connection, store.tables)
        keep_meta(connection, {"device": new_id(), **facts})
    return store


def open_store(path: Path, key: str, *, now: Callable[[], str], vocabulary: Vocabulary = VOCABULARY) -> Store:
    """Open an encrypted file. One that a newer program wrote opens for reading only."""
    if not path.exists():
        raise Unknown(_("There is no coalition in this folder yet. Start one or join one."), "no_profile")
    engine, unwritable = open_somehow(path, key)
    store = Store(engine, path, vocabulary, now)
    store.unwritable, store.read_only = unwritable, bool(unwritable)
    try:
        _check_version(store)
        if is_elsewhere(path, store.facts()) and not (store.read_only or store.is_older):
            with store.writing() as connection:
                note_place(connection, path)
    except CoalitionError:
        store.close()
        raise
    return store


def _check_version(store: Store) -> None:
    with store.reading() as connection:
        if connection.exec_driver_sql("PRAGMA application_id").scalar() != APPLICATION_ID:
            raise Damaged(
                _("This file is not a data file of Coalition Desk. Nothing was changed."), "foreign"
            )
        version = int(connection.exec_driver_sql("PRAGMA user_version").scalar() or 0)
        mark = connection.execute(
            select(schema.meta.c.value).where(schema.meta.c.key == "vocabulary")
        ).scalar()
    store.read_only = store.read_only or version > building.VERSION
    store.is_older = version < building.VERSION
    is_behind = mark != building.fingerprint(store.vocabulary)
    if is_behind and not store.read_only and not store.is_older:
        with store.writing() as connection:
            building.follow_vocabulary(connection, store.tables)


def add_space(store: Store, space: str, sort: str, name: str, role: str, *, home: bool = False) -> None:
    """Make a space known on this computer; `home` is where new records go."""
    with store.writing() as connection:
        if home:
            connection.execute(update(schema.spaces).values(home=0))
        row = {"space": space, "sort": sort, "name": name, "role": role, "epoch": 0, "cursor": 0}
        connection.execute(
            insert(schema.spaces).values(**row, digest="0" * 32, durable=0, home=int(home), level=1)
        )
    store.forget_author()
