"""Looking through a file, and bringing it in."""

from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.features.exchange.actions import bring_in, look_through, look_through_first
from desktop.features.exchange.progress import STOPPED, Progress
from desktop.store.listing import open_listing
from desktop.store.store import Store
from desktop.transfer.table import columns_of
from sync.errors import Refused
from sync.records.partners import Partner

TWO = "Name,Email\nRosa Díaz,rosa@example.org\nTom Lee,tom@example.org\n"
Write = Callable[..., Path]


def test_looking_changes_nothing(store: Store, file: Write) -> None:
    before = len(open_listing(store, "person"))
    plan = look_through_first(store, file(TWO), Progress())
    assert (plan.new, len(open_listing(store, "person"))) == (2, before)


def test_bringing_in_is_one_edit_that_undo_takes_back_whole(store: Store, file: Write) -> None:
    before = len(open_listing(store, "person"))
    plan = look_through_first(store, file(TWO), Progress())
    label = bring_in(store, plan, Progress())
    assert len(open_listing(store, "person")) == before + 2
    assert store.undo() == label
    assert len(open_listing(store, "person")) == before
    assert len(open_listing(store, "import_batch")) == 0


def test_a_file_of_partners_that_this_program_wrote_is_read_as_partners(store: Store, file: Write) -> None:
    plan = look_through_first(store, file(f"{','.join(columns_of(Partner))}\n,Rotary Club\n"), Progress())
    assert plan.kind == "partner"
    assert plan.rows[0].values["name"] == "Rotary Club"


def test_what_a_person_says_of_a_column_overrides_the_guess(store: Store, file: Write) -> None:
    path = file("Name,Nick\nRosa Díaz,Rosita\n")
    plan = look_through(store, "person", path, {"Nick": "goes_by"}, Progress())
    assert plan.rows[0].values["goes_by"] == "Rosita"
    without = look_through(store, "person", path, {"Nick": ""}, Progress())
    assert "goes_by" not in without.rows[0].values and not without.unmapped


def test_progress_hears_of_every_row(store: Store, file: Write) -> None:
    progress = Progress()
    plan = look_through_first(store, file(TWO), progress)
    assert (progress.done, progress.total) == (1, 2)
    bring_in(store, plan, progress)
    assert (progress.done, progress.total) == (1, 2)


def test_what_was_stopped_leaves_nothing_behind(store: Store, file: Write) -> None:
    plan = look_through_first(store, file(TWO), Progress())
    before = len(open_listing(store, "person"))
    stopped = Progress()
    stopped.stop()
    with pytest.raises(Refused) as refused:
        bring_in(store, plan, stopped)
    assert refused.value.code == STOPPED
    assert len(open_listing(store, "person")) == before
    assert len(open_listing(store, "import_batch")) == 0
