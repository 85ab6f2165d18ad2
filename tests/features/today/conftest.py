"""A window with the first page, and stand-ins for the pages that its lines lead to."""

from collections.abc import Callable
from typing import ClassVar

import pytest

from desktop.features.today.page import TodayPage, build
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
    """The window, with the first page shown."""
    Elsewhere.asked.clear()
    return window(
        ("today", build, frozenset()),
        ("meetings", Elsewhere, frozenset({"meeting"})),
        ("people", Elsewhere, frozenset({"person"})),
        ("partners", Elsewhere, frozenset({"partner", "sector"})),
        ("choices", Elsewhere, frozenset()),
    )


@pytest.fixture
def page(shell: Shell) -> TodayPage:
    """The first page."""
    made = shell.page("today")
    assert isinstance(made, TodayPage)
    return made
