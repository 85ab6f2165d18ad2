"""Set this checkout up and run one of its tasks; needs nothing but Python 3.11 or newer.

python3 dev.py             lists the tasks
python3 dev.py test        runs the tests
python3 dev.py app --demo  opens the program with a sample coalition

The first run makes `.venv` beside this file from requirements.lock. Later runs use it as it is, with
or without a network, until requirements.lock or pyproject.toml changes.
"""

import ctypes
import hashlib
import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parent
LOCK = ROOT / "requirements.lock"
PROJECT = ROOT / "pyproject.toml"
VENV = ROOT / ".venv"
STAMP = VENV / "installed-from"
PROGRAMS = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = PROGRAMS / ("python.exe" if os.name == "nt" else "python")

WRONG_USE, WORLD_FAILED = 2, 4

# What Qt loads from a Linux system, and the Debian package that brings it.
# The first nine are needed even without a screen, the rest to open a window under X.
QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libbrotlidec.so.1": "libbrotli1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
}


def main(arguments: list[str]) -> int:
    """Run the task that `arguments` begin with; returns its exit code."""
    if sys.version_info < (3, 11):
        return complain(f"Coalition Desk needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
    tasks = declared_tasks()
    if not arguments or arguments[0] in ("-h", "--help"):
        print("Usage: python3 dev.py TASK [OPTION ...]\n")
        print("\n".join(f"  {task:<10} {purpose}" for task, purpose in tasks.items()))
        return 0
    if arguments[0] not in tasks:
        return complain(f"There is no task {arguments[0]!r}. There are: {', '.join(tasks)}.", WRONG_USE)
    ask_for_qt_libraries()
    if not is_installed() and not install():
        return WORLD_FAILED
    return run_task(arguments)


def declared_tasks() -> dict[str, str]:
    """Each task of pyproject.toml and what it is for."""
    import tomllib  # not at the top: older Pythons lack it, and `main` has a sentence for them

    tasks = tomllib.loads(PROJECT.read_text("utf-8"))["tool"]["poe"]["tasks"]
    return {name: task["help"] for name, task in tasks.items()}


def ask_for_qt_libraries() -> None:
    """Have the system libraries that Qt needs installed; without them go on, for not every task needs Qt."""
    if sys.platform != "linux":
        return
    missing = [package for library, package in QT_LIBRARIES.items() if not loads(library)]
    if missing and not install_from_debian(missing):
        say("Until then the program's window, and the tests of its pages, may not start.")


def loads(library: str) -> bool:
    """Whether the system has this shared library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def install_from_debian(packages: list[str]) -> bool:
    """Install system packages with apt as root, else say how; returns whether they are in."""
    command = ["apt-get", "install", "--yes", "--no-install-recommends", *packages]
    if not shutil.which("apt-get"):
        say(f"This system lacks what Debian calls {', '.join(packages)}. Please install it.")
    elif os.geteuid() != 0:
        say(f"This system lacks a few packages. Please run:\n\n  sudo {' '.join(command)}\n")
    else:
        say(f"Installing system packages: {', '.join(packages)}.")
        quiet = {"DEBIAN_FRONTEND": "noninteractive"}
        if run("apt-get", "update", "-qq", **quiet) and run(*command, "-qq", **quiet):
            return True
        say("They could not be installed; is there a network?")
    return False


def is_installed() -> bool:
    """Whether `.venv` runs and holds what requirements.lock and pyproject.toml say now."""
    return PYTHON.exists() and STAMP.exists() and STAMP.read_text("utf-8") == fingerprint()


def fingerprint() -> str:
    """What `.venv` is made from, in one word."""
    return hashlib.sha256(LOCK.read_bytes() + PROJECT.read_bytes()).hexdigest()


def install() -> bool:
    """Make `.venv`, or bring it up to date; returns whether that worked, having said why not."""
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    if not has_pip() and not make_venv():
        return False
    say(f"Installing what {LOCK.name} lists into {VENV.name}; the first time this takes a few minutes.")
    if not run(*pip, "--require-hashes", "--requirement", str(LOCK)):
        say("The packages could not be installed: the reason is above. Is there a network?")
        say("Nothing outside .venv was changed; the same command starts again where it stopped.")
        return False
    if not run(*pip, "--no-deps", "--no-build-isolation", "--editable", str(ROOT)):
        say("The project itself could not be installed: the reason is above.")
        return False
    STAMP.write_text(fingerprint(), "utf-8")
    return True


def has_pip() -> bool:
    """Whether `.venv` is there and complete enough to be installed into."""
    silent = subprocess.DEVNULL
    return PYTHON.exists() and not subprocess.call(
        [PYTHON, "-m", "pip", "--version"], stdout=silent, stderr=silent
    )


def make_venv() -> bool:
    """Make an empty `.venv`; Debian keeps what that needs in a package of its own."""
    needed = f"python3.{sys.version_info.minor}-venv"
    if find_spec("ensurepip") is None and not install_from_debian([needed]):
        return False
    if not run(sys.executable, "-m", "venv", "--clear", str(VENV)):
        say(f"{VENV} could not be made: the reason is above.")
        return False
    return True


def run_task(arguments: list[str]) -> int:
    """Hand over to the task runner, with the programs of `.venv` first on the path."""
    os.environ["PATH"] = os.pathsep.join([str(PROGRAMS), os.environ.get("PATH", os.defpath)])
    os.environ["VIRTUAL_ENV"] = str(VENV)
    command = [str(PYTHON), "-m", "poethepoet", "-C", str(ROOT), *arguments]
    if os.name != "nt":
        os.execv(command[0], command)  # so that signals reach the task itself
    return subprocess.call(command)


def run(*command: str, **environment: str) -> bool:
    """Run a command with its output among our messages; returns whether it succeeded."""
    return subprocess.call(command, stdout=sys.stderr, env=os.environ | environment) == 0


def complain(sentence: str, code: int = WRONG_USE) -> int:
    """Say what is wrong; returns the exit code."""
    say(sentence)
    return code


def say(sentence: str) -> None:
    """Tell the person something; standard output belongs to the task."""
    print(sentence, file=sys.stderr, flush=True)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit("Stopped.")
