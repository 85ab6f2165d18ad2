"""Counting the faults that really happened, so that a run which broke nothing proves nothing."""

from collections import Counter


class Tally(Counter[str]):
    """Fault -> how often it fired."""

    def require(self, *faults: str) -> None:
        """Fail unless each of these faults fired."""
        missing = [fault for fault in faults if not self[fault]]
        assert not missing, f"these faults never fired: {', '.join(missing)}"

    def __str__(self) -> str:
        return ", ".join(f"{count:,} {fault}" for fault, count in sorted(self.items())) or "nothing"
