"""A window with the page of imports and exports, and contacts to bring in."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.features.exchange.page import ExchangePage, build
from desktop.paths import Profile
from desktop.settings import Settings
from desktop.store.store import Store
from desktop.ui import fonts, theme
from desktop.ui.bridge import Bridge
from desktop.ui.desk import Desk
from desktop.ui.rail import Stop
from desktop.ui.shell import Shell, Stay


@pytest.fixture
def file(tmp_path: Path) -> Callable[..., Path]:
    """Writes a file of contacts."""

    def write(words: str | bytes, name: str = "contacts.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(words if isinstance(words, bytes) else words.encode())
        return path

    return write


@pytest.fixture
def shell(qtbot: QtBot, qapp: object, store: Store, profile: Profile) -> Iterator[Shell]:
    """A window that shows the page."""
    qapp.setStyle("Fusion")  # type: ignore[attr-defined]
    fonts.use_fonts(qapp)  # type: ignore[arg-type]
    theme.use_scheme(qapp, "light")  # type: ignore[arg-type]
    bridge = Bridge(store)
    stay = Stay(Stop("exchange", "Import and export", "download"), build, frozenset({"person"}))
    shell = Shell([stay], "Riverside")
    qtbot.addWidget(shell)
    shell.resize(1024, 600)
    shell.show()
    shell.begin(Desk(store, profile, bridge, shell, Settings()), "exchange")
    yield shell
    bridge.close()


@pytest.fixture
def page(shell: Shell) -> ExchangePage:
    """The page in that window."""
    page = shell.page("exchange")
    assert isinstance(page, ExchangePage)
    return page
