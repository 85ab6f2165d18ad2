"""Colours can be told apart by everybody."""

import pytest
from PySide6.QtGui import QColor

from desktop.ui.theme import SCHEMES, Tokens

TEXT, FIELD = 4.5, 3.0


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = (QColor(colour).redF(), QColor(colour).greenF(), QColor(colour).blueF())
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", sorted(SCHEMES))
@pytest.mark.parametrize("back", ["window", "rail", "surface", "hover", "selected"])
@pytest.mark.parametrize("front", ["text", "muted", "accent"])
def test_words_can_be_read_wherever_they_stand(scheme: str, back: str, front: str) -> None:
    tokens = SCHEMES[scheme]
    assert contrast(getattr(tokens, front), getattr(tokens, back)) >= TEXT


@pytest.mark.parametrize("scheme", sorted(SCHEMES))
@pytest.mark.parametrize("tone", ["good", "warn", "bad"])
def test_states_can_be_read(scheme: str, tone: str) -> None:
    tokens = SCHEMES[scheme]
    assert contrast(getattr(tokens, tone), getattr(tokens, f"{tone}_back")) >= TEXT
    assert contrast(getattr(tokens, tone), tokens.surface) >= TEXT


@pytest.mark.parametrize("tokens", SCHEMES.values(), ids=sorted(SCHEMES, key=list(SCHEMES).index))
def test_fields_and_rings_can_be_seen(tokens: Tokens) -> None:
    for back in (tokens.window, tokens.surface):
        assert contrast(tokens.field_border, back) >= FIELD
        assert contrast(tokens.accent, back) >= FIELD
    assert contrast(tokens.on_accent, tokens.accent) >= TEXT


@pytest.mark.parametrize(("scheme", "least"), [("light", 15.0), ("dark", 13.0), ("contrast", 20.0)])
def test_plain_text_stands_out_strongly(scheme: str, least: float) -> None:
    assert contrast(SCHEMES[scheme].text, SCHEMES[scheme].window) >= least
