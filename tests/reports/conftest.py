"""What the tests of documents ask for."""

from collections.abc import Callable

import pytest

from desktop.reports.document import Document
from desktop.reports.printing import pdf
from tests.reports.paper import Paper


@pytest.fixture
def paper() -> Callable[[Document], Paper]:
    """Print a document and read it back."""
    return lambda document: Paper(pdf(document))
