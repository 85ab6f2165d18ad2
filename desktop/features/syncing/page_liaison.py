"""Between the sync thread and the window: starts it, hears it, and says how things stand."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QObject, QTimer

from desktop.features.syncing.actions import listen, sync_now
from desktop.features.syncing.queries import choices_waiting, standing
from desktop.features.syncing.standing import standing_words
from desktop.memory import give_back
from desktop.store.store import Store, Touched
from desktop.ui.bridge import Bridge
from desktop.ui.dates import time_words
from desktop.ui.pill import Standing
from desktop.ui.shell import Shell
from desktop.worker import Doing, News, Worker
from sync.client.session import Report

TIMEOUT = 600.0
"""Seconds of one exchange, after which the next goes on where it stopped."""
PAUSE = 150
"""Milliseconds after an edit until the pill is written anew."""


class Liaison(QObject):
    """The sync thread's end in the window."""

    def __init__(self, store: Store, bridge: Bridge, shell: Shell) -> None:
        super().__init__(shell)
        self._store, self._bridge, self._shell = store, bridge, shell
        self._news = News(Doing.ALONE)
        self._again = ""
        self._worker = Worker(self._exchange, lambda: listen(store), self._tell)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.show_standing)
        bridge.edited.connect(self._on_edit)
        bridge.exchanged.connect(self._on_news)
        bridge.sync_asked.connect(self._worker.poke)

    def start(self) -> None:
        """Begin to sync, and show how things stand."""
        self.show_standing()
        self._worker.start()

    def stop(self) -> None:
        """End the sync thread; what it had not finished goes on next time."""
        self._pause.stop()
        self._worker.stop()

    def show_standing(self) -> None:
        """Write the pill anew."""
        stands, choices = standing(self._store), choices_waiting(self._store)
        last = stands["last_sync"]
        at = time_words(datetime.fromisoformat(last)) if last else ""
        counts = stands["unsent"], choices, stands["refused"]
        said = standing_words(self._news, *counts, at, self._again)
        self._shell.show_standing(Standing(said.words, said.icon, said.needs_you))
        self._shell.rail.show_count("choices", choices)
        self._shell.rail.show_count("syncing", stands["refused"])

    def _exchange(self, progress: Callable[[Report], None]) -> Report | None:
        if "server" not in self._store.facts():
            return None

        def go_on(report: Report) -> None:
            self._store.index_all()  # bit by bit in this thread, for whoever searches next would wait for it
            give_back()  # an answer can be thousands of records, and nothing of it is needed any more
            progress(report)

        return sync_now(self._store, until_level=True, timeout=TIMEOUT, progress=go_on)

    def _tell(self, news: News) -> None:
        self._bridge.exchanged.emit(news)  # from the sync thread; Qt queues it

    def _on_news(self, news: News) -> None:
        before, self._news = self._news, news
        self._again = time_words(datetime.now(UTC) + timedelta(seconds=news.wait)) if news.wait else ""
        if news.sentence and news.sentence != before.sentence and news.doing is Doing.STUCK:
            self._shell.warn(news.sentence)
        self.show_standing()

    def _on_edit(self, touched: Touched) -> None:
        if touched.edit is not None:
            self._worker.poke()
        self._pause.start()
