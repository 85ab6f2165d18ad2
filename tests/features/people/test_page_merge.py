"""Finding people who are in twice, comparing them, and making one of them."""

from PySide6.QtCore import Qt

from desktop.features.people.page_merge import Value
from desktop.features.people.reading import read
from desktop.store.listing import open_listing
from desktop.ui.dialogs import Dialog
from desktop.ui.picker import Picker
from desktop.ui.record_model import ROLE
from sync.records.people import Person


def headlines(model):
    return [model.index(row, 0).data(ROLE).headline for row in range(model.rowCount())]


def pairs(page):
    return headlines(page.duplicates._model)


def _value(pane, words):
    shown = (each for each in pane.findChildren(Value) if each.isVisible())
    return next(each for each in shown if each.text() == words)


def two(put):
    put(Person(name="Ana Ruiz", phone="847-555-0100"))
    return put(Person(name="Ana Ruiz Soto", phone="847-555-0100"))


def test_pairs_are_found_and_made_one_with_the_values_chosen(qtbot, page, store, put, wait_for):
    one = put(Person(name="Ana Ruiz", phone="847-555-0100", email="ana@example.org"))
    put(Person(name="Ana Ruiz Soto", phone="(847) 555 0100", email="soto@example.org"))
    page.switch.turn_to("duplicates")
    wait_for(lambda: pairs(page) == ["Ana Ruiz · Ana Ruiz Soto"])
    assert page.duplicates.tally.text() == "1 pair to look at"
    pane = page.duplicates.pane
    assert pane._why.text() == "same phone, similar name"
    assert {name: whose == one for name, whose in pane.taken().items()} == {"name": False, "email": True}
    other = _value(pane, "soto@example.org")
    qtbot.mouseClick(other, Qt.MouseButton.LeftButton)
    pane.make_one()
    wait_for(lambda: pairs(page) == [] and page.duplicates._empty.isVisible())
    person = read(store, Person, one)
    assert (person.name, person.email) == ("Ana Ruiz Soto", "soto@example.org")
    assert person.other_emails == ("ana@example.org",)


def test_one_key_takes_the_merge_back(qtbot, shell, page, store, put, wait_for):
    gone = two(put)
    page.switch.turn_to("duplicates")
    wait_for(lambda: len(pairs(page)) == 1)
    page.duplicates.pane.make_one()
    wait_for(lambda: bool(read(store, Person, gone).merged_into))
    page.switch.turn_to("people")
    wait_for(lambda: headlines(page.list.model) == ["Ana Ruiz Soto"])
    qtbot.keyClick(shell, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    wait_for(lambda: headlines(page.list.model) == ["Ana Ruiz", "Ana Ruiz Soto"])


def test_two_who_are_two_are_not_offered_again(page, store, put, wait_for):
    two(put)
    page.switch.turn_to("duplicates")
    wait_for(lambda: len(pairs(page)) == 1)
    page.duplicates.pane.keep_two()
    assert pairs(page) == []
    page.duplicates.look()
    wait_for(page.duplicates._empty.isVisible)
    assert len(open_listing(store, "person")) == 2


def test_after_an_answer_the_next_pair_stands_at_the_right(page, put, wait_for):
    two(put)
    put(Person(name="Bo Lee", phone="847-555-0111"), Person(name="Bo Lee", phone="847-555-0111"))
    page.switch.turn_to("duplicates")
    wait_for(lambda: pairs(page) == ["Ana Ruiz · Ana Ruiz Soto", "Bo Lee"])
    page.duplicates.pane.keep_two()
    assert pairs(page) == ["Bo Lee"]
    assert page.duplicates.pane._title.text() == "Are Bo Lee and Bo Lee one person?"


def test_two_can_be_compared_that_nobody_suspected(page, store, put, maria, luis, wait_for):
    page.show_record("person", maria)
    page.ask_merge(maria)
    dialog = page.findChildren(Dialog)[-1]
    dialog.findChild(Picker).show_record(luis)
    dialog.finish()
    assert page.switch.value() == "duplicates"
    wait_for(lambda: page.duplicates._whole.currentWidget() is page.duplicates._split)
    page.duplicates.pane.make_one()
    wait_for(lambda: page.switch.value() == "people")
    assert page.list.record() == min(maria, luis)
    assert read(store, Person, min(maria, luis)).phone == "(847) 555-0100"


def test_a_link_to_a_record_that_was_merged_leads_to_the_one_that_was_kept(page, put, maria):
    gone = put(Person(name="M. Diaz", merged_into=maria))
    page.show_record("person", gone)
    assert page.pane._name.text() == "Maria Diaz"


def test_somebody_is_not_compared_with_nobody(page, maria):
    page.show_record("person", maria)
    page.ask_merge(maria)
    page.findChildren(Dialog)[-1].finish()
    assert page.switch.value() == "people"
