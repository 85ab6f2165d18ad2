"""What the first page reads, from real records."""

from datetime import date, datetime, timedelta

import pytest

from desktop.features.today import queries
from desktop.features.today.actions import finish_errand, keep_promise
from desktop.features.today.day import read_day
from desktop.features.today.lines import Promise
from desktop.features.today.money import Budget
from desktop.store.store import Store
from sync.records.cohorts import Session
from sync.records.engagements import Engagement
from sync.records.meetings import Meeting
from sync.records.money import BudgetLine, BudgetRevision, Stipend, StipendStep
from sync.records.motions import ActionItem
from sync.records.partners import Agreement, Partner
from sync.records.people import Person
from tests.features.partners.town import TODAY, add, partner, person

NOW = datetime.fromisoformat("2026-11-02T09:00:00+00:00")


def gather(store: Store, begins: str, **more: object) -> str:
    return add(store, Meeting(**{"title": begins, "starts_at": datetime.fromisoformat(begins)} | more))


def talk(store: Store, who: str, at: str, *, promised: date | None = None, **more: object) -> str:
    step = {"next_step": "Call again", "next_day": promised} if promised else {}
    given = {"people": (who,), "at": datetime.fromisoformat(at)} | step | more
    return add(store, Engagement(**given))


def promised(store: Store, *people: str) -> list[Promise]:
    return queries.promises(store, TODAY, people, 5)


def test_the_next_meeting_is_the_first_that_is_not_over(store: Store) -> None:
    gather(store, "2026-11-02T07:00:00+00:00", duration=60)
    coming = gather(store, "2026-11-02T12:00:00-06:00")
    gather(store, "2026-11-03T12:00:00-06:00")
    found = queries.next_gathering(store, NOW)
    assert found is not None
    assert (found.kind, found.id) == ("meeting", coming)


def test_a_meeting_under_way_is_still_the_next_one(store: Store) -> None:
    here = gather(store, "2026-11-02T02:30:00-06:00", duration=60)
    found = queries.next_gathering(store, NOW)
    assert found is not None and found.id == here


@pytest.mark.parametrize("why", ["cancelled", "held"])
def test_a_meeting_that_is_off_or_was_closed_is_not_next(store: Store, why: str) -> None:
    gather(store, "2026-11-02T12:00:00-06:00", **{why: True})
    assert queries.next_gathering(store, NOW) is None


def test_moments_are_compared_across_offsets(store: Store) -> None:
    gather(store, "2026-11-04T01:00:00+09:00")  # is earlier than it looks
    gather(store, "2026-11-03T18:00:00-06:00")
    found = queries.next_gathering(store, NOW)
    assert found is not None and found.title == "2026-11-04T01:00:00+09:00"


def test_a_session_of_a_training_can_be_next(store: Store) -> None:
    begins = datetime.fromisoformat("2026-11-07T09:00:00-06:00")
    morning = add(store, Session(title="Morning 2", starts_at=begins))
    found = queries.next_gathering(store, NOW)
    assert found is not None
    assert (found.kind, found.id) == ("session", morning)


def test_i_am_known_by_my_name_and_by_the_office(store: Store) -> None:
    ana = person(store, "ana ruiz")
    person(store, "Luis")
    assert queries.my_people(store) == [ana]
    store.keep_facts(person="01900000-0000-7000-8000-0000000000aa")
    assert queries.my_people(store) == ["01900000-0000-7000-8000-0000000000aa", ana]


def test_my_action_items_are_mine_and_open_the_most_pressing_first(store: Store) -> None:
    ana, luis = person(store, "Ana Ruiz"), person(store, "Luis")
    met = gather(store, "2026-10-13T18:00:00-06:00")
    for title, owner, due, status in (
        ("Some day", ana, None, "open"),
        ("Later", ana, date(2026, 12, 1), "doing"),
        ("Now", ana, date(2026, 11, 1), "open"),
        ("Done", ana, date(2026, 11, 1), "done"),
        ("His", luis, date(2026, 11, 1), "open"),
    ):
        add(store, ActionItem(title=title, owner=owner, due=due, status=status, carried=(met,), meeting=met))
    found, count = queries.errands(store, [ana], 2)
    assert [each.title for each in found] == ["Now", "Later"]
    assert (found[0].due, found[0].carried, found[0].meeting, count) == (date(2026, 11, 1), 1, met, 3)


