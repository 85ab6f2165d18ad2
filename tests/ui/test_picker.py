"""Pickers: a few letters find a record, and a new one can be made on the way."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.store.store import Store
from desktop.ui.picker import ManyPicker, Picker
from sync.records.people import Person


def people(store: Store, *names: str) -> list[str]:
    with store.edit("Add") as draft:
        return [draft.add(Person(name=name)) for name in names]


def test_letters_and_enter_choose_a_record(store: Store, qtbot: QtBot) -> None:
    ana, _ = people(store, "Ana García", "Bo Lee")
    picker = Picker(store, "person", "Owner")
    qtbot.addWidget(picker)
    picker.show()
    picked: list[str] = []
    picker.picked.connect(picked.append)
    qtbot.keyClicks(picker, "garc")
    popup = picker.completer().popup()
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: picked == [ana])
    assert picker.text() == "Ana García" and picker.record() == ana


def test_words_that_were_not_chosen_choose_nothing(store: Store, qtbot: QtBot) -> None:
    ana, _ = people(store, "Ana García", "Bo Lee")
    picker = Picker(store, "person", "Owner")
    qtbot.addWidget(picker)
    picker.show_record(ana)
    picker.setText("Ana G")
    picker.editingFinished.emit()
    assert picker.record() == ana and picker.text() == "Ana García"


def test_an_emptied_field_chooses_nobody(store: Store, qtbot: QtBot) -> None:
    (ana,) = people(store, "Ana García")
    picker = Picker(store, "person", "Owner")
    qtbot.addWidget(picker)
    picker.show_record(ana)
    picker.clear()
    with qtbot.waitSignal(picker.picked) as told:
        picker.editingFinished.emit()
    assert told.args == [""] and picker.record() == ""


def test_a_record_can_be_made_of_the_words_typed(store: Store, qtbot: QtBot) -> None:
    picker = Picker(store, "person", "Owner", create=lambda name: people(store, name)[0])
    qtbot.addWidget(picker)
    picker.show()
    qtbot.keyClicks(picker, "Zoe Q")
    popup = picker.completer().popup()
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: picker.record() != "")
    assert store.get("person", picker.record()).headline() == "Zoe Q"


def test_several_are_gathered_and_taken_out_again(store: Store, qtbot: QtBot) -> None:
    ana, bo = people(store, "Ana García", "Bo Lee")
    many = ManyPicker(store, "person", "Invited")
    qtbot.addWidget(many)
    many.picker.picked.emit(ana)
    many.picker.picked.emit(bo)
    many.picker.picked.emit(ana)
    assert many.records() == [ana, bo]
    many._drop(ana)
    QApplication.processEvents()
    assert many.records() == [bo]
