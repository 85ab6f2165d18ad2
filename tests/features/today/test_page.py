"""The first page on a real store, driven as a person would."""

from dataclasses import replace
from datetime import date, datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QBoxLayout, QPushButton
from pytestqt.qtbot import QtBot

from desktop.features.today.day import read_day
from desktop.features.today.page import NextCard, TodayPage
from desktop.features.today.page_money import BudgetBar
from desktop.store.arrivals import Arrival, Arrivals
from desktop.store.store import Store
from desktop.ui.labels import Words
from desktop.ui.row_button import RowButton
from desktop.ui.section import Section
from desktop.ui.shell import Shell
from desktop.ui.tick import Tick
from sync.records.base import natural_id
from sync.records.engagements import Engagement
from sync.records.meetings import Meeting
from sync.records.money import BudgetLine, Stipend, StipendStep
from sync.records.motions import ActionItem
from sync.records.partners import Agreement
from sync.records.people import Person
from tests.features.partners.town import add, partner, person
from tests.features.today.conftest import Elsewhere


def rows(section: Section) -> list[RowButton]:
    parts = (part for line in section.lines() for part in (line, *line.findChildren(RowButton)))
    return [part for part in parts if isinstance(part, RowButton)]


def said(section: Section) -> list[str]:
    return [row.row.headline for row in rows(section)]


def settled(qtbot: QtBot, section: Section, *headlines: str) -> None:
    qtbot.waitUntil(lambda: said(section) == list(headlines))


def sections(page: TodayPage) -> list[Section]:
    return [each for each in page.findChildren(Section) if not each.isHidden()]


def test_a_new_coalition_is_shown_the_one_next_thing_to_do(
    qtbot: QtBot, shell: Shell, page: TodayPage, store: Store
) -> None:
    qtbot.waitUntil(lambda: page._body.currentIndex() == 2)
    assert page._greeting.text().endswith(", Ana")
    assert page._where.text() == "Monday, November 2 · Riverside Coalition"
    [button] = [each for each in page.findChildren(QPushButton) if each.isVisible()]
    assert button.text() == "Add people"
    button.click()
    assert shell.shown_page() == "people"
    person(store, "Maria")
    shell.go("today")
    qtbot.waitUntil(lambda: page._body.currentIndex() == 1)


def test_sections_without_anything_are_not_shown(qtbot: QtBot, page: TodayPage, store: Store) -> None:
    add(store, Person(name="M. Diaz", provisional=True))
    settled(qtbot, page.waiting, "1 person to compare")
    qtbot.waitUntil(lambda: sections(page) == [page.waiting])


def test_the_next_meeting_says_when_and_where_and_opens(
    qtbot: QtBot, shell: Shell, page: TodayPage, store: Store
) -> None:
    begins = datetime.fromisoformat("2026-11-03T18:00:00+00:00").astimezone()
    met = add(store, Meeting(title="November meeting", starts_at=begins, place="Library, lower level"))
    qtbot.waitUntil(lambda: page.findChild(NextCard) is not None)
    card = page.findChild(NextCard)
    assert card is not None
    texts = [label.text() for label in card.findChildren(Words)]
    assert texts[:2] == ["Next meeting", "November meeting"]
    assert texts[2].endswith("Library, lower level") and "Nov 3" in texts[2]
    card.findChildren(QAbstractButton)[0].click()
    assert Elsewhere.asked == [("meeting", met)]


def test_an_item_is_ticked_off_and_undo_brings_it_back(
    qtbot: QtBot, shell: Shell, page: TodayPage, store: Store
) -> None:
    ana = person(store, "Ana Ruiz")
    met = add(store, Meeting(title="October"))
    for title, due in (("Print", date(2026, 11, 1)), ("Write", None)):
        add(store, ActionItem(title=title, owner=ana, due=due, meeting=met))
    settled(qtbot, page.errands, "Print", "Write")
    late = rows(page.errands)[0].row
    assert (late.detail, late.chip) == ("due yesterday", "Late")
    tick = page.errands.lines()[0].findChild(Tick)
    assert tick is not None and tick.accessibleName() == "Finish: Print"
    tick.setFocus()
    qtbot.keyClick(tick, Qt.Key.Key_Space)
    settled(qtbot, page.errands, "Write")
    following = page.errands.lines()[0].findChild(Tick)
    assert following is not None and following.hasFocus()
    shell.undo()
    settled(qtbot, page.errands, "Print", "Write")
    rows(page.errands)[0].click()
    assert Elsewhere.asked == [("meeting", met)]


