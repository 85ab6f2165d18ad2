"""The one seam between threads: news of edits come in, slow jobs go out and come back.

Nothing but this file crosses threads. Whatever is connected to `edited`, and whatever
is given as `then`, runs in the thread of the window.
"""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

from sync.errors import CoalitionError

if TYPE_CHECKING:
    from desktop.store.store import Store, Touched

Result = TypeVar("Result")


class Bridge(QObject):
    """Carries news and results into the thread of the window."""

    edited = Signal(object)
    """A `Touched`: what a commit changed, whoever made it."""
    exchanged = Signal(object)
    """What the sync thread has to tell."""
    sync_asked = Signal()
    """A person wants to sync now."""
    _done = Signal(object)

    def __init__(self, store: "Store | None" = None) -> None:
        super().__init__()
        self._pool = ThreadPoolExecutor(max_workers=2, thread_name_prefix="job")
        self._is_closed = False
        self._done.connect(self._call, Qt.ConnectionType.QueuedConnection)
        if store is not None:
            self.follow(store)

    def follow(self, store: "Store") -> None:
        """Tell of every commit to a store."""
        store.watch(self._tell)

    def run(
        self,
        job: Callable[[], Result],
        then: Callable[[Result], object],
        failed: Callable[[CoalitionError], object] | None = None,
        *,
        owner: QObject | None = None,
    ) -> None:
        """Do `job` in another thread, then call `then` with what came of it.

        `failed` hears what a person can be told; a bug is raised in the window's thread, where
        it is noted. Nothing is called once `owner` is gone, and nothing is begun after `close`.
        """
        if self._is_closed:
            return
        future = self._pool.submit(job)
        future.add_done_callback(lambda done: self._bring_back(done, then, failed, owner))

    def hand_over(self, call: Callable[[], object]) -> None:
        """Have something called in the thread of the window, from any thread."""
        self._done.emit(call)

    def close(self) -> None:
        """Wait for every job that was asked for, since one may be writing; then call nothing any more."""
        self._is_closed = True
        self._pool.shutdown(wait=True)

    def _call(self, call: Callable[[], object]) -> None:
        if not self._is_closed:
            call()

    def _tell(self, touched: "Touched") -> None:
        self.edited.emit(touched)  # queued by Qt where it comes from another thread

    def _bring_back(
        self,
        done: "Future[Any]",
        then: Callable[[Any], object],
        failed: Callable[[CoalitionError], object] | None,
        owner: QObject | None,
    ) -> None:
        self.hand_over(lambda: _answer(done, then, failed, owner))


def _answer(
    done: "Future[Any]",
    then: Callable[[Any], object],
    failed: Callable[[CoalitionError], object] | None,
    owner: QObject | None,
) -> None:
    if owner is not None and not shiboken6.isValid(owner):
        return
    try:
        result = done.result()
    except CoalitionError as error:
        if failed is None:
            raise
        failed(error)
        return
    then(result)
