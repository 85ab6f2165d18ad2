"""A bundle with everything inside, and the proof that it works where there is no Python.

    python dev.py package [--to DIR] [--only-prove]

The bundle's own programs are run as people run them: a new profile joins the bundle's office,
records are written, found, exported and synced, a page is printed, every page of the window is
shown on the sample. Prints how large the bundle is and how soon it starts.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).parents[2]
NAME = "coalition-desk"
ENDING = ".exe" if os.name == "nt" else ""
STARTS = 5
PATIENCE = 120
"""Seconds for one command."""
UNTOLD = {
    "COALITION_DESK_PASSPHRASE": "a long walk to the library",
    "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
    "QT_QPA_PLATFORM": "offscreen",
    "QT_LOGGING_RULES": "default.warning=false",
}
"""What the self-test says to the programs: nobody is asked for anything, and no screen is needed."""


class Failed(Exception):
    """The bundle did not do what it must."""


def main(arguments: Sequence[str]) -> int:
    """Build the bundle and have it prove itself; returns the exit code."""
    asked = _read(arguments)
    bundle = Bundle(asked.to / NAME)
    if not asked.only_prove:
        build(asked.to)
    try:
        with tempfile.TemporaryDirectory(prefix="coalition-package-") as folder:
            prove(bundle, Path(folder))
    except Failed as failure:
        print(f"The bundle does not work: {failure}", file=sys.stderr)
        return 1
    print(f"{bundle.folder}: {bundle.megabytes():.0f} MB")
    return 0


def build(to: Path) -> None:
    """Make the bundle in a folder, from build.spec."""
    options = ["--noconfirm", "--log-level=WARN", f"--distpath={to}", f"--workpath={to / 'parts'}"]
    subprocess.run([sys.executable, "-m", "PyInstaller", *options, "build.spec"], cwd=ROOT, check=True)


def prove(bundle: "Bundle", folder: Path) -> None:
    """Walk through the main job with the bundle's programs; Failed where it stops."""
    with bundle.office(folder / "office") as (url, codes):
        ana, luis = folder / "ana", folder / "luis"
        bundle.desk(ana, "join", codes[0], "--server", url)
        person = bundle.desk(ana, "add", "person", "name=Zoë Núñez-Wójcik", "phone=+1 779 555 0101")["id"]
        _must(
            [hit["id"] for hit in bundle.desk(ana, "search", "zoe")] == [person], "what is written is found"
        )
        for ending in ("xlsx", "vcf", "json"):
            bundle.desk(ana, "export", "person", "--to", str(folder / f"people.{ending}"))
        again = bundle.desk(ana, "import", "people", str(folder / "people.xlsx"), "--dry-run")
        _must(again["matched"] == 1, "a workbook that was exported is read again")
        _must(bundle.desk(ana, "sync", "--until-level")["level"], "a sync comes to its end")
        bundle.desk(luis, "join", codes[1], "--server", url)
        _must(
            [each["id"] for each in bundle.desk(luis, "list", "person")] == [person], "it reaches the other"
        )
        bundle.desk(luis, "backup")
        _must(bundle.desk(luis, "doctor")["whole"], "the file is whole")
    print("The desk joined the bundle's office, wrote, found, exported, synced and backed up.")
    shown = bundle.show_window(folder / "window")
    _must((folder / "window" / "page.pdf").read_bytes().startswith(b"%PDF"), "a page is printed")
    print(f"It printed a page, and the window showed {', '.join(shown)}.")
    _time_starts(bundle, folder / "window")


def _time_starts(bundle: "Bundle", folder: Path) -> None:
    commands = [bundle.seconds("--version") for _ in range(STARTS)]
    windows = [next(iter(bundle.show_window(folder).values())) for _ in range(STARTS)]
    print(f"A command takes {median(commands):.2f} s, the first page shows after {median(windows):.2f} s.")


class Bundle:
    """One folder with both programs."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        kept = {
            name: os.environ[name] for name in ("LANG", "SYSTEMROOT", "TEMP", "HOME") if name in os.environ
        }
        self.environment = {**kept, **UNTOLD}  # neither our Python nor our programs are on its path

    def desk(self, profile: Path, *arguments: str) -> Any:
        """Run a command of the desk on a profile; return its JSON."""
        return json.loads(self._run(NAME, "--profile", str(profile), "--json", *arguments))

    def seconds(self, *arguments: str) -> float:
        """Return how long a command of the desk takes."""
        start = time.perf_counter()
        self._run(NAME, *arguments)
        return time.perf_counter() - start

    def show_window(self, folder: Path) -> dict[str, float]:
        """Have every page shown; return the names with the seconds after which each was there."""
        start = time.perf_counter()
        shown: dict[str, float] = {}
        with self._start(NAME, "self-test", str(folder)) as process:
            assert process.stdout is not None
            for line in process.stdout:
                if line.startswith("Shown: "):
                    shown[line.removeprefix("Shown: ").strip()] = time.perf_counter() - start
        if process.returncode:
            raise Failed(f"`self-test` ended with {process.returncode}, after {shown}")
        return shown

    @contextmanager
    def office(self, data: Path) -> Iterator[tuple[str, list[str]]]:
        """Serve an office with one coalition; yields its address and two codes to join with."""
        office = ("coalition-office", "--data", str(data))
        self._run(*office, "init", "--state", "Illinois", "--admin", "office@example.org")
        space = json.loads(self._run(*office, "--json", "coalition", "add", "Riverside"))["space"]
        invite = (*office, "--json", "invite", "--space", space, "--role", "leader", "--name")
        codes = [json.loads(self._run(*invite, name))["code"] for name in ("Ana", "Luis")]
        with self._start(*office, "serve", "--port", "0") as process:
            try:
                yield _address(process), codes
            finally:
                process.terminate()

    def megabytes(self) -> float:
        """Return how much the folder takes; a link takes nothing."""
        files = (each for each in self.folder.rglob("*") if each.is_file() and not each.is_symlink())
        return sum(each.stat().st_size for each in files) / 1e6

    def _run(self, program: str, *arguments: str) -> str:
        command = [str(self.folder / f"{program}{ENDING}"), *arguments]
        done = subprocess.run(
            command,
            env=self.environment,
            capture_output=True,
            encoding="utf-8",
            timeout=PATIENCE,
            check=False,
        )
        if done.returncode:
            raise Failed(
                f"{program} {' '.join(arguments)} ended with {done.returncode}: {done.stderr[-2000:]}"
            )
        return done.stdout

    def _start(self, program: str, *arguments: str) -> "subprocess.Popen[str]":
        command = [str(self.folder / f"{program}{ENDING}"), *arguments]
        return subprocess.Popen(command, env=self.environment, stdout=subprocess.PIPE, encoding="utf-8")


def _address(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    line = process.stdout.readline()
    found = re.search(r"https?://\S+", line)
    if found is None:
        raise Failed(f"the office did not start: {line}")
    return found[0]


def _must(holds: bool, promise: str) -> None:
    if not holds:
        raise Failed(f"not so: {promise}")


def _read(arguments: Sequence[str]) -> Namespace:
    parser = ArgumentParser(prog="dev.py package", description="A bundle, and the proof that it works.")
    parser.add_argument("--to", type=Path, default=ROOT / ".cache" / "package", help="where it is made")
    parser.add_argument("--only-prove", action="store_true", help="do not build, take the one that is there")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
