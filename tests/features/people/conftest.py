"""Somebody to try things on, and a window with the page of people."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.features.people.actions import Newcomer, add_person
from desktop.features.people.page import PeoplePage, build
from desktop.paths import Profile
from desktop.settings import Settings
from desktop.store.store import Store
from desktop.ui import fonts, theme
from desktop.ui.bridge import Bridge
from desktop.ui.desk import Desk
from desktop.ui.rail import Stop
from desktop.ui.shell import Shell, Stay
from tests import desks


@pytest.fixture
def maria(store: Store) -> str:
    return add_person(store, Newcomer("Maria Diaz", "maria@example.org", "libraries"))


@pytest.fixture
def luis(store: Store) -> str:
    return add_person(store, Newcomer("Luis Ortega", "(847) 555-0100"))


@pytest.fixture
def put(store: Store):
    """Add records, whatever they are; return the id of the first."""
    return lambda *records: desks.put(store, *records)[0]


@pytest.fixture
def shell(qtbot: QtBot, qapp: QApplication, store: Store, profile: Profile) -> Iterator[Shell]:
    """A window with the page of people in front."""
    qapp.setStyle("Fusion")
    fonts.use_fonts(qapp)
    theme.use_scheme(qapp, "light")
    bridge = Bridge(store)
    shell = Shell([Stay(Stop("people", "People", "users"), build, frozenset({"person"}))], "Riverside")
    qtbot.addWidget(shell)
    shell.resize(1024, 600)
    with qtbot.waitActive(shell):
        shell.show()
        shell.activateWindow()
    shell.begin(Desk(store, profile, bridge, shell, Settings()), "people")
    yield shell
    bridge.close()


@pytest.fixture
def page(shell: Shell) -> PeoplePage:
    """The page in that window."""
    page = shell.page("people")
    assert isinstance(page, PeoplePage)
    return page


@pytest.fixture
def wait_for(qtbot: QtBot) -> Callable[[Callable[[], bool]], None]:
    """Wait until something is so."""
    return lambda is_so: qtbot.waitUntil(is_so, timeout=10_000)
