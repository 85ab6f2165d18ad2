"""No SQL is built from strings, save where a name or a number of our own has to stand and no value can.

`execute` on a SQLAlchemy connection takes expressions only; `text`, `exec_driver_sql`, the driver's own
`execute` and what desktop/store/driver.py hands to it take words. Those words are written out in the
source, or are on the list below with the reason why nothing that a person typed can get into them.
"""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCES = sorted(file for part in ("desktop", "sync") for file in (ROOT / part).rglob("*.py"))
WORDS = ("text", "exec_driver_sql")
DRIVEN = ("fetch", "each_of", "fetch_value", "run", "run_each")
"""Functions of desktop/store/driver.py, which take a connection and then words."""
REASONS = {
    "desktop/store/building.py": {
        "schema.SEARCH_INDEX": "a constant",
        "f'PRAGMA application_id = {APPLICATION_ID}'": "a constant",
        "f'PRAGMA user_version = {VERSION}'": "a constant",
        """f'ALTER TABLE "{rows.name}" ADD COLUMN {words}'""": "a kind and a field of our vocabulary",
        """f'DROP VIEW IF EXISTS "{view.name}"'""": "a kind of our vocabulary",
        "view_words(view, rows)": "a kind and fields of our vocabulary",
        "copy": "a kind and a field of our vocabulary",
        """f'ALTER TABLE "{rows.name}" RENAME TO "{before}"'""": "a kind of our vocabulary",
        """f'DROP TABLE "{before}"'""": "a kind of our vocabulary",
    },
    "desktop/store/connection.py": {
        """f'''PRAGMA key = "x'{key}'"'''""": "64 hex digits, made from the bytes of a key",
        "f'PRAGMA cipher_default_hmac_algorithm = {SEAL}'": "a constant",
        "f'PRAGMA cipher_hmac_algorithm = {seal}'": "one of two constants",
        "f'PRAGMA {name} = {value}'": "constants",
        "f'BEGIN {mode}'": "a word of ours",
    },
    "desktop/store/doctor.py": {"schema.SEARCH_INDEX": "a constant"},
    "desktop/store/driver.py": {
        "words": "handed on: they are looked at where they come from",
        "_spelled(table, columns, otherwise)": "a table and columns of ours",
    },
    "desktop/store/listing.py": {"self._read": "a kind of our vocabulary"},
    "desktop/store/migrating.py": {"f'PRAGMA user_version = {int(step.revision)}'": "an integer"},
    "desktop/store/reading.py": {
        "_NEWEST.format(table)": "a kind of our vocabulary",
        "_ROWS.format(table)": "a kind of our vocabulary",
    },
    "desktop/store/rows.py": {
        "alike": "a kind and fields of our vocabulary",
        "otherwise": "a kind and fields of our vocabulary",
    },
    "desktop/store/tables.py": {
        "f'{quoted} COLLATE NOCASE'": "a field of our vocabulary",
        "f'{quoted} IS NOT NULL'": "a field of our vocabulary",
    },
    "desktop/store/verifying.py": {
        "f'PRAGMA {database}.cipher_integrity_check'": "main or copy",
        "f'PRAGMA {database}.integrity_check'": "main or copy",
    },
    "desktop/store/writing.py": {"words": "a kind of our vocabulary"},
    "sync/bulk.py": {"words": "made by SQLAlchemy from an expression"},
    "sync/server/migrate.py": {
        "f'SELECT pg_advisory_xact_lock({_ONE_AT_A_TIME:d})'": "an integer constant",
    },
    "sync/server/migrations/versions/first_tables.py": {
        "f'GRANT SELECT, INSERT, UPDATE, DELETE ON {name} TO coalition_office'": "a table of ours",
        "f'ALTER TABLE {name} ENABLE ROW LEVEL SECURITY'": "a table of ours",
        "f'CREATE POLICY wall ON {name} USING (space = ANY ({_NAMED_SPACES}))'": "a table of ours",
    },
    "sync/server/storage.py": {
        """f"{moment}SET LOCAL ROLE {WALLED_ROLE};SET LOCAL app.spaces = '{names}'\"""": "UUIDs",
        """f"SET LOCAL app.person = '{UUID(person)}'\"""": "a UUID",
        "f'PRAGMA {pragma}'": "a constant",
        "sqlite_begin": "a word of ours",
    },
    "sync/server/whole.py": {"first": "a word of ours"},
}
"""File -> what is built there -> why nothing that was typed gets into it."""


def built_words(source: str) -> set[str]:
    """Return what stands in a source wherever SQL is not written out as it is."""
    tree = ast.parse(source)
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and node.args]
    words = [each for call in calls for each in _words_of(call)]
    constants = _constants(tree)
    return {ast.unparse(each) for each in words if not isinstance(each, ast.Constant)} - constants


def _words_of(call: ast.Call) -> list[ast.expr]:
    """Return what a call hands to the database as words."""
    called, first = call.func, call.args[0]
    name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
    if isinstance(called, ast.Name) and name in DRIVEN:
        return call.args[1:2]
    if name in WORDS or (name in ("execute", "executemany", "executescript") and _makes_a_string(first)):
        return [first]
    return []


def _constants(tree: ast.Module) -> set[str]:
    """Return the names that a module gives to words that are written out in it."""
    given = (
        node for node in tree.body if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
    )
    return {target.id for node in given for target in node.targets if isinstance(target, ast.Name)}


def _makes_a_string(node: ast.expr) -> bool:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        on_words = isinstance(node.func.value, ast.Constant)
        return node.func.attr == "format" or (node.func.attr == "join" and on_words)
    return isinstance(node, ast.JoinedStr | ast.BinOp)


@pytest.mark.parametrize("file", SOURCES, ids=lambda file: str(file.relative_to(ROOT)))
def test_sql_is_written_out_or_has_a_reason_not_to_be(file: Path) -> None:
    name = file.relative_to(ROOT).as_posix()
    assert built_words(file.read_text("utf-8")) == REASONS.get(name, {}).keys()


@pytest.mark.parametrize(
    "words",
    ["f'DROP {name}'", "'DROP ' + name", "'DROP %s' % name", "'DROP {}'.format(name)", "''.join(parts)"],
)
def test_words_that_were_put_together_are_noticed(words: str) -> None:
    for call in ("connection.execute", "connection.exec_driver_sql", "text"):
        assert built_words(f"{call}({words})")
    assert built_words(f"fetch(connection, {words})")
    assert not built_words(f"ALL = 'SELECT 1'\nfetch(connection, ALL, {words})")
