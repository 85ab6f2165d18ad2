"""Planting a fault in a copy of the real code, and running the test that is to catch it."""

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


@dataclass(frozen=True)
class Fault:
    """One fault: where it is planted, and the test that must fail because of it."""

    name: str
    file: str
    old: str
    new: str
    caught_by: str
    """File and name of a test, from `tests/`; several with a space between."""
    also: tuple[tuple[str, str, str], ...] = ()
    """More places (file, old, new) where the same fault is planted."""

    @property
    def places(self) -> tuple[tuple[str, str, str], ...]:
        """Every (file, old, new)."""
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
    real = {file: (folder / file).read_text("utf-8") for file, _, _ in fault.places}
    try:
        for file, old, new in fault.places:
            code = (folder / file).read_text("utf-8")
            assert code.count(old) == 1, f"{file} holds {code.count(old)} times what {fault.name!r} replaces"
            compile(code.replace(old, new), file, "exec")
            (folder / file).write_text(code.replace(old, new), "utf-8")
        yield
    finally:
        for file, code in real.items():
            (folder / file).write_text(code, "utf-8")


def run(fault: Fault, folder: Path, seconds: float = 120) -> "subprocess.CompletedProcess[str]":
    """Run the tests that are to catch a fault, always in the same way, against the copy."""
    tests = [f"tests/{each}" for each in fault.caught_by.split()]
    plugins = ["-p", "_hypothesis_pytestplugin", "-p", "tests.mutants.narrow", "-p", "no:cacheprovider"]
    options = ["-x", *plugins, "--hypothesis-profile=narrow"]
    settings = {"PYTHONPATH": str(folder), "PYTHONHASHSEED": "0", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    return subprocess.run(
        [sys.executable, "-m", "pytest", *options, *tests],
        cwd=folder,
        env={**os.environ, **settings},
        capture_output=True,
        text=True,
        timeout=seconds,
        check=False,
    )


def reason(printed: str) -> str:
    """Return the words with which a test failed, on one line."""
    lines = [line[1:].strip() for line in printed.splitlines() if re.match(r"E\s+\S", line)]
    told = next((line for line in lines if "Error" in line or line.startswith("assert")), "")
    return (told or next(iter(lines), "")).removeprefix("AssertionError: ")[:110]