def test_more_items_than_fit_are_counted(qtbot: QtBot, page: TodayPage, store: Store) -> None:
    ana = person(store, "Ana Ruiz")
    with store.edit("Add") as draft:
        for number in range(9):
            draft.add(ActionItem(title=f"Item {number}", owner=ana))
    qtbot.waitUntil(lambda: len(rows(page.errands)) == 7)
    assert said(page.errands)[-1] == "and 3 more"


def test_a_promise_says_to_whom_and_for_when_and_is_ticked_off(
    qtbot: QtBot, page: TodayPage, store: Store
) -> None:
    maria, zoe = person(store, "Maria"), person(store, "Zoe")
    at = datetime.fromisoformat("2026-10-30T10:00:00+00:00")
    given = {"next_step": "Call Maria", "next_day": date(2026, 11, 4)}
    add(store, Engagement(people=tuple(sorted((maria, zoe))), at=at, **given))
    settled(qtbot, page.promises, "Call Maria")
    assert rows(page.promises)[0].row.detail.endswith("and 1 other · promised for Wednesday")
    tick = page.promises.lines()[0].findChild(Tick)
    assert tick is not None
    tick.click()
    qtbot.waitUntil(page.promises.isHidden)


def test_what_has_gone_quiet_or_runs_out_leads_to_the_partners(
    qtbot: QtBot, shell: Shell, page: TodayPage, store: Store
) -> None:
    library = partner(store, "Library")
    given = {"title": "Room", "status": "signed", "partner": library}
    add(store, Agreement(**given, expires_on=date(2026, 12, 1)))
    settled(qtbot, page.quiet, "Libraries")
    settled(qtbot, page.expiries, "Room")
    assert rows(page.expiries)[0].row.detail == "Runs out in 4 weeks · Library"
    rows(page.quiet)[0].click()
    rows(page.expiries)[0].click()
    assert Elsewhere.asked == [("sector", natural_id("sector", "libraries")), ("partner", library)]


def test_minutes_wait_for_a_reader(qtbot: QtBot, page: TodayPage, store: Store) -> None:
    begins = datetime.fromisoformat("2026-10-13T18:00:00+00:00")
    met = add(store, Meeting(title="October", starts_at=begins, minutes="We met.", held=True))
    settled(qtbot, page.waiting, "October")
    assert rows(page.waiting)[0].row.detail == "Minutes to review"
    with store.edit("Review") as draft:
        draft.set("meeting", met, {"minutes_status": "reviewed"})
    qtbot.waitUntil(lambda: rows(page.waiting)[0].row.detail == "Minutes to approve")


def test_money_is_told_in_cents_and_only_where_there_is_any(
    qtbot: QtBot, page: TodayPage, store: Store
) -> None:
    qtbot.waitUntil(page.budgets.isHidden)
    line = add(store, BudgetLine(title="Stipends", account="stipends", fiscal_year=2027, original=100_050))
    case = add(store, Stipend(person=person(store, "Grace"), budget_line=line))
    add(store, StipendStep(case=case, step="approved", amount=25_025))
    words = "Stipends: $0.00 paid · $250.25 committed · $750.25 left of $1,000.50"
    qtbot.waitUntil(lambda: any(bar.accessibleName() == words for bar in page.findChildren(BudgetBar)))
    assert not page.budgets.isHidden()


def test_columns_stand_below_one_another_where_there_is_no_room(page: TodayPage) -> None:
    page.resize(1200, 700)
    assert page._columns.direction() == QBoxLayout.Direction.LeftToRight
    page.resize(600, 700)
    assert page._columns.direction() == QBoxLayout.Direction.TopToBottom


def test_what_came_from_others_opens_and_is_marked_as_seen(
    qtbot: QtBot, page: TodayPage, store: Store
) -> None:
    qtbot.waitUntil(lambda: page._body.currentIndex() == 2)
    maria = person(store, "Maria")
    came = Arrivals((Arrival("person", maria, "Maria"),), (("person", 1), ("meeting", 2)))
    page.show_day(replace(read_day(store, ()), arrivals=came))
    assert said(page.arrivals) == ["Maria", "and 2 more"]
    rows(page.arrivals)[0].click()
    assert Elsewhere.asked == [("person", maria)]
    page.commands()[0].run()
    qtbot.waitUntil(page.arrivals.isHidden)
