"""Toasts: a few words in passing with a way to take back what was done, and warnings that stay."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRectF, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget

from desktop.i18n import _
from desktop.ui import theme
from desktop.ui.buttons import icon_button, quiet_button
from desktop.ui.empty import Drawing
from desktop.ui.labels import Words
from desktop.ui.layout import row

LASTS = 8_000
"""Milliseconds; as long as it takes to read it twice and reach for Undo."""
_EDGE = 16
_WIDEST = 520


class Toast(QFrame):
    """One message at the foot of the window. It never takes the focus; Ctrl+Z does what Undo does."""

    def __init__(self, window: QWidget, undo: Callable[[], object]) -> None:
        super().__init__(window)
        self._words = Words()
        self._words.setMinimumWidth(240)
        self._window = window
        self._undo = quiet_button(_("Undo"), undo, "undo-2")
        self._mark = Drawing("triangle-alert", 18, "warn")
        close = icon_button("x", _("Close this message"), self.dismiss)
        self._inside = row(4, self._mark, self._words, self._undo, close, margin=8)
        self.setLayout(self._inside)
        self._timer = QTimer(self, singleShot=True, interval=LASTS)
        self._timer.timeout.connect(self._go_on)
        self._stays = False
        self._open: list[str] = []
        """Warnings that nobody has closed yet, the newest last."""
        self._later: tuple[str, bool] | None = None
        """What was to be said while nobody could have read the warning yet."""
        window.installEventFilter(self)
        self.hide()

    def tell(self, words: str, *, undo: bool) -> None:
        """Say something for a while; a warning has its own while first, and comes back until it is closed."""
        if self._stays and self._timer.isActive():
            self._later = (words, undo)
            return
        self._show(words, undo=undo, stays=False)
        self._timer.start()
        announce(self, words)

    def warn(self, words: str) -> None:
        """Say what did not work, until it is closed."""
        self._open = [*(each for each in self._open if each != words), words]
        self._show(words, undo=False, stays=True)
        self._timer.start()
        announce(self, words)

    def dismiss(self) -> None:
        """Close the message that is shown."""
        if self._stays:
            self._open.pop()
        self._go_on()

    def _go_on(self) -> None:
        """Show what waits: what was to be said, else the newest warning that is still open."""
        self._timer.stop()
        later, self._later = self._later, None
        if later is not None:
            self.tell(later[0], undo=later[1])
        elif self._open:
            self._show(self._open[-1], undo=False, stays=True)
        else:
            self._stays = False
            self.hide()

    def _show(self, words: str, *, undo: bool, stays: bool) -> None:
        self._stays = stays
        self._words.setText(words)
        self._undo.setVisible(undo)
        self._mark.setVisible(stays)
        self._place()
        self.show()
        self.raise_()

    def _place(self) -> None:
        window = self._window
        self.setFixedWidth(min(_WIDEST, window.width() - 2 * _EDGE))
        self.setFixedHeight(self._inside.totalHeightForWidth(self.width()))
        self.move((window.width() - self.width()) // 2, window.height() - self.height() - _EDGE - 28)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.colour("warn" if self._stays else "field_border"))
        painter.setBrush(theme.colour("warn_back" if self._stays else "surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)


def announce(widget: QWidget, words: str) -> None:
    """Have a screen reader say something when it is next silent."""
    event = QAccessibleAnnouncementEvent(widget, words)
    event.setPoliteness(QAccessible.AnnouncementPoliteness.Polite)
    QAccessible.updateAccessibility(event)
