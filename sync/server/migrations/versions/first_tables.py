"""The first tables, and on PostgreSQL the wall between spaces."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

SPACED = ("spaces", "digests", "records", "changes", "edits", "files", "members")
OPEN = ("persons", "devices", "invitations", "attempts", "sign_ins", "waiting_room")


def upgrade() -> None:
    """Make the tables."""
    _make_spaces()
    _make_history()
    _make_files()
    _make_accounts()
    if op.get_context().dialect.name == "postgresql":
        _raise_wall()


def downgrade() -> None:
    """Drop the tables; the role stays, other databases of the same server may use it."""
    for name in (*SPACED, *OPEN, "keys"):
        op.drop_table(name)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger, nullable=False)


def _key(*names: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*names)


def _texts(*names: str) -> list[sa.Column[str]]:
    return [_text(name) for name in names]


def _make_spaces() -> None:
    numbers = (_number("seq"), _number("epoch"), _number("durable"))
    op.create_table(
        "spaces", *_texts("space", "sort", "name", "year"), *numbers, _text("chain"), _key("space")
    )
    op.create_table("digests", *_texts("space", "kind", "digest"), _key("space", "kind"))
    op.create_table("members", *_texts("space", "person", "role", "since", "until"), _key("space", "person"))
    op.create_index("members_of_person", "members", ["person"])


def _make_history() -> None:
    op.create_table(
        "records",
        *_texts("space", "id", "kind"),
        _number("seq"),
        sa.Column("case_id", sa.Text),
        _text("state"),
        sa.Column("hash", sa.LargeBinary, nullable=False),
        _key("space", "id"),
    )
    op.create_index("records_in_order", "records", ["space", "seq"])
    op.create_index("records_of_kind", "records", ["space", "kind", "seq"])
    few = sa.text("case_id IS NOT NULL")
    op.create_index(
        "records_of_case", "records", ["space", "case_id"], sqlite_where=few, postgresql_where=few
    )
    op.create_table(
        "changes",
        *_texts("space", "device"),
        _number("n"),
        _number("seq"),
        *_texts("edit", "kind", "record", "body", "outcome", "reason", "person", "chain"),
        _key("space", "device", "n"),
    )
    op.create_index("changes_in_order", "changes", ["space", "seq"])
    op.create_table("edits", *_texts("space", "id", "device", "label", "at"), _key("space", "id"))


def _make_files() -> None:
    op.create_table(
        "files",
        *_texts("space", "hash"),
        _number("size"),
        _number("received"),
        *_texts("upload", "device"),
        sa.Column("confirmed", sa.Boolean, nullable=False),
        _key("space", "hash"),
    )


def _make_accounts() -> None:
    op.create_table("persons", *_texts("id", "name", "email", "created"), _key("id"))
    op.create_table(
        "devices",
        *_texts("id", "person", "name", "public_key"),
        _number("next_n"),
        *_texts("program", "enrolled", "last_seen"),
        _number("waiting"),
        *_texts("revoked", "revoked_by"),
        _key("id"),
    )
    invitation = ("code_hash", "space", "role", "name", "expires", "used_by", "created")
    op.create_table("invitations", *_texts(*invitation), _key("code_hash"))
    count = sa.Column("count", sa.Integer, nullable=False)
    op.create_table("attempts", _text("what"), _number("window"), count, _key("what", "window"))
    op.create_table("sign_ins", *_texts("token_hash", "person", "expires", "used"), _key("token_hash"))
    sealed = ("id", "space", "device", "received", "why", "sealed")
    op.create_table("waiting_room", *_texts(*sealed), _key("id"))
    op.create_table("keys", *_texts("name", "secret"), _key("name"))


def _raise_wall() -> None:
    op.execute(_ROLE)
    for name in (*SPACED, *OPEN):
        op.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON {name} TO coalition_office")
    op.execute("GRANT SELECT ON keys TO coalition_office")
    for name in SPACED:
        op.execute(f"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY wall ON {name} USING (space = ANY ({_NAMED_SPACES}))")
    # Which spaces a person is in is asked before any space is named; it is only ever read that way.
    op.execute("CREATE POLICY own ON members FOR SELECT USING (person = current_setting('app.person', true))")


_NAMED_SPACES = "string_to_array(current_setting('app.spaces', true), ',')"
_ROLE = """
DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'coalition_office') THEN
        CREATE ROLE coalition_office NOLOGIN;
    END IF;
    IF NOT pg_has_role('coalition_office', 'SET') THEN
        GRANT coalition_office TO CURRENT_USER WITH INHERIT FALSE, SET TRUE;
    END IF;
    GRANT USAGE ON SCHEMA public TO coalition_office;
END $$
"""
