"""The room in a small window with type twice as large: nothing is cut, what has no room scrolls."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QScrollArea

from desktop.features.meetings.actions import change_meeting
from desktop.features.meetings.agenda import add_item
from desktop.features.meetings.decisions.motions import propose
from sync.records.meetings import AgendaSection
from sync.records.money import Stipend
from tests.features.meetings.people import present
from tests.features.meetings.rooms import ALT, ENTER, held
from tests.ui import walking

LONG = "Ask the county board for a public hearing on the counselor hours of all eleven schools"


@pytest.fixture
def hold(qtbot, qapp, store, profile, meeting):
    return lambda per_cent: held(qtbot, qapp, store, profile, meeting, per_cent)


@pytest.fixture(params=[130, 200])
def per_cent(request):
    return request.param


@pytest.fixture
def evening(per_cent, hold, store, meeting, people):
    change_meeting(store, meeting, title=LONG)
    present(store, meeting, people[:9])
    add_item(store, meeting, LONG, section=AgendaSection.CONSENT, duration=5, presenter=people[0])
    add_item(store, meeting, LONG, duration=5)
    with store.edit("Ask") as draft:
        draft.add(Stipend(person=people[3], title=LONG, requested=25_000))
    with hold(per_cent) as evening:
        yield evening


def in_view(widget) -> bool:
    """Whether nothing of a widget is scrolled out of view."""
    above = widget.parentWidget()
    while above is not None and not widget.isWindow():
        if not above.rect().contains(QRect(widget.mapTo(above, QPoint()), widget.size())):
            return False
        above = above.parentWidget()
    return True


@pytest.mark.parametrize(
    "part", ["attendance", "motions", "consent", "actions", "decisions", "sheet", "close", "minutes"]
)
def test_every_part_of_the_room_fits(evening, part):
    evening.room.show_part(part)
    walking.settle()
    assert walking.clipped(evening.room) == []
    assert in_view(evening.at())


def test_a_motion_is_brought_before_the_meeting_and_voted_on(evening, store, meeting):
    propose(store, meeting, LONG)
    evening.press(Qt.Key.Key_V, ALT)
    evening.room.motions.ask_another()
    for words in ("Support it", "ana", "lui", "t", ""):
        walking.settle(0.1)
        assert in_view(evening.at())
        evening.line(words)
    walking.settle()
    assert walking.clipped(evening.room) == [] and in_view(evening.room.motions.vote.count)


def test_what_a_motion_is_about_is_in_view_while_it_is_named(evening):
    evening.room.ask_about()
    evening.type("pri")
    walking.settle()
    assert walking.clipped(evening.room) == [] and in_view(evening.room.motions.form.about)
    evening.press(ENTER)


@pytest.mark.parametrize("key", [Qt.Key.Key_T, Qt.Key.Key_W])
def test_the_forms_fit(evening, key):
    evening.press(key, ALT)
    walking.settle()
    form = QApplication.activeModalWidget()
    assert walking.clipped(form) == [] and form.height() <= 600 and form.width() <= 1024
    form.reject()


def test_no_panel_scrolls_as_a_whole_with_plain_type(hold):
    with hold(100) as evening:
        for part in ("attendance", "actions", "decisions", "sheet"):
            evening.room.show_part(part)
            walking.settle()
            panel = evening.room._panel()
            areas = [each for each in panel.findChildren(QScrollArea) if each.verticalScrollBar().maximum()]
            assert areas == []
