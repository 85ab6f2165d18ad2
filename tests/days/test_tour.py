"""The tour, each way it can be taken."""

from pathlib import Path

import pytest

from tests.days.tour import take


@pytest.mark.parametrize("by_stick", [False, True], ids=["network", "stick"])
def test_an_evening_offline_on_two_laptops_comes_together(
    database_url: str, tmp_path: Path, by_stick: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    take(
        tmp_path,
        database_url=database_url if database_url.startswith("postgresql") else "",
        by_stick=by_stick,
    )
    assert "One thing needs a person" in capsys.readouterr().out
