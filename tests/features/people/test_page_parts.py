"""The parts of a person's page: what they allow, where they stand, where they belong."""

from datetime import date

import pytest
from PySide6.QtWidgets import QPushButton

from desktop.features.people.consents import bar_contact, record_consent
from desktop.features.people.groups import make_group
from desktop.features.people.households import live_together
from desktop.features.people.queries import belongings
from desktop.features.people.ratings import make_scale, rate
from desktop.features.people.reading import read
from desktop.transfer.queries import records_of, suppressed
from desktop.ui.chip import Chip
from desktop.ui.dialogs import Dialog
from desktop.ui.picker import Picker
from desktop.ui.record_model import ROLE
from desktop.ui.row_button import RowButton
from sync.records.attendance import Attendance
from sync.records.consents import Channel, Consent, ConsentAnswer
from sync.records.engagements import Engagement, Scale, ScaleRating
from sync.records.meetings import Meeting
from sync.records.partners import Partner
from sync.records.people import AgeBand, Person


def dialog(page):
    return page.findChildren(Dialog)[-1]


def fields_with(page, name):
    """What is filled in in the dialog."""
    return next(each for each in dialog(page).children() if hasattr(each, name))


def said(section):
    """What the rows of a section say."""
    return [
        (button.row.headline, button.row.detail, button.row.chip)
        for line in section.lines()
        for button in ([line] if isinstance(line, RowButton) else line.findChildren(RowButton))
    ]


def chips(page):
    return [chip._text for chip in page.pane.findChildren(Chip) if chip.isVisible()]


@pytest.fixture
def consents(page, maria):
    page.show_record("person", maria)
    page.pane.switch.turn_to("consent")
    return page.pane.consents


def test_an_answer_is_kept_with_its_day_and_source_and_counts(page, store, maria, consents, wait_for):
    assert said(consents.answers)[0] == ("E-mail", "", "Not asked")
    consents.ask(Channel.EMAIL)
    fields = fields_with(page, "consent")
    fields.answer.choose(ConsentAnswer.WITHDRAWN)
    fields.source.setText("by phone")
    dialog(page).finish()
    (consent,) = records_of(store, "consent")
    assert (consent["answer"], consent["source"], consent["day"]) == ("withdrawn", "by phone", "2026-11-02")
    wait_for(lambda: said(consents.answers)[0] == ("E-mail", "Mon, Nov 2 · by phone", "No"))
    assert suppressed(store)["email"] == {"maria@example.org"}


def test_earlier_answers_stay_below(store, maria, consents, wait_for):
    for answer in (ConsentAnswer.GIVEN, ConsentAnswer.WITHDRAWN):
        record_consent(store, Consent(person=maria, channel=Channel.EMAIL, answer=answer))
    wait_for(lambda: said(consents.answers)[0][2] == "No")
    assert said(consents.history) == [("E-mail", "", "Yes")]


def test_nobody_contacts_who_asked_not_to_be_and_undo_takes_it_back(page, store, maria, consents, wait_for):
    consents.bar()
    wait_for(lambda: "Do not contact" in chips(page))
    assert consents.card.tone == "warn" and "asked not to be contacted" in consents._words.text()
    assert suppressed(store)["email"] == {"maria@example.org"}
    consents.allow()
    wait_for(lambda: "Do not contact" not in chips(page))
    assert suppressed(store)["email"] == frozenset()


def test_for_a_minor_the_guardian_is_asked_for(page, store, put, luis, wait_for):
    child = put(Person(name="Jo", age_band=AgeBand.MINOR))
    page.show_record("person", child)
    page.pane.switch.turn_to("consent")
    page.pane.consents.ask(Channel.PHOTO)
    dialog(page).finish()
    assert "Name the guardian" in dialog(page).fault.text()
    fields = fields_with(page, "consent")
    fields.guardian.show_record(luis)
    dialog(page).finish()
    lines = [("Photographs", "Mon, Nov 2 · Luis Ortega agreed as guardian", "Yes")]
    wait_for(lambda: [line for line in said(page.pane.consents.answers) if line[2] == "Yes"] == lines)


def test_where_somebody_stands_is_kept_and_what_was_before_stays_in_sight(page, store, maria, wait_for):
    ladder = make_scale(store, "Ladder", ["Comes", "Leads"])
    rate(store, ScaleRating(person=maria, scale=ladder, step=1, day="2026-05-01"))
    page.show_record("person", maria)
    section = page.pane.standing
    assert said(section) == [("Ladder: Comes", "Fri, May 1", "")]
    section.lines()[0].findChild(RowButton).click()
    fields = fields_with(page, "rating")
    fields._step.choose("2")
    dialog(page).finish()
    wait_for(lambda: said(section) == [("Ladder: Leads", "Mon, Nov 2 · before: Comes (Fri, May 1)", "")])
    assert len(records_of(store, "scale_rating")) == 2


