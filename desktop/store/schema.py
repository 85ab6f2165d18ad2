"""The tables of the local file that are the same whatever kinds there are.

The tables of the kinds are derived from the vocabulary, see `tables.py`.
"""

from sqlalchemy import Column, Index, Integer, LargeBinary, MetaData, Table, Text, text

metadata = MetaData()

UNSENT, ACKED = text("standing = 'unsent'"), text("standing = 'acked'")
ON_TOP = text("standing IN ('unsent', 'acked')")
REFUSED = text("standing = 'refused'")
"""Which changes have an index to themselves; SQLite sees that only where the words are written out."""

meta = Table(
    "meta",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)
"""Facts of this computer: device, person, office, vocabulary."""

spaces = Table(
    "spaces",
    metadata,
    Column("space", Text, primary_key=True),
    Column("sort", Text, nullable=False),  # coalition, cohort, state
    Column("name", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("epoch", Integer, nullable=False),  # 0 = not heard yet
    Column("cursor", Integer, nullable=False),
    Column("digest", Text, nullable=False),  # of what is pulled
    Column("durable", Integer, nullable=False),
    Column("home", Integer, nullable=False),  # where new records go
    Column("level", Integer, nullable=False),  # 0 = being heard anew: what does not come again is set aside
)

edits = Table(
    "edits",
    metadata,
    Column("number", Integer, primary_key=True),  # the order in which they were made here
    Column("id", Text, nullable=False, unique=True),
    Column("label", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("undoes", Text, nullable=False),  # the Edit that this one took back
    Column("undone", Integer, nullable=False),
)

changes = Table(
    "changes",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("edit", Text, nullable=False),
    Column("space", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("record", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("before", Text, nullable=False),  # JSON, see sync.changes.inverse
    Column("standing", Text, nullable=False),  # unsent, acked (not pulled yet), done, refused
    Column("seq", Integer, nullable=False),
    Column("reason", Text, nullable=False),
    Index("changes_of_edit", "edit"),
    Index("changes_of_record", "record"),
    Index("changes_waiting", "n", sqlite_where=UNSENT),
    Index("changes_on_top", "record", sqlite_where=ON_TOP),
    Index("changes_acked", "space", "seq", sqlite_where=ACKED),
    Index("changes_refused", "n", sqlite_where=REFUSED),
    sqlite_autoincrement=True,  # a number is never given twice, whatever is deleted
)
"""My own edits: the outbox, what is acknowledged, what was refused, and what undo needs."""

pulled = Table(
    "pulled",
    metadata,
    Column("id", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("state", Text, nullable=False),
)
"""What the office holds of each record that has a change of mine on top."""

unknown = Table(
    "unknown",
    metadata,
    Column("id", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("_space", Text, nullable=False),
    Column("_state", Text, nullable=False),
)
"""Records of kinds that a newer program knows: kept as they came."""

confirmed = Table(
    "confirmed",
    metadata,
    Column("id", Text, primary_key=True),
    Column("seq", Integer, nullable=False),
    Column("hash", LargeBinary, nullable=False),  # of the state that is pulled
    sqlite_with_rowid=False,
)
"""What the office has confirmed of each record; apart, so that its word does not rewrite the record."""

attention = Table(
    "attention",
    metadata,
    Column("id", Text, primary_key=True),
    Column("kind", Text, nullable=False),
)
"""Records in which something is kept beside, asked or merged: they need a person."""

set_aside = Table(
    "set_aside",
    metadata,
    Column("id", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("space", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("at", Text, nullable=False),
)
"""Records the office no longer hands out, and poison that could not be taken in: never thrown away."""

files = Table(
    "files",
    metadata,
    Column("hash", Text, primary_key=True),
    Column("space", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("sent", Integer, nullable=False),  # bytes the office confirmed
    Column("upload", Text, nullable=False),  # tus upload address
    Column("standing", Text, nullable=False),  # waiting, confirmed, here, wanted
)

syncs = Table(
    "syncs",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("sent", Integer, nullable=False),
    Column("received", Integer, nullable=False),
    Column("refused", Integer, nullable=False),
    Column("beside", Integer, nullable=False),
    Column("outcome", Text, nullable=False),  # "" = well, else the plain sentence
)
"""The last rounds, readable."""

drafts = Table(
    "drafts",
    metadata,
    Column("form", Text, primary_key=True),
    Column("body", Text, nullable=False),
    Column("at", Text, nullable=False),
)
"""What was typed and not yet recorded."""

found = Table(
    "found",
    metadata,
    Column("row", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
)
"""Which record each row of the search index stands for."""

search_due = Table(
    "search_due",
    metadata,
    Column("id", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    sqlite_with_rowid=False,
)
"""Records that are not in the search index as they are shown; a search indexes them first."""

sealed = Table(
    "sealed",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("hash", Text, nullable=False, unique=True),
    Column("route", Text, nullable=False),  # where at the office it goes
    Column("space", Text, nullable=False),  # whose records wait for it, "" = none
    Column("body", LargeBinary, nullable=False),
)
"""Sealed files to hand over to the office before the next round; it alone can open them."""

carried = Table(
    "carried",
    metadata,
    Column("id", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("space", Text, nullable=False),
    Column("device", Text, nullable=False),  # on which they were seen
    Column("upto", Integer, nullable=False),  # the number of its last change then
)
"""Records shown as another computer saw them, until the office's own word comes."""

SEARCH_INDEX = (
    "CREATE VIRTUAL TABLE search_index USING fts5(words, content='', contentless_delete=1, "
    "tokenize=\"unicode61 remove_diacritics 2\", prefix='2 3')"
)
