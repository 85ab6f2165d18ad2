"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables, the search index, and the mark that the file is ours."""
    _make_places()
    _make_outbox()
    _make_shelves()
    _make_journals()
    _make_carried()
    _make_search()
    op.execute("PRAGMA application_id = 1131365477")


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False)


def _name(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, primary_key=True)


def _order(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, primary_key=True)


def _make_places() -> None:
    op.create_table("meta", _name("key"), _text("value"))
    op.create_table(
        "spaces",
        _name("space"),
        *map(_text, ("sort", "name", "role")),
        *map(_number, ("epoch", "cursor")),
        _text("digest"),
        *map(_number, ("durable", "home", "level")),
    )


def _make_outbox() -> None:
    op.create_table(
        "edits",
        _order("number"),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        *map(_text, ("label", "at", "undoes")),
        _number("undone"),
    )
    op.create_table(
        "changes",
        _order("n"),
        *map(_text, ("edit", "space", "kind", "record", "body", "before", "standing")),
        _number("seq"),
        _text("reason"),
        sqlite_autoincrement=True,
    )
    op.create_index("changes_of_edit", "changes", ["edit"])
    op.create_index("changes_of_record", "changes", ["record"])
    op.create_index("changes_waiting", "changes", ["n"], sqlite_where=sa.text("standing = 'unsent'"))
    op.create_index(
        "changes_on_top", "changes", ["record"], sqlite_where=sa.text("standing IN ('unsent', 'acked')")
    )
    op.create_index("changes_acked", "changes", ["space", "seq"], sqlite_where=sa.text("standing = 'acked'"))
    op.create_index("changes_refused", "changes", ["n"], sqlite_where=sa.text("standing = 'refused'"))


def _make_shelves() -> None:
    op.create_table("pulled", _name("id"), *map(_text, ("kind", "state")))
    op.create_table(
        "unknown",
        _name("id"),
        *map(_text, ("kind", "_space", "_state")),
    )
    op.create_table(
        "confirmed",
        _name("id"),
        _number("seq"),
        sa.Column("hash", sa.LargeBinary, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table("attention", _name("id"), _text("kind"))
    op.create_table("set_aside", _name("id"), *map(_text, ("kind", "space", "state", "why", "at")))


def _make_journals() -> None:
    op.create_table(
        "files",
        _name("hash"),
        *map(_text, ("space", "name")),
        *map(_number, ("size", "sent")),
        *map(_text, ("upload", "standing")),
    )
    counts = map(_number, ("sent", "received", "refused", "beside"))
    op.create_table("syncs", _order("number"), _text("at"), *counts, _text("outcome"))
    op.create_table("drafts", _name("form"), *map(_text, ("body", "at")))


def _make_carried() -> None:
    op.create_table(
        "sealed",
        _order("number"),
        sa.Column("hash", sa.Text, nullable=False, unique=True),
        *map(_text, ("route", "space")),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    op.create_table("carried", _name("id"), *map(_text, ("kind", "space", "device")), _number("upto"))


def _make_search() -> None:
    op.create_table(
        "found", _order("row"), sa.Column("id", sa.Text, nullable=False, unique=True), _text("kind")
    )
    op.create_table("search_due", _name("id"), _text("kind"), sqlite_with_rowid=False)
    op.execute(
        "CREATE VIRTUAL TABLE search_index USING fts5(words, content='', contentless_delete=1, "
        "tokenize=\"unicode61 remove_diacritics 2\", prefix='2 3')"
    )