def test_a_scale_is_made_and_given_other_steps(page, store, maria, wait_for):
    page.show_record("person", maria)
    page.pane.standing.make()
    fields = fields_with(page, "steps")
    fields._name.setText("Ladder")
    dialog(page).finish()
    assert "two steps or more" in dialog(page).fault.text()
    fields._steps.area.setPlainText("Comes\nLeads")
    dialog(page).finish()
    (scale,) = [read(store, Scale, each["id"]) for each in records_of(store, "scale")]
    page.pane.standing.change(scale)
    fields = fields_with(page, "steps")
    fields._steps.area.setPlainText("Comes\nHelps\nLeads")
    dialog(page).finish()
    versions = {each["version"]: each["retired"] for each in records_of(store, "scale")}
    assert versions == {1: True, 2: False}
    wait_for(lambda: said(page.pane.standing) == [("Ladder: Not rated yet", "", "")])


def test_somebody_joins_an_organization_and_leaves_it(page, store, put, maria, wait_for):
    library = put(Partner(name="Library"))
    page.show_record("person", maria)
    page.pane.organizations.join()
    dialog(page).finish()
    assert "Choose an organization" in dialog(page).fault.text()
    dialog(page).findChild(Picker).show_record(library)
    dialog(page).finish()
    wait_for(lambda: said(page.pane.organizations) == [("Library", "since Nov 2026", "Speaks for it")])
    page.pane.organizations._leave(*belongings(store, maria, date(2026, 11, 2)))
    wait_for(lambda: [line[1] for line in said(page.pane.organizations)] == ["Nov 2026 to Nov 2026"])


def test_households_and_groups_stand_with_the_details(page, store, put, maria, luis, wait_for):
    live_together(store, maria, luis)
    group = make_group(store, "Drivers", [maria])
    page.show_record("person", maria)
    page.pane.switch.turn_to("details")
    assert said(page.pane.household) == [("Luis Ortega", "", "")]
    assert said(page.pane.groups) == [("Drivers", "", "")]
    page.pane.groups._taker(group)()
    page.pane.household._move_out(maria)
    wait_for(lambda: said(page.pane.household) == [] and said(page.pane.groups) == [])


def test_a_timeline_shows_the_lines_before_when_asked(page, store, put, maria):
    put(*(Engagement(people=(maria,), at=f"2026-01-{day:02}T12:00:00Z") for day in range(1, 32)))
    put(*(Engagement(people=(maria,), at=f"2026-03-{day:02}T12:00:00Z") for day in range(1, 11)))
    page.show_record("person", maria)
    page.pane.switch.turn_to("timeline")
    section = page.pane.timeline
    assert len(section.lines()) == 31
    section.lines()[-1].findChild(QPushButton).click()
    assert len(section.lines()) == 41


def test_somebody_from_the_door_is_compared_or_kept(page, store, put, maria, wait_for):
    door = put(Person(name="M. Diaz", email="maria@example.org", provisional=True))
    page.show_record("person", door)
    card = page.pane.notices.door_card
    (known,) = card.findChildren(RowButton)
    assert (known.row.headline, known.row.detail) == ("Maria Diaz", "same e-mail, similar name")
    known.click()
    assert page.switch.value() == "duplicates"
    assert page.duplicates.pane._title.text() == "Are Maria Diaz and M. Diaz one person?"
    page.show_record("person", door)
    page.pane.keep_as_new()
    wait_for(lambda: not card.isVisible())
    assert not read(store, Person, door).provisional


def test_a_meeting_that_cannot_be_opened_here_is_only_read(page, store, put, maria):
    put(Attendance(meeting=put(Meeting(title="October")), person=maria))
    page.show_record("person", maria)
    (line,) = page.pane.lately.lines()
    assert (line.told.headline, line._is_link) == ("Came to October", False)


def test_whom_nobody_may_contact_is_marked_in_the_list(page, store, maria, wait_for):
    bar_contact(store, maria)
    wait_for(lambda: page.list.model.rowCount() == 1)
    wait_for(lambda: page.list.model.index(0, 0).data(ROLE).chip == "Do not contact")
