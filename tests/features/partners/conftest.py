"""A window with the page of partners."""

from collections.abc import Callable

import pytest

from desktop.features.partners.page import PartnersPage, build
from desktop.ui.shell import Shell
from tests.ui.conftest import bridge, window  # noqa: F401 - fixtures

OPENS = frozenset({"partner", "agreement", "tie", "sector"})


@pytest.fixture
def page(window: Callable[..., Shell]) -> PartnersPage:  # noqa: F811 - the fixture
    """The page, shown in a window."""
    shell = window(("partners", build, OPENS))
    made = shell.page("partners")
    assert isinstance(made, PartnersPage)
    return made
