"""A coalition on this computer, and commands run on it inside the test."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from desktop.cli import main
from desktop.i18n import use_language

PASSPHRASE = "correct horse battery"


@pytest.fixture(scope="module", autouse=True)
def passphrase():
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COALITION_DESK_PASSPHRASE", PASSPHRASE)
        patch.delenv("LC_ALL", raising=False)
        patch.setenv("LANG", "C.UTF-8")
        yield


@pytest.fixture(autouse=True)
def english():
    """A command that was given in Spanish leaves no Spanish behind."""
    yield
    use_language("en")


@pytest.fixture(scope="module")
def profile(passphrase, tmp_path_factory) -> Path:
    """A profile in which a coalition has begun, shared by the tests of a module."""
    folder = tmp_path_factory.mktemp("desk")
    assert main(["--profile", str(folder), "init", "--name", "Riverside", "--me", "Ana"]) == 0
    return folder


@pytest.fixture
def desk(profile, capfd) -> Callable[..., tuple[int, str, str]]:
    """Run a command; return its exit code, what it printed and what it said beside that."""
    return runner(profile, capfd)


@pytest.fixture
def ask(profile, capfd) -> Callable[..., Any]:
    """Run a command that must go well, with --json; return its answer."""
    return asker(profile, capfd)


def runner(folder: Path, capfd: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    def run(*words: str) -> tuple[int, str, str]:
        capfd.readouterr()
        code = main(["--profile", str(folder), *words])
        return code, *capfd.readouterr()

    return run


def asker(folder: Path, capfd: pytest.CaptureFixture[str]) -> Callable[..., Any]:
    run = runner(folder, capfd)

    def ask(*words: str) -> Any:
        code, printed, said = run(*words, "--json")
        assert code == 0, said
        return json.loads(printed)

    return ask
