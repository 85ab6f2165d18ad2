"""The two pipelines that are compared, each with an office and devices in processes of their own."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Protocol
from unittest.mock import patch

from tests.bench.driven import ROOT, Driven, driven, peak_of
from tests.days.programs import OfficeProgram

UNHURRIED = {"COALITION_OFFICE_ROUNDS": "1000000", "COALITION_OFFICE_ENROLMENTS": "1000000"}
"""Measuring asks more often than people do."""


class Side(Protocol):
    """One pipeline while its office is up."""

    def device(self, name: str) -> AbstractContextManager[Driven]:
        """Start a device, or start it again."""

    def peak(self) -> int:
        """Return the most memory the office has had, in bytes."""


@contextmanager
def floor(folder: Path) -> Iterator[Side]:
    """Start the bare pipeline in an empty folder."""
    folder.mkdir(parents=True)
    command = [sys.executable, "-m", "tests.bench.floor_office", str(folder)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        yield _Floor(folder, json.loads(process.stdout.readline())["address"], process.pid)
    finally:
        process.terminate()
        process.communicate(timeout=60)


@contextmanager
def ours(folder: Path) -> Iterator["Ours"]:
    """Start our office in an empty folder, with one coalition."""
    program = OfficeProgram(folder / "office")
    program.json("init", "--state", "Illinois", "--admin", "office@example.org")
    space = str(program.json("coalition", "add", "Belvidere")["space"])
    try:
        with patch.dict(os.environ, UNHURRIED):
            program.start()
        yield Ours(folder, program, space)
    finally:
        program.stop()


class _Floor:
    """The bare pipeline."""

    def __init__(self, folder: Path, address: str, process: int) -> None:
        self.folder, self.address, self.process = folder, address, process

    def device(self, name: str) -> AbstractContextManager[Driven]:
        """Start a device, or start it again."""
        return driven("tests.bench.floor_device", str(self.folder / f"{name}.sqlite"), self.address)

    def peak(self) -> int:
        """Return the most memory the office has had, in bytes."""
        return peak_of(self.process)


class Ours:
    """A real office and real stores."""

    def __init__(self, folder: Path, program: OfficeProgram, space: str) -> None:
        self.folder, self.program, self.space = folder, program, space

    def device(self, name: str, space: str = "") -> AbstractContextManager[Driven]:
        """Start a device, or start it again; a new one joins a space, by default the first coalition."""
        file = self.folder / f"{name}.db"
        code = "" if file.exists() else self._invite(space or self.space)
        return driven("tests.bench.our_device", str(file), self.program.url, code)

    def peak(self) -> int:
        """Return the most memory the office has had, in bytes."""
        assert self.program.process is not None
        return peak_of(self.program.process.pid)

    def _invite(self, space: str) -> str:
        return str(self.program.json("invite", "--space", space, "--role", "leader", "--name", "Ana")["code"])
