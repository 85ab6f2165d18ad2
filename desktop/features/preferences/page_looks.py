"""How the program looks and speaks: language, colours, size of the text, motion."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.i18n import _
from desktop.settings import TEXT_SIZES, Settings
from desktop.ui.buttons import quiet_button
from desktop.ui.fields import ChoiceField
from desktop.ui.labels import Words
from desktop.ui.layout import STRETCH, column, row, widget_of
from desktop.ui.stacked import stacked
from desktop.ui.switch import Switch
from desktop.ui.tick import Tick

FIELD = 260
"""Pixels that a field needs at most."""


class Looks(QWidget):
    """The choices; `chosen` carries the settings as they are now."""

    chosen = Signal(object)
    reopen_asked = Signal()

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = self._begun = settings
        self.language = ChoiceField(_("Language"), _languages())
        self.language.choose(settings.language)
        self.scheme = Switch(_("Colours"), _schemes())
        self.scheme.turn_to(settings.scheme)
        self.text_size = ChoiceField(_("Text size"), [(str(size), f"{size} %") for size in TEXT_SIZES])
        self.text_size.choose(str(settings.text_size))
        self.motion = Tick(_("Reduce motion"))
        self.motion.setChecked(settings.reduce_motion)
        for field in (self.language, self.text_size):
            field.setMaximumWidth(FIELD)
        self.language.currentIndexChanged.connect(lambda _place: self._take())
        self.text_size.currentIndexChanged.connect(lambda _place: self._take())
        self.scheme.switched.connect(lambda _scheme: self._take())
        self.motion.toggled.connect(lambda _on: self._take())
        again = quiet_button(_("Open it again now"), self.reopen_asked.emit, "refresh-cw")
        later = Words(_("The language and the size change when the window opens again."), quiet=True)
        self.later = widget_of(column(later, row(again, STRETCH), gap=0))
        self.later.hide()
        lines = stacked(
            (_("Language"), self.language),
            (_("Colours"), self.scheme),
            (_("Text size"), self.text_size),
            ("", self.motion),
        )
        self.setLayout(column(lines, self.later))

    def _take(self) -> None:
        self._settings = self._settings.but(
            language=self.language.chosen(),
            scheme=self.scheme.value(),
            text_size=int(self.text_size.chosen()),
            reduce_motion=self.motion.isChecked(),
        )
        now, begun = self._settings, self._begun
        self.later.setVisible((now.language, now.text_size) != (begun.language, begun.text_size))
        self.chosen.emit(self._settings)


def _languages() -> list[tuple[str, str]]:
    return [("", _("As this computer")), ("en", "English"), ("es", "Español")]


def _schemes() -> list[tuple[str, str]]:
    return [
        ("system", _("System")),
        ("light", _("Light")),
        ("dark", _("Dark")),
        ("contrast", _("Contrast")),
    ]
