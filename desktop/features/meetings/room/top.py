"""The strip at the top of the room: what is held, how the time goes, and whether there is a quorum."""

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.features.meetings.clock import Running
from desktop.features.meetings.evening import Evening, light_words
from desktop.features.meetings.saying import joined
from desktop.i18n import _, ngettext
from desktop.ui.buttons import icon_button, plain
from desktop.ui.card import Card
from desktop.ui.dates import time_words
from desktop.ui.empty import Drawing
from desktop.ui.fonts import font
from desktop.ui.labels import OneLine, Words
from desktop.ui.layout import clear, column, row, widget_of
from desktop.ui.sectors import sector_icon
from desktop.ui.toasts import announce


class TopStrip(QWidget):
    """Title and place, the clock, the quorum light, and the sectors that are missing."""

    def __init__(self, leave: Callable[[], object], close: Callable[[], object]) -> None:
        super().__init__()
        self._title, self._place = Shortened(strong=True), Shortened("small", quiet=True)
        self.time, self.late = OneLine("", "heading", strong=True), OneLine("", "small", quiet=True)
        self.time.setFont(font("heading", strong=True, figures=True))
        self.light = QuorumLight()
        self.close_button = plain(_("Close the meeting"), close, "door-closed")
        self.close_button.setAccessibleName(_("Close the meeting"))
        named = widget_of(column(self._title, self._place, gap=2))
        clock = column(self.time, self.late, gap=2)
        for words in (self.time, self.late):
            words.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.sectors = SectorStrip()
        self._is_narrow = False
        back = icon_button("arrow-left", _("Leave the room"), leave)
        top = row(back, named, 8, clock, 8, self.light, self.close_button)
        top.setStretch(1, 1)
        self.setLayout(column(top, self.sectors, gap=8))

    def be_narrow(self, *, is_narrow: bool) -> None:
        """Say it in fewer words; without the agenda beside it the strip names the item under way."""
        self._is_narrow = is_narrow
        self.close_button.setText(_("Close") if is_narrow else _("Close the meeting"))

    def show_evening(self, evening: Evening) -> None:
        """Show what is held, and how many are there."""
        meeting, current = evening.meeting, evening.current
        starts = time_words(meeting.starts_at) if meeting.starts_at else ""
        self._title.setText(meeting.title)
        where = joined(starts, meeting.place or meeting.link)
        self._place.setText(current.title if current and self._is_narrow else where)
        self.light.show_evening(evening)
        self.sectors.show_sectors(evening)

    def show_time(self, running: Running, now: datetime) -> None:
        """Show the running clock: the item against its plan, and the meeting against its own."""
        current = running.current
        if current is None:
            self.time.setText(time_words(now))
            self.late.setText(_("Nothing is under way"))
            return
        planned = _("{minutes} min").format(minutes=round(current.planned.total_seconds() / 60))
        taken = figures(current.taken)
        said = _("{taken} of {planned}").format(taken=taken, planned=planned) if current.planned else taken
        self.time.setText(said)
        ends = running.expected_end
        end = _("ends {time}").format(time=time_words(ends)) if ends else ""
        self.late.setText(joined(_late_words(running.late), end))


class QuorumLight(Card):
    """Words on a colour; a screen reader hears when the quorum is reached and when it is lost."""

    def __init__(self) -> None:
        self._mark, self._words = column(gap=0), OneLine("", "body", strong=True)
        super().__init__(row(self._mark, self._words), margin=7)
        self._was: tuple[str, bool] = ("", False)

    def show_evening(self, evening: Evening) -> None:
        """Show how it stands, and announce it where it has turned."""
        light, words = evening.light, light_words(evening.light)
        self.tone = "good" if light.is_met else "warn"
        clear(self._mark)
        self._mark.addWidget(Drawing("circle-check" if light.is_met else "circle-alert", 18, self.tone))
        self._words.setText(words)
        self.setToolTip(light.words)
        self.setAccessibleName(words)
        self.update()
        before, self._was = self._was, (evening.meeting.id, light.is_met)
        if before[0] == evening.meeting.id and before[1] != light.is_met:
            turned = _("There is a quorum now.") if light.is_met else _("The quorum is lost.")
            announce(self, f"{turned} {light.words}")


class SectorStrip(QWidget):
    """A drawing for each sector, and in words those of which nobody is here."""

    def __init__(self) -> None:
        super().__init__()
        self._drawings, self._words = row(gap=10), Shortened("small", quiet=True)
        line = row(self._drawings, 4, self._words)
        line.setStretch(2, 1)
        self.setLayout(line)
        self._shown: object = None

    def show_sectors(self, evening: Evening) -> None:
        """Show who is missing."""
        self.setVisible(bool(evening.sectors))
        if evening.sectors == self._shown:
            return
        self._shown = evening.sectors
        clear(self._drawings)
        for code, name, here in evening.sectors:
            drawing = Drawing(sector_icon(code), 18, "good" if here else "field_border")
            here_words = ngettext("{name}: {count} here", "{name}: {count} here", here)
            drawing.setToolTip(here_words.format(name=name, count=here))
            self._drawings.addWidget(drawing)
        self._words.setText(missing_words(evening))


class Shortened(Words):
    """One line that gives way: what has no room is cut off and stands in the tip."""

    def __init__(self, size: str = "body", *, strong: bool = False, quiet: bool = False) -> None:
        super().__init__("", size, strong=strong, quiet=quiet)
        self.setWordWrap(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        return QSize(40, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        self.setToolTip(self.text() if shown != self.text() else "")
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


def missing_words(evening: Evening) -> str:
    """Return the sectors of which nobody is here, in words."""
    missing = [name for _code, name, here in evening.sectors if not here]
    if not missing:
        return _("Every sector is here.")
    if len(missing) == len(evening.sectors):
        return _("Nobody of any sector is here yet.")
    return _("Not here: {sectors}").format(sectors=", ".join(missing))


def figures(time: timedelta) -> str:
    """Return how long something takes: 4:05, or 1:04:05 beyond an hour."""
    minutes, seconds = divmod(int(time.total_seconds()), 60)
    hours, rest = divmod(minutes, 60)
    return f"{hours}:{rest:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def _late_words(late: timedelta) -> str:
    minutes = round(late.total_seconds() / 60)
    if not minutes:
        return _("on time")
    if minutes > 0:
        return ngettext("{count} min behind", "{count} min behind", minutes).format(count=minutes)
    return ngettext("{count} min ahead", "{count} min ahead", -minutes).format(count=-minutes)
