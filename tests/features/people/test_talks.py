from datetime import date

import pytest

from desktop.features.people.filters import Filter, Standing
from desktop.features.people.queries import timeline
from desktop.features.people.reading import read
from desktop.features.people.roll import read_roll
from desktop.features.people.talks import correct_talk, delete_talk, log_talk
from sync.errors import Malformed
from sync.records.engagements import Engagement, EngagementFormat
from sync.records.people import Person


def due(store):
    listing = read_roll(store, Filter(standing=Standing.DUE)).narrowed("")
    return [line.state["fields"]["name"] for line in listing.page(0)]


def test_a_talk_with_several_people_is_one_record_and_happened_now(store, maria, luis):
    talk = log_talk(store, Engagement(people=(maria, luis), format=EngagementFormat.CALL, note="The van"))
    held = read(store, Engagement, talk)
    assert set(held.people) == {maria, luis}
    assert held.at.isoformat() == "2026-11-02T09:00:00+00:00"
    assert store.undo() in (
        "Log contact with Luis Ortega and 1 other",
        "Log contact with Maria Diaz and 1 other",
    )


def test_a_talk_with_nobody_is_refused(store):
    with pytest.raises(Malformed, match="Choose whom"):
        log_talk(store, Engagement(people=()))


def test_a_correction_takes_the_place_of_what_was_written_first(store, maria, luis):
    talk = log_talk(store, Engagement(people=(maria,), note="Wrong person", owner=luis))
    corrected = correct_talk(store, talk, Engagement(people=(luis,), note="Right person"))
    assert [line.id for line in timeline(store, [luis], 0, 9)] == [corrected]
    assert timeline(store, [maria], 0, 9) == []
    assert read(store, Engagement, corrected).at == read(store, Engagement, talk).at
    assert read(store, Engagement, corrected).owner == luis
    store.undo()
    assert [line.id for line in timeline(store, [maria], 0, 9)] == [talk]


def test_a_deleted_talk_is_in_no_timeline(store, maria):
    delete_talk(store, log_talk(store, Engagement(people=(maria,))))
    assert timeline(store, [maria], 0, 9) == []


def test_a_follow_up_is_due_on_its_day_and_no_longer_once_somebody_was_in_touch(store, maria, luis):
    log_talk(store, Engagement(people=(maria,), next_step="Call", next_day=date(2026, 11, 2)))
    log_talk(store, Engagement(people=(luis,), next_step="Call", next_day=date(2026, 11, 3)))
    assert due(store) == ["Maria Diaz"]
    store.now.pass_by(hours=1)
    log_talk(store, Engagement(people=(maria,)))
    assert due(store) == []


def test_whom_nobody_was_in_touch_with_for_too_long_is_due(store, put):
    quiet = put(Person(name="Ana Ruiz", contact_every=30), Person(name="Bo", contact_every=30, inactive=True))
    assert due(store) == ["Ana Ruiz"]
    log_talk(store, Engagement(people=(quiet,)))
    assert due(store) == []
    store.now.pass_by(days=30)
    assert due(store) == ["Ana Ruiz"]


def test_a_follow_up_that_was_corrected_away_is_not_due(store, maria):
    talk = log_talk(store, Engagement(people=(maria,), next_day=date(2026, 11, 1)))
    correct_talk(store, talk, Engagement(people=(maria,)))
    assert due(store) == []
