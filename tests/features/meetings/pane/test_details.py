"""What a meeting is, who is called to it, and its papers, beside the list."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QLineEdit
from pytestqt.qtbot import QtBot

from desktop.features.meetings import queries
from desktop.features.meetings.action_items import add_action
from desktop.features.meetings.page import MeetingsPage
from desktop.features.meetings.queries import read
from desktop.store.store import Store
from desktop.ui.shell import Shell
from sync.records.meetings import Meeting, Quorum, QuorumBasis
from tests.features.meetings.pages import dialog, part, press, settle
from tests.features.meetings.people import EVENING


def test_a_new_place_makes_a_new_revision_and_a_wrong_number_is_said(
    store: Store, page: MeetingsPage, meeting: str
) -> None:
    form = part(page, "details")._form
    place, duration = form.editor("place"), form.editor("duration")
    assert isinstance(place, QLineEdit) and isinstance(duration, QLineEdit)
    place.setText("Library")
    place.editingFinished.emit()
    held = read(store, Meeting, meeting)
    assert (held.place, held.revision) == ("Library", 1)
    duration.setText("an hour")
    duration.editingFinished.emit()
    assert form._faults["duration"].isVisible() and read(store, Meeting, meeting).duration == 60


def test_a_meeting_is_called_off_and_on_copied_and_deleted(
    shell: Shell, store: Store, page: MeetingsPage, meeting: str
) -> None:
    details = part(page, "details")
    press(details, "Call it off")
    assert read(store, Meeting, meeting).cancelled
    press(details, "Call it after all")
    assert not read(store, Meeting, meeting).cancelled
    press(details, "Plan another like it")
    assert len(queries.meeting_lines(store)) == 2 and page.list.record() != meeting
    press(details, "Make a series of it")
    assert read(store, Meeting, page.list.record()).series
    press(details, "Delete the meeting")
    assert [line.id for line in queries.meeting_lines(store)] == [meeting]
    shell.undo()
    assert len(queries.meeting_lines(store)) == 2


def test_the_series_says_how_often_it_meets_and_proposes_the_next_day(
    store: Store, people: list[str], page: MeetingsPage, meeting: str
) -> None:
    details = part(page, "details")
    press(details, "Make a series of it")
    settle()
    words = [details._often.itemText(place) for place in range(details._often.count())]
    assert words[0] == "No rule" and "Every month on the second Tuesday" in words
    details._often.setCurrentIndex(words.index("Every month on the second Tuesday"))
    details._often.activated.emit(0)
    page.add()
    box = dialog(page)
    assert box._when.moment() == EVENING.replace(month=12, day=8)


def test_people_are_called_turned_and_taken_off(
    qtbot: QtBot, store: Store, people: list[str], page: MeetingsPage, meeting: str
) -> None:
    called = part(page, "people")
    called.list.setFocus()
    called.list.setCurrentIndex(called._model.index(0, 0))
    person = called._chosen().person
    qtbot.keyClick(called.list, Qt.Key.Key_V)
    assert person in read(store, Meeting, meeting).invited
    called.list.setCurrentIndex(called._model.index(called._model.row_of(person), 0))
    qtbot.keyClick(called.list, Qt.Key.Key_Delete)
    held = read(store, Meeting, meeting)
    assert person not in held.invited and person not in held.voters
    called._add.picked.emit(person)
    assert person in read(store, Meeting, meeting).voters


def test_the_quorum_is_chosen_with_its_number(
    qtbot: QtBot, store: Store, page: MeetingsPage, meeting: str
) -> None:
    field = part(page, "people")._quorum
    field.basis.choose("percent")
    field.basis.activated.emit(1)
    field.number.setText("40")
    field.number.editingFinished.emit()
    assert read(store, Meeting, meeting).quorum == Quorum(basis=QuorumBasis.PERCENT, number=40)
    settle()
    assert "7 are a quorum" in page.pane._who.text()


def test_rows_are_said_whole_to_a_screen_reader(page: MeetingsPage, people: list[str]) -> None:
    called = part(page, "people").list
    assert isinstance(called, QAbstractItemView)
    said = called.model().data(called.model().index(0, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert "Votes" in said and called.accessibleName()


def test_papers_are_made_off_the_window_and_opened(
    qtbot: QtBot, page: MeetingsPage, meeting: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(
        "desktop.features.meetings.pane.papers.open_file", lambda path: opened.append(path.name) or True
    )
    papers = part(page, "papers")
    for run in (papers.print_agenda, papers.print_sheet, papers.print_badges, papers.print_minutes):
        run()
    qtbot.waitUntil(lambda: len(opened) == 4, timeout=20_000)
    made = sorted(page.desk.profile.sessions.iterdir())
    assert len(made) == 4 and all(each.read_bytes().startswith(b"%PDF") for each in made)


def test_the_follow_up_pack_is_one_folder(
    qtbot: QtBot, page: MeetingsPage, people: list[str], meeting: str, monkeypatch, tmp_path
) -> None:
    monkeypatch.setattr("desktop.features.meetings.pane.papers.open_file", lambda path: True)
    add_action(page.desk.store, meeting, "Call the library", people[0])
    part(page, "papers").make_pack_in(tmp_path / "pack")
    qtbot.waitUntil(lambda: len(list((tmp_path / "pack").glob("*.pdf"))) == 2, timeout=20_000)


def test_the_calendar_entry_is_saved(page: MeetingsPage, meeting: str, tmp_path) -> None:
    part(page, "papers").save_entry_to(tmp_path / "meeting.ics")
    assert f"UID:{meeting}".encode() in (tmp_path / "meeting.ics").read_bytes()


def test_handing_over_without_an_office_says_why_not(
    qtbot: QtBot, page: MeetingsPage, shell: Shell, tmp_path
) -> None:
    part(page, "papers").save_whole_to(tmp_path / "meeting.carry")
    qtbot.waitUntil(lambda: "not joined an office" in shell.toast._words.text())
    assert not (tmp_path / "meeting.carry").exists()
