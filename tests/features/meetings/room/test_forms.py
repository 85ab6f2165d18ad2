"""The quick forms of the room: Enter goes on, in the last field and with Ctrl it is done; all alike."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from desktop.features.meetings.agenda import add_item
from desktop.features.meetings.queries import of_meeting, read
from desktop.features.meetings.room.keys import chain_words
from sync.records.engagements import Engagement
from sync.records.meetings import AgendaItem, AgendaSection, Meeting
from sync.records.money import Stipend
from sync.records.motions import ActionItem, Decision, Motion, MotionResult
from tests.features.meetings.people import present
from tests.features.meetings.rooms import ALT, CTRL, ENTER, TAB, held


@pytest.fixture
def evening(qtbot, qapp, store, profile, meeting, people):
    present(store, meeting, people[:9])
    for title in ("Minutes of October", "Report"):
        add_item(store, meeting, title, section=AgendaSection.CONSENT)
    add_item(store, meeting, "Budget")
    with held(qtbot, qapp, store, profile, meeting) as evening:
        yield evening


def agenda(evening):
    model = evening.room.agenda.model
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_a_talk_goes_on_through_its_fields_and_is_logged_in_the_last(evening, store, meeting, people):
    evening.press(Qt.Key.Key_T, ALT)
    for words in ("pri", "Would host it", "Send the dates"):
        evening.line(words)
        assert of_meeting(store, Engagement, meeting) == []
    evening.line("tomorrow")
    (talk,) = of_meeting(store, Engagement, meeting)
    assert (talk.people, talk.next_step) == ((people[3],), "Send the dates") and talk.next_day


def test_control_and_enter_log_a_talk_at_once_with_the_day_just_typed(evening, store, meeting):
    evening.press(Qt.Key.Key_T, ALT)
    evening.type("pri")
    evening.press(ENTER, CTRL)
    assert len(of_meeting(store, Engagement, meeting)) == 1
    evening.press(Qt.Key.Key_T, ALT)
    evening.line("pri")
    evening.line("Again")
    evening.line("Call")
    evening.type("tomorrow")
    evening.press(ENTER, CTRL)
    assert of_meeting(store, Engagement, meeting)[1].next_day


def test_a_day_that_cannot_be_read_is_not_logged(evening, store, meeting):
    evening.press(Qt.Key.Key_T, ALT)
    for words in ("pri", "", "", "someday"):
        evening.line(words)
    form = QApplication.activeModalWidget()
    assert form.fault.text().startswith("One of the fields cannot be read")
    assert form.next_day.property("wrong") and of_meeting(store, Engagement, meeting) == []
    form.reject()


def test_every_form_says_how(evening):
    words = chain_words().text()
    assert words == "Enter: the next field · Ctrl+Enter: done at once"
    for key in (Qt.Key.Key_T, Qt.Key.Key_W):
        evening.press(key, ALT)
        form = QApplication.activeModalWidget()
        assert words in [each.text() for each in form.findChildren(type(chain_words()))]
        form.reject()
    for panel in (evening.room.motions.form, evening.room.promises, evening.room.consent):
        assert words in [each.text() for each in panel.findChildren(type(chain_words()))]


def test_an_action_and_a_motion_are_done_at_once_too(evening, store, meeting):
    evening.press(Qt.Key.Key_A, ALT)
    evening.line("Print it")
    evening.type("oma")
    evening.press(ENTER, CTRL)
    assert [each.title for each in of_meeting(store, ActionItem, meeting)] == ["Print it"]
    evening.press(Qt.Key.Key_V, ALT)
    evening.type("Adopt it")
    evening.press(ENTER, CTRL)
    assert [each.title for each in of_meeting(store, Motion, meeting)] == ["Adopt it"]
    assert evening.at() is evening.room.motions.vote.count


def test_an_earlier_decision_is_asked_for_when_it_is_wanted(evening, store, meeting):
    with store.edit("Earlier") as draft:
        earlier = draft.add(Decision(title="Meet on Mondays"))
    evening.press(Qt.Key.Key_D, ALT)
    panel = evening.room.decisions
    assert not panel.instead.isVisible()
    panel.ask_instead()
    panel.instead.show_record(earlier)
    panel.title.setFocus()
    evening.line("Meet on Tuesdays")
    assert evening.at() is panel.instead and of_meeting(store, Decision, meeting) == []
    evening.press(ENTER)
    assert [each.supersedes for each in of_meeting(store, Decision, meeting)] == [earlier]
    assert not panel.instead.isVisible() and panel.title.hasFocus()


def test_a_motion_says_what_it_is_about_without_being_slower_where_it_is_not(evening, store, meeting, people):
    with store.edit("Ask") as draft:
        request = draft.add(Stipend(person=people[3], title="Workshop", requested=25_000))
    evening.press(Qt.Key.Key_V, ALT)
    evening.line("Support the workshop")
    evening.press(Qt.Key.Key_B, ALT)
    form = evening.room.motions.form
    assert form.about.hasFocus() and form.title.text() == "Support the workshop"
    evening.line("zzz")
    assert form.about.hasFocus() and form.about.property("wrong")
    form.about.selectAll()
    evening.line("work")
    vote = evening.room.motions.vote
    assert vote._about.text() == "About: stipend request of Priya Patel, $250.00"
    assert vote._remark.text() == "The vote is recorded; the request stays as it was."
    evening.line("9-0")
    (motion,) = of_meeting(store, Motion, meeting)
    assert motion.about == request and "(stipend request of Priya Patel, $250.00)" in motion.sentence
    assert not form.about.isVisible() and not form.about.chosen()
    (line,) = evening.room.motions._settled.lines()
    assert line.row.detail == "stipend request of Priya Patel, $250.00"
    evening.press(Qt.Key.Key_D, ALT)
    (line,) = evening.room.decisions._today.lines()
    assert line.row.detail == "by a motion · stipend request of Priya Patel, $250.00"


def test_the_consent_agenda_is_one_block_and_approved_by_two_enters(evening, store, meeting, people):
    assert evening.room.block.accessibleName().startswith("Consent agenda")
    assert "2 items, without discussion" in evening.room.block.accessibleName()
    assert evening.room.agenda.model.rowCount() == 1
    evening.press(Qt.Key.Key_G, ALT)
    evening.line("ana")
    evening.line("lui")
    assert of_meeting(store, Motion, meeting) == []
    evening.press(ENTER)
    (motion,) = of_meeting(store, Motion, meeting)
    assert (motion.mover, motion.seconder, motion.result) == (people[0], people[1], MotionResult.CARRIED)
    assert read(store, Meeting, meeting).minutes == motion.sentence == evening.room.consent.sentence.text()
    assert not evening.room.block.isVisible() and evening.room.agenda.model.rowCount() == 3
    evening.press(Qt.Key.Key_Z, CTRL)
    assert evening.room.block.isVisible() and of_meeting(store, Motion, meeting) == []
    assert not evening.room.consent.sentence.isVisible()


def test_the_consent_agenda_is_counted_where_people_vote_by_hand(evening, store, meeting):
    evening.press(Qt.Key.Key_G, ALT)
    panel = evening.room.consent
    assert not panel.count.isVisible()
    panel.method.choose("show_of_hands")
    evening.press(ENTER)
    evening.press(ENTER)
    evening.press(ENTER)
    assert panel.count.hasFocus()
    evening.line("8-2-1")
    assert evening.said() == "11 votes were counted, but only 9 people could vote. Count again."
    panel.count.selectAll()
    evening.line("4-5")
    (motion,) = of_meeting(store, Motion, meeting)
    assert motion.result == MotionResult.LOST and evening.room.block.isVisible()
    assert panel.sentence.text() == motion.sentence and panel.sentence.isVisible()


def test_an_item_is_taken_out_by_keyboard(evening, store, meeting):
    take_out = next(each for each in evening.room.commands() if each.id == "room.take_out")
    assert take_out.enabled()
    take_out.run()
    evening.settle()
    assert evening.at().accessibleName() == "Take out: Minutes of October"
    evening.press(Qt.Key.Key_Space)
    assert isinstance(evening.at(), QPushButton)
    assert evening.at().accessibleName() == "Take out: Report"
    evening.press(TAB)
    assert evening.at() is evening.room.consent.mover
    sections = {each.title: each.section for each in of_meeting(store, AgendaItem, meeting)}
    assert sections["Minutes of October"] == AgendaSection.ORDINARY
    assert evening.room.agenda.model.rowCount() == 2
