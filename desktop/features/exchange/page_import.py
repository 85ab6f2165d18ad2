"""Bringing a file in: dropped, looked through, imported with one button, taken back with one key."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QStackedWidget

from desktop.features.exchange.actions import bring_in, look_through, look_through_first
from desktop.features.exchange.columns import told
from desktop.features.exchange.page_begin import Begin
from desktop.features.exchange.page_drop import dropped_file
from desktop.features.exchange.page_review import Review
from desktop.features.exchange.progress import STOPPED, Progress
from desktop.features.exchange.verdicts import can_be_brought_in, done_words
from desktop.i18n import _
from desktop.transfer.plan import Plan
from desktop.ui.desk import Desk
from sync.errors import CoalitionError, Unknown
from sync.records.people import Person

Result = TypeVar("Result")
LOOK = 100
"""Milliseconds between two looks at how far a job is."""
PATIENCE = 3
"""Looks after which a job is slow enough to be shown."""


class Import(QStackedWidget):
    """The drop area, or the file that was dropped on it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._path, self._kind = Path(), Person.kind
        self._told: dict[str, str] = {}
        self._progress = Progress()
        self._is_importing = False
        self.plan: Plan | None = None
        self.begin, self.review = Begin(self.choose), Review(self._open, self._is_known)
        for each in (self.begin, self.review):
            self.addWidget(each)
        self.setAcceptDrops(True)
        self._looks = 0
        self._clock = QTimer(self, interval=LOOK)
        self._clock.timeout.connect(self._look)
        self._connect()

    @property
    def is_at_work(self) -> bool:
        """Whether a file is looked through or imported at this moment."""
        return self._clock.isActive()

    def choose(self) -> None:
        """Ask for a file."""
        kinds = _("Lists of contacts (*.csv *.tsv *.txt *.xlsx *.vcf *.json);;All files (*)")
        name, _kind = QFileDialog.getOpenFileName(self, _("Choose a file to import"), "", kinds)
        if name:
            self.take(Path(name))

    def take(self, path: Path) -> None:
        """Look through a file that was chosen or dropped."""
        self._path, self._told, self.plan = path, {}, None
        self.review.show_file(path.name)
        store = self._desk.store
        self._work(lambda progress: look_through_first(store, path, progress), self._show)

    def confirm(self) -> None:
        """Import what is shown."""
        plan, store = self.plan, self._desk.store
        if plan is not None and can_be_brought_in(plan) and not self.is_at_work:
            self._work(lambda progress: bring_in(store, plan, progress), lambda _label: self._finish(plan))
            self._is_importing = True

    def leave(self) -> None:
        """Stop an import under way, or let go of the file; nothing is changed."""
        self._progress.stop()
        if not self._is_importing:
            self._reset()

    def refresh(self) -> None:
        """Show the imports there were."""
        self.begin.show_imports(self._desk.store)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_file(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if (path := dropped_file(event)) and not self._is_importing:
            self.take(path)

    def _connect(self) -> None:
        self.begin.drop.dropped.connect(self.take)
        self.review.wanted.connect(self.confirm)
        self.review.left.connect(self.leave)
        self.review.read_as.connect(self._read_as)
        self.review.told.connect(self._tell)

    def _read_as(self, kind: str) -> None:
        self._kind, self._told = kind, {}
        self._look_again()

    def _tell(self, header: str, holds: str) -> None:
        self._told |= told(header, holds)
        self._look_again()

    def _look_again(self) -> None:
        if self._is_importing:
            return
        store, kind, path, by_hand = self._desk.store, self._kind, self._path, dict(self._told)
        self._work(lambda progress: look_through(store, kind, path, by_hand, progress), self._show)

    def _work(self, job: Callable[[Progress], Result], then: Callable[[Result], object]) -> None:
        """Do a job off the window's thread; one that a later job has overtaken is not heard."""
        self._progress.stop()
        progress = self._progress = Progress()
        self._looks = 0
        self._clock.start()
        self._desk.bridge.run(
            lambda: job(progress),
            lambda result: self._hear(progress, lambda: then(result)),
            lambda error: self._hear(progress, lambda: self._fail(error)),
            owner=self,
        )

    def _hear(self, progress: Progress, answer: Callable[[], object]) -> None:
        if progress is self._progress:
            self._clock.stop()
            self._is_importing = False
            answer()

    def _look(self) -> None:
        self._looks += 1
        if self._looks == PATIENCE:
            self.setCurrentWidget(self.review)
            busy = _("Adding what is new…") if self._is_importing else _("Looking through the file…")
            self.review.show_busy(busy)
        self.review.line.show_done(self._progress.done, self._progress.total)

    def _show(self, plan: Plan) -> None:
        is_first, self.plan, self._kind = self.plan is None, plan, plan.kind
        self.setCurrentWidget(self.review)
        self.review.show_plan(plan)
        if is_first:
            self.review.begin()

    def _finish(self, plan: Plan) -> None:
        self._reset()
        self._desk.way.tell(done_words(plan), undo=True)

    def _fail(self, error: CoalitionError) -> None:
        if error.code == STOPPED:
            self._desk.way.tell(error.sentence)
        else:
            self._desk.way.warn(error.sentence)
        if self.plan is None:
            self._reset()
        self.review.show_idle()

    def _reset(self) -> None:
        self._progress, self.plan = Progress(), None
        self._clock.stop()
        self.setCurrentWidget(self.begin)

    def _open(self, record: str) -> None:
        self._desk.way.open(self._kind, record)

    def _is_known(self, record: str) -> bool:
        if not record or not self._desk.way.can_open(self._kind):
            return False
        try:
            return "trash" not in self._desk.store.state(self._kind, record)
        except Unknown:
            return False
