"""What a sector lacks, in plain words."""

from datetime import UTC, date, datetime

import pytest

from desktop.store.coverage import SectorCoverage
from desktop.ui.icons import FOLDER
from desktop.ui.sectors import ICONS, gap_words, sector_icon

TODAY = date(2026, 11, 2)


def sector(partners: int = 1, voices: int = 1, came: str = "") -> SectorCoverage:
    last = datetime.fromisoformat(f"{came}T12:00:00").replace(tzinfo=UTC) if came else None
    return SectorCoverage("faith_groups", "Faith groups", partners, voices, last)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (sector(0, 0), "No partner yet"),
        (sector(2, 0), "Nobody speaks for them yet"),
        (sector(), "Nobody has come to a meeting yet"),
        (sector(came="2026-03-10"), "Nobody has come since March"),
        (sector(came="2025-03-10"), "Nobody has come since March 2025"),
        (sector(came="2026-10-13"), "Last came Tue, Oct 13"),
    ],
)
def test_a_sector_says_what_it_lacks_or_when_it_came(given: SectorCoverage, words: str) -> None:
    assert gap_words(given, TODAY) == words


def test_every_sector_has_a_drawing_that_is_there() -> None:
    assert all((FOLDER / f"{name}.svg").exists() for name in (*ICONS.values(), sector_icon("new")))
