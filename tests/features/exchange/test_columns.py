"""The columns of a file, in words."""

from collections.abc import Callable
from pathlib import Path

from desktop.features.exchange.actions import look_through_first
from desktop.features.exchange.columns import choices, lines_of, speaks_for_itself, told, words_for
from desktop.features.exchange.progress import Progress
from desktop.store.store import Store
from desktop.transfer.headings import targets
from desktop.transfer.table import columns_of
from sync.records.people import Person

Write = Callable[..., Path]


def test_each_column_with_anything_in_it_shows_some_of_its_cells(store: Store, file: Write) -> None:
    rows = "Name,Empty,Cell,Shirt\nRosa Díaz,,708 555 0101,M\nTom Lee,,,M\nJo Roe,,,L\nAl Poe,,,S\n"
    lines = lines_of(look_through_first(store, file(rows), Progress()))
    assert [(line.header, line.holds) for line in lines] == [
        ("Name", "name"),
        ("Cell", "phone"),
        ("Shirt", ""),
    ]
    assert lines[2].samples == ("M", "L")


def test_everything_a_column_can_be_has_words_of_its_own() -> None:
    for kind in ("person", "partner"):
        offered = dict(choices(kind))
        assert targets(kind) - {"ignored"} <= offered.keys()
        assert len(set(offered.values())) == len(offered)
        assert all(words_for(target) == offered[target] for target in targets(kind) - {"ignored"})


def test_a_file_of_ours_and_cards_need_no_telling(store: Store, file: Write) -> None:
    ours = look_through_first(store, file(f"{','.join(columns_of(Person))}\n,Rosa Díaz\n"), Progress())
    cards = look_through_first(
        store,
        file("BEGIN:VCARD\nVERSION:3.0\nFN:Rosa Díaz\nEMAIL:r@example.org\nEND:VCARD\n", "a.vcf"),
        Progress(),
    )
    plain = look_through_first(store, file("Name\nRosa Díaz\n"), Progress())
    assert speaks_for_itself(ours) and speaks_for_itself(cards) and not speaks_for_itself(plain)


def test_leaving_out_and_keeping_in_the_notes_are_told_apart() -> None:
    assert told("Shirt", "ignored") == {"Shirt": ""}
    assert told("Shirt", "") == {"Shirt": "notes"}
    assert told("Shirt", "tags") == {"Shirt": "tags"}
