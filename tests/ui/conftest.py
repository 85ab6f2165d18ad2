"""A window on a coalition of one's own, offscreen."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.features.welcome.actions import start_alone
from desktop.paths import Profile, prepare
from desktop.settings import Settings
from desktop.store.store import Store, create_store
from desktop.ui import fonts, theme
from desktop.ui.bridge import Bridge
from desktop.ui.desk import Desk
from desktop.ui.page import Page
from desktop.ui.rail import Stop
from desktop.ui.shell import Shell, Stay
from desktop.vault import Key
from tests.store.samples import Clock

KEY = Key(bytes(range(32)))


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    profile = Profile(tmp_path / "desk")
    prepare(profile)
    return profile


@pytest.fixture
def store(profile: Profile) -> Iterator[Store]:
    store = create_store(profile.database, KEY.hex(), now=Clock())
    start_alone(store, "Riverside Coalition", "Ana Ruiz", "leader")
    yield store
    store.close()


@pytest.fixture
def bridge(qtbot: QtBot, store: Store) -> Iterator[Bridge]:
    bridge = Bridge(store)
    yield bridge
    bridge.close()


@pytest.fixture
def window(
    qtbot: QtBot, qapp: object, store: Store, profile: Profile, bridge: Bridge
) -> Callable[..., Shell]:
    """Opens a window of the given pages: (name, how it is built, kinds it opens)."""
    qapp.setStyle("Fusion")  # type: ignore[attr-defined]
    fonts.use_fonts(qapp)  # type: ignore[arg-type]
    theme.use_scheme(qapp, "light")  # type: ignore[arg-type]

    def open_window(*pages: tuple[str, Callable[[Desk], Page], frozenset[str]]) -> Shell:
        stays = [Stay(Stop(name, name.capitalize(), "sun"), build, opens) for name, build, opens in pages]
        shell = Shell(stays, "Riverside")
        qtbot.addWidget(shell)
        shell.resize(1024, 600)
        with qtbot.waitActive(shell):
            shell.show()
            shell.activateWindow()
        shell.begin(Desk(store, profile, bridge, shell, Settings()), pages[0][0])
        return shell

    return open_window
