"""The office's tables: one generic `records` table, keyed by space first.

A new field or kind needs no migration here. The same schema runs on SQLite and
PostgreSQL and could be spread by space: no database sequence, no foreign key
across spaces. Tables above the line hold what is in spaces, tables below who
may come in.
"""

from sqlalchemy import BigInteger as Big
from sqlalchemy import Boolean, Column, Index, Integer, LargeBinary, MetaData, Table, Text, text

metadata = MetaData()
OF_A_CASE = text("case_id IS NOT NULL")
"""Few records are: the others are in no index for it."""


def _text(name: str, **options: object) -> Column[str]:
    return Column(name, Text, nullable=False, **options)  # type: ignore[arg-type]


def _number(name: str, **options: object) -> Column[int]:
    return Column(name, Big, nullable=False, **options)  # type: ignore[arg-type]


spaces = Table(
    "spaces",
    metadata,
    _text("space", primary_key=True),
    _text("sort"),  # coalition, cohort, state
    _text("name"),
    _text("year"),  # of a cohort, e.g. 2026-27
    _number("seq"),  # the last number given; its row lock makes the order
    _number("epoch"),
    _number("durable"),  # covered by a backup
    _text("chain"),  # head of the history
)

digests = Table(
    "digests",
    metadata,
    _text("space", primary_key=True),
    _text("kind", primary_key=True),  # an audience is a set of kinds
    _text("digest"),
)

records = Table(
    "records",
    metadata,
    _text("space", primary_key=True),
    _text("id", primary_key=True),
    _text("kind"),
    _number("seq"),
    Column("case_id", Text),  # of a step: the case it moves
    _text("state"),  # canonical JSON, see sync.changes.state
    Column("hash", LargeBinary, nullable=False),
    Index("records_in_order", "space", "seq"),
    Index("records_of_kind", "space", "kind", "seq"),
    Index("records_of_case", "space", "case_id", sqlite_where=OF_A_CASE, postgresql_where=OF_A_CASE),
)

changes = Table(
    "changes",
    metadata,
    _text("space", primary_key=True),
    _text("device", primary_key=True),
    Column("n", Big, primary_key=True, autoincrement=False),
    _number("seq"),  # 0 = refused without a number
    _text("edit"),
    _text("kind"),
    _text("record"),
    _text("body"),  # JSON
    _text("outcome"),  # one letter, see protocol.Receipts
    _text("reason"),
    _text("person"),
    _text("chain"),  # SHA-256 over the one before and this
    Index("changes_in_order", "space", "seq"),
)

edits = Table(
    "edits",
    metadata,
    _text("space", primary_key=True),
    _text("id", primary_key=True),
    _text("device"),
    _text("label"),
    _text("at"),
)

files = Table(
    "files",
    metadata,
    _text("space", primary_key=True),
    _text("hash", primary_key=True),
    _number("size"),
    _number("received"),  # bytes so far; the file is whole when it equals size
    _text("upload"),  # tus upload id
    _text("device"),
    Column("confirmed", Boolean, nullable=False),  # the bytes have the hash they claim
)

members = Table(
    "members",
    metadata,
    _text("space", primary_key=True),
    _text("person", primary_key=True),
    _text("role"),
    _text("since"),
    _text("until"),
    Index("members_of_person", "person"),
)

SPACED = (spaces, digests, records, changes, edits, files, members)
"""Tables behind the wall between spaces."""

# ---- who may come in ----

persons = Table(
    "persons",
    metadata,
    _text("id", primary_key=True),
    _text("name"),
    _text("email"),
    _text("created"),
)

devices = Table(
    "devices",
    metadata,
    _text("id", primary_key=True),
    _text("person"),
    _text("name"),
    _text("public_key"),  # Ed25519, base64
    _number("next_n"),
    _text("program"),
    _text("enrolled"),
    _text("last_seen"),
    _number("waiting"),  # unsent changes it reported
    _text("revoked"),  # when, "" = trusted
    _text("revoked_by"),
)

invitations = Table(
    "invitations",
    metadata,
    _text("code_hash", primary_key=True),
    _text("space"),
    _text("role"),
    _text("name"),
    _text("expires"),
    _text("used_by"),  # the device, "" = open
    _text("created"),
)

attempts = Table(
    "attempts",
    metadata,
    _text("what", primary_key=True),  # rule and who, e.g. enrol:203.0.113.9
    _number("window", primary_key=True),  # start of the window, epoch seconds
    Column("count", Integer, nullable=False),
)

sign_ins = Table(
    "sign_ins",
    metadata,
    _text("token_hash", primary_key=True),
    _text("person"),
    _text("expires"),
    _text("used"),
)

waiting_room = Table(
    "waiting_room",
    metadata,
    _text("id", primary_key=True),
    _text("space"),
    _text("device"),
    _text("received"),
    _text("why"),
    _text("sealed"),  # the unsent work of a device that lost its space
)

keys = Table(
    "keys",
    metadata,
    _text("name", primary_key=True),
    _text("secret"),  # base64; what carry files are sealed with follows from it
)
