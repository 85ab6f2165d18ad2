"""Whom the list shows: a field that says it, and a menu to say it otherwise."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QActionGroup, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QPushButton

from desktop.features.people.filters import Filter, Standing
from desktop.features.people.groups import groups, is_smart
from desktop.i18n import _
from desktop.ui import theme
from desktop.ui.codes import codes_of
from desktop.ui.desk import Desk
from desktop.ui.fields import HEIGHT, paint_frame
from desktop.ui.icons import paint_icon

MOST_TAGS = 40
"""Tags in the menu; a longer list is searched for by typing."""


class FilterField(QPushButton):
    """Shows whom the list is narrowed to. `changed` carries another `Filter`."""

    changed = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self.filter = desk, Filter()
        self._names: dict[tuple[str, str], str] = {}
        self._tags: Sequence[str] = ()
        self.setMinimumHeight(HEIGHT)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.clicked.connect(lambda _checked: self.open_menu())
        self.show_filter(Filter())

    def show_filter(self, given: Filter) -> None:
        """Show a filter without saying that it changed."""
        self.filter = given
        if not self._names or (given.group and ("group", given.group) not in self._names):
            self._learn()
        chosen = [words for key, words in self._names.items() if getattr(given, key[0]) == key[1] and key[1]]
        if given.tag:
            chosen.append(_("tag {tag}").format(tag=given.tag))
        words = " · ".join(chosen) or _("Everybody")
        self.setText(words)
        self.setToolTip(words if len(chosen) > 1 else "")
        self.setAccessibleName(_("List of: {words}").format(words=words))
        self.update()

    def choose(self, **changed: str) -> None:
        """Narrow the list otherwise, and say so."""
        self.show_filter(self.filter.but(**changed))
        self.changed.emit(self.filter)

    def offer_tags(self, tags: Sequence[str]) -> None:
        """Offer the tags there are; reading them takes a while, so it is done elsewhere."""
        self._tags = tags

    def forget_names(self) -> None:
        """Read the names of groups, sectors and roles again when they are next needed."""
        self._names = {}
        self.show_filter(self.filter)

    def open_menu(self) -> QMenu:
        """Offer whom the list can be narrowed to."""
        menu = self.menu_of()
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))
        return menu

    def menu_of(self) -> QMenu:
        """Return the menu."""
        self._learn()
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("Everybody"), self._reset)
        menu.addSeparator()
        self._offer(menu, "standing", [pair for pair in _standings() if pair[0]])
        menu.addSeparator()
        for name, words in (("sector", _("Sector")), ("role", _("Role")), ("group", _("Group"))):
            offered = [(key[1], said) for key, said in self._names.items() if key[0] == name and key[1]]
            self._offer(menu.addMenu(words), name, offered)
        tags = [(tag, tag) for tag in self._tags[:MOST_TAGS]]
        self._offer(menu.addMenu(_("Tag")), "tag", tags)
        return menu

    def _reset(self) -> None:
        self.show_filter(Filter())
        self.changed.emit(self.filter)

    def _offer(self, menu: QMenu, name: str, offered: Sequence[tuple[str, str]]) -> None:
        menu.setEnabled(bool(offered))
        group = QActionGroup(menu)
        group.setExclusionPolicy(QActionGroup.ExclusionPolicy.ExclusiveOptional)
        for value, words in offered:
            action = menu.addAction(words.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(getattr(self.filter, name) == value)
            group.addAction(action)
            action.triggered.connect(self._chooser(name, value))

    def _chooser(self, name: str, value: str) -> Callable[[bool], None]:
        return lambda on: self.choose(**{name: value if on else ""})

    def _learn(self) -> None:
        store = self._desk.store
        known = {
            "standing": _standings(),
            "sector": codes_of(store, "sector"),
            "role": codes_of(store, "member_role"),
            "group": [(each.id, _group_words(each.name, smart=is_smart(each))) for each in groups(store)],
        }
        self._names = {(name, value): words for name, pairs in known.items() for value, words in pairs}

    def sizeHint(self) -> QSize:
        return QSize(160, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        paint_frame(painter, self)
        inner = self.rect().adjusted(10, 0, -30, 0)
        is_open = self.filter.is_open
        painter.setPen(theme.colour("text" if is_open else "accent"))
        words = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
        place = QRectF(self.width() - 26, (self.height() - 16) / 2, 16, 16)
        paint_icon(painter, "chevron-down", place, "muted")


def _group_words(name: str, *, smart: bool) -> str:
    return _("{name} (saved search)").format(name=name) if smart else name


def _standings() -> list[tuple[str, str]]:
    return [
        (Standing.DUE, _("Follow-up due")),
        (Standing.NOT_TO_CONTACT, _("Do not contact")),
        (Standing.NOT_TO_PHOTOGRAPH, _("Do not photograph")),
        (Standing.PROVISIONAL, _("Added at a door")),
        (Standing.MINOR, _("Minors")),
        (Standing.INACTIVE, _("No longer active")),
    ]
