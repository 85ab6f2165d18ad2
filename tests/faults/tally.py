"""Counting the faults that really happened, so that a run which broke nothing proves nothing."""

import sys
from collections import Counter

import pytest


class Tally(Counter[str]):
    """Fault -> how often it fired."""

    def require(self, *faults: str) -> None:
        """Fail unless each of these faults fired."""
        missing = [fault for fault in faults if not self[fault]]
        assert not missing, f"these faults never fired: {', '.join(missing)}"

    def __str__(self) -> str:
        return ", ".join(f"{count:,} {fault}" for fault, count in sorted(self.items())) or "nothing"


def tell(config: pytest.Config, words: str) -> None:
    """Print past what captures output; one of many processes has nothing but standard error for that."""
    with config.pluginmanager.getplugin("capturemanager").global_and_fixture_disabled():
        print(f"\n{words}", file=sys.stderr, flush=True)
