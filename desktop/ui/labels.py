"""Words on a page: titles, headings, plain and quiet text. Never markup: names are shown as typed."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from desktop.ui.fonts import font


def show_if(widget: QWidget, *, shown: bool) -> None:
    """Show or hide a widget; one that stands nowhere yet must not become a window of its own."""
    if shown and widget.parent() is None:
        # It shows together with whatever it is put into.
        widget.setAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide, False)
    else:
        widget.setVisible(shown)


class Words(QLabel):
    """Plain text that wraps; `size` is small, body, heading or title."""

    def __init__(
        self, text: str = "", size: str = "body", *, strong: bool = False, quiet: bool = False
    ) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setFont(font(size, strong=strong))
        if quiet:
            self.setForegroundRole(QPalette.ColorRole.PlaceholderText)

    def say(self, text: str) -> None:
        """Show other words; nothing at all takes no room."""
        self.setText(text)
        show_if(self, shown=bool(text))


class OneLine(Words):
    """Text on one line, as wide as it is and no wider."""

    def __init__(
        self, text: str = "", size: str = "body", *, strong: bool = False, quiet: bool = False
    ) -> None:
        super().__init__(text, size, strong=strong, quiet=quiet)
        self.setWordWrap(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)


def title(text: str) -> Words:
    """Return the title of a page."""
    return Words(text, "title", strong=True)


def heading(text: str) -> Words:
    """Return the heading of a section."""
    return Words(text, "heading", strong=True)


def quiet(text: str, size: str = "body") -> Words:
    """Return words that step back."""
    return Words(text, size, quiet=True)
