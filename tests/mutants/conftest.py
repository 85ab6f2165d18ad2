"""A copy of the code to plant faults in, and the list of what caught them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.tally import tell
from tests.mutants.planting import copy_code


@pytest.fixture(scope="session")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the code in which faults are planted, one at a time."""
    folder = tmp_path_factory.mktemp("copy")
    copy_code(folder)
    return folder


@pytest.fixture(scope="module")
def caught(request: pytest.FixtureRequest) -> Iterator[dict[str, str]]:
    """Fault -> what caught it; printed once all faults of a file have been planted."""
    caught: dict[str, str] = {}
    yield caught
    tell(request.config, "\n".join(f"{name} -> {what}" for name, what in caught.items()))