def test_a_ticked_item_is_gone_and_undo_brings_it_back(store: Store) -> None:
    ana = person(store, "Ana Ruiz")
    item = add(store, ActionItem(title="Print", owner=ana))
    finish_errand(store, item, TODAY)
    assert queries.errands(store, [ana], 5) == ([], 0)
    written = store.get("action_item", item)
    assert isinstance(written, ActionItem) and written.done_on == TODAY
    store.undo()
    assert queries.errands(store, [ana], 5)[1] == 1


def test_a_promise_is_shown_from_three_days_before(store: Store) -> None:
    maria = person(store, "Maria")
    talk(store, maria, "2026-10-28T10:00:00-06:00", promised=TODAY + timedelta(days=3))
    talk(store, maria, "2026-10-28T10:00:00-06:00", promised=TODAY + timedelta(days=4))
    [found] = promised(store)
    assert (found.words, found.day) == ("Call again", TODAY + timedelta(days=3))
    assert (found.kind, found.whom, found.name, found.others) == ("person", maria, "Maria", 0)


def test_being_in_touch_near_the_promised_day_keeps_the_promise(store: Store) -> None:
    maria = person(store, "Maria")
    talk(store, maria, "2026-10-20T10:00:00-06:00", promised=TODAY)
    talk(store, maria, "2026-10-25T10:00:00-06:00")  # too early to have been it
    assert len(promised(store)) == 1
    talk(store, maria, "2026-10-31T10:00:00-06:00")
    assert promised(store) == []


def test_another_persons_call_keeps_no_promise_to_maria(store: Store) -> None:
    talk(store, person(store, "Maria"), "2026-10-20T10:00:00-06:00", promised=TODAY)
    talk(store, person(store, "Zoe"), "2026-11-01T10:00:00-06:00")
    assert len(promised(store)) == 1


def test_a_ticked_promise_is_a_contact_and_undo_takes_it_back(store: Store) -> None:
    maria = person(store, "Maria")
    first = talk(store, maria, "2026-10-20T10:00:00-06:00", promised=TODAY, format="call")
    kept = store.get("engagement", keep_promise(store, first, NOW, owner=maria))
    assert isinstance(kept, Engagement)
    assert (kept.people, kept.format.value, kept.note) == ((maria,), "call", "Call again")
    assert promised(store) == []
    store.undo()
    assert len(promised(store)) == 1


def test_a_promise_to_an_organization_names_it(store: Store) -> None:
    library = add(store, Partner(name="Library"))
    given = {"people": (), "partners": (library,), "at": NOW, "next_step": "Visit", "next_day": TODAY}
    add(store, Engagement(**given))
    [found] = promised(store)
    assert (found.kind, found.whom, found.name) == ("partner", library, "Library")
    keep_promise(store, found.id, NOW + timedelta(hours=1))
    assert promised(store) == []


def test_a_promise_without_a_time_of_its_own_can_be_kept(store: Store) -> None:
    maria = person(store, "Maria")
    first = add(store, Engagement(people=(maria,), next_step="Call", next_day=TODAY))
    keep_promise(store, first, NOW)
    assert promised(store) == []


def test_what_somebody_else_promised_is_theirs(store: Store) -> None:
    maria, luis = person(store, "Maria"), person(store, "Luis")
    talk(store, maria, "2026-10-20T10:00:00-06:00", promised=TODAY, owner=luis)
    assert promised(store, maria) == []
    assert len(promised(store, luis)) == 1


