"""Reading anew off the thread of the window, where only the answer to the last question counts."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtWidgets import QWidget

from desktop.ui.desk import Desk

Result = TypeVar("Result")


class Latest:
    """Asks again and again for one widget. Jobs may end in another order than they began in."""

    def __init__(self, desk: Desk, owner: QWidget) -> None:
        self._desk, self._owner, self._asked = desk, owner, 0

    def ask(self, job: Callable[[], Result], then: Callable[[Result], object]) -> None:
        """Do `job`, and call `then` with what came of it unless something was asked since."""
        self._asked += 1
        number = self._asked
        self._desk.do_slowly(self._owner, job, lambda result: then(result) if number == self._asked else None)
