from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from desktop.features.meetings.recurrence import next_day, read_rule, rule_words, rules_from
from desktop.features.meetings.series import next_start, start_series
from tests.features.meetings.people import EVENING, plan

DAYS = some.dates(date(2020, 1, 1), date(2040, 12, 31))
TUESDAY = date(2026, 11, 10)


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("FREQ=WEEKLY;BYDAY=TU", date(2026, 11, 17)),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", date(2026, 11, 24)),
        ("FREQ=WEEKLY", date(2026, 11, 17)),
        ("FREQ=MONTHLY;BYDAY=2TU", date(2026, 12, 8)),
        ("FREQ=MONTHLY;BYDAY=-1TU", date(2026, 12, 29)),
        ("FREQ=MONTHLY;BYMONTHDAY=10", date(2026, 12, 10)),
        ("FREQ=MONTHLY;INTERVAL=3;BYDAY=1TU", date(2027, 2, 2)),
        ("freq=monthly;byday=2tu", date(2026, 12, 8)),
    ],
)
def test_a_rule_names_the_next_day(rule, expected):
    assert next_day(rule, TUESDAY) == expected


@pytest.mark.parametrize(
    "rule",
    ["", "FREQ=DAILY", "FREQ=MONTHLY;BYDAY=5TU", "FREQ=MONTHLY", "FREQ=WEEKLY;BYDAY=XX", "every Tuesday"],
)
def test_a_rule_that_is_not_known_is_kept_as_it_is(rule):
    assert read_rule(rule) is None and next_day(rule, TUESDAY) is None and rule_words(rule) == rule


@given(DAYS)
def test_every_rule_offered_for_a_day_holds_for_that_day(day):
    for rule in rules_from(day):
        read = read_rule(rule)
        before = (
            day - timedelta(weeks=read.every) if read.weekly else (day.replace(day=1) - timedelta(days=1))
        )
        assert next_day(rule, before) == day


@given(DAYS)
def test_the_next_day_is_always_later(day):
    for rule in rules_from(day):
        assert next_day(rule, day) > day


def test_rules_are_said_in_words():
    said = [rule_words(rule) for rule in rules_from(TUESDAY)]
    assert said == [
        "Every week on Tuesday",
        "Every 2 weeks on Tuesday",
        "Every month on the second Tuesday",
        "Every month on day 10",
    ]
    assert rule_words("FREQ=MONTHLY;INTERVAL=2;BYDAY=-1SU") == "Every 2 months on the last Sunday"


def test_the_next_meeting_of_a_series_begins_at_the_hour_of_the_last_across_a_change_of_clocks(store, people):
    series = start_series(store, "Coalition", recurrence="FREQ=MONTHLY;INTERVAL=5;BYDAY=2TU")
    assert next_start(store, series) is None
    plan(store, people, series=series)
    proposed = next_start(store, series)
    assert proposed.isoformat() == "2027-04-13T18:00:00-05:00" and EVENING.utcoffset() != proposed.utcoffset()


def test_a_series_without_a_rule_proposes_no_day(store, people):
    series = start_series(store, "Coalition")
    plan(store, people, series=series)
    assert next_start(store, series) is None
