"""The ties of the whole coalition: a picture, the same as lists, and what the numbers say."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.features.partners.network import Network
from desktop.features.partners.page_picture import TiesPicture, line_pen
from desktop.features.partners.places import Places, place
from desktop.features.partners.queries import network
from desktop.features.partners.words import (
    density_words,
    neighbours_words,
    strengths,
    tie_words,
)
from desktop.i18n import _, ngettext
from desktop.ui import theme
from desktop.ui.buttons import plain
from desktop.ui.desk import Desk
from desktop.ui.empty import Empty
from desktop.ui.fonts import font
from desktop.ui.labels import Words, heading, quiet
from desktop.ui.latest import Latest
from desktop.ui.layout import STRETCH, column, row, scrolled, widget_of
from desktop.ui.record_model import ROLE, RowText
from desktop.ui.row_button import RowButton
from desktop.ui.rows import RowList
from desktop.ui.section import Section
from desktop.ui.sectors import sector_icon
from desktop.ui.switch import Switch

_SIDE = 250
_MOST_BRIDGES = 8
_ID = ROLE + 1


class NetworkView(QWidget):
    """Who works with whom. The network is read and laid out off the thread of the window."""

    def __init__(
        self, desk: Desk, open_partner: Callable[[str], object], begin: Callable[[], object]
    ) -> None:
        super().__init__()
        self._desk, self._open, self._begin = desk, open_partner, begin
        self._latest = Latest(desk, self)
        self.picture = TiesPicture()
        self.picture.chosen.connect(self._tell)
        self.picture.opened.connect(self._open)
        self.tie_list = _list(_("Ties"), self._open)
        self.organization_list = _list(_("Organizations by ties"), self._open)
        self._switch = Switch(_("Show as"), [("picture", _("Picture")), ("lists", _("Lists"))])
        self._switch.switched.connect(self._turn)
        self._density, self._alone, self._told = Words(), Words(), quiet("")
        self._why = quiet(_("A bridge is the only way from one part of the network to another."), "small")
        self._bridges = Section(_("Bridges"), none=_("No part of the network hangs on a single tie."))
        self._ways, self._shown = QStackedWidget(), QStackedWidget()
        self._lay_out()

    def refresh(self) -> None:
        """Read the ties anew."""
        self._latest.ask(self._read, lambda read: self.show_network(*read))

    def show_network(self, found: Network, places: Places) -> None:
        """Show a network that was read and laid out."""
        self._shown.setCurrentIndex(0 if found.links else 1)
        self.network = found
        self.picture.show_network(found, places)
        self._density.say(density_words(found))
        alone = len(found.organizations) - len(found.tied)
        words = ngettext(
            "{count} organization has no tie yet", "{count} organizations have no tie yet", alone
        )
        self._alone.say(words.format(count=alone) if alone else "")
        self._show_bridges(found)
        _fill(self.tie_list, _ties(found))
        _fill(self.organization_list, _organizations(found))

    def _read(self) -> tuple[Network, Places]:
        found = network(self._desk.store)
        return found, place(found)

    def _show_bridges(self, found: Network) -> None:
        bridges = found.bridges
        lines: list[QWidget] = [
            RowButton(
                RowText(
                    found.names[link.one],
                    _("with {name}").format(name=found.names[link.other]),
                    icon="waypoints",
                ),
                lambda link=link: self.picture.choose(link.one),  # type: ignore[misc]
            )
            for link in bridges[:_MOST_BRIDGES]
        ]
        if len(bridges) > _MOST_BRIDGES:
            lines.append(quiet(_("and {count} more").format(count=len(bridges) - _MOST_BRIDGES)))
        self._bridges.show_lines(lines)

    def _turn(self, way: str) -> None:
        self._ways.setCurrentIndex(int(way == "lists"))

    def _tell(self, organization: str) -> None:
        usual = _("Choose an organization in the picture to see with whom it works.")
        self._told.say(neighbours_words(self.network, organization) if organization else usual)

    def _lay_out(self) -> None:
        self._tell("")
        drawn = widget_of(column(self.picture, Legend(), gap=8))
        listed = widget_of(
            row(
                _titled(_("By number of ties"), self.organization_list),
                _titled(_("Every tie"), self.tie_list),
                gap=16,
            )
        )
        self._ways.addWidget(drawn)
        self._ways.addWidget(listed)
        numbers = column(
            heading(_("At a glance")),
            self._density,
            self._alone,
            self._told,
            4,
            self._bridges,
            self._why,
            STRETCH,
            gap=8,
        )
        side = scrolled(widget_of(numbers))
        side.setFixedWidth(_SIDE)
        main = column(row(self._switch), self._ways, gap=8)
        self._shown.addWidget(widget_of(row(widget_of(main), side, gap=24, margin=16)))
        self._shown.addWidget(
            Empty(
                "waypoints",
                _("No ties yet. Open an organization and write down with whom it works."),
                plain(_("Show the organizations"), self._begin),
            )
        )
        self.setLayout(column(self._shown, gap=0))


class Legend(QWidget):
    """What the lines of the picture mean."""

    def sizeHint(self) -> QSize:
        return QSize(300, round(QFontMetricsF(font("small")).height() + 8))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font("small"))
        metrics, x, middle = QFontMetricsF(font("small")), 8.0, self.height() / 2
        lines = [(words, int(number), False) for number, words in strengths() if number != "0"]
        for words, strength, is_bridge in [*lines, (_("Bridge"), 2, True)]:
            painter.setPen(line_pen("field_border", strength, is_bridge=is_bridge))
            painter.drawLine(round(x), round(middle), round(x + 28), round(middle))
            painter.setPen(theme.colour("muted"))
            place = QRectF(x + 36, 0, metrics.horizontalAdvance(words) + 4, self.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, words)
            x = place.right() + 20


def _titled(words: str, widget: QWidget) -> QWidget:
    return widget_of(column(quiet(words, "small"), widget, gap=4))


def _list(name: str, open_partner: Callable[[str], object]) -> RowList:
    view = RowList(name)
    view.setModel(QStandardItemModel(view))
    view.activated.connect(lambda index: open_partner(index.data(_ID)))
    return view


def _fill(view: RowList, rows: list[tuple[str, RowText]]) -> None:
    model = view.model()
    assert isinstance(model, QStandardItemModel)  # noqa: S101 - set when the list was made
    model.clear()
    for record, text in rows:
        item = QStandardItem(text.headline)
        item.setData(text, ROLE)
        item.setData(record, _ID)
        item.setData(text.spoken(), Qt.ItemDataRole.AccessibleTextRole)
        model.appendRow(item)


def _ties(found: Network) -> list[tuple[str, RowText]]:
    bridges = {link.id for link in found.bridges}
    ordered = sorted(found.links, key=lambda link: (-link.strength, found.names[link.one].casefold()))
    return [
        (
            link.one,
            RowText(
                found.names[link.one],
                tie_words(link.strength, link.trust, link.shared, found.names[link.other]),
                _("Bridge") if link.id in bridges else "",
                icon="waypoints",
            ),
        )
        for link in ordered
    ]


def _organizations(found: Network) -> list[tuple[str, RowText]]:
    ordered = sorted(found.organizations, key=lambda each: (-found.degree(each.id), each.name.casefold()))
    words = [(each, found.degree(each.id)) for each in ordered]
    return [
        (
            each.id,
            RowText(
                each.name,
                each.sector_name,
                ngettext("{count} tie", "{count} ties", ties).format(count=ties),
                icon=sector_icon(each.sector),
                faded=not ties,
            ),
        )
        for each, ties in words
    ]
