"""How each sector takes part: as a strip of small buttons above the list, and as lines in plain words."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from desktop.i18n import _, ngettext
from desktop.store.coverage import Gap, SectorCoverage
from desktop.ui import theme
from desktop.ui.fonts import font
from desktop.ui.ground import paint_ground
from desktop.ui.icons import paint_icon
from desktop.ui.labels import quiet
from desktop.ui.layout import STRETCH, column, row, scrolled
from desktop.ui.narrow import narrow
from desktop.ui.record_model import RowText
from desktop.ui.row_button import RowButton
from desktop.ui.section import Section
from desktop.ui.sectors import gap_words, sector_icon


class SectorStrip(QWidget):
    """One small button for each sector: its drawing, how many partners, and a mark where one is missing.

    `turned` carries the sector to narrow the list to, "" for all.
    """

    turned = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Sectors"))
        self._buttons: dict[str, SectorButton] = {}
        self._row = row(gap=2)
        self.setLayout(self._row)

    def show_sectors(self, sectors: Sequence[SectorCoverage], today: date) -> None:
        """Show how the sectors take part."""
        for sector in sectors:
            if sector.code not in self._buttons:
                button = SectorButton()
                button.clicked.connect(lambda _checked, code=sector.code: self._turn(code))
                self._buttons[sector.code] = button
                self._row.addWidget(button)
            self._buttons[sector.code].show_sector(sector, today)

    def sector(self) -> str:
        """Return the sector that is on, "" if none is."""
        return next((code for code, button in self._buttons.items() if button.isChecked()), "")

    def turn_to(self, sector: str) -> None:
        """Narrow the list to a sector."""
        for code, button in self._buttons.items():
            button.setChecked(code == sector)
        self.turned.emit(sector)

    def _turn(self, code: str) -> None:
        self.turn_to(code if self._buttons[code].isChecked() else "")


class SectorButton(QAbstractButton):
    """One sector of the strip."""

    def __init__(self) -> None:
        super().__init__()
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._icon, self._count, self._has_gap = "building-2", 0, False

    def show_sector(self, sector: SectorCoverage, today: date) -> None:
        """Show how a sector takes part."""
        self._icon, self._count = sector_icon(sector.code), sector.partners
        self._has_gap = sector.gap(today) != Gap.NONE
        parts = (sector.name, partners_words(sector), gap_words(sector, today))
        words = " ".join(f"{part}." for part in parts if part)
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(32, round(30 + QFontMetricsF(font("small")).height()))

    def minimumSizeHint(self) -> QSize:
        return QSize(26, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        place = paint_ground(painter, self)
        icon = QRectF(place.center().x() - 8, place.top() + 5, 16, 16)
        paint_icon(painter, self._icon, icon, "text" if self._count else "muted")
        if self._has_gap:
            paint_icon(painter, "circle-alert", QRectF(icon.right() - 3, icon.top() - 4, 11, 11), "warn")
        painter.setFont(font("small"))
        painter.setPen(theme.colour("text" if self._count else "muted"))
        painter.drawText(place.adjusted(0, 22, 0, 0), Qt.AlignmentFlag.AlignCenter, str(self._count))


class SectorsView(QWidget):
    """The sectors in plain words, each a way to its organizations."""

    def __init__(self, open_sector: Callable[[str], object]) -> None:
        super().__init__()
        self._open = open_sector
        self._summary = quiet("")
        self._section = Section(_("Who is at the table"))
        body = column(self._summary, self._section, STRETCH, gap=12, margin=24)
        self.setLayout(column(scrolled(narrow(body)), gap=0))

    def show_sectors(self, sectors: Sequence[SectorCoverage], today: date) -> None:
        """Show how the sectors take part."""
        missing = sum(sector.gap(today) != Gap.NONE for sector in sectors)
        words = ngettext(
            "{missing} of {count} sectors needs a word with somebody.",
            "{missing} of {count} sectors need a word with somebody.",
            missing,
        )
        everybody = _("All {count} sectors are there.")
        self._summary.say((words if missing else everybody).format(missing=missing, count=len(sectors)))
        self._section.show_lines([self._line(sector, today) for sector in sectors])

    def _line(self, sector: SectorCoverage, today: date) -> RowButton:
        gap = sector.gap(today) != Gap.NONE
        said = gap_words(sector, today)
        detail = partners_words(sector) if gap else f"{partners_words(sector)} · {said}"
        text = RowText(
            sector.name, detail, said if gap else "", "warn" if gap else "plain", sector_icon(sector.code)
        )
        return RowButton(text, lambda: self._open(sector.code))


def partners_words(sector: SectorCoverage) -> str:
    """Return how many partners a sector has, and how many people speak for them; "" if it has none."""
    if not sector.partners:
        return ""
    partners = ngettext("{count} partner", "{count} partners", sector.partners).format(count=sector.partners)
    if not sector.representatives:
        return partners
    voices = ngettext(
        "{count} person speaks for them", "{count} people speak for them", sector.representatives
    )
    return _("{partners}, {voices}").format(
        partners=partners, voices=voices.format(count=sector.representatives)
    )
