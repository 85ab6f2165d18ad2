"""The window as a process of its own, with hands on its keyboard that do as they are told by another process.

    python -m tests.days.evening_window PROFILE

Each line that comes in is JSON, a verb of `Hands` and its words; each line that goes out is
JSON, what the window shows then.
"""

import json
import os
import queue
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop.paths import Profile
from tests.days.programs import PASSPHRASE, ROOT

PATIENCE = 40.0
"""Seconds."""


@dataclass(frozen=True)
class Shown:
    """What a window shows."""

    sees: str
    """All words in view."""
    said: str
    """What it said last in passing."""


class Window:
    """The other end: a window on somebody's profile, in a process that can be killed."""

    def __init__(self, profile: Profile, home: Path) -> None:
        home.mkdir(exist_ok=True)
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": str(home)}
        environment["QT_LOGGING_RULES"] = "default.warning=false"
        command = [sys.executable, "-m", "tests.days.evening_window", str(profile.folder)]
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def tell(self, verb: str, *words: str) -> None:
        """Have something done, without waiting for it."""
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps([verb, *words]) + "\n")
        self.process.stdin.flush()

    def hear(self) -> Shown:
        """Wait until something is done, and return what the window shows then."""
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line, "the window is gone"
        return Shown(**json.loads(line))

    def do(self, verb: str, *words: str) -> Shown:
        """Have something done."""
        self.tell(verb, *words)
        return self.hear()

    def hold_meeting(self) -> Shown:
        """Unlock, and go into the room of tonight's meeting."""
        self.do("line", PASSPHRASE)
        self.do("until_seen", "Offline")
        return self.do("press", "Ctrl+2", "Ctrl+Return")

    def kill(self) -> None:
        """End it as a power cut does."""
        self.process.kill()
        self._reap()

    def close(self) -> None:
        """Close it as a person does."""
        self.tell("press", "Ctrl+Q")
        assert self.process.wait(PATIENCE) == 0
        self._reap()

    def _reap(self) -> None:
        self.process.wait(PATIENCE)
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None and not pipe.closed:
                pipe.close()

    def __enter__(self) -> "Window":
        return self

    def __exit__(self, *trouble: object) -> None:
        if self.process.poll() is None:
            self.kill()


def main(folder: str) -> int:
    """Open the window and do what comes in, until the window is closed."""
    from tests.days.evening_hands import Hands, program_of

    hands = Hands(program_of(Profile(Path(folder))))
    hands.begin()
    told: queue.Queue[list[Any]] = queue.Queue()
    threading.Thread(target=_listen, args=(told,), daemon=True).start()
    while hands.shell.isVisible():
        hands.settle()
        try:
            verb, *words = told.get_nowait()
        except queue.Empty:
            time.sleep(0.002)
            continue
        getattr(hands, verb)(*words)
        print(json.dumps({"sees": hands.sees(), "said": hands.said()}), flush=True)
    return 0


def _listen(told: "queue.Queue[list[Any]]") -> None:
    for line in sys.stdin:
        told.put(json.loads(line))
    os._exit(1)  # nobody is left at the other end


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
