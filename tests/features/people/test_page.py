"""The page: finding somebody, their page, and everything done there by keyboard and undone again."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.features.people.filters import Filter
from desktop.features.people.groups import groups
from desktop.features.people.page_timeline import HappeningLine
from desktop.features.people.queries import facts_about
from desktop.features.people.reading import read
from desktop.store.listing import open_listing
from desktop.transfer.queries import records_of
from desktop.ui.dialogs import Dialog
from desktop.ui.record_model import ROLE
from desktop.ui.row_button import RowButton
from sync.records.engagements import Engagement
from sync.records.partners import Affiliation, Partner
from sync.records.people import AgeBand, Person
from sync.records.values import Period

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def town(put, maria, luis):
    """Maria of the library and Luis, a minor, and somebody who is no longer active."""
    library = put(Partner(name="Library", sector="libraries"))
    since = Period(first=date(2024, 3, 1))
    put(Affiliation(person=maria, partner=library, role="Director", represents=True, period=since))
    put(Person(name="Bo Lee", inactive=True, age_band=AgeBand.MINOR))
    return library


def rows(page):
    model = page.list.model
    return [model.index(row, 0).data(ROLE) for row in range(model.rowCount())]


def names(page):
    return [row.headline for row in rows(page)]


def dialog(page):
    return page.findChildren(Dialog)[-1]


def told(page):
    """The lines of the timeline on the overview."""
    return [line.told.headline for line in page.pane.lately.lines() if isinstance(line, HappeningLine)]


def count(store, kind):
    return len(open_listing(store, kind))


@pytest.mark.usefixtures("town")
def test_what_all_rows_in_view_say_is_read_at_once(page, wait_for, store, monkeypatch):
    wait_for(lambda: len(rows(page)) == 3)
    read, reading = [], store.reading
    monkeypatch.setattr(store, "reading", lambda: read.append(1) or reading())
    page._describe.forget()
    page.list.refresh()
    read.clear()
    assert rows(page)[2].detail == "Library · Libraries"
    assert len(read) <= 3, "the page of records, their organizations, and the words for a sector"


@pytest.mark.usefixtures("town")
def test_everybody_stands_in_the_list_with_where_they_come_from(page, wait_for):
    wait_for(lambda: len(rows(page)) == 3)
    assert [(row.headline, row.detail, row.chip) for row in rows(page)] == [
        ("Bo Lee", "", "Minor"),
        ("Luis Ortega", "(847) 555-0100", ""),
        ("Maria Diaz", "Library · Libraries", ""),
    ]
    assert [row.faded for row in rows(page)] == [True, False, False]


@pytest.mark.usefixtures("town")
def test_typing_narrows_the_list_and_enter_opens_the_first(qtbot, shell, page, wait_for):
    qtbot.keyClick(shell, Qt.Key.Key_F, CONTROL)
    assert page.list.search.hasFocus()
    qtbot.keyClicks(page.list.search, "dia")
    wait_for(lambda: names(page) == ["Maria Diaz"])
    qtbot.keyClick(page.list.search, Qt.Key.Key_Return)
    assert page.pane._name.text() == "Maria Diaz"
    assert page.list.list.hasFocus()


@pytest.mark.usefixtures("town")
def test_the_menu_narrows_the_list_and_everybody_comes_back(page, wait_for):
    menu = page.filter.menu_of()
    sector = next(action.menu() for action in menu.actions() if action.text() == "Sector")
    next(action for action in sector.actions() if action.text() == "Libraries").trigger()
    wait_for(lambda: names(page) == ["Maria Diaz"])
    assert page.filter.text() == "Libraries"
    page.filter.choose(standing="inactive")
    wait_for(lambda: names(page) == [])
    assert "Nobody fits" in page._empty.words.text()
    next(action for action in page.filter.menu_of().actions() if action.text() == "Everybody").trigger()
    wait_for(lambda: len(names(page)) == 3)
    assert page.filter.text() == "Everybody"


def test_without_anybody_the_page_says_how_to_begin(page, wait_for):
    wait_for(lambda: "Nobody is here yet" in page._empty.words.text())
    assert page._empty.isVisible()


@pytest.mark.usefixtures("town")
def test_a_person_says_whom_they_represent_and_since_when(page, maria):
    page.show_record("person", maria)
    assert page.pane._about.text() == "Represents Library since March 2024 · Libraries"
    assert page.pane._reach.text() == "maria@example.org"
    (line,) = page.pane.organizations.lines()
    text = line.findChild(RowButton).row
    assert (text.headline, text.detail, text.chip) == (
        "Library",
        "Director · since Mar 2024",
        "Speaks for it",
    )


def test_a_contact_is_logged_by_keyboard_alone_and_taken_back(qtbot, shell, page, store, maria, wait_for):
    page.show_record("person", maria)
    qtbot.keyClick(shell, Qt.Key.Key_L, CONTROL)
    card = page.pane.card
    assert card.note.area.hasFocus()
    qtbot.keyClicks(card.note.area, "Has a van")
    qtbot.keyClick(card.note.area, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClicks(card.note.area, "and a trailer")
    qtbot.keyClick(card.note.area, Qt.Key.Key_Tab)
    assert card.next_step.hasFocus()
    qtbot.keyClicks(card.next_step, "Ask for it")
    qtbot.keyClick(card.next_step, Qt.Key.Key_Tab)
    qtbot.keyClicks(card.next_day, "2026-11-09")
    qtbot.keyClick(card.next_day, Qt.Key.Key_Return)
    wait_for(lambda: not card.isVisible())
    (talk,) = [read(store, Engagement, each["id"]) for each in records_of(store, "engagement")]
    assert (talk.note, talk.next_step, talk.next_day) == (
        "Has a van\nand a trailer",
        "Ask for it",
        date(2026, 11, 9),
    )
    assert talk.people == (maria,)
    wait_for(lambda: told(page) == ["Call"])
    assert page.pane.notices._next.text() == "Next, in 7 days: Ask for it"
    qtbot.keyClick(shell, Qt.Key.Key_Z, CONTROL)
    assert count(store, "engagement") == 0
    wait_for(lambda: told(page) == [])


def test_a_contact_with_several_people_stands_on_the_page_of_each(qtbot, page, store, maria, luis, wait_for):
    page.show_record("person", maria)
    page.pane.log_contact()
    page.pane.card.people.show_records([maria, luis])
    qtbot.keyClicks(page.pane.card.note.area, "Van")
    page.pane.card.log()
    wait_for(lambda: told(page) == ["Call with Luis Ortega too"])
    page.show_record("person", luis)
    assert told(page) == ["Call with Maria Diaz too"]
    assert count(store, "engagement") == 1


def test_a_day_that_is_none_is_put_right_before_anything_is_logged(qtbot, page, store, maria):
    page.show_record("person", maria)
    page.pane.log_contact()
    page.pane.card.next_day.setText("someday")
    page.pane.card.log()
    assert page.pane.card.next_day.hasFocus() and page.pane.card.isVisible()
    qtbot.keyClick(page.pane.card, Qt.Key.Key_Escape)
    assert not page.pane.card.isVisible() and count(store, "engagement") == 0


def test_what_was_typed_of_a_contact_waits_while_somebody_else_is_looked_at(qtbot, page, store, maria, luis):
    page.show_record("person", maria)
    page.pane.log_contact()
    qtbot.keyClicks(page.pane.card.note.area, "Has a van")
    page.show_record("person", luis)
    assert not page.pane.card.isVisible()
    page.show_record("person", maria)
    assert page.pane.card.isVisible()
    assert page.pane.card.note.area.toPlainText() == "Has a van"
    page.pane.card.log()
    assert count(store, "engagement") == 1
    page.show_record("person", luis)
    page.show_record("person", maria)
    assert not page.pane.card.isVisible()


def test_f2_goes_to_the_details(qtbot, shell, page, maria):
    page.show_record("person", maria)
    qtbot.keyClick(shell, Qt.Key.Key_F2)
    assert page.pane.switch.value() == "details" and page.pane.form.editor("name").hasFocus()


def test_a_contact_is_put_right_and_the_first_words_stay_in_the_history(page, store, put, maria, wait_for):
    talk = put(Engagement(people=(maria,), note="Wrong"))
    page.show_record("person", maria)
    page.pane.lately.lines()[0].click()
    assert page.pane.card.note.area.toPlainText() == "Wrong"
    page.pane.card.note.area.setPlainText("Right")
    page.pane.card.log()
    (now,) = facts_about(store, "engagement", [talk], "corrects")
    assert (now.note, read(store, Engagement, talk).note) == ("Right", "Wrong")
    wait_for(lambda: [line.told.detail for line in page.pane.lately.lines()] == ["Right"])


@pytest.mark.usefixtures("maria")
def test_somebody_is_added_by_keyboard_with_a_warning_that_says_why(qtbot, shell, page, store):
    qtbot.keyClick(shell, Qt.Key.Key_N, CONTROL)
    fields = dialog(page).fields
    qtbot.waitUntil(fields.name.hasFocus)
    qtbot.keyClicks(fields.name, "M. Diaz")
    qtbot.keyClick(fields.name, Qt.Key.Key_Tab)
    qtbot.keyClicks(fields.contact, "MARIA@example.org")
    qtbot.waitUntil(lambda: bool(fields.known))
    (known,) = fields._warning.findChildren(RowButton)
    assert (known.row.headline, known.row.detail) == ("Maria Diaz", "same e-mail, similar name")
    assert dialog(page).verb.text() == "Add all the same"
    known.click()
    assert page.pane._name.text() == "Maria Diaz"
    assert count(store, "person") == 1


def test_somebody_nobody_knows_is_added_and_shown(qtbot, page, store, wait_for):
    page.add()
    fields = dialog(page).fields
    qtbot.keyClicks(fields.name, "Ada Byron")
    qtbot.keyClicks(fields.contact, "(847) 555-0111")
    fields.sector.choose("libraries")
    fields.agreed.setChecked(True)
    fields.look()
    assert not fields.known and dialog(page).verb.text() == "Add"
    dialog(page).finish()
    assert page.pane._name.text() == "Ada Byron"
    (consent,) = records_of(store, "consent")
    assert (consent["channel"], consent["answer"]) == ("phone", "given")
    wait_for(lambda: names(page) == ["Ada Byron"])


def test_what_cannot_be_added_is_said_in_the_dialog(qtbot, page, store):
    page.add()
    qtbot.keyClicks(dialog(page).fields.contact, "call me")
    dialog(page).finish()
    assert "neither an e-mail address nor a phone number" in dialog(page).fault.text()
    assert count(store, "person") == 0


def test_a_field_is_kept_when_it_is_left(qtbot, page, store, maria, wait_for):
    page.show_record("person", maria)
    page.pane.switch.turn_to("details")
    phone = page.pane.form.editor("phone")
    assert isinstance(phone, QLineEdit)
    phone.setFocus()
    qtbot.keyClicks(phone, "847-555-0177")
    qtbot.keyClick(phone, Qt.Key.Key_Tab)
    assert read(store, Person, maria).phone == "847-555-0177"
    wait_for(lambda: page.pane._reach.text() == "847-555-0177 · maria@example.org")


def test_a_deleted_person_leaves_the_page_and_comes_back(qtbot, shell, page, maria, wait_for):
    page.show_record("person", maria)
    page.pane.delete()
    wait_for(lambda: page.list.record() == "")
    wait_for(lambda: names(page) == [])
    qtbot.keyClick(shell, Qt.Key.Key_Z, CONTROL)
    wait_for(lambda: names(page) == ["Maria Diaz"])


@pytest.mark.usefixtures("town")
def test_whoever_is_shown_can_be_saved_as_a_group_that_finds_them_again(page, store, wait_for):
    page.filter.choose(sector="libraries")
    wait_for(lambda: names(page) == ["Maria Diaz"])
    page.save_search()
    dialog(page).findChild(QLineEdit).setText("Librarians")
    dialog(page).finish()
    (group,) = groups(store)
    page.filter.show_filter(Filter())
    page.filter.choose(group=group.id)
    wait_for(lambda: names(page) == ["Maria Diaz"])
    assert page.filter.text() == "Librarians (saved search)"


@pytest.mark.usefixtures("town")
def test_everybody_shown_is_put_into_a_group_by_hand(page, store, wait_for):
    wait_for(lambda: len(names(page)) == 3)
    page.put_into_group()
    dialog(page).findChild(QLineEdit).setText("All")
    dialog(page).finish()
    (group,) = groups(store)
    assert len(group.people) == 3


def test_an_edit_from_elsewhere_reaches_the_page(page, store, maria, wait_for):
    page.show_record("person", maria)
    with store.edit("Rename") as draft:
        draft.set("person", maria, {"name": "Maria Diaz Ruiz"})
    wait_for(lambda: page.pane._name.text() == "Maria Diaz Ruiz")
    wait_for(lambda: names(page) == ["Maria Diaz Ruiz"])


def test_every_command_has_a_verb_and_every_widget_a_name(page, maria):
    page.show_record("person", maria)
    for part in ("overview", "timeline", "details", "consent"):
        page.pane.switch.turn_to(part)
        focusable = [
            each for each in page.findChildren(QWidget) if each.isVisible() and _can_be_focused(each)
        ]
        assert [type(each) for each in focusable if not _name(each)] == []
    assert {command.shortcut for command in page.commands()} >= {"Ctrl+N", "Ctrl+L", "Ctrl+E", "Ctrl+P"}


def _can_be_focused(widget: QWidget) -> bool:
    return (
        widget.isVisible() and widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.focusProxy() is None
    )


def _name(widget: QWidget) -> str:
    return widget.accessibleName() or getattr(widget, "text", str)()
