from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from desktop.store.thinning import DAYS, MONTHS, RECENT, WEEKS, kept

TIMES = st.lists(
    st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    max_size=200,
)
START = datetime(2026, 1, 1, tzinfo=UTC)


@given(TIMES)
def test_the_newest_is_never_removed(times):
    assert not times or max(times) in kept(times)


@given(TIMES)
def test_nothing_is_kept_that_was_not_there_and_not_too_much(times):
    staying = kept(times)
    assert staying <= set(times)
    assert len(staying) <= RECENT + DAYS + WEEKS + MONTHS


@given(TIMES)
def test_thinning_twice_removes_nothing_more(times):
    assert kept(kept(times)) == kept(times)


@given(TIMES)
def test_each_of_the_last_days_keeps_its_newest(times):
    days = sorted({time.date() for time in times}, reverse=True)[:DAYS]
    assert all(max(time for time in times if time.date() == day) in kept(times) for day in days)


def test_a_year_of_half_hours_becomes_days_weeks_and_months():
    year = [START + timedelta(minutes=30 * count) for count in range(365 * 48)]
    there: set[datetime] = set()
    for time in year:  # thinned after every backup, as the program does it
        there = kept({*there, time})
    assert len({time.date() for time in there if year[-1] - time < timedelta(days=DAYS)}) == DAYS
    assert len({(time.year, time.month) for time in there}) == MONTHS
    assert year[-1] - min(there) > timedelta(days=30 * (MONTHS - 1))
