"""A computer on which nothing has begun, an office to join, and Argon2 at a cost that tests can pay."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.paths import Profile
from desktop.ui import fonts, theme
from desktop.ui.bridge import Bridge
from desktop.vault import Cost, changing, opening
from sync.server.app import make_app
from sync.server.founding import add_space, found
from sync.server.invitations import invite
from tests.client.serving import served
from tests.offices import prepared_office
from tests.vault.conftest import MemoryStore, key_store, no_key_store

__all__ = ["MemoryStore", "key_store", "no_key_store"]

PASSPHRASE = "four unrelated words here"
Invited = Callable[[], tuple[str, str]]


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Trying a passphrase is slow on purpose; not here."""
    for module in (opening, changing):
        monkeypatch.setattr(module, "calibrate", lambda: Cost(m=32, t=1, p=1))


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    return Profile(tmp_path / "desk")


@pytest.fixture
def bridge(qtbot: QtBot, qapp: object) -> Iterator[Bridge]:
    qapp.setStyle("Fusion")  # type: ignore[attr-defined]
    fonts.use_fonts(qapp)  # type: ignore[arg-type]
    theme.use_scheme(qapp, "light")  # type: ignore[arg-type]
    bridge = Bridge()
    yield bridge
    bridge.close()


@pytest.fixture
def invited(tmp_path: Path) -> Iterator[Invited]:
    """Makes an invitation: a code, and the address of an office that serves."""
    with prepared_office(f"sqlite:///{tmp_path / 'office.sqlite'}", tmp_path) as office:
        found(office, "Illinois", "admin@example.org")
        space = add_space(office, "coalition", "Riverside")
        with served(make_app(office)) as server:
            yield lambda: (invite(office, space, "leader", "Ana Ruiz"), server)
