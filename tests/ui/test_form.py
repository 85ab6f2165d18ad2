"""Forms: every field is kept when it is left, and nobody's words are lost."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout
from pytestqt.qtbot import QtBot

from desktop.store.store import Store
from desktop.ui.desk import Desk
from desktop.ui.fields import ChoiceField, LineField, TextField
from desktop.ui.form import Form
from desktop.ui.page import Page
from desktop.ui.shell import Shell
from desktop.ui.tick import Tick
from sync.records.people import Person

NAMES = (
    "name",
    "email",
    "sector",
    "roles",
    "member_since",
    "do_not_contact",
    "address",
    "languages",
    "notes",
)


class PersonPage(Page):
    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.form = Form(desk, "person", NAMES)
        QVBoxLayout(self).addWidget(self.form)


def opened(window: Callable[..., Shell], store: Store) -> tuple[Form, str]:
    with store.edit("Add") as draft:
        person = draft.add(Person(name="Ana Ruiz", email="ana@example.org"))
    page = window(("people", PersonPage, frozenset({"person"}))).page("people")
    assert isinstance(page, PersonPage)
    page.form.show_record(person)
    return page.form, person


def kept(store: Store, person: str, name: str) -> object:
    return store.state("person", person)["fields"].get(name)


def line(form: Form, name: str) -> LineField:
    field = form.editor(name)
    assert isinstance(field, LineField)
    return field


def test_a_field_is_kept_when_it_is_left(window: Callable[..., Shell], store: Store, qtbot: QtBot) -> None:
    form, person = opened(window, store)
    field = line(form, "email")
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "ana.ruiz@example.org")
    assert kept(store, person, "email") == "ana@example.org"
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert kept(store, person, "email") == "ana.ruiz@example.org"


def test_leaving_a_field_as_it_was_makes_no_edit(window: Callable[..., Shell], store: Store) -> None:
    form, _ = opened(window, store)
    heard: list[object] = []
    store.watch(heard.append)
    form.keep_all()
    assert heard == []


def test_what_cannot_be_kept_says_why_below_the_field(
    window: Callable[..., Shell], store: Store, qtbot: QtBot
) -> None:
    form, person = opened(window, store)
    field = line(form, "name")
    field.setFocus()
    field.clear()
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert kept(store, person, "name") == "Ana Ruiz"
    assert "300 characters" in form._faults["name"].text() and form._faults["name"].isVisible()
    qtbot.keyClicks(field, "Ana R.")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert kept(store, person, "name") == "Ana R." and not form._faults["name"].isVisible()


def test_what_others_change_comes_in_except_where_somebody_types(
    window: Callable[..., Shell], store: Store, qtbot: QtBot
) -> None:
    form, person = opened(window, store)
    field = line(form, "email")
    field.setFocus()
    qtbot.keyClicks(field, "x")
    with store.edit("Elsewhere") as draft:
        draft.set("person", person, {"name": "Ana María Ruiz", "email": "other@example.org"})
    QApplication.processEvents()
    assert line(form, "name").text() == "Ana María Ruiz"
    assert field.text() == "ana@example.orgx"


def test_each_sort_of_field_gives_back_what_it_was_given(window: Callable[..., Shell], store: Store) -> None:
    form, person = opened(window, store)
    given = {
        "sector": "libraries",
        "roles": ["parents"],
        "member_since": "2026-03-04",
        "do_not_contact": True,
        "address": {"street": "12 Oak St", "city": "Elgin", "country": "US"},
        "languages": ["en", "es"],
        "notes": "Likes tea.",
    }
    with store.edit("Fill") as draft:
        draft.set("person", person, given)
    QApplication.processEvents()
    values = {name: form._editors[name].value() for name in given}
    assert {name: values[name] for name in given if name != "languages"} == {
        name: value for name, value in given.items() if name != "languages"
    }
    assert list(values["languages"]) == ["en", "es"]


def test_choices_and_boxes_are_kept_at_once(window: Callable[..., Shell], store: Store, qtbot: QtBot) -> None:
    form, person = opened(window, store)
    box, choice = form.editor("do_not_contact"), form.editor("sector")
    assert isinstance(box, Tick) and isinstance(choice, ChoiceField)
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton)
    assert kept(store, person, "do_not_contact") is True
    choice.setFocus()
    qtbot.keyClick(choice, Qt.Key.Key_Down)
    assert kept(store, person, "sector") == choice.chosen() != ""


def test_long_text_is_kept_after_a_pause(window: Callable[..., Shell], store: Store, qtbot: QtBot) -> None:
    form, person = opened(window, store)
    notes = form.editor("notes")
    assert isinstance(notes, TextField)
    notes.area.setFocus()
    qtbot.keyClicks(notes.area, "Met at the library.")
    qtbot.waitUntil(lambda: kept(store, person, "notes") == "Met at the library.", timeout=3000)


def test_a_deleted_record_cannot_be_typed_into(window: Callable[..., Shell], store: Store) -> None:
    form, _ = opened(window, store)
    form.show_record("")
    assert not form.isEnabled()
