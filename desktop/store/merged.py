"""Under which ids a record was known before others were merged into it."""

from sqlalchemy import Connection, case, or_, select

from desktop.store.conditions import is_there
from desktop.store.tables import Tables


def ids_merged_into(connection: Connection, tables: Tables, record: str) -> list[str]:
    """Return the id of a record, then the ids of all that, as its duplicates say, were merged into it."""
    duplicate = tables.of("duplicate")
    found = [record]
    for kept in found:  # grows while those are found who were merged into these
        other = case((duplicate.c.one == kept, duplicate.c.other), else_=duplicate.c.one)
        named = or_(duplicate.c.one == kept, duplicate.c.other == kept)
        merged = select(other).where(named, duplicate.c.kept == kept, is_there(duplicate))
        found += [each for each in connection.execute(merged).scalars() if each not in found]
    return found
