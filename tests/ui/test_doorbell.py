from pathlib import Path

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.doorbell import RING, word
from desktop.paths import Profile
from desktop.ui.doorbell import Doorbell


def test_a_window_that_was_made_small_comes_forward_each_time_it_rings(qtbot: QtBot, tmp_path: Path) -> None:
    profile, window = Profile(tmp_path), QWidget()
    qtbot.addWidget(window)
    bell = Doorbell(profile, window)
    for _ in range(2):
        window.showMinimized()
        profile.bell.write_text(f"{word()} {RING}")
        qtbot.waitUntil(lambda: profile.bell.read_text() == word(), timeout=5000)
        assert window.isVisible() and not window.isMinimized()
    bell.close()
    assert not profile.bell.exists()
