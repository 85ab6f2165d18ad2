"""Days and times as people write them."""

from datetime import date, time

import pytest

from desktop.dates import read_day, read_time

TODAY = date(2026, 11, 22)  # a Sunday

SAID = [
    ("2026-12-01", "en", date(2026, 12, 1)),
    ("today", "en", TODAY),
    ("hoy", "es", TODAY),
    ("tomorrow", "en", date(2026, 11, 23)),
    ("mañana", "es", date(2026, 11, 23)),
    ("yesterday", "en", date(2026, 11, 21)),
    ("tue", "en", date(2026, 11, 24)),
    ("Tuesday", "en", date(2026, 11, 24)),
    ("martes", "es", date(2026, 11, 24)),
    ("miércoles", "es", date(2026, 11, 25)),
    ("sunday", "en", date(2026, 11, 29)),
    ("3/4", "en", date(2027, 3, 4)),
    ("3/4", "es", date(2027, 4, 3)),
    ("11/24/2026", "en", date(2026, 11, 24)),
    ("24.11.2026", "es", date(2026, 11, 24)),
    ("12/1/26", "en", date(2026, 12, 1)),
    ("Nov 24", "en", date(2026, 11, 24)),
    ("24 nov", "en", date(2026, 11, 24)),
    ("nov 24, 2027", "en", date(2027, 11, 24)),
    ("Tue, Nov 24", "en", date(2026, 11, 24)),
    ("Tue, Nov 24, 2026", "en", date(2026, 11, 24)),
    ("24 de noviembre de 2026", "es", date(2026, 11, 24)),
    ("mar 24 nov", "es", date(2026, 11, 24)),
    ("november 1st", "en", date(2026, 11, 1)),
    ("jan 5", "en", date(2027, 1, 5)),
    ("nov 3", "en", date(2026, 11, 3)),
]


@pytest.mark.parametrize(("text", "language", "day"), SAID, ids=[f"{said[0]}-{said[1]}" for said in SAID])
def test_a_day_is_understood_as_it_was_meant(text: str, language: str, day: date) -> None:
    assert read_day(text, TODAY, language) == day


@pytest.mark.parametrize(
    "text", ["", "soon", "31/31", "feb 30 2026", "2026-13-01", "ma", "nov", "5", "nov nov 3"]
)
def test_what_is_no_day_is_none(text: str) -> None:
    assert read_day(text, TODAY) is None


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("18:00", time(18)),
        ("6pm", time(18)),
        ("6 pm", time(18)),
        ("6:30 p.m.", time(18, 30)),
        ("12 am", time(0)),
        ("12pm", time(12)),
        ("9", time(9)),
        ("18h30", time(18, 30)),
    ],
)
def test_a_time_is_understood(text: str, at: time) -> None:
    assert read_time(text) == at


@pytest.mark.parametrize("text", ["", "25:00", "13 pm", "6:75", "noonish"])
def test_what_is_no_time_is_none(text: str) -> None:
    assert read_time(text) is None
