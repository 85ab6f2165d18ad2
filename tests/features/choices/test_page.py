"""The cards of what needs a person: what it was, what each wrote, and a button for each answer."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from desktop.features.choices.actions import list_choices
from desktop.features.choices.page import ChoicesPage
from desktop.ui.dialogs import Dialog
from desktop.ui.labels import Words
from tests.features.choices.conftest import BEFORE, OF_ANA, OF_LUIS, Meeting


def said(page: ChoicesPage) -> list[str]:
    QApplication.processEvents()
    return [each.text() for each in page.findChildren(Words) if each.isVisible() and each.text()]


def button(page: ChoicesPage, words: str) -> QPushButton:
    return next(each for each in page.findChildren(QPushButton) if each.text() == words and each.isVisible())


def phone(met: Meeting) -> object:
    return met.ana.store.state("person", met.maria)["fields"]["phone"]


def test_a_card_shows_what_it_was_and_what_each_of_the_two_wrote(page: ChoicesPage, met: Meeting) -> None:
    [choice] = list_choices(met.ana.store)
    words = said(page)
    assert "1 choice waits. Both values are kept; nothing is lost while it does." in words
    assert words[words.index("Before") + 1] == BEFORE
    assert words[words.index("Shown now") + 1] == choice["shown"]
    assert {OF_ANA, OF_LUIS} < set(words)


def test_one_press_uses_the_other_value_and_the_page_is_calm_again(page: ChoicesPage, met: Meeting) -> None:
    [choice] = list_choices(met.ana.store)
    other = choice["beside"][0]["value"]
    use = button(page, "Use this")
    assert use.accessibleName() == f"Use this: {other}"
    use.click()
    assert phone(met) == other
    assert any(words.startswith("Nothing needs you") for words in said(page))


def test_a_third_value_can_be_typed(qtbot: QtBot, page: ChoicesPage, met: Meeting) -> None:
    button(page, "Type another").click()
    box = page.findChild(Dialog)
    assert isinstance(box, Dialog)
    field = box.findChildren(QLineEdit)[0]
    field.selectAll()
    qtbot.keyClicks(field, "+1 847 555 0133")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert phone(met) == "+1 847 555 0133"
    assert list_choices(met.ana.store) == []
