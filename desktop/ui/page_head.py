"""The head of a page: its title, the switch between its views, and what can be added."""

from PySide6.QtWidgets import QWidget

from desktop.ui.card import Rule
from desktop.ui.labels import OneLine
from desktop.ui.layout import STRETCH, Part, column, row
from desktop.ui.list_detail import ListDetail
from desktop.ui.switch import Switch


class PageHead(QWidget):
    """Stands above the views of a page, and steps aside where a detail needs the whole room."""

    def __init__(self, title: str, both: ListDetail, *buttons: Part, switch: Switch | None = None) -> None:
        super().__init__()
        views = (16, switch) if switch is not None else ()
        line = row(OneLine(title, "title", strong=True), *views, STRETCH, *buttons)
        line.setContentsMargins(24, 16, 24, 12)
        self.setLayout(column(line, Rule(), gap=0))
        both.alone.connect(self.setHidden)
