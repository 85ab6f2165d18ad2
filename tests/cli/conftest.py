"""A coalition on this computer, and commands run on it inside the test."""

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from desktop.cli import main
from desktop.i18n import use_language
from sync.records.packs import bundled_packs
from sync.server.app import make_app
from sync.server.founding import add_space, found
from sync.server.office import Office
from sync.server.publish import publish
from tests.offices import prepared_office

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


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """An office with its lists, shared by the tests of a module."""
    folder = tmp_path_factory.mktemp("office")
    with prepared_office(f"sqlite:///{folder / 'office.sqlite'}", folder) as office:
        found(office, "Illinois", "admin@example.org")
        for pack in bundled_packs():
            publish(office, pack)
        yield office


@pytest.fixture(scope="module")
def server(office: Office) -> Iterator[str]:
    """The address at which it serves."""
    config = uvicorn.Config(make_app(office), log_level="critical", lifespan="off")
    serving = uvicorn.Server(config)
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:
        thread = threading.Thread(target=serving.run, args=([listening],))
        thread.start()
        while not serving.started:
            time.sleep(0.01)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        serving.should_exit = True
        thread.join(10)


@pytest.fixture(scope="module")
def space(office: Office) -> str:
    """A coalition there."""
    return add_space(office, "coalition", "Riverside")


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
