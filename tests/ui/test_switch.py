"""A switch between views, by pointer and by key."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from desktop.ui.switch import Switch

WAYS = [("list", "List"), ("picture", "Picture"), ("numbers", "Numbers")]


def test_one_view_is_always_on(qtbot: QtBot) -> None:
    switch = Switch("View", WAYS)
    qtbot.addWidget(switch)
    assert switch.value() == "list"
    picture = switch.findChildren(QAbstractButton)[1]
    heard: list[str] = []
    switch.switched.connect(heard.append)
    picture.click()
    picture.click()
    assert (switch.value(), heard) == ("picture", ["picture"])


def test_the_arrow_keys_go_round(qtbot: QtBot) -> None:
    switch = Switch("View", WAYS)
    qtbot.addWidget(switch)
    with qtbot.waitActive(switch):
        switch.show()
        switch.activateWindow()
    switch.setFocus()
    for key, value in (
        (Qt.Key.Key_Right, "picture"),
        (Qt.Key.Key_Right, "numbers"),
        (Qt.Key.Key_Right, "list"),
        (Qt.Key.Key_Left, "numbers"),
    ):
        qtbot.keyClick(switch.window().focusWidget(), key)
        assert switch.value() == value


def test_turning_to_the_view_that_is_on_says_nothing(qtbot: QtBot) -> None:
    switch = Switch("View", WAYS)
    qtbot.addWidget(switch)
    heard: list[str] = []
    switch.switched.connect(heard.append)
    switch.turn_to("list")
    switch.turn_to("numbers")
    assert heard == ["numbers"]
