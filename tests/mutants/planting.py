"""Planting a fault in a copy of the real code, and running the test that is to catch it."""

import difflib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
SETTINGS = """\
[pytest]
addopts = -q --import-mode=importlib
pythonpath = .
filterwarnings = error
"""
Place = tuple[str, str, str]
"""(file, what stands there, what is to stand there instead)"""


@dataclass(frozen=True)
class Fault:
    """One fault: where it is planted, and the test that must fail because of it.

    Code is found however it is broken into lines, and in another file if it has moved there. What replaces
    it is written from the left margin and takes on the indentation of its place.
    """

    name: str
    file: str
    old: str
    new: str
    caught_by: str
    """File and name of a test, from `tests/`."""
    also: tuple[Place, ...] = ()
    """More places where the same fault is planted."""

    def __str__(self) -> str:
        return self.name

    @property
    def places(self) -> tuple[Place, ...]:
        """Every place, in the order of planting."""
        return ((self.file, self.old, self.new), *self.also)


def copy_code(folder: Path) -> None:
    """Copy the two packages and the tests into a folder, with settings that load few plugins."""
    for part in ("sync", "desktop", "tests", "resources"):
        leave_out = shutil.ignore_patterns("__pycache__", "locale")
        shutil.copytree(ROOT / part, folder / part, ignore=leave_out)
    (folder / "pytest.ini").write_text(SETTINGS)


@contextmanager
def planted(fault: Fault, folder: Path) -> Iterator[None]:
    """Plant a fault in the copy for a while; AssertionError if the code it replaces is no longer there."""
    real: dict[Path, str] = {}
    try:
        for file, old, new in fault.places:
            path, (start, end) = find(folder, file, old)
            code = path.read_text("utf-8")
            real.setdefault(path, code)
            indent = re.match(r"\s*", code[code.rfind("\n", 0, start) + 1 :])
            changed = code[:start] + new.replace("\n", f"\n{indent[0] if indent else ''}") + code[end:]
            compile(changed, str(path), "exec")
            path.write_text(changed, "utf-8")
        yield
    finally:
        for path, code in real.items():
            path.write_text(code, "utf-8")


def find(folder: Path, file: str, code: str) -> tuple[Path, tuple[int, int]]:
    """Return the file in which code stands, and from where to where."""
    everywhere = sorted(path for part in ("sync", "desktop") for path in (folder / part).rglob("*.py"))
    here = [path for path in everywhere if path == folder / file]
    for paths in (here, everywhere):
        found = [
            (path, match.span())
            for path in paths
            for match in spelled(code).finditer(path.read_text("utf-8"))
        ]
        if len(found) == 1:
            return found[0]
        if found:
            raise AssertionError(
                f"{_places(folder, found)} read `{code}`: say more of the place that is meant"
            )
    raise AssertionError(f"nothing reads `{code}` any more; {_nearest(here, code)} Say where the fault goes.")


def spelled(code: str) -> re.Pattern[str]:
    """Return what matches code with any line breaks, indentation and last commas."""
    words = re.findall(r"\w+|[^\w\s]", code)
    pattern = ""
    for before, word in zip(["", *words], words, strict=False):
        apart = r"\s+" if re.match(r"\w", before[-1:]) and re.match(r"\w", word) else r"\s*"
        pattern += (apart if before else "") + (r",?\s*" if word in ")]}" else "") + re.escape(word)
    return re.compile(pattern)


def _places(folder: Path, found: list[tuple[Path, tuple[int, int]]]) -> str:
    return ", ".join(str(path.relative_to(folder)) for path, _ in found)


def _nearest(here: list[Path], code: str) -> str:
    if not here:
        return "its file is gone too."
    lines = [line.strip() for line in here[0].read_text("utf-8").splitlines()]
    close = difflib.get_close_matches(code.strip().splitlines()[0], lines, n=1, cutoff=0.3)
    return f"the nearest line of {here[0].name} is `{close[0]}`." if close else f"{here[0].name} is all new."


def run(tests: str, folder: Path, seconds: float = 200) -> "subprocess.CompletedProcess[str]":
    """Run the tests that are to catch a fault, with a space between, always in the same way, on the copy."""
    plugins = ["-p", "_hypothesis_pytestplugin", "-p", "tests.mutants.narrow", "-p", "no:cacheprovider"]
    options = ["-x", *plugins, "--hypothesis-profile=narrow"]
    settings = {"PYTHONPATH": str(folder), "PYTHONHASHSEED": "0", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    return subprocess.run(
        [sys.executable, "-m", "pytest", *options, *(f"tests/{each}" for each in tests.split())],
        cwd=folder,
        env={**os.environ, **settings, "COLUMNS": "200"},
        capture_output=True,
        text=True,
        timeout=seconds,
        check=False,
    )


def objection(printed: str) -> str:
    """Return what a test had to say against what it saw; "" if the program just fell over.

    A planted fault that ends in some exception would be found by anybody: it shows nothing about the tests.
    """
    told = re.search(r"^FAILED .*? - ((?:AssertionError|assert|Failed).*)", printed, re.MULTILINE)
    return told[1].removeprefix("AssertionError: ")[:110] if told else ""
