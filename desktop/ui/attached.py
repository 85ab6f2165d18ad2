"""A field of attached files: dropped, pasted or chosen; each is a line that opens and can be taken off."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QSize, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QFileDialog

from desktop.attached_files import (
    Attaching,
    Place,
    attach_files,
    attached,
    open_copy,
    read_bytes,
    take_off,
)
from desktop.i18n import _, ngettext
from desktop.paths import Profile
from desktop.ui.attached_row import AttachedRow, icon_of
from desktop.ui.buttons import quiet_button
from desktop.ui.desk import Desk, open_file
from desktop.ui.drop_target import DropTarget
from desktop.ui.dropped import Dropped, dropped_in, files_of
from desktop.ui.labels import quiet
from desktop.ui.layout import clear, column, row, widget_of
from desktop.ui.now import now_of
from desktop.ui.pictures import small_picture
from sync.errors import CoalitionError, Unknown
from sync.records.library import Attachment

if TYPE_CHECKING:
    from desktop.store.store import Store, Touched

_MOST_SAID = 4
"""Sentences shown at once about files that cannot be attached."""


class AttachedFiles(DropTarget):
    """The files named in `field` of a record of `kind`; without `changing` they can only be opened.

    `preview` is the side of the preview of a picture, in pixels. `changed` comes after each reading.
    """

    changed = Signal()

    def __init__(
        self, desk: Desk, kind: str, field: str, *, verb: str = "", preview: int = 36, changing: bool = True
    ) -> None:
        super().__init__()
        self._desk, self._place, self._preview = desk, Place(kind, "", field), preview
        self._changing = changing
        self._shown: list[Attachment] = []
        self._lines = column(gap=0)
        self._add = quiet_button(verb or _("Attach a file"), self.choose, "paperclip")
        self._hint = quiet(_("or drop it here"), "small")
        adding = row(self._add, self._hint, gap=4)
        adding.setStretch(1, 1)
        self._adding = widget_of(adding)
        self.setLayout(column(widget_of(self._lines), self._adding, gap=0))
        self.setFocusProxy(self._add)
        self.setAcceptDrops(changing)
        self._adding.setVisible(changing)
        desk.bridge.edited.connect(self._hear)

    def show_record(self, record: str, *, changing: bool = True) -> None:
        """Show what is attached to a record; `changing` says whether that can be changed now."""
        place = Place(self._place.kind, record, self._place.field)
        can_change = changing and bool(record) and not self._desk.store.read_only
        is_other = place != self._place or can_change != self._changing
        self._place, self._changing = place, can_change
        self.setAcceptDrops(can_change)
        self._adding.setVisible(can_change)
        self._read(anew=is_other)

    def count(self) -> int:
        """Return how many files there are."""
        return len(self._shown)

    def choose(self) -> None:
        """Ask which files, and attach them."""
        names, _kind = QFileDialog.getOpenFileNames(self, self._add.text())
        self.attach([Path(name) for name in names])

    def take(self, content: QMimeData) -> None:
        """Attach what was dropped or pasted: files, or a picture."""
        dropped, faults = dropped_in(content)
        for fault in faults:
            self._desk.way.warn(fault)
        self.attach(dropped)

    def attach(self, dropped: Sequence[Dropped]) -> None:
        """Attach files and pictures, off the thread of the window."""
        store, profile, place, moment = self._desk.store, self._desk.profile, self._place, now_of(self._desk)
        if dropped and self._changing:
            job = partial(_attach, store, profile, place, dropped, moment)
            self._desk.do_slowly(self, job, self._tell)

    def _tell(self, done: Attaching) -> None:
        if done.faults:
            self._desk.way.warn("\n".join(done.faults[:_MOST_SAID]))
        if done.names:
            words = ngettext("Attached {name}", "Attached {count} files", len(done.names))
            self._desk.way.tell(words.format(name=done.names[0], count=len(done.names)), undo=True)

    def _hear(self, touched: "Touched") -> None:
        is_mine = self._place.record in touched.kinds.get(self._place.kind, ())
        if self._place.record and (is_mine or Attachment.kind in touched.kinds):
            self._read(anew=False)

    def _read(self, *, anew: bool) -> None:
        """Show what is attached now; the lines are built again only where that has changed."""
        try:
            there = attached(self._desk.store, self._place) if self._place.record else []
        except Unknown:
            there = []
        self._hint.setText("" if there else _("or drop it here"))
        if anew or there != self._shown:
            self._shown = there
            self._build()
        self.changed.emit()

    def _build(self) -> None:
        focused = QApplication.focusWidget()
        was_here = focused is not None and self.isAncestorOf(focused)
        clear(self._lines)
        for file in self._shown:
            line = AttachedRow(file, self._preview, partial(self._open, file), self._removing(file))
            self._lines.addWidget(line)
            self._preview_of(file, line)
        if was_here and self._changing:
            self._add.setFocus()

    def _removing(self, file: Attachment) -> Callable[[], object] | None:
        return partial(self._remove, file) if self._changing else None

    def _preview_of(self, file: Attachment, line: AttachedRow) -> None:
        """Show a picture in its line once it is read; one that cannot be shown keeps its icon."""
        if icon_of(file) != "image":
            return
        store, profile, room = self._desk.store, self._desk.profile, line.face.room()
        job = partial(_preview, store, profile, file, room)
        self._desk.bridge.run(job, line.face.show_picture, owner=line.face)

    def _open(self, file: Attachment) -> None:
        store, profile = self._desk.store, self._desk.profile
        self._desk.do_slowly(self, lambda: open_copy(store, profile, file), self._show)

    def _show(self, path: Path) -> None:
        if not open_file(path):
            words = _("There is no program here that opens this file. A copy is at {path}.")
            self._desk.way.warn(words.format(path=path))

    def _remove(self, file: Attachment) -> None:
        store, place = self._desk.store, self._place
        done = _("Removed {name}").format(name=file.name)
        self._desk.do(lambda: take_off(store, place, file.id), done)


def _attach(
    store: "Store", profile: Profile, place: Place, dropped: Sequence[Dropped], moment: datetime
) -> Attaching:
    return attach_files(store, profile, place, files_of(dropped, moment))


def _preview(store: "Store", profile: Profile, file: Attachment, room: QSize) -> QImage:
    try:
        return small_picture(read_bytes(store, profile, file), room)
    except CoalitionError:
        return QImage()  # it says why when somebody opens it
