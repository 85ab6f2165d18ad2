"""A field for a day, typed the way people write one, and a field for a day with its time."""

from datetime import date, datetime, time

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QWidget

from desktop.dates import read_day, read_time
from desktop.i18n import _
from desktop.ui.dates import day_words, language, time_words
from desktop.ui.fields import LineField, show_wrong
from desktop.ui.icons import icon
from desktop.ui.layout import row


class DayField(LineField):
    """A day or nothing. `changed` comes when another one was typed or chosen."""

    changed = Signal()

    def __init__(self, name: str) -> None:
        super().__init__(name, _("Day"))
        self._day: date | None = None
        open_calendar = QAction(icon("calendar", "muted"), _("Choose a day"), self)
        open_calendar.triggered.connect(self._open_calendar)
        self.addAction(open_calendar, QLineEdit.ActionPosition.TrailingPosition)
        self.editingFinished.connect(self._read)

    def day(self) -> date | None:
        """Return the day, None where there is none."""
        return self._day

    def show_day(self, day: date | None) -> None:
        """Show a day without saying that it changed."""
        self._day = day
        self.setText(day_words(day) if day else "")
        show_wrong(self, wrong=False)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.selectAll()

    def _read(self) -> None:
        text = self.text().strip()
        if text == (day_words(self._day) if self._day else ""):
            return
        found = read_day(text, date.today(), language()) if text else None  # noqa: DTZ011 - the wall's day
        if text and found is None:
            show_wrong(self, wrong=True)
            self.setToolTip(_("This is not a day. Write it as Nov 24, 11/24/2026 or tomorrow."))
            return
        self._take(found)

    def _take(self, day: date | None) -> None:
        changed = day != self._day
        self.show_day(day)
        if changed:
            self.changed.emit()

    def _open_calendar(self) -> None:
        calendar = QCalendarWidget(self)
        calendar.setWindowFlags(Qt.WindowType.Popup)
        shown = self._day or date.today()  # noqa: DTZ011 - the wall's day
        calendar.setSelectedDate(QDate(shown.year, shown.month, shown.day))
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        calendar.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for chosen in (calendar.activated, calendar.clicked):
            chosen.connect(lambda day: self._take(_as_date(day)))
            chosen.connect(calendar.close)
        calendar.move(self.mapToGlobal(QPoint(0, self.height() + 2)))
        calendar.show()


class MomentField(QWidget):
    """A day with its time here, or nothing. Both are needed: a day alone is no moment."""

    changed = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.day_field = DayField(_("{name}: day").format(name=name))
        self.time_field = LineField(_("{name}: time").format(name=name), _("Time"))
        self.time_field.setMaximumWidth(110)
        self.setLayout(row(self.day_field, self.time_field))
        self.setFocusProxy(self.day_field)
        self._shown: datetime | None = None
        self.day_field.changed.connect(self._read)
        self.time_field.editingFinished.connect(self._read)

    def moment(self) -> datetime | None:
        """Return the moment with this computer's offset on that day; None where there is none."""
        return self._shown

    def show_moment(self, moment: datetime | None) -> None:
        """Show a moment without saying that it changed."""
        self._shown = moment
        self.day_field.show_day(moment.astimezone().date() if moment else None)
        self.time_field.setText(time_words(moment) if moment else "")
        show_wrong(self.time_field, wrong=False)

    def _read(self) -> None:
        text, day = self.time_field.text(), self.day_field.day()
        at = read_time(text) if text.strip() else None
        show_wrong(self.time_field, wrong=bool(text.strip()) and at is None)
        if (day is None) != (at is None):
            return  # half of it is still to be typed
        moment = datetime.combine(day, at or time()).astimezone() if day else None
        if moment != (self._shown.astimezone() if self._shown else None):
            self._shown = moment
            self.changed.emit()


def _as_date(day: QDate) -> date:
    return date(day.year(), day.month(), day.day())
