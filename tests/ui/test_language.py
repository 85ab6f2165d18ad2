"""The window speaks one language throughout: our words, dates, and those of Qt's own dialogs."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QLineEdit
from pytestqt.qtbot import QtBot

from desktop.i18n import _
from desktop.ui import language
from desktop.ui.dates import day_words


@pytest.fixture(autouse=True)
def english_again(qapp: QApplication) -> Iterator[None]:
    before = QLocale()
    yield
    language.speak("en")
    QLocale.setDefault(before)


def said_by_qt(qtbot: QtBot) -> list[str]:
    """What the menu of a field offers."""
    field = QLineEdit()
    qtbot.addWidget(field)
    menu = field.createStandardContextMenu()
    words = [action.text() for action in menu.actions() if action.text()]
    menu.deleteLater()
    return words


def test_everything_speaks_spanish_and_english_again(qtbot: QtBot) -> None:
    language.speak("es")
    assert (_("Meetings"), day_words(date(2026, 11, 24), date(2026, 11, 22))) == ("Reuniones", "mar 24 nov")
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert [button.text().replace("&", "") for button in box.buttons()] == ["Cancelar"]
    spanish = said_by_qt(qtbot)
    language.speak("en")
    assert (_("Meetings"), day_words(date(2026, 11, 24), date(2026, 11, 22))) == ("Meetings", "Tue, Nov 24")
    assert spanish != said_by_qt(qtbot)


@pytest.mark.parametrize(
    ("name", "spoken"), [("es_MX", "es"), ("es_US", "es"), ("en_GB", "en"), ("pl_PL", "en")]
)
def test_a_computer_is_spoken_to_in_its_own_language_or_in_english(
    monkeypatch: pytest.MonkeyPatch, name: str, spoken: str
) -> None:
    class Elsewhere(QLocale):
        @staticmethod
        def system() -> QLocale:
            return QLocale(name)

    monkeypatch.setattr(language, "QLocale", Elsewhere)
    assert language.language_of_system() == spoken
