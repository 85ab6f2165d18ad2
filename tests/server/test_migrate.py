import subprocess
import sys

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from psycopg.errors import InsufficientPrivilege
from sqlalchemy import MetaData, inspect, select, text
from sqlalchemy.exc import DBAPIError, ProgrammingError

from sync.errors import Refused
from sync.records.base import new_id
from sync.server import migrate as subject
from sync.server import schema
from sync.server.migrate import HEAD, REVISIONS, downgrade, migrate, require_current, upgrade, version_state
from sync.server.whole import reading_whole, writing_whole


def differences(storage):
    with reading_whole(storage) as connection:
        return compare_metadata(MigrationContext.configure(connection), schema.metadata)


def test_the_newest_version_of_the_database_is_what_the_schema_says(storage):
    assert differences(storage) == []


def test_up_down_and_up_again_is_the_same_as_up(storage):
    with writing_whole(storage) as connection:
        downgrade(connection)
        assert inspect(connection).get_table_names() == ["alembic_version"]
        upgrade(connection)
    assert differences(storage) == []


def upgrade_and_fail(connection):
    upgrade(connection)
    raise ZeroDivisionError


def test_a_migration_that_fails_leaves_the_database_as_it_was(empty_storage):
    with pytest.raises(ZeroDivisionError), writing_whole(empty_storage) as connection:
        upgrade_and_fail(connection)
    assert version_state(empty_storage) == "empty"
    with reading_whole(empty_storage) as connection:
        present = MetaData()
        present.reflect(connection)
        assert not present.tables


def test_migrating_twice_changes_nothing(empty_storage):
    assert migrate(empty_storage) == "empty"
    assert migrate(empty_storage) == "current"


def test_an_older_and_a_newer_database_are_told_apart_and_not_touched(storage, monkeypatch):
    monkeypatch.setattr(subject, "REVISIONS", (HEAD, "0002"))
    monkeypatch.setattr(subject, "HEAD", "0002")
    assert version_state(storage) == "older"
    with pytest.raises(Refused, match="coalition-office migrate"):
        require_current(storage)
    monkeypatch.undo()
    with writing_whole(storage) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    assert version_state(storage) == "newer"
    for action in (require_current, migrate):
        with pytest.raises(Refused, match="newer version than this program"):
            action(storage)


def test_a_database_user_without_the_right_is_told_what_to_ask_for():
    explained = subject._explained(DBAPIError("CREATE ROLE", {}, InsufficientPrivilege()))
    assert isinstance(explained, Refused)
    assert "`CREATE ROLE coalition_office NOLOGIN`" in explained.sentence


def test_the_list_of_versions_is_that_of_the_migrations():
    script = ScriptDirectory.from_config(subject._config(None))
    assert tuple(each.revision for each in reversed(list(script.walk_revisions()))) == REVISIONS


def test_asking_for_the_version_does_not_load_alembic(storage):
    url = storage.engine.url.render_as_string(hide_password=False).removeprefix("sqlite:///")
    program = (
        "import sys; from sync.server.migrate import version_state;"
        "from sync.server.storage import open_storage;"
        f"print(version_state(open_storage({url!r})), 'alembic' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "current False\n"


class TestTheWall:
    @pytest.fixture(autouse=True)
    def two_spaces(self, database_url, storage):
        if database_url.startswith("sqlite"):
            pytest.skip("SQLite has no second wall")
        self.ours, self.theirs, self.person = new_id(), new_id(), new_id()
        numbers = {
            "seq": 0,
            "epoch": 1,
            "durable": 0,
            "chain": "",
            "name": "",
            "year": "",
            "sort": "coalition",
        }
        with writing_whole(storage) as connection:
            for space in (self.ours, self.theirs):
                connection.execute(schema.spaces.insert().values(space=space, **numbers))
                member = {"person": self.person, "role": "member", "since": "", "until": ""}
                connection.execute(schema.members.insert().values(space=space, **member))

    def test_a_transaction_sees_the_spaces_it_names_and_no_other(self, storage):
        with storage.reading([self.ours]) as connection:
            for table in (schema.spaces, schema.members):
                assert connection.execute(select(table.c.space)).scalars().all() == [self.ours]
        with storage.reading([]) as connection:
            assert connection.execute(select(schema.spaces)).all() == []

    def test_a_person_is_seen_in_every_space_but_cannot_be_put_into_one(self, storage):
        with storage.reading([]) as connection:
            storage.show_memberships(connection, self.person)
            assert len(connection.execute(select(schema.members)).all()) == 2
        with pytest.raises(ProgrammingError, match="row-level security"):
            self.write_as_person(storage)

    def write_as_person(self, storage):
        with storage.engine.begin() as connection:
            connection.execute(text("SET LOCAL ROLE coalition_office"))
            storage.show_memberships(connection, self.person)
            member = {"space": new_id(), "person": self.person, "role": "admin", "since": "", "until": ""}
            connection.execute(schema.members.insert().values(member))

    def test_every_table_behind_the_wall_has_it(self, storage):
        with reading_whole(storage) as connection:
            walled = connection.execute(text("SELECT relname FROM pg_class WHERE relrowsecurity"))
            assert set(walled.scalars()) == {table.name for table in schema.SPACED}

    def test_nothing_of_another_space_can_be_written(self, storage):
        with storage.writing([self.ours]) as connection:
            changed = connection.execute(schema.spaces.update().values(name="mine"))
            assert changed.rowcount == 1
