"""The shape of the source: who imports whom, how long files are, what says what it is for."""

import ast
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest
from importlinter.application.use_cases import lint_imports
from importlinter.configuration import configure

ROOT = Path(__file__).parent.parent
SOURCES = sorted(file for part in ("desktop", "sync") for file in (ROOT / part).rglob("*.py"))


def is_kept(contract: str) -> bool:
    configure()
    return lint_imports(
        str(ROOT / "pyproject.toml"), limit_to_contracts=(contract,), cache_dir=None, no_logo=True
    )


def module_of(file: Path) -> str:
    return ".".join(file.relative_to(ROOT).with_suffix("").parts)


def lengths() -> dict[str, int]:
    """The lines of each source file that has any."""
    counted = {file: len(file.read_text("utf-8").splitlines()) for file in SOURCES}
    return {str(file.relative_to(ROOT)): lines for file, lines in counted.items() if lines}


def public_definitions(file: Path) -> Iterator[tuple[str, str | None]]:
    """The name and docstring of the module, and of each public class and function at its top level."""
    module = ast.parse(file.read_text("utf-8"))
    if module.body:
        yield file.stem, ast.get_docstring(module)
    for node in module.body:
        is_definition = isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        if is_definition and not node.name.startswith("_"):
            yield node.name, ast.get_docstring(node)


def test_imports_go_one_way():
    assert is_kept("layers")


def test_sync_never_imports_desktop():
    assert is_kept("sync-alone")


def test_the_desktop_never_imports_the_office():
    assert is_kept("server-apart")


def test_features_never_import_each_other():
    assert is_kept("features")


def test_the_folders_of_meetings_import_one_way():
    assert is_kept("meetings")


COMPOSED = ("desktop.app", "desktop.window", "desktop.pages")
"""What puts the window together."""

SHOWN = ("pane", "room")
"""Folders of a feature that are shown in the window: a record beside the list, a meeting being held."""


def knows_qt(module: str) -> bool:
    """Whether a module may import Qt.

    The furniture may, and what puts the window together. In a feature its `page` and every `page_...`
    may, and all that is in the folders which are shown; no other folder of a feature may.
    """
    parts = module.split(".")
    if parts[:2] == ["desktop", "features"] and len(parts) > 3:
        return parts[3].startswith("page") or parts[3] in SHOWN
    return parts[:2] == ["desktop", "ui"] or module in COMPOSED


def imported_by(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{name.name}" for name in node.names)


def test_qt_lives_in_the_furniture_and_the_pages():
    plain = [file for file in SOURCES if not knows_qt(module_of(file))]
    strays = {
        module_of(file): name
        for file in plain
        for name in imported_by(file)
        if name.split(".")[0] in ("PySide6", "shiboken6") or knows_qt(name)
    }
    assert strays == {}


def test_sql_lives_in_the_store_the_queries_and_the_office():
    assert is_kept("sql")


def test_only_the_client_speaks_http():
    assert is_kept("http")


def test_only_the_office_serves_the_web():
    assert is_kept("web")


def test_half_of_all_files_are_near_a_hundred_lines():
    assert median(lengths().values()) <= 130


def test_no_file_is_longer_than_can_be_read_at_a_sitting():
    assert {file: lines for file, lines in lengths().items() if lines > 250} == {}


@pytest.mark.parametrize("file", SOURCES, ids=lambda file: str(file.relative_to(ROOT)))
def test_every_public_thing_says_what_it_is_for(file):
    assert [name for name, words in public_definitions(file) if not words] == []
