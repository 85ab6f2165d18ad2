"""The page of sync: what was done here, and that it is read beside the window."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop.features.syncing.page import FEW, SyncingPage, build
from desktop.paths import Profile
from desktop.settings import Settings
from desktop.store.store import Store
from desktop.ui.bridge import Bridge
from desktop.ui.desk import Desk
from desktop.ui.rail import Stop
from desktop.ui.shell import Shell, Stay
from sync.records.people import Person


@pytest.fixture
def page(qtbot: QtBot, store: Store, profile: Profile) -> Iterator[SyncingPage]:
    bridge = Bridge(store)
    shell = Shell([Stay(Stop("syncing", "Sync", "refresh-cw"), build)], "Riverside")
    qtbot.addWidget(shell)
    shell.show()
    shell.begin(Desk(store, profile, bridge, shell, Settings()), "syncing")
    page = shell.page("syncing")
    assert isinstance(page, SyncingPage)
    yield page
    bridge.close()


@pytest.fixture
def wait_for(qtbot: QtBot) -> Callable[[Callable[[], bool]], None]:
    return lambda holds: qtbot.waitUntil(holds, timeout=5_000)


def said(page: SyncingPage) -> list[str]:
    return [each.text() for each in page.findChildren(QLabel) if each.isVisible()]


def add(store: Store, count: int) -> None:
    for number in range(count):
        with store.edit(f"Add {number}") as draft:
            draft.add(Person(name=f"Bo {number}"))


def test_how_things_stand_is_said_at_once_and_the_lists_follow(
    page: SyncingPage, wait_for: Callable[[Callable[[], bool]], None]
) -> None:
    assert "This coalition lives on this computer alone" in said(page)
    wait_for(lambda: "There was no exchange yet." in said(page))
    assert "No files are attached here." in said(page)


def test_the_newest_are_shown_and_the_others_when_asked_for(
    page: SyncingPage, store: Store, wait_for: Callable[[Callable[[], bool]], None]
) -> None:
    add(store, FEW + 3)
    page.refresh()
    wait_for(lambda: f"Add {FEW + 2}" in said(page) and page._all.isVisible())
    assert "Add 0" not in said(page)
    page.show_more()
    wait_for(lambda: "Add 0" in said(page))
    assert not page._all.isVisible()


def test_a_clock_that_is_off_is_mentioned(page: SyncingPage, store: Store) -> None:
    store.keep_facts(server="https://office.example.org", clock_offset="-720")
    page.refresh()
    assert any("about 12 minutes fast" in each for each in said(page))
