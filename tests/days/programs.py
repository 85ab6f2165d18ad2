"""The two programs as real processes, driven through the commands that people have."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

from desktop.opening import opened
from desktop.paths import Profile
from desktop.store.store import Store
from desktop.vault.early import PASSPHRASE as VARIABLE

ROOT = Path(__file__).parents[2]
PASSPHRASE = "a long walk to the library"


class Failed(Exception):
    """A command did not end as it should."""


def run(arguments: list[str], *, expect: int = 0, **variables: str) -> str:
    """Run one command to its end and return what it printed; Failed if it did not exit with `expect`."""
    environment = {**os.environ, **variables, "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring"}
    command = [sys.executable, "-m", *arguments]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300, check=False
    )
    if done.returncode != expect:
        said = f"{done.stderr[-3000:]}{done.stdout[-2000:]}"
        raise Failed(f"{' '.join(arguments)} exited with {done.returncode}:\n{said}")
    return done.stdout


@dataclass
class Desk:
    """One laptop: `coalition-desk` on a profile of its own."""

    name: str
    profile: Path

    def json(self, *arguments: str, expect: int = 0) -> Any:
        """Run a command and return its JSON."""
        return json.loads(self.text("--json", *arguments, expect=expect))

    def text(self, *arguments: str, expect: int = 0) -> str:
        """Run a command and return what it printed."""
        command = ["desktop.cli", "--profile", str(self.profile), *arguments]
        return run(command, expect=expect, COALITION_DESK_PASSPHRASE=PASSPHRASE)

    @contextmanager
    def open(self) -> Iterator[Store]:
        """The store, for what only the window can do."""
        with patch.dict(os.environ, {VARIABLE: PASSPHRASE}), opened(Profile(self.profile)) as store:
            yield store


@dataclass
class OfficeProgram:
    """The state office: `coalition-office` on a folder or on PostgreSQL."""

    folder: Path
    database_url: str = ""
    process: subprocess.Popen[str] | None = None
    url: str = ""
    port: int = 0
    """Kept over a restart: laptops remember the address."""

    def options(self) -> list[str]:
        """Return the options that say where the office keeps its things."""
        return [
            "--data",
            str(self.folder),
            *(["--database-url", self.database_url] if self.database_url else []),
        ]

    def json(self, *arguments: str) -> Any:
        """Run a command of the office and return its JSON."""
        return json.loads(run(["sync.server.cli", *self.options(), "--json", *arguments]))

    def start(self) -> str:
        """Serve, and return the address once the office listens."""
        command = [
            sys.executable,
            "-m",
            "sync.server.cli",
            *self.options(),
            "serve",
            "--port",
            str(self.port),
        ]
        self.process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        found = re.search(r"https?://\S+", line)
        if found is None:
            raise Failed(f"the office did not start: {line}")
        self.url = found[0]
        self.port = int(self.url.rpartition(":")[2])
        return self.url

    def stop(self) -> None:
        """Let the office finish its requests and stop."""
        if self.process is not None:
            self.process.terminate()
            self.process.wait(timeout=30)
            if self.process.stdout is not None:
                self.process.stdout.close()
            self.process = None
