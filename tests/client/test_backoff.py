import random
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.client.backoff import LONGEST, SHORTEST, Backoff
from sync.client.trouble import retry_after

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC).timestamp()


def drawing(seed):
    return random.Random(seed).uniform  # noqa: S311


@given(st.integers(), st.lists(st.floats(0, 1e9), max_size=40))
def test_a_wait_is_between_a_second_and_a_quarter_of_an_hour(seed, asked):
    backoff = Backoff(drawing(seed))
    assert all(SHORTEST <= backoff.wait(each) <= LONGEST for each in asked)


def test_waits_grow_until_something_succeeds():
    backoff = Backoff(lambda low, high: high)
    assert [backoff.wait() for _ in range(8)] == [3, 9, 27, 81, 243, 729, 900, 900]
    backoff.reset()
    assert backoff.wait() == 3


def test_what_the_office_asks_for_is_obeyed_and_does_not_make_later_waits_longer():
    backoff = Backoff(lambda low, high: low)
    assert [backoff.wait(120), backoff.wait(), backoff.wait(9e9)] == [120, 1, 900]


def test_a_thousand_laptops_do_not_come_back_together():
    waits = {round(Backoff(drawing(seed)).wait(), 3) for seed in range(1000)}
    assert len(waits) > 700


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("17", 17),
        ("Sun, 22 Nov 2026 12:02:00 GMT", 120),
        ("Sun, 22 Nov 2026 11:00:00 GMT", 0),
        ("soon", 0),
        ("", 0),
        ("-5", 0),
        ("9" * 400, 86_400),
        ("²", 0),
    ],
)
def test_a_wait_is_read_as_seconds_or_as_a_date(header, seconds):
    assert retry_after(header, NOON) == seconds
