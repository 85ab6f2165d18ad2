"""A process that is told what to do line by line, so that only what is asked for is measured."""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
Action = Callable[..., Any]


def answer(actions: dict[str, Action]) -> None:
    """In the child: do what each line asks, and say what came of it and how long it took."""
    print(json.dumps({"ready": True}), flush=True)
    for line in sys.stdin:
        asked = json.loads(line)
        start = time.perf_counter()
        given = actions[asked.pop("do")](**asked)
        seconds = time.perf_counter() - start
        print(json.dumps({"seconds": seconds, "given": given}), flush=True)


class Failed(Exception):
    """A process ended before it had answered; what it said is above."""


class Driven:
    """In the parent: a process and the lines it is given."""

    def __init__(self, module: str, *arguments: str) -> None:
        self.command = [sys.executable, "-m", module, *arguments]
        self.process = subprocess.Popen(
            self.command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self._read()  # it is ready: imports are over

    def ask(self, do: str, **arguments: Any) -> dict[str, Any]:
        """Have something done; return its `seconds` and what was `given` back."""
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps({"do": do, **arguments}) + "\n")
        self.process.stdin.flush()
        return self._read()

    def peak(self) -> int:
        """Return the most memory it has had, in bytes."""
        return peak_of(self.process.pid)

    def _read(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line:
            raise Failed(f"{self.command} ended with {self.process.wait()}")
        answered: dict[str, Any] = json.loads(line)
        return answered

    def close(self) -> None:
        """Let the process end."""
        self.process.communicate(timeout=60)


@contextmanager
def driven(module: str, *arguments: str) -> Iterator[Driven]:
    """Run a process as long as it is needed."""
    process = Driven(module, *arguments)
    try:
        yield process
    finally:
        process.close()


def peak_of(process: int) -> int:
    """Return the most memory a running process has had, in bytes; 0 where the system does not say.

    Not from getrusage, which counts what the parent had when it forked.
    """
    status = Path(f"/proc/{process}/status")
    if not status.exists():
        return 0
    lines = status.read_text("utf-8").splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM"))
