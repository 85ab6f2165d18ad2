"""Money as people read and write it."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from desktop.money_words import LARGEST, money_words, read_money
from sync.errors import Malformed


@pytest.mark.parametrize(
    ("text", "language", "cents"),
    [
        ("1,234.5", "en", 123450),
        ("$12", "en", 1200),
        ("12,50", "es", 1250),
        ("1.234,50", "es", 123450),
        ("12.50", "es", 1250),
        ("-3", "en", -300),
        ("$ 0.05", "en", 5),
    ],
)
def test_an_amount_is_understood_as_it_was_meant(text: str, language: str, cents: int) -> None:
    assert read_money(text, language) == cents


@pytest.mark.parametrize("text", ["", "twelve", "1.005", "12,5,0", "999999999999999", "1e5", "NaN", "$"])
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(Malformed):
        read_money(text)


@given(some.integers(-LARGEST, LARGEST))
def test_what_is_shown_reads_back_as_the_same_cents(cents: int) -> None:
    assert read_money(money_words(cents)) == cents
