"""A window with one page, over which the line is typed."""

from collections.abc import Callable
from typing import ClassVar

import pytest

from desktop.features.quick.page_quick import QuickAdd, show
from desktop.ui.desk import Desk
from desktop.ui.page import Page
from desktop.ui.shell import Shell
from tests.ui.conftest import bridge, window  # noqa: F401 - fixtures


class Elsewhere(Page):
    """A page that notes what it was asked to show."""

    asked: ClassVar[list[tuple[str, str]]] = []

    def show_record(self, kind: str, record: str) -> None:
        self.asked.append((kind, record))


@pytest.fixture
def shell(window: Callable[..., Shell]) -> Shell:  # noqa: F811 - the fixture
    """The window."""
    Elsewhere.asked.clear()
    return window(("people", Elsewhere, frozenset({"person"})))


@pytest.fixture
def desk(shell: Shell) -> Desk:
    """What the window was given."""
    assert shell.desk is not None
    return shell.desk


@pytest.fixture
def quick(shell: Shell, desk: Desk) -> QuickAdd:
    """The field, open."""
    return show(shell, desk)
