"""Pages are built before anybody goes there, and never after the window was closed."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from desktop.ui import ahead
from desktop.ui.ahead import build_ahead
from desktop.ui.page import Page
from desktop.ui.shell import Shell

THREE = tuple((name, Page, frozenset[str]()) for name in ("today", "people", "partners"))


@pytest.fixture(autouse=True)
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ahead, "PAUSE", 1)


def test_every_page_of_the_rail_is_built_while_the_first_one_shows(
    window: Callable[..., Shell], qtbot: QtBot
) -> None:
    shell = window(*THREE)
    build_ahead(shell)
    assert shell.unbuilt() == ["partners"], "one at a time"
    qtbot.waitUntil(lambda: not shell.unbuilt())
    assert shell.shown_page() == "today"


def test_a_closed_window_builds_nothing_more(window: Callable[..., Shell], qtbot: QtBot) -> None:
    shell = window(*THREE)
    build_ahead(shell)
    shell.close()
    qtbot.wait(50)
    assert shell.unbuilt() == ["partners"]
