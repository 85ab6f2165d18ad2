"""The hands of a person at the window, and a watch: every time is in milliseconds."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer, SignalInstance
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.app import Program, make_application, stays
from desktop.paths import Profile
from desktop.settings import Settings
from desktop.ui.first_paint import once_painted

BEAT = 5
"""Milliseconds between two beats of the window's thread."""
PATIENCE = 60.0
"""Seconds, after which something has gone wrong."""
WORDS = 20
ROUNDS = 8
SAVES = 100
SETTLE = 2.0
"""Seconds in which pages may still be catching up."""


class Hands:
    """One window on a profile, from its first paint on."""

    def __init__(self, folder: Path, begun: float) -> None:
        settings = Settings()
        self.program = Program(make_application(settings), Profile(folder), settings, demo=False)
        self.shell = self.program.shell
        self.started: dict[str, float] = {}
        self._beats: list[float] = []
        self._heart = QTimer(interval=BEAT, timerType=Qt.TimerType.PreciseTimer)
        self._heart.timeout.connect(lambda: self._beats.append(time.perf_counter()))
        self._heart.start()
        once_painted(self.shell, lambda: self._note("first_paint", begun))
        self.program.start()
        self._until(lambda: bool(self.shell.shown_page()))
        self._let_it_work()
        self._note("interactive", begun)

    def settle(self) -> None:
        """Wait a little while after the start, as a person does who reads the first page."""
        self._pass(SETTLE)

    def build_pages(self) -> dict[str, float]:
        """Go to each page for the first time."""
        return {stay.stop.page: self._go(stay.stop.page) for stay in stays()}

    def switch_pages(self) -> dict[str, float]:
        """Go to each page in turn, several times; return the worst of each."""
        turns = [{stay.stop.page: self._go(stay.stop.page) for stay in stays()} for _ in range(ROUNDS)]
        return {page: max(turn[page] for turn in turns) for page in turns[0]}

    def search_people(self) -> list[float]:
        """Type words into the search of the people, letter by letter, until the list shows what was found."""
        from desktop.ui.list_detail import ListDetail

        self._go("people")
        both = next(each for each in self.shell.findChildren(ListDetail) if each.isVisible())
        times: list[float] = []
        for word in _words():
            times += [
                self._type(both.search, each, both.list.viewport(), both.model.modelReset) for each in word
            ]
            both.search.clear()
            self._pass(0.2)
        return times

    def search_anything(self) -> list[float]:
        """Type words into Ctrl+K."""
        from desktop.ui.command_palette import CommandPalette

        self.shell.show_palette()
        palette = self.shell.findChild(CommandPalette)
        assert isinstance(palette, CommandPalette)
        self._let_it_work()
        times: list[float] = []
        for word in _words():
            for letter in word:
                found = palette.list.model().modelReset
                times.append(self._type(palette.field, letter, palette.list.viewport(), found))
            palette.field.clear()
            self._let_it_work()
        palette.close()
        return times

    def save(self) -> list[float]:
        """Type phone numbers into a form, while the list of people is in view."""
        from desktop.store.listing import open_listing
        from desktop.ui.form import Form

        self._go("people")
        desk = self.shell.desk
        assert desk is not None
        lines = open_listing(desk.store, "person").page(0, SAVES)
        form = Form(desk, "person", ("name", "phone"))
        form.show()
        kept: list[int] = []
        form.kept.connect(lambda: kept.append(len(kept)))
        times: list[float] = []
        for number, line in enumerate(lines):
            assert line is not None
            form.show_record(line.id)
            field = form.editor("phone")
            field.setProperty("text", f"+1 779 555 {number:04d}")
            self._let_it_work()
            start = time.perf_counter()
            QTest.keyClick(field, Qt.Key.Key_Return)
            self._let_it_work()
            times.append((time.perf_counter() - start) * 1000)
        assert len(kept) == len(times), "every one was saved"
        form.close()
        return times

    def watch_flood(self, people: int) -> dict[str, Any]:
        """Sync until so many people have come in, and see how long the window ever stood still."""
        self._go("people")
        here: list[int] = [0]
        self.program.bridge.edited.connect(
            lambda touched: here.append(here[-1] + len(touched.kinds.get("person", ())))
        )
        self._beats.clear()
        start = time.perf_counter()
        self.program.bridge.sync_asked.emit()
        self._until(lambda: here[-1] >= people)
        seconds = time.perf_counter() - start
        self._pass(SETTLE)
        gaps = [
            (after - before) * 1000 - BEAT
            for before, after in zip(self._beats, self._beats[1:], strict=False)
        ]
        return {"longest_stall": max(gaps), "stalls": sum(gap > 100 for gap in gaps), "flood": seconds}

    def close(self) -> None:
        """Close the window, as a person does."""
        self.shell.close()

    def _go(self, page: str) -> float:
        painted: list[float] = []
        start = time.perf_counter()
        once_painted(self.shell, lambda: painted.append(time.perf_counter()))
        self.shell.go(page)
        self._until(lambda: bool(painted))
        return (painted[0] - start) * 1000

    def _type(self, field: QLineEdit, letter: str, shown: QWidget, found: SignalInstance) -> float:
        """Return how long it takes from a letter until what was found is painted."""
        painted: list[float] = []
        waiting = found.connect(lambda: once_painted(shown, lambda: painted.append(time.perf_counter())))
        start = time.perf_counter()
        field.insert(letter)
        self._until(lambda: bool(painted))
        QObject.disconnect(waiting)
        return (painted[0] - start) * 1000

    def _note(self, what: str, begun: float) -> None:
        self.started[what] = (time.time() - begun) * 1000

    def _pass(self, seconds: float) -> None:
        end = time.perf_counter() + seconds
        self._until(lambda: time.perf_counter() >= end)

    def _let_it_work(self) -> None:
        """Have the window do all that it has to do by now."""
        self.program.application.processEvents()

    def _until(self, holds: Callable[[], bool]) -> None:
        end = time.perf_counter() + PATIENCE
        while not holds():
            assert time.perf_counter() < end, "it takes too long"
            self.program.application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def _words() -> list[str]:
    from tests.bench.people import typed

    return typed(WORDS)
