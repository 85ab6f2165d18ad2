"""Colours: sixteen or so tokens for each scheme, and the Qt palette made from them.

Contrast against what they stand on is checked by tests: 4.5 for text, 3 for borders of fields.
Painters ask `tokens()` each time they paint, so a change of scheme needs no more than a repaint.
"""

from dataclasses import dataclass, replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

SPACE = (4, 8, 12, 16, 24)
"""The only distances there are, in pixels."""
RADIUS = 6
ROW = 36
TALL_ROW = 54
"""Heights of rows with one line and with two."""


@dataclass(frozen=True)
class Tokens:
    """The colours of one scheme."""

    window: str
    rail: str
    surface: str
    """Cards and fields."""
    hover: str
    border: str
    field_border: str
    text: str
    muted: str
    accent: str
    on_accent: str
    selected: str
    """Behind what is chosen in a list; text stands on it."""
    good: str
    good_back: str
    warn: str
    warn_back: str
    bad: str
    bad_back: str


LIGHT = Tokens(
    window="#ffffff",
    rail="#f7f7f5",
    surface="#ffffff",
    hover="#f1f1ee",
    border="#e6e6e2",
    field_border="#8c9096",
    text="#1f2328",
    muted="#62686f",
    accent="#1f5fbf",
    on_accent="#ffffff",
    selected="#e7effb",
    good="#1a6b3c",
    good_back="#e5f4ea",
    warn="#855000",
    warn_back="#fcf1dd",
    bad="#b0241c",
    bad_back="#fcebe9",
)
DARK = Tokens(
    window="#17191d",
    rail="#121417",
    surface="#1d2025",
    hover="#24282f",
    border="#2d323a",
    field_border="#737b86",
    text="#e2e5ea",
    muted="#a4acb6",
    accent="#7fb0ff",
    on_accent="#17191d",
    selected="#22324d",
    good="#7fd1a0",
    good_back="#1a3325",
    warn="#f0b65f",
    warn_back="#3a2c14",
    bad="#ff9389",
    bad_back="#40201e",
)
CONTRAST = replace(
    LIGHT,
    rail="#ffffff",
    hover="#e8e8e8",
    border="#000000",
    field_border="#000000",
    text="#000000",
    muted="#2b2b2b",
    accent="#00308f",
    selected="#cfe0ff",
    good="#00471f",
    warn="#4d2d00",
    bad="#7a0000",
)
SCHEMES = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}

_current = LIGHT


def tokens() -> Tokens:
    """Return the colours in use."""
    return _current


def colour(name: str) -> QColor:
    """Return one colour in use by its token's name."""
    return QColor(getattr(_current, name))


def is_dark() -> bool:
    """Say whether light stands on dark."""
    return colour("window").lightness() < 128


def use_scheme(application: QApplication, scheme: str) -> None:
    """Show the program in a scheme: light, dark, contrast, or the system's own."""
    global _current  # noqa: PLW0603 - one scheme for the whole process
    if scheme == "system":
        dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        scheme = "dark" if dark else "light"
    _current = SCHEMES[scheme]
    application.setPalette(palette(_current))


def palette(given: Tokens) -> QPalette:
    """Return the Qt palette of a scheme."""
    made = QPalette()
    for role, value in _ROLES.items():
        made.setColor(role, QColor(getattr(given, value)))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(given.muted))
    return made


_ROLES = {
    QPalette.ColorRole.Window: "window",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "hover",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.PlaceholderText: "muted",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.BrightText: "bad",
    QPalette.ColorRole.Light: "hover",
    QPalette.ColorRole.Midlight: "border",
    QPalette.ColorRole.Mid: "field_border",
    QPalette.ColorRole.Dark: "field_border",
    QPalette.ColorRole.Shadow: "border",
    QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.HighlightedText: "on_accent",
    QPalette.ColorRole.Accent: "accent",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.LinkVisited: "accent",
    QPalette.ColorRole.ToolTipBase: "text",
    QPalette.ColorRole.ToolTipText: "window",
}
