"""The sync thread: it tells how things stand, tries again, and ends when asked."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from desktop.worker import Doing, Exchange, News, Worker
from sync.client.session import Report
from sync.errors import Offline, Refused

LEVEL = Report(sent=2, level=True)


@contextmanager
def at_work(
    exchange: Exchange, listen: Callable[[], bool] | None = None
) -> Iterator[tuple[Worker, list[News]]]:
    heard: list[News] = []
    forever = threading.Event()
    worker = Worker(exchange, listen or forever.wait, heard.append)
    worker.start()
    try:
        yield worker, heard
    finally:
        worker.stop()
        forever.set()


def until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + 10
    while not holds():
        assert time.monotonic() < end, "it never came to that"
        time.sleep(0.01)


def test_it_exchanges_at_once_and_says_that_all_is_level() -> None:
    def exchange(progress: Callable[[Report], None]) -> Report:
        progress(Report(sent=1, waiting=1))
        return LEVEL

    with at_work(exchange) as (_, heard):
        until(lambda: len(heard) == 2)
    assert [news.doing for news in heard] == [Doing.SYNCING, Doing.LEVEL]
    assert heard[1].report == LEVEL


def test_an_edit_brings_another_exchange() -> None:
    times: list[float] = []

    def exchange(progress: Callable[[Report], None]) -> Report:
        del progress
        times.append(time.monotonic())
        return LEVEL

    with at_work(exchange) as (worker, _):
        until(lambda: len(times) == 1)
        worker.poke()
        worker.poke()
        until(lambda: len(times) == 2)


def test_news_of_the_office_bring_another_exchange() -> None:
    times: list[int] = []
    moved = iter([True])

    def exchange(progress: Callable[[Report], None]) -> Report:
        del progress
        times.append(1)
        return LEVEL

    def listen() -> bool:
        return next(moved, None) or bool(time.sleep(0.05))

    with at_work(exchange, listen):
        until(lambda: len(times) == 2)


def test_without_a_network_it_says_when_it_tries_again_and_then_does() -> None:
    tries = 0

    def exchange(progress: Callable[[Report], None]) -> Report:
        nonlocal tries
        del progress
        tries += 1
        if tries == 1:
            raise Offline("The office cannot be reached.", "unreachable")
        return LEVEL

    with at_work(exchange) as (worker, heard):
        until(lambda: len(heard) == 1)
        assert heard[0].doing is Doing.OFFLINE and heard[0].code == "unreachable" and heard[0].wait >= 1
        worker.poke()
        until(lambda: len(heard) == 2)
    assert heard[1].doing is Doing.LEVEL


def test_a_refusal_is_told_with_its_sentence() -> None:
    def exchange(progress: Callable[[Report], None]) -> Report:
        del progress
        raise Refused("This computer was removed.", "device_revoked")

    with at_work(exchange) as (_, heard):
        until(lambda: len(heard) == 1)
    assert (heard[0].doing, heard[0].code) == (Doing.STUCK, "device_revoked")
    assert heard[0].sentence == "This computer was removed."


def test_a_coalition_without_an_office_is_alone() -> None:
    with at_work(lambda _progress: None) as (_, heard):
        until(lambda: len(heard) == 1)
    assert heard[0].doing is Doing.ALONE
