"""The page of partners on a real store, driven as a person would."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.features.partners.page import PartnersPage
from desktop.features.partners.page_agreements import AgreementsSection
from desktop.features.partners.page_log import LogCard
from desktop.features.partners.page_people import PeopleSection, PositionFields
from desktop.features.partners.page_ties import TieFields, TiesSection
from desktop.features.partners.queries import agreements, ties, timeline, voices
from desktop.store.store import Store
from desktop.ui.dialogs import Dialog
from desktop.ui.picker import Picker
from desktop.ui.row_button import RowButton
from desktop.ui.section import Section
from sync.records.partners import Agreement
from tests.features.partners.town import TODAY, add, meeting, partner, speaker, tie


@pytest.fixture
def library(store: Store) -> str:
    return partner(store, "Library")


def said(*sections: Section) -> list[str]:
    """The headlines of the lines that are in sections, once the page has heard of all edits."""
    QApplication.processEvents()
    lines = (line for section in sections for line in section.lines())
    parts = (part for line in lines for part in (line, *line.findChildren(RowButton)))
    return [part.row.headline for part in parts if isinstance(part, RowButton)]


def shown(page: PartnersPage) -> list[str]:
    QApplication.processEvents()
    model = page.list.model
    return [str(model.data(model.index(row, 0))) for row in range(model.rowCount())]


def dialog(page: PartnersPage) -> Dialog:
    return next(each for each in page.findChildren(Dialog) if each.isVisible())


def press(widget: QWidget, name: str) -> None:
    """Press the button that is called so."""
    QApplication.processEvents()
    buttons = widget.findChildren(QAbstractButton)
    next(each for each in buttons if name in (each.text(), each.accessibleName())).click()


def nameless(widget: QWidget) -> Iterator[str]:
    """What can have the focus and says nothing about itself."""
    for each in (widget, *widget.findChildren(QWidget)):
        wants_focus = each.focusPolicy() != Qt.FocusPolicy.NoFocus and each.isVisible()
        words = each.accessibleName() or (each.text() if isinstance(each, QAbstractButton) else "")
        if wants_focus and not words and each.focusProxy() is None:
            yield repr(each)


def test_a_coalition_without_partners_is_shown_how_to_begin(qtbot: QtBot, page: PartnersPage) -> None:
    assert shown(page) == []
    press(page.list, "Add an organization")
    box = dialog(page)
    qtbot.keyClicks(box.findChildren(QLineEdit)[0], "Riverside Library")
    box.finish()
    assert shown(page) == ["Riverside Library"]
    assert page.pane._name.text() == "Riverside Library"


def test_an_organization_without_a_name_is_refused_in_the_dialog(page: PartnersPage) -> None:
    page.add()
    box = dialog(page)
    box.finish()
    assert box.isVisible() and box.fault.text()


def test_the_list_follows_the_search_the_sector_and_what_is_past(
    qtbot: QtBot, store: Store, page: PartnersPage
) -> None:
    partner(store, "Library")
    partner(store, "School", "school_and_district_leaders")
    partner(store, "Closed", inactive=True)
    assert shown(page) == ["Library", "School"]
    qtbot.waitUntil(lambda: len(page.strip._buttons) == 9)
    page.strip._buttons["libraries"].click()
    assert shown(page) == ["Library"]
    page.strip._buttons["libraries"].click()
    page.list.search.setText("scho")
    qtbot.waitUntil(lambda: shown(page) == ["School"])
    page.list.search.clear()
    page._activity.setCurrentIndex(1)
    page._activity.activated.emit(1)
    qtbot.waitUntil(lambda: shown(page) == ["Closed"])


def test_a_contact_is_logged_by_keyboard_alone(
    qtbot: QtBot, store: Store, library: str, page: PartnersPage
) -> None:
    maria = speaker(store, "Maria", library)
    page.open_partner(library)
    qtbot.keyClick(page, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    card = page.pane.findChild(LogCard)
    assert card is not None
    qtbot.waitUntil(card.isVisible)
    qtbot.keyClicks(QApplication.focusWidget(), "Asked about the room")
    card._next_step.setText("Call again")
    card._next_day.setText("2026-11-24")
    qtbot.keyClick(card._next_day, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not card.isVisible())
    [line] = timeline(store, library)
    written = store.state("engagement", line.id)["fields"]
    assert (written["people"], written["partners"]) == ([maria], [library])
    assert (written["note"], written["next_day"]) == ("Asked about the room", "2026-11-24")
    qtbot.waitUntil(lambda: said(page.pane._latest) == ["Asked about the room"])


def test_a_day_that_cannot_be_read_is_not_dropped(
    qtbot: QtBot, store: Store, library: str, page: PartnersPage
) -> None:
    page.open_partner(library)
    page.pane.log_contact()
    card = page.pane._card
    card._note.setText("Hello")
    card._next_day.setText("someday")
    qtbot.keyClick(card._next_day, Qt.Key.Key_Return)
    qtbot.wait(20)
    assert card.isVisible() and timeline(store, library) == []
    qtbot.keyClick(card._note, Qt.Key.Key_Escape)
    assert not card.isVisible()


def test_somebody_new_is_added_and_then_stopped(
    qtbot: QtBot, store: Store, library: str, page: PartnersPage
) -> None:
    page.open_partner(library)
    people = page.pane.findChild(PeopleSection)
    assert people is not None
    press(people, "Add somebody")
    box = dialog(page)
    fields = box.findChild(PositionFields)
    assert fields is not None
    picker = fields.findChild(Picker)
    assert picker is not None
    picker._find("Maria Diaz")
    picker._choose("Add “Maria Diaz”")
    qtbot.waitUntil(lambda: fields.person() != "")
    box.finish()
    [voice] = voices(store, library, TODAY)
    assert (voice.name, voice.represents, voice.first) == ("Maria Diaz", True, TODAY)
    press(people, "Maria Diaz stopped today")
    assert voices(store, library, TODAY)[0].last == TODAY
    store.undo()
    assert voices(store, library, TODAY)[0].last is None


def test_a_tie_is_described_and_seen_from_the_other_side(
    qtbot: QtBot, store: Store, library: str, page: PartnersPage
) -> None:
    school = partner(store, "School")
    page.open_partner(library)
    section = page.pane.findChild(TiesSection)
    assert section is not None
    press(section, "Add a tie")
    box = dialog(page)
    fields = box.findChild(TieFields)
    assert fields is not None
    box.finish()
    assert "which organization" in box.fault.text()
    fields._partner.show_record(school)
    fields._strength.choose("3")
    fields._shared.setText("space, staff, space")
    box.finish()
    [found] = ties(store, school)
    assert (found.name, found.strength, found.shared) == ("Library", 3, ("space", "staff"))
    assert said(section) == ["School"]
    press(section, "Remove the tie to School")
    assert said(section) == []


def test_an_agreement_opens_in_place_and_stays_open_while_it_is_typed(
    qtbot: QtBot, store: Store, library: str, page: PartnersPage
) -> None:
    room = add(
        store, Agreement(title="Room", partner=library, status="signed", expires_on=date(2026, 12, 31))
    )
    page.show_record("agreement", room)
    section = page.pane.findChild(AgreementsSection)
    assert section is not None and section._form is not None
    form = section._form
    title = form.editor("title")
    assert isinstance(title, QLineEdit) and title.hasFocus()
    title.setText("Use of the room")
    form.keep_all()
    assert section._form is form
    assert said(section) == ["Use of the room"]
    assert section._heads[room].row.chip == "Runs out in 8 weeks"
    press(section, "Delete the agreement")
    assert agreements(store, library) == []


def test_what_is_typed_in_the_details_is_kept_when_another_is_shown(
    store: Store, library: str, page: PartnersPage
) -> None:
    school = partner(store, "School")
    page.open_partner(library)
    page.pane._switch.turn_to("details")
    phone = page.pane._form.editor("phone")
    assert isinstance(phone, QLineEdit)
    phone.setText("847 555 0100")
    page.open_partner(school)
    assert store.state("partner", library)["fields"]["phone"] == "847 555 0100"
    assert page.pane._name.text() == "School"


def test_a_deleted_organization_leaves_its_page(store: Store, library: str, page: PartnersPage) -> None:
    page.open_partner(library)
    page.pane._switch.turn_to("details")
    press(page.pane, "Delete the organization")
    assert shown(page) == [] and page.list.record() == ""
    store.undo()
    assert shown(page) == ["Library"]


def test_sectors_say_in_plain_words_what_is_missing(
    qtbot: QtBot, store: Store, library: str, page: PartnersPage
) -> None:
    meeting(store, "2026-03-10", speaker(store, "Maria", library))
    page.show_record("sector", "")
    lines = page.sectors.findChild(Section)
    assert lines is not None
    rows = lambda: {line.row.headline: line for line in lines.findChildren(RowButton)}  # noqa: E731
    since_march = "Nobody has come since March"
    qtbot.waitUntil(lambda: "Libraries" in rows() and rows()["Libraries"].row.chip == since_march)
    assert rows()["Faith groups"].row.chip == "No partner yet"
    assert page.sectors._summary.text() == "9 of 9 sectors need a word with somebody."
    rows()["Libraries"].click()
    assert (page.switch.value(), page.strip.sector(), shown(page)) == (
        "organizations",
        "libraries",
        ["Library"],
    )


def test_the_picture_is_walked_by_arrow_keys_and_opened_with_enter(
    qtbot: QtBot, store: Store, library: str, page: PartnersPage
) -> None:
    school, pantry = partner(store, "School"), partner(store, "Pantry")
    tie(store, library, school, 3)
    tie(store, school, pantry, 1)
    page.switch.turn_to("ties")
    picture = page.network.picture
    qtbot.waitUntil(lambda: len(picture._places) == 3)
    picture.setFocus()
    seen: set[str] = set()
    for key in (
        Qt.Key.Key_Right,
        Qt.Key.Key_Left,
        Qt.Key.Key_Left,
        Qt.Key.Key_Down,
        Qt.Key.Key_Up,
        Qt.Key.Key_Right,
    ):
        qtbot.keyClick(picture, key)
        seen.add(picture._chosen)
    assert len(seen) >= 2
    picture.choose(school)
    assert page.network._told.text() == "School works with 2 others: Library (closely), Pantry (loosely)."
    assert picture.accessibleDescription() == page.network._told.text()
    qtbot.mouseClick(picture, Qt.MouseButton.LeftButton, pos=picture.place_of(pantry).toPoint())
    assert picture._chosen == pantry
    qtbot.keyClick(picture, Qt.Key.Key_Return)
    assert (page.switch.value(), page.list.record()) == ("organizations", pantry)


def test_the_picture_has_a_twin_in_words(
    qtbot: QtBot, store: Store, library: str, page: PartnersPage
) -> None:
    school = partner(store, "School")
    partner(store, "Alone")
    tie(store, library, school, 3, trust=2, shared=("space",))
    page.switch.turn_to("ties")
    network = page.network
    qtbot.waitUntil(lambda: network.tie_list.model().rowCount() == 1)
    assert network._density.text() == "1 of 3 possible ties are written down (33%)"
    assert network._alone.text() == "1 organization has no tie yet"
    row = network.tie_list.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert row == "Library, Closely with School · Good trust · share space, Bridge"
    numbers = [
        network.organization_list.model().index(place, 0).data(Qt.ItemDataRole.AccessibleTextRole)
        for place in range(3)
    ]
    assert numbers == ["Library, Libraries, 1 tie", "School, Libraries, 1 tie", "Alone, Libraries, 0 ties"]
    network.tie_list.activated.emit(network.tie_list.model().index(0, 0))
    assert page.list.record() == library


def test_everything_that_takes_the_focus_has_a_name(
    qtbot: QtBot, store: Store, library: str, page: PartnersPage
) -> None:
    speaker(store, "Maria", library)
    tie(store, library, partner(store, "School"))
    add(store, Agreement(title="Room", partner=library))
    page.open_partner(library)
    page.pane.log_contact()
    qtbot.waitUntil(lambda: len(page.strip._buttons) == 9)
    for part in ("overview", "timeline", "details"):
        page.pane._switch.turn_to(part)
        assert list(nameless(page)) == []
    for view in ("sectors", "ties"):
        page.switch.turn_to(view)
        assert list(nameless(page)) == []
