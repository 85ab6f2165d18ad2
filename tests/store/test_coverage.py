"""How each sector takes part, from real records."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from desktop.features.welcome.actions import start_alone
from desktop.store.coverage import Gap, SectorCoverage, sector_coverage
from desktop.store.store import Store, create_store
from sync.records.attendance import Attendance, Presence
from sync.records.people import Person
from tests.features.partners.town import TODAY, add, meeting, partner, person, speaker
from tests.store.samples import Clock


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = create_store(tmp_path / "coalition.db", "ab" * 32, now=Clock())
    start_alone(store, "Riverside", "Ana", "leader")
    yield store
    store.close()


def coverage(store: Store, code: str = "libraries") -> SectorCoverage:
    return next(each for each in sector_coverage(store, TODAY) if each.code == code)


def test_the_nine_sectors_come_in_the_order_of_the_office(store: Store) -> None:
    names = [each.name for each in sector_coverage(store, TODAY)]
    assert len(names) == 9
    assert (names[0], names[-1]) == ("School and district leaders", "Elected leaders")


def test_a_sector_without_partners_lacks_one(store: Store) -> None:
    assert coverage(store).gap(TODAY) == Gap.NO_PARTNER


def test_only_active_partners_count(store: Store) -> None:
    partner(store, "Library")
    partner(store, "Closed library", inactive=True)
    gone = partner(store, "Deleted library")
    with store.edit("Delete") as draft:
        draft.trash("partner", gone)
    assert coverage(store).partners == 1


def test_a_person_who_speaks_for_two_partners_of_a_sector_is_one(store: Store) -> None:
    from sync.records.partners import Affiliation

    first, second = partner(store, "Library"), partner(store, "Branch")
    maria = speaker(store, "Maria", first)
    add(store, Affiliation(person=maria, partner=second, represents=True))
    assert (coverage(store).partners, coverage(store).representatives) == (2, 1)


@pytest.mark.parametrize(
    ("first", "last", "speaks"),
    [
        (None, None, 1),
        (date(2026, 11, 2), None, 1),
        (date(2026, 11, 3), None, 0),
        (None, date(2026, 11, 2), 1),
        (None, date(2026, 11, 1), 0),
    ],
)
def test_people_speak_from_their_first_day_to_their_last(
    store: Store, first: date | None, last: date | None, speaks: int
) -> None:
    speaker(store, "Maria", partner(store, "Library"), first, last)
    assert coverage(store).representatives == speaks


def test_partners_for_whom_nobody_speaks_lack_a_voice(store: Store) -> None:
    speaker(store, "Maria", partner(store, "Library"), represents=False)
    assert coverage(store).gap(TODAY) == Gap.NO_VOICE


def test_a_sector_comes_with_those_who_speak_for_its_partners(store: Store) -> None:
    maria = speaker(store, "Maria", partner(store, "Library"))
    assert coverage(store).gap(TODAY) == Gap.NEVER_CAME
    last = meeting(store, "2026-10-13", maria)
    meeting(store, "2026-09-08", maria)
    found = coverage(store)
    assert found.last_meeting == last
    assert found.last_came is not None
    assert found.last_came.isoformat() == "2026-10-14T00:00:00+00:00"
    assert found.gap(TODAY) == Gap.NONE


def test_a_sector_goes_quiet_after_ninety_days(store: Store) -> None:
    maria = speaker(store, "Maria", partner(store, "Library"))
    meeting(store, "2026-03-10", maria)
    assert coverage(store).gap(TODAY) == Gap.WENT_QUIET


def test_somebody_comes_for_a_partner_only_while_they_speak_for_it(store: Store) -> None:
    maria = speaker(store, "Maria", partner(store, "Library"), None, date(2026, 5, 31))
    during = meeting(store, "2026-05-12", maria)
    meeting(store, "2026-10-13", maria)
    assert coverage(store).last_meeting == during


def test_somebody_comes_for_their_own_sector_and_for_what_the_roster_says(store: Store) -> None:
    grace = person(store, "Grace", sector="parent_groups")
    here = meeting(store, "2026-10-13", grace)
    ruth = person(store, "Ruth")
    there = meeting(store, "2026-10-20")
    add(store, Attendance(meeting=there, person=ruth, sector="faith_groups"))
    assert coverage(store, "parent_groups").last_meeting == here
    assert coverage(store, "faith_groups").last_meeting == there


@pytest.mark.parametrize(("presence", "came"), [("by_proxy", True), ("absent", False), ("excused", False)])
def test_a_proxy_is_heard_and_an_absent_person_is_not(store: Store, presence: str, came: bool) -> None:
    grace = add(store, Person(name="Grace", sector="parent_groups"))
    meeting(store, "2026-10-13", grace, presence=Presence(presence))
    assert (coverage(store, "parent_groups").last_came is not None) == came


def test_a_mark_that_was_corrected_counts_no_more(store: Store) -> None:
    grace = person(store, "Grace", sector="parent_groups")
    first = Attendance(meeting=meeting(store, "2026-10-13"), person=grace)
    add(store, first)
    from sync.records.base import new_id

    fields = {"meeting": first.meeting, "person": grace, "corrects": first.id, "id": new_id()}
    add(store, Attendance(**fields, presence=Presence.ABSENT))
    assert coverage(store, "parent_groups").last_came is None
