"""Stipends against their budget lines, without a store."""

from datetime import date

import pytest

from desktop.features.today.money import Budget, Move, fiscal_year, with_stipends

LINE = Budget("line", "Stipends", 1_000)


def after(*moves: tuple[str, int]) -> Budget:
    [found] = with_stipends([LINE], [Move("case", "line", step, cents) for step, cents in moves])
    return found


@pytest.mark.parametrize(
    ("moves", "granted", "committed", "paid"),
    [
        ((), 0, 0, 0),
        ((("submitted", 0),), 0, 0, 0),
        ((("submitted", 0), ("approved", 300)), 300, 300, 0),
        ((("approved", 300), ("returned", 0)), 0, 0, 0),
        ((("approved", 300), ("returned", 0), ("approved", 200)), 200, 200, 0),
        ((("approved", 300), ("paid", 250)), 300, 0, 250),
        ((("approved", 300), ("paid", 0)), 300, 0, 300),
        ((("approved", 300), ("paid", 300), ("reconciled", 0)), 300, 0, 300),
        ((("approved", 300), ("paid", 300), ("voided", 0)), 0, 0, 0),
    ],
)
def test_a_stipend_counts_as_far_as_it_has_come(
    moves: tuple[tuple[str, int], ...], granted: int, committed: int, paid: int
) -> None:
    found = after(*moves)
    assert (found.granted, found.committed, found.paid) == (granted, committed, paid)
    assert found.available == 1_000 - committed - paid


def test_each_stipend_is_added_to_its_own_line() -> None:
    other = Budget("other", "More", 500)
    moves = [
        Move("a", "line", "approved", 100),
        Move("b", "other", "approved", 200),
        Move("c", "nowhere", "approved", 900),
        Move("d", "line", "approved", 50),
    ]
    assert [each.granted for each in with_stipends([LINE, other], moves)] == [150, 200]


@pytest.mark.parametrize(
    ("day", "first_month", "year"),
    [
        (date(2026, 6, 30), 7, 2026),
        (date(2026, 7, 1), 7, 2027),
        (date(2026, 12, 31), 1, 2026),
        (date(2027, 1, 1), 1, 2027),
    ],
)
def test_a_fiscal_year_is_named_by_the_year_it_ends_in(day: date, first_month: int, year: int) -> None:
    assert fiscal_year(day, first_month) == year
