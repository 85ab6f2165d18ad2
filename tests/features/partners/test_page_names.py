"""Names in the picture of ties: as many as fit, none upon another, and the one looked at always."""

from itertools import combinations

import pytest
from PySide6.QtCore import QPointF, QRectF

from desktop.features.partners.page_names import names_at, that_fit

LONG = "Cedar Bend Regional Office of Education"


@pytest.fixture(autouse=True)
def application(qapp: object) -> None:
    """There are no measures of letters without one."""


def circle(x: float, y: float) -> QRectF:
    return QRectF(x - 17, y - 35, 34, 34)


def test_names_that_have_room_are_whole() -> None:
    forms = [names_at(LONG, QPointF(x, 100), is_strong=False) for x in (100, 300)]
    assert list(that_fit(forms, [])) == [forms[0][0], forms[1][0]]
    assert len(forms[0][0].lines) == 2


def test_a_circle_below_leaves_a_name_one_line() -> None:
    forms = names_at(LONG, QPointF(100, 100), is_strong=False)
    below = QRectF(83, 100 + forms[0].room.height() - 4, 34, 34)
    [shown] = that_fit([forms], [below])
    assert [words[-1] for _place, words in shown.lines] == ["…"]


def test_between_two_others_a_name_is_narrower() -> None:
    forms = names_at(LONG, QPointF(100, 100), is_strong=False)
    beside = [QRectF(x, 100, 20, 40) for x in (25, 155)]
    [shown] = that_fit([forms], beside)
    assert shown.room.width() < forms[0].room.width()


def test_crowded_names_are_left_out_and_the_first_stays() -> None:
    crowd = [names_at(LONG, QPointF(100 + 8 * place, 100), is_strong=False) for place in range(9)]
    shown = list(that_fit(crowd, []))
    assert shown[0] == crowd[0][0]
    assert len(shown) < len(crowd)
    assert not any(one.room.intersects(other.room) for one, other in combinations(shown, 2))


def test_the_one_looked_at_is_named_whatever_is_there() -> None:
    forms = names_at(LONG, QPointF(100, 100), is_strong=True)
    assert list(that_fit([forms], [circle(100, 120)])) == [forms[0]]
