"""One attached file: its face, name and size, and what can be done with it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop.i18n import _
from desktop.ui.file_face import FileFace
from desktop.ui.layout import row
from desktop.ui.record_model import RowText
from desktop.ui.row_button import RowButton, tool
from sync.records.library import Attachment

Act = Callable[[], object]


class AttachedRow(QWidget):
    """A line that opens its file; Delete takes it off where `remove` is given."""

    def __init__(self, file: Attachment, side: int, open_it: Act, remove: Act | None = None) -> None:
        super().__init__()
        self._remove = remove
        self.face = FileFace(icon_of(file), side)
        detail = (
            size_words(file.size) if remove is not None else ""
        )  # where files are only read, one line does
        self.head = RowButton(RowText(file.name, detail), open_it)
        self.head.setAccessibleName(
            _("Open {name}, {size}").format(name=file.name, size=size_words(file.size))
        )
        parts: list[QWidget] = [self.face, self.head]
        if remove is not None:
            shown = tool("external-link", _("Open {name}").format(name=file.name), open_it)
            shown.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the line itself does the same
            parts += [shown, tool("x", _("Remove {name}").format(name=file.name), remove)]
            self.head.setAccessibleDescription(_("Delete removes it."))
        self.setLayout(row(*parts, gap=2))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and self._remove is not None:
            self._remove()
            return
        super().keyPressEvent(event)


def size_words(size: int) -> str:
    """Return a number of bytes in words, e.g. 1.4 MB."""
    if size < 1000:
        return _("{size} bytes").format(size=size)
    if size < 1_000_000:
        return _("{size} KB").format(size=round(size / 1000))
    return _("{size} MB").format(size=f"{size / 1_000_000:.1f}")


def icon_of(file: Attachment) -> str:
    """Return the name of the icon for a kind of file."""
    if file.media_type.startswith("image/"):
        return "image"
    is_text = file.media_type.startswith("text/") or file.media_type == "application/pdf"
    return "file-text" if is_text else "file"
