"""What the page says of the rows of a file."""

from collections.abc import Callable
from pathlib import Path

from desktop.features.exchange.actions import bring_in, look_through, look_through_first
from desktop.features.exchange.progress import Progress
from desktop.features.exchange.verdicts import (
    can_be_brought_in,
    detail_of,
    done_words,
    filters,
    headline_of,
    totals,
    verb,
)
from desktop.store.store import Store

Write = Callable[..., Path]
MIXED = (
    "Name,Email,Phone\n"
    '"Díaz, Rosa",rosa@example.org,\n'
    "Tom Lee,tom@example.org,\n"
    "Tom Lee,tom@example.org,708 555 0199\n"
    ",,555-0142\n"
)


def test_the_button_says_how_many_come_in(store: Store, file: Write) -> None:
    plan = look_through_first(store, file(MIXED), Progress())
    assert verb(plan) == "Add 2 people"
    assert totals(plan) == "2 new · 1 adds to somebody known · 1 skipped"
    assert done_words(plan) == "Added 2 people from contacts.csv."
    assert filters(plan) == [
        ("", "All 4"),
        ("new", "New 2"),
        ("changed", "Adds to 1"),
        ("refused", "Skipped 1"),
    ]


def test_a_file_that_only_adds_says_so(store: Store, file: Write) -> None:
    bring_in(
        store,
        look_through_first(store, file("Name,Email\nTom Lee,tom@example.org\n"), Progress()),
        Progress(),
    )
    plan = look_through_first(
        store, file("Name,Email,Phone\nTom Lee,tom@example.org,708 555 0199\n", "more.csv"), Progress()
    )
    assert verb(plan) == "Add to 1 person"
    assert done_words(plan) == "Added what was new in more.csv to 1 known already."


def test_a_file_with_nothing_new_cannot_be_brought_in(store: Store, file: Write) -> None:
    path = file("Name,Email\nTom Lee,tom@example.org\n")
    bring_in(store, look_through_first(store, path, Progress()), Progress())
    plan = look_through_first(store, path, Progress())
    assert not can_be_brought_in(plan)
    assert totals(plan) == "There is nothing new in this file."


def test_each_row_has_a_name_and_a_reason(store: Store, file: Write) -> None:
    plan = look_through_first(store, file(MIXED), Progress())
    assert [headline_of(plan, place) for place in range(4)] == ["Rosa Díaz", "Tom Lee", "Tom Lee", "555-0142"]
    assert detail_of(plan.rows[0]) == "Row 2 · rosa@example.org · Not known yet."
    assert detail_of(plan.rows[2]) == "Row 4 · Same e-mail as row 3; adds phone."
    assert detail_of(plan.rows[3]) == "Row 5 · There is no name in it."


def test_partners_are_called_partners(store: Store, file: Write) -> None:
    plan = look_through(store, "partner", file("Organization\nRotary Club\n"), {}, Progress())
    assert (verb(plan), done_words(plan)) == ("Add 1 partner", "Added 1 partner from contacts.csv.")
