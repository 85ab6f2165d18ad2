"""Whoever chose to reduce motion sees nothing slide, fade or blink."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from desktop.app import make_application
from desktop.settings import Settings
from desktop.ui import motion

MENUS = Qt.UIEffect.UI_AnimateMenu


@pytest.fixture(autouse=True)
def lively(qapp: QApplication) -> Iterator[None]:
    """A system on which menus slide in; put back as it was in the end."""
    was = QApplication.isEffectEnabled(motion.EVERY_EFFECT)
    QApplication.setEffectEnabled(motion.EVERY_EFFECT, True)
    QApplication.setEffectEnabled(MENUS, True)
    motion._usual.cache_clear()
    motion.use_motion(reduced=False)
    yield
    motion.use_motion(reduced=False)
    QApplication.setEffectEnabled(motion.EVERY_EFFECT, was)
    motion._usual.cache_clear()


def blink() -> int:
    return QGuiApplication.styleHints().cursorFlashTime()


def test_nothing_moves_once_motion_is_reduced() -> None:
    assert QApplication.isEffectEnabled(MENUS) and blink() > 0
    motion.use_motion(reduced=True)
    assert not QApplication.isEffectEnabled(MENUS) and blink() == 0


def test_it_moves_again_as_the_system_has_it() -> None:
    usual = blink()
    motion.use_motion(reduced=True)
    motion.use_motion(reduced=False)
    assert QApplication.isEffectEnabled(MENUS) and blink() == usual


def test_a_window_opens_still_where_that_was_chosen() -> None:
    make_application(Settings(reduce_motion=True))
    assert not QApplication.isEffectEnabled(MENUS) and blink() == 0
