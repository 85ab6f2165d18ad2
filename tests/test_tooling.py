"""A newcomer's checkout works: what is locked, what is documented, what is kept out."""

import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
LOCK = (ROOT / "requirements.lock").read_text("utf-8")


def locked_entries() -> list[str]:
    return LOCK.replace("\\\n", " ").strip().splitlines()


def wanted_packages() -> list[str]:
    wanted = [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["dev"]]
    return [re.split(r"[^\w.-]", requirement)[0] for requirement in wanted]


def canonical(package: str) -> str:
    return re.sub(r"[-_.]+", "-", package).lower()


def tracked_texts() -> list[Path]:
    """Every text file that git has or would take in."""
    if not shutil.which("git") or not (ROOT / ".git").exists():
        pytest.skip("this is not a git checkout")
    listing = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    answer = subprocess.run(listing, capture_output=True, text=True, check=True)
    files = [ROOT / name for name in answer.stdout.split("\0") if name]
    return [file for file in files if file.is_file() and b"\0" not in file.read_bytes()[:8000]]


def test_the_lock_holds_names_versions_and_hashes_only():
    assert locked_entries()
    for entry in locked_entries():
        assert re.fullmatch(r"[\w.-]+==[\w.]+( ; [^:@]+?)?(\s+--hash=sha256:[0-9a-f]{64})+", entry), entry


def test_the_lock_names_no_address():
    assert not re.search(r"://|--index|--extra|--find|@", LOCK)


@pytest.mark.parametrize("package", wanted_packages())
def test_every_dependency_is_locked(package):
    assert canonical(package) in [canonical(entry.split("==")[0]) for entry in locked_entries()]


def test_no_index_is_configured_anywhere():
    assert "index" not in str(PROJECT["tool"].get("uv", ""))
    assert not list(ROOT.glob("uv.lock")) + list(ROOT.glob("pip.conf"))


def test_the_readme_names_the_two_commands_and_continuous_integration_runs_the_second():
    readme = (ROOT / "README.md").read_text("utf-8")
    assert "python3 dev.py app --demo" in readme
    assert "python3 dev.py test" in readme
    assert (ROOT / ".ci" / "run").read_text("utf-8").splitlines()[-1] == "exec python3 dev.py test"


def test_every_task_says_what_it_is_for():
    assert all(len(task["help"]) > 10 for task in PROJECT["tool"]["poe"]["tasks"].values())


def test_no_file_names_a_place_on_somebodys_machine():
    places = re.compile(r"/(work|root|home|Users|opt)/[\w.]|[A-Z]:\\Users")
    naming = [file.name for file in tracked_texts() if places.search(file.read_text("utf-8", "replace"))]
    assert naming == []


def test_every_text_file_is_utf_8_with_plain_line_ends():
    for file in tracked_texts():
        assert b"\r\n" not in file.read_bytes(), file
        file.read_text("utf-8")
