"""The second wall: PostgreSQL itself shows a transaction only the spaces that it named."""

import pytest
from sqlalchemy import delete, func, insert, select, text, update

from sync.errors import Unavailable
from sync.records.base import new_id
from sync.server import schema
from sync.server.migrate import migrate
from sync.server.storage import WALLED_ROLE, open_storage
from sync.server.whole import reading_whole, writing_whole

A, B = new_id(), new_id()
TABLES = pytest.mark.parametrize("table", schema.SPACED, ids=lambda table: table.name)
FILLERS = {"TEXT": "x", "BIGINT": 1, "BOOLEAN": False, "BLOB": b"x"}


@pytest.fixture
def storage(fresh_postgres):
    """A database in which every table has two rows of each of two spaces."""
    storage = open_storage(fresh_postgres)
    migrate(storage)
    with writing_whole(storage) as connection:
        for table in schema.SPACED:
            rows = [row_of(table, space, mark) for space in (A, B) for mark in marks(table)]
            connection.execute(insert(table), rows)
    yield storage
    storage.close()


def marks(table):
    """What tells the rows of one space apart; a space has only one row of its own."""
    return ("one",) if len(table.primary_key) == 1 else ("one", "two")


def row_of(table, space, mark):
    row = {column.name: FILLERS[str(column.type)] for column in table.columns}
    other = next((column for column in table.primary_key if column.name != "space"), None)
    return row | ({other.name: mark} if other is not None else {}) | {"space": space}


def everything(storage, table):
    with reading_whole(storage) as connection:
        return sorted(map(tuple, connection.execute(select(table)).all()), key=repr)


@TABLES
def test_a_query_that_forgot_to_name_its_space_sees_the_rows_of_one_only(storage, table):
    with storage.reading([A]) as connection:
        rows = connection.execute(select(table)).all()
        assert {row.space for row in rows} == {A}
        assert len(rows) == len(marks(table))
        assert connection.execute(select(table).where(table.c.space == B)).all() == []
        counted = select(func.count()).select_from(table).where(table.c.space != A)
        assert connection.execute(counted).scalar() == 0


@TABLES
def test_both_spaces_are_seen_by_who_is_in_both(storage, table):
    with storage.reading([A, B]) as connection:
        assert {row.space for row in connection.execute(select(table))} == {A, B}


@TABLES
def test_no_space_named_is_no_row_seen(storage, table):
    with storage.reading([]) as connection:
        assert connection.execute(select(table)).all() == []
    with storage.engine.connect() as connection:  # where app.spaces was never set, and where it was once
        for _ in range(2):
            connection.exec_driver_sql(f"SET LOCAL ROLE {WALLED_ROLE}")
            assert connection.execute(select(table)).all() == []
            connection.rollback()
            connection.exec_driver_sql(f"SET LOCAL app.spaces = '{A}'")
            connection.rollback()


@TABLES
def test_a_change_of_everything_changes_nothing_of_others(storage, table):
    before = [row for row in everything(storage, table) if B in row]
    with storage.writing([A]) as connection:
        touched = connection.execute(update(table).values(space=table.c.space)).rowcount
        assert touched == len(marks(table))
        assert connection.execute(update(table).where(table.c.space == B).values(space=B)).rowcount == 0
        assert connection.execute(delete(table).where(table.c.space == B)).rowcount == 0
        assert connection.execute(delete(table)).rowcount == touched
    assert everything(storage, table) == before


@TABLES
def test_nothing_is_written_into_a_space_that_was_not_named(storage, table):
    before = everything(storage, table)
    fresh = insert(table).values(row_of(table, new_id() if len(marks(table)) == 1 else B, "three"))
    for statement in (fresh, update(table).where(table.c.space == A).values(space=B)):
        with pytest.raises(Unavailable) as caught, storage.writing([A]) as connection:
            connection.execute(statement)
        assert "row-level security" in str(caught.value.__cause__)
    assert everything(storage, table) == before


@TABLES
def test_the_wall_cannot_be_taken_down_from_inside(storage, table):
    for statement in (
        f"ALTER TABLE {table.name} DISABLE ROW LEVEL SECURITY",
        f"DROP POLICY wall ON {table.name}",
        f"TRUNCATE {table.name}",
        f"ALTER TABLE {table.name} OWNER TO {WALLED_ROLE}",
    ):
        with pytest.raises(Unavailable) as caught, storage.writing([A]) as connection:
            connection.execute(text(statement))
        assert "must be owner" in str(caught.value.__cause__) or "permission" in str(caught.value.__cause__)


def test_what_is_opened_to_read_is_not_written(storage):
    with pytest.raises(Unavailable) as caught, storage.reading([A]) as connection:
        connection.execute(update(schema.spaces).values(name="other"))
    assert "read-only transaction" in str(caught.value.__cause__)


def test_a_person_finds_their_memberships_everywhere_and_changes_none_of_them(storage):
    person = new_id()
    own = {"person": person, "role": "leader", "since": "", "until": ""}
    with writing_whole(storage) as connection:
        connection.execute(insert(schema.members), [{"space": space, **own} for space in (A, B)])
    members = schema.members
    with storage.writing([A]) as connection:
        storage.show_memberships(connection, person)
        mine = select(members.c.space).where(members.c.person == person)
        assert set(connection.execute(mine).scalars()) == {A, B}
        assert {row.person for row in connection.execute(select(members).where(members.c.space == B))} == {
            person
        }
        promoted = update(members).where(members.c.space == B).values(role="admin")
        assert connection.execute(promoted).rowcount == 0
        assert connection.execute(delete(members).where(members.c.space == B)).rowcount == 0


def test_every_table_that_holds_what_is_in_spaces_is_walled(storage):
    wanted = text("SELECT relname FROM pg_class WHERE relrowsecurity AND relkind = 'r'")
    with reading_whole(storage) as connection:
        assert set(connection.execute(wanted).scalars()) == {table.name for table in schema.SPACED}
    named = {table for table in schema.metadata.tables.values() if "space" in table.columns}
    assert named - set(schema.SPACED) == {schema.invitations, schema.waiting_room}, (
        "a table with the rows of spaces has to stand in schema.SPACED and behind a policy"
    )


def test_who_the_wall_holds_for_has_no_way_around_it(storage):
    wanted = text(
        "SELECT rolsuper, rolbypassrls, rolcanlogin, rolcreaterole FROM pg_roles WHERE rolname = :name"
    )
    with reading_whole(storage) as connection:
        assert tuple(connection.execute(wanted, {"name": WALLED_ROLE}).one()) == (False,) * 4
        owned = text("SELECT count(*) FROM pg_tables WHERE tableowner = :name")
        assert connection.execute(owned, {"name": WALLED_ROLE}).scalar() == 0


@pytest.mark.parametrize("space", ["", "x", f"{A}'; RESET ROLE; --", f"{A},{B}"], ids=range(4))
def test_a_space_that_is_no_id_opens_nothing(storage, space):
    with pytest.raises(ValueError, match="UUID"), storage.writing([space]):
        pass


def test_the_wall_is_up_again_for_whoever_gets_the_connection_next(storage):
    with storage.reading([A, B]) as connection:
        assert len(connection.execute(select(schema.records)).all()) == 4
    with pytest.raises(Unavailable), storage.writing([B]) as connection:
        connection.execute(text("SELECT nothing"))
    with storage.reading([A]) as connection:
        assert {row.space for row in connection.execute(select(schema.records))} == {A}
