"""I7: names, phones, addresses and amounts in the data never get into what the programs write down."""

import logging
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from desktop.cli import main
from sync.errors import Offline
from sync.records.people import Person
from sync.server.app import make_app
from sync.server.logs import keep_log, log
from tests.cli.conftest import PASSPHRASE, runner
from tests.cli.test_mistakes import REFUSED, WRONG_USE
from tests.client.serving import served
from tests.faults.laptops import PLENTY, founded, invited, joined
from tests.faults.proxy import bad_line

NAME, PHONE, EMAIL, PLACE, CENTS = (
    "Quetzalina Xochitl",
    "847-555-0173",
    "quetzalina@example.org",
    "9917 Elm",
    7310993,
)
CANARIES = ("Quetzalina", "Xochitl", "555-0173", "8475550173", EMAIL, PLACE, str(CENTS), "73109.93")
SECRET = Person(name=NAME, phone=PHONE, email=EMAIL, notes=f"Lives at {PLACE}.")


def canaries_in(words: str) -> list[str]:
    return [canary for canary in CANARIES if canary in words]


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A coalition with the canaries in it."""
    folder = tmp_path_factory.mktemp("desk")
    words = [f"name={NAME}", f"phone={PHONE}", f"email={EMAIL}", f"notes=Lives at {PLACE}."]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COALITION_DESK_PASSPHRASE", PASSPHRASE)
        for arguments in (
            ["init", "--name", "Riverside", "--me", NAME],
            ["add", "person", *words],
            ["add", "fund", "name=Grant", f"award={CENTS}"],
        ):
            assert main(["--profile", str(folder), *arguments]) == 0
        yield folder


@pytest.fixture
def desk(profile: Path, capfd: pytest.CaptureFixture[str]) -> Any:
    """Runs commands on that coalition."""
    return runner(profile, capfd)


def test_no_mistake_on_the_command_line_repeats_what_is_stored(desk: Any) -> None:
    met = 0
    for words in (
        *WRONG_USE[::3],
        *REFUSED[::3],
        ["add", "person", f"nam={NAME}"],
        ["search", ""],
        ["undo", NAME],
    ):
        code, printed, said = desk(*words)
        assert code != 0 or not printed, words
        typed = " ".join(words)
        assert [each for each in canaries_in(said) if each not in typed] == [], words
        met += code != 0
    assert met > 14


def test_a_crash_of_the_desk_writes_no_value_down(
    desk: Any, profile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_given: object, **_more: object) -> None:
        raise IntegrityError(
            f"INSERT ... '{NAME}'", {"phone": PHONE}, ValueError("UNIQUE constraint failed: person.id")
        )

    monkeypatch.setattr("desktop.store.store.commit", fail)
    code, printed, said = desk("add", "person", f"name={NAME}")
    assert code in (1, 4)
    assert canaries_in(printed + said) == []
    assert [file for file in plain_files(profile) if canaries_in(file.read_text("utf-8", "replace"))] == []


def plain_files(folder: Path) -> Iterator[Path]:
    yield from (path for path in folder.rglob("*") if path.is_file())


@pytest.fixture
def kept_log(tmp_path: Path) -> Iterator[Path]:
    """The office's log, put back as it was afterwards."""
    loggers = [logging.getLogger(name) for name in (log.name, "uvicorn.error")]
    before = [(each, each.handlers, each.propagate, each.level) for each in loggers]
    yield keep_log(tmp_path / "log")
    for each, handlers, propagate, level in before:
        each.handlers, each.propagate = handlers, propagate
        each.setLevel(level)


def test_neither_the_offices_log_nor_an_address_holds_anybody(
    tmp_path: Path, kept_log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (
        founded(str(tmp_path / "office.sqlite"), tmp_path) as (office, space),
        served(make_app(replace(office), PLENTY)) as address,
        bad_line(address) as (line, here),
    ):
        known = joined(tmp_path, address, invited(office, space, 1)[0], "Ana")
        laptop = known.at(here)
        with laptop.store.edit(NAME) as draft:
            draft.add(SECRET)
        laptop.round()
        head, _, _ = line.request.partition(b"\r\n\r\n")
        assert head.startswith(b"POST /v1/sync HTTP/1.1")
        assert canaries_in(head.decode()) == canaries_in(line.reply.partition(b"\r\n\r\n")[0].decode()) == []

        def fail(*_given: object, **_more: object) -> None:
            raise IntegrityError(f"INSERT ... '{NAME}'", {"phone": PHONE}, ValueError(EMAIL))

        monkeypatch.setattr("sync.server.rounds.answer", fail)
        monkeypatch.setattr("sync.server.routes.rounds.answer", fail)
        with pytest.raises(Offline):
            laptop.round()
        known.store.close()
    written = kept_log.read_text("utf-8")
    assert "IntegrityError" in written
    assert canaries_in(written) == []
