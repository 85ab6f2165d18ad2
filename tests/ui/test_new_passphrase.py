import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from desktop.ui.new_passphrase import NewPassphrase
from sync.errors import Refused


@pytest.fixture
def chosen(qtbot: QtBot) -> NewPassphrase:
    widget = NewPassphrase()
    qtbot.addWidget(widget)
    return widget


def test_the_same_twice_is_taken(chosen: NewPassphrase):
    chosen.first.setText("four unrelated words")
    chosen.again.setText("four unrelated words")
    assert chosen.value() == "four unrelated words"


@pytest.mark.parametrize(
    ("first", "again", "code"),
    [
        ("short", "short", "passphrase_short"),
        ("four unrelated words", "four unrelated word", "passphrase_differs"),
    ],
)
def test_what_cannot_be_is_refused(chosen: NewPassphrase, first: str, again: str, code: str):
    chosen.first.setText(first)
    chosen.again.setText(again)
    with pytest.raises(Refused) as refusal:
        chosen.value()
    assert refusal.value.code == code


def test_it_is_hidden_until_one_wants_to_see_it_and_again_once_cleared(chosen: NewPassphrase):
    assert chosen.first.echoMode() == QLineEdit.EchoMode.Password
    chosen.shown.setChecked(True)
    assert chosen.again.echoMode() == QLineEdit.EchoMode.Normal
    chosen.first.setText("four unrelated words")
    chosen.clear()
    assert chosen.first.text() == ""
    assert chosen.first.echoMode() == QLineEdit.EchoMode.Password
