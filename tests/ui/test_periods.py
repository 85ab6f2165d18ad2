"""Months and stretches of time, in both languages."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QLocale

from desktop.ui import periods

MARCH, JANUARY = date(2024, 3, 4), date(2022, 1, 10)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("en_US"))
    yield
    QLocale.setDefault(before)


def test_a_month_of_this_year_needs_no_year() -> None:
    assert periods.month_words(MARCH, date(2024, 11, 2)) == "March"
    assert periods.month_words(MARCH, date(2026, 11, 2)) == "March 2024"


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (None, None, ""),
        (MARCH, None, "since Mar 2024"),
        (None, MARCH, "until Mar 2024"),
        (JANUARY, MARCH, "Jan 2022 to Mar 2024"),
    ],
)
def test_a_period_says_both_ends_as_far_as_there_are_any(
    first: date | None, last: date | None, words: str
) -> None:
    assert periods.period_words(first, last) == words


def test_a_day_stands_in_full_or_as_in_a_paper() -> None:
    assert periods.today_words(MARCH) == "Monday, March 4"
    assert periods.weekday_words(MARCH) == "Monday"
    assert periods.calendar_words(MARCH) == "Mar 4, 2024"


def test_spanish_puts_the_day_first() -> None:
    QLocale.setDefault(QLocale("es_US"))
    assert periods.today_words(MARCH) == "lunes 4 de marzo"
    assert periods.calendar_words(MARCH).startswith("4 mar")
