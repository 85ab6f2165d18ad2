"""The databases that the office's tests run on are what they promise to be."""

from sqlalchemy import create_engine, text

from tests.postgres import fresh_database


def test_every_sort_of_database_starts_empty_and_keeps_what_is_written(database_url):
    engine = create_engine(database_url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE note (words TEXT)"))
        connection.execute(text("INSERT INTO note VALUES ('kept')"))
    with engine.connect() as connection:
        assert connection.execute(text("SELECT words FROM note")).scalars().all() == ["kept"]
    engine.dispose()


def test_the_role_of_the_office_cannot_step_over_row_level_security(fresh_postgres):
    engine = create_engine(fresh_postgres)
    special = text("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
    with engine.connect() as connection:
        assert connection.execute(special).scalar_one() is False
    engine.dispose()


def test_two_tests_never_share_a_database(postgres_url):
    with fresh_database(postgres_url) as one, fresh_database(postgres_url) as other:
        assert one != other
