"""Write tests/store/schema.sql: the tables that the migrations make, for a reader and for the tests."""

import re
import tempfile
from pathlib import Path

from sqlalchemy import text

from desktop.store.connection import open_engine
from desktop.store.migrating import upgrade

SNAPSHOT = Path(__file__).parent.parent / "store" / "schema.sql"


def main() -> None:
    """Take every step in an empty file, and write down what came of it: one line for each thing."""
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(Path(folder) / "new.db", "ab" * 32)
        with engine.begin() as connection:
            upgrade(connection)
            made = text("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type, name")
            lines = [re.sub(r"\s+", " ", words) for words in connection.execute(made).scalars()]
        engine.dispose()
    SNAPSHOT.write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
