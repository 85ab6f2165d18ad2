"""The window: the rail, the pages, the status bar, and the keys that work everywhere."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from desktop.commands import Command
from desktop.i18n import _
from desktop.settings import Settings
from desktop.ui.card import Rule
from desktop.ui.desk import Desk
from desktop.ui.history import History, Place
from desktop.ui.layout import STRETCH, column, row, widget_of
from desktop.ui.page import Page
from desktop.ui.pill import Pill, Standing
from desktop.ui.rail import Rail, Stop
from desktop.ui.shell_commands import everywhere, ways
from desktop.ui.shortcuts_sheet import ShortcutsSheet
from desktop.ui.toasts import Toast
from sync.errors import CoalitionError

SMALLEST = (960, 560)
WIDE = 1300
"""Pixels from which a page that is not on the rail leaves it room all the same."""


@dataclass(frozen=True)
class Stay:
    """One page there is: its stop on the rail, how it is built, and the kinds of record it shows."""

    stop: Stop
    build: Callable[[Desk], Page]
    opens: frozenset[str] = frozenset()
    on_rail: bool = True


class Shell(QMainWindow):
    """The window of one open coalition; it is the `Way` that pages are given."""

    def __init__(self, stays: Sequence[Stay], name: str) -> None:
        super().__init__()
        self.setWindowTitle(_("Coalition Desk"))
        self.setMinimumSize(*SMALLEST)
        self._stays = {stay.stop.page: stay for stay in stays}
        self._pages: dict[str, Page] = {}
        self._history = History()
        self._page_keys: list[QShortcut] = []
        self.desk: Desk | None = None
        self.follow_settings: Callable[[Settings], object] = lambda settings: None
        self.closing: Callable[[], object] = lambda: None
        self.built: Callable[[str, Page], object] = lambda name, page: None
        self.pill = Pill(lambda: self.go("syncing"))
        on_rail = [stay.stop for stay in stays if stay.on_rail]
        self.rail = Rail(on_rail, name, widget_of(row(self.pill, STRETCH, gap=0, margin=6)))
        self.rail.chosen.connect(self.go)
        self._stack = QStackedWidget()
        self.banner = column(gap=0)
        beside = widget_of(column(self.banner, self._stack, gap=0))
        self.setCentralWidget(widget_of(row(self.rail, beside, gap=0)))
        self.toast = Toast(self, self.undo)
        self._own = [*ways(self, on_rail), *everywhere(self)]
        for command in self._own:
            if command.shortcut:
                self._give_key(command)

    def begin(self, desk: Desk, page: str) -> None:
        """Show the first page, now that there is something to show."""
        self.desk = desk
        while guest := self._stack.currentWidget():
            self._stack.removeWidget(guest)
            guest.deleteLater()
        self.rail.show()
        self.go(page if page in self._stays else next(iter(self._stays)))

    def page(self, name: str) -> Page:
        """Return a page, built if this is its first visit."""
        if name not in self._pages:
            assert self.desk is not None, "pages come once the store is open"  # noqa: S101
            self._pages[name] = self._stays[name].build(self.desk)
            self._stack.addWidget(self._pages[name])
            self.built(name, self._pages[name])
        return self._pages[name]

    def unbuilt(self) -> list[str]:
        """Return the pages of the rail that were not visited yet."""
        return [name for name, stay in self._stays.items() if stay.on_rail and name not in self._pages]

    def go(self, page: str) -> None:
        """Show a page."""
        if self.desk is not None and page in self._stays:
            self._visit(Place(page))

    def open(self, kind: str, record: str) -> None:
        """Show a record on the page that shows its kind."""
        page = self._page_of(kind)
        if page and self.desk is not None:
            self._visit(Place(page, kind, record))

    def can_open(self, kind: str) -> bool:
        """Say whether some page shows records of a kind."""
        return bool(self._page_of(kind))

    def tell(self, words: str, *, undo: bool = False) -> None:
        """Say something in passing."""
        self.toast.tell(words, undo=undo)

    def warn(self, words: str) -> None:
        """Say what did not work."""
        self.toast.warn(words)

    def choose_settings(self, settings: Settings) -> None:
        """Keep other settings and follow them at once."""
        if self.desk is not None:
            self.desk.settings = settings
        self.follow_settings(settings)

    def show_standing(self, standing: Standing) -> None:
        """Show how this computer stands with the office."""
        self.pill.show_standing(standing)

    def undo(self) -> None:
        """Take back what was done last."""
        self._turn(lambda desk: _("Taken back: {label}").format(label=desk.store.undo()))

    def redo(self) -> None:
        """Do again what was taken back last."""
        self._turn(lambda desk: _("Done again: {label}").format(label=desk.store.redo()))

    def commands(self) -> list[Command]:
        """Return all that can be done from here."""
        page = self._stack.currentWidget()
        return [*(page.commands() if isinstance(page, Page) else ()), *self._own]

    def offer(self, command: Command) -> None:
        """Have another command everywhere: on its key, in the palette and on the sheet of keys."""
        self._own.append(command)
        self._give_key(command)

    def show_palette(self) -> None:
        """Open the command palette."""
        if self.desk is not None:
            from desktop.ui.command_palette import CommandPalette

            palette = CommandPalette(self, self.commands(), self.desk.store, self)
            palette.show()
            palette.field.setFocus()

    def show_shortcuts(self) -> None:
        """Show which keys do what."""
        ShortcutsSheet(self, self.commands()).open()

    def search_here(self) -> None:
        """Put the cursor where this page is searched."""
        page = self._stack.currentWidget()
        if isinstance(page, Page):
            page.search_here()

    def step(self, by: int) -> None:
        """Go back or forward."""
        if place := self._history.step(by):
            self._show(place)

    def leave_all(self) -> None:
        """Have every page keep what is still being typed."""
        for page in self._pages.values():
            page.leave()

    def state_words(self) -> str:
        """Return the window's place and size as text, for the next start."""
        return bytes(self.saveGeometry().toBase64().data()).decode("ascii")

    def restore(self, words: str) -> None:
        """Put the window where it was; Qt brings back one that would be off the screen."""
        if not words or not self.restoreGeometry(QByteArray.fromBase64(words.encode("ascii"))):
            self.resize(1180, 760)

    def shown_page(self) -> str:
        """Return the name of the page that is shown."""
        here = self._history.here()
        return here.page if here else ""

    def add_banner(self, banner: QWidget) -> None:
        """Put a strip above the pages."""
        self.banner.addWidget(banner)
        self.banner.addWidget(Rule())

    def reassure(self) -> None:
        """Answer Ctrl+S: there is nothing to save that is not saved."""
        self.leave_all()
        self.tell(_("Already saved on this computer, as always."))

    def show_guest(self, guest: QWidget) -> None:
        """Show something in place of the pages while no coalition is open."""
        self.rail.hide()
        self._stack.addWidget(guest)
        self._stack.setCurrentWidget(guest)
        guest.setFocus()

    def _visit(self, place: Place) -> None:
        self._history.visit(place)
        self._show(place)

    def _show(self, place: Place) -> None:
        before = self._stack.currentWidget()
        page = self.page(place.page)
        if before is not page and isinstance(before, Page):
            before.leave()
        self._stack.setCurrentWidget(page)
        self.rail.show_page(place.page)
        self.rail.setVisible(self._stays[place.page].on_rail or self.width() >= WIDE)
        if place.record:
            page.show_record(place.kind, place.record)
        if before is not page:
            self._give_page_keys(page)
            if not self.rail.list.hasFocus():  # whoever goes along the rail by arrows stays there
                page.take_focus()

    def _page_of(self, kind: str) -> str:
        return next((name for name, stay in self._stays.items() if kind in stay.opens), "")

    def _turn(self, turn: Callable[[Desk], str]) -> None:
        if self.desk is None:
            return
        self.leave_all()
        try:
            self.tell(turn(self.desk))
        except CoalitionError as error:
            self.tell(error.sentence)

    def _give_key(self, command: Command) -> QShortcut:
        key = QShortcut(QKeySequence(command.shortcut), self)
        key.activated.connect(lambda: command.run() if command.enabled() else None)
        return key

    def _give_page_keys(self, page: Page) -> None:
        for key in self._page_keys:
            key.setEnabled(False)
            key.deleteLater()
        self._page_keys = [self._give_key(command) for command in page.commands() if command.shortcut]

    def closeEvent(self, event: QCloseEvent) -> None:
        self.leave_all()
        self.closing()
        super().closeEvent(event)
