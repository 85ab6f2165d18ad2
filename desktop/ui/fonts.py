"""Type: Inter where it can be loaded, in four sizes relative to what the person chose."""

from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

FOLDER = Path(__file__).parents[2] / "resources" / "fonts"
BODY = 10.0
"""Points at 100 %."""
SCALE = {"small": 0.9, "body": 1.0, "heading": 1.15, "title": 1.8}


def use_fonts(application: QApplication, per_cent: int = 100) -> None:
    """Set the program's type; the system's own is kept where Inter is missing."""
    font = application.font()
    for file in sorted(FOLDER.glob("*.otf")):
        QFontDatabase.addApplicationFont(str(file))
    if "Inter" in QFontDatabase.families():
        font.setFamily("Inter")
    font.setPointSizeF(BODY * per_cent / 100)
    font.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
    application.setFont(font)


def font(size: str = "body", *, strong: bool = False, figures: bool = False) -> QFont:
    """Return type of a size; `strong` is semibold, `figures` all of one width, for columns of money."""
    made = QFont(QApplication.font())
    made.setPointSizeF(made.pointSizeF() * SCALE[size])
    if strong:
        made.setWeight(QFont.Weight.DemiBold)
    if figures:
        made.setFeature(QFont.Tag("tnum"), 1)
    return made
