"""Jobs off the thread of the window, and what becomes of them when it closes."""

from functools import partial
from time import sleep

import pytest
from pytestqt.qtbot import QtBot

from desktop.ui.bridge import Bridge


def test_an_answer_comes_back(qtbot: QtBot) -> None:
    bridge, told = Bridge(), list[int]()
    bridge.run(lambda: 7, told.append)
    qtbot.waitUntil(lambda: told == [7])
    bridge.close()


def test_every_job_that_was_asked_for_is_done_before_the_window_closes() -> None:
    """The third and fourth wait for their turn, and may be the files that somebody just dropped."""
    bridge, done = Bridge(), list[int]()

    def write(number: int) -> None:
        sleep(0.05)
        done.append(number)

    for number in range(4):
        bridge.run(partial(write, number), lambda _none: None)
    bridge.close()
    assert sorted(done) == [0, 1, 2, 3]


def test_nothing_is_called_or_begun_once_it_is_closed(qtbot: QtBot) -> None:
    bridge, told = Bridge(), list[int]()
    bridge.run(lambda: 7, told.append)
    bridge.close()
    bridge.run(lambda: 8, told.append)
    qtbot.wait(50)
    assert told == []


def test_a_bug_in_a_job_is_raised_where_it_is_noted(qtbot: QtBot) -> None:
    bridge = Bridge()
    with qtbot.captureExceptions() as bugs:
        bridge.run(lambda: int("seven"), pytest.fail)
        qtbot.waitUntil(lambda: len(bugs) == 1)
    assert bugs[0][0] is ValueError
    bridge.close()