def test_a_promise_that_was_corrected_or_became_a_done_item_is_no_more(store: Store) -> None:
    maria = person(store, "Maria")
    wrong = talk(store, maria, "2026-10-20T10:00:00-06:00", promised=TODAY)
    talk(store, maria, "2026-10-20T10:00:00-06:00", corrects=wrong)
    item = add(store, ActionItem(title="Call Maria"))
    talk(store, maria, "2026-10-20T10:00:00-06:00", promised=TODAY, action_item=item)
    assert len(promised(store)) == 1
    finish_errand(store, item, TODAY)
    assert promised(store) == []


@pytest.mark.parametrize(
    ("status", "expires", "days", "shown"),
    [
        ("signed", date(2026, 12, 31), 60, True),
        ("signed", date(2026, 12, 31), 30, False),
        ("signed", date(2026, 10, 1), 60, True),
        ("draft", date(2026, 10, 1), 60, False),
        ("ended", date(2026, 10, 1), 60, False),
        ("signed", None, 60, False),
    ],
)
def test_an_agreement_is_shown_from_its_reminder_until_it_is_renewed(
    store: Store, status: str, expires: date | None, days: int, shown: bool
) -> None:
    library = partner(store, "Library")
    given = {"title": "Room", "partner": library, "status": status, "remind_days_before": days}
    add(store, Agreement(**given, expires_on=expires))
    found = queries.expiries(store, TODAY)
    assert [(each.title, each.partner, each.name) for each in found] == (
        [("Room", library, "Library")] if shown else []
    )


def test_minutes_that_were_written_wait_until_they_are_approved(store: Store) -> None:
    for title, minutes, status, day in (
        ("Unwritten", "", "draft", "2026-10-01"),
        ("Draft", "We met.", "draft", "2026-10-02"),
        ("Reviewed", "We met.", "reviewed", "2026-10-03"),
        ("Approved", "We met.", "approved", "2026-10-04"),
        ("Still to come", "Notes.", "draft", "2026-12-01"),
    ):
        gather(store, f"{day}T18:00:00+00:00", title=title, minutes=minutes, minutes_status=status)
    assert [each.title for each in queries.minutes_due(store, NOW)] == ["Reviewed", "Draft"]


def test_people_added_at_the_door_wait_to_be_compared(store: Store) -> None:
    add(store, Person(name="M. Diaz", provisional=True))
    add(store, Person(name="Gone", provisional=True, inactive=True))
    person(store, "Maria Diaz")
    assert queries.people_to_compare(store) == 1


def test_stipends_show_what_is_granted_committed_and_paid(store: Store) -> None:
    line = add(store, BudgetLine(title="Stipends", account="stipends", fiscal_year=2027, original=500_000))
    add(store, BudgetRevision(budget_line=line, cents=100_000))
    add(store, BudgetLine(title="Last year", account="stipends", fiscal_year=2026, original=1))
    add(store, BudgetLine(title="Food", account="food", fiscal_year=2027, original=1))
    for moves in ((("submitted", 0), ("approved", 100_000), ("paid", 90_000)), (("approved", 125_000),), ()):
        case = add(store, Stipend(person=person(store, "Grace"), budget_line=line))
        for step, cents in moves:
            add(store, StipendStep(case=case, step=step, amount=cents))
    assert queries.budgets(store, TODAY) == [
        Budget(line, "Stipends", 600_000, granted=225_000, committed=125_000, paid=90_000)
    ]


def test_a_day_without_anything_is_empty_and_knows_nobody(store: Store) -> None:
    day = read_day(store, ("person",))
    assert day.is_empty and not day.has_people
    assert day.name == "Ana Ruiz"


def test_sectors_without_partners_are_no_news_and_those_gone_quiet_are(store: Store) -> None:
    partner(store, "Library")
    day = read_day(store, ("person",))
    assert [each.code for each in day.quiet] == ["libraries"]
    assert not day.is_empty
