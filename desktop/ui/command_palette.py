"""Ctrl+K: every command and every record, found by a few letters."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QWidget

from desktop.commands import Command
from desktop.i18n import _
from desktop.store.store import Store
from desktop.ui.card import Rule
from desktop.ui.desk import Way
from desktop.ui.fields import SearchField
from desktop.ui.layout import column
from desktop.ui.popup import TOP, WIDTH, Popup
from desktop.ui.record_model import ROLE, RowText
from desktop.ui.rows import RowList
from desktop.words import kind_label
from sync.errors import Unknown

MOST = 12
READ = 80
"""Matches of a search that are looked at for those that some page can show."""
LEAST_LIKE = 70
"""How like a command's words what was typed must be, of 100."""


@dataclass(frozen=True)
class Offer:
    """One row of the palette."""

    text: RowText
    run: Callable[[], object]


class CommandPalette(Popup):
    """A field and what it finds; Enter does it, Esc goes away."""

    def __init__(self, window: QWidget, commands: Sequence[Command], store: Store, way: Way) -> None:
        field = SearchField(_("What would you like to do, or find?"))
        super().__init__(window, _("Commands and records"), field)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._commands = [command for command in commands if command.enabled()]
        self._store, self._way = store, way
        self._offers: list[Offer] = []
        self.list = RowList(_("Found"), two_lines=False)
        self._model = QStandardItemModel(self)
        self.list.setModel(self._model)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setLayout(column(self.field, Rule(), self.list, gap=8, margin=12))
        self.field.textChanged.connect(self.look_for)
        self.list.clicked.connect(lambda index: self._run(index.row()))
        self.resize(min(WIDTH, window.width() - 80), 440)
        self.move(window.mapToGlobal(window.rect().topLeft()) + _offset(window, self))
        self.look_for("")

    def look_for(self, words: str) -> None:
        """Show what the words find: commands first, then records."""
        self._offers = [*self._found_commands(words), *self._found_records(words)][:MOST]
        self._model.clear()
        for offer in self._offers:
            item = QStandardItem(offer.text.headline)
            item.setData(offer.text, ROLE)
            item.setData(offer.text.spoken(), Qt.ItemDataRole.AccessibleTextRole)
            self._model.appendRow(item)
        self.list.setCurrentIndex(self._model.index(0, 0))

    def _found_commands(self, words: str) -> list[Offer]:
        if not words.strip():
            return [_offer(command) for command in self._commands[:MOST]]
        from rapidfuzz import fuzz, process, utils

        names = [" ".join((command.title, *command.words)) for command in self._commands]
        found = process.extract(
            words,
            names,
            scorer=fuzz.WRatio,
            processor=utils.default_process,
            limit=6,
            score_cutoff=LEAST_LIKE,
        )
        return [_offer(self._commands[place]) for _name, _score, place in found]

    def _found_records(self, words: str) -> list[Offer]:
        if len(words.strip()) < 2:
            return []
        hits = [hit for hit in self._store.search(words, READ) if self._way.can_open(hit.kind)]
        return [offer for hit in hits[:MOST] if (offer := self._record(hit.kind, hit.id))]

    def _record(self, kind: str, record: str) -> Offer | None:
        try:
            headline = self._store.get(kind, record).headline()
        except Unknown:
            return None
        text = RowText(headline, chip=kind_label(kind), icon="arrow-right")
        return Offer(text, lambda: self._way.open(kind, record))

    def _run(self, place: int) -> None:
        if 0 <= place < len(self._offers):
            run = self._offers[place].run
            self.accept()
            run()

    def step(self, by: int) -> None:
        place = (self.list.currentIndex().row() + by) % max(1, len(self._offers))
        self.list.setCurrentIndex(self._model.index(place, 0))

    def enter(self, *, goes_on: bool) -> None:
        del goes_on  # there is nothing to go on with: what is found takes its place
        self._run(self.list.currentIndex().row())


def _offer(command: Command) -> Offer:
    keys = QKeySequence(command.shortcut).toString(QKeySequence.SequenceFormat.NativeText)
    return Offer(RowText(command.title, chip=keys, icon=command.icon or "chevron-right"), command.run)


def _offset(window: QWidget, dialog: QWidget) -> QPoint:
    return QPoint((window.width() - dialog.width()) // 2, TOP)
