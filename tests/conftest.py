"""What every test may ask for: databases of the office, and how hard hypothesis works."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis.database import DirectoryBasedExampleDatabase

from tests.postgres import fresh_database, running_postgres

ROOT = Path(__file__).parent.parent

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

EXAMPLES = DirectoryBasedExampleDatabase(ROOT / ".cache" / "hypothesis")
settings.register_profile("dev", deadline=None, max_examples=50, database=EXAMPLES)
settings.register_profile("ci", settings.get_profile("dev"), max_examples=300, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "dev")


def pytest_configure() -> None:
    """Being told to end is like Ctrl-C: fixtures still put away the servers they started."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """The address of a PostgreSQL server, without a database name; started when first asked for."""
    with running_postgres() as url:
        yield url


@pytest.fixture
def fresh_postgres(postgres_url: str) -> Iterator[str]:
    """An empty PostgreSQL database, gone after the test."""
    with fresh_database(postgres_url) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database for the office, of each sort it can run on."""
    if request.param == "postgres":
        return str(request.getfixturevalue("fresh_postgres"))
    return f"sqlite:///{tmp_path / 'office.sqlite'}"
