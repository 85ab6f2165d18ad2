"""What the partners' page reads, from real records."""

from datetime import date, datetime

from desktop.features.partners import queries
from desktop.features.partners.lines import Happening
from desktop.store.listing import open_listing
from desktop.store.store import Store
from sync.records.engagements import Engagement
from sync.records.partners import Affiliation, Agreement
from sync.records.projects import ChangeLog, Project
from sync.records.values import Period
from tests.features.partners.town import TODAY, add, meeting, partner, person, speaker, tie


def names(store: Store, sector: str = "", *, past: bool = False) -> list[str]:
    listing = open_listing(store, "partner", where=queries.conditions(store, sector, past=past))
    lines = listing.page(0, len(listing))
    return [str(line.state["fields"]["name"]) for line in lines if line]


def happened(store: Store, of: str) -> list[tuple[str, str]]:
    return [(line.sort, line.title) for line in queries.timeline(store, of)]


def test_the_list_is_narrowed_to_a_sector_and_to_those_active(store: Store) -> None:
    kept = partner(store, "Library")
    partner(store, "School", "school_and_district_leaders")
    partner(store, "Closed library", inactive=True)
    partner(store, "Double", merged_into=kept)
    assert names(store) == ["Library", "School"]
    assert names(store, "libraries") == ["Library"]
    assert names(store, past=True) == ["Closed library"]


def test_one_name_stands_beside_each_organization_somebody_speaks_for(store: Store) -> None:
    library, school = partner(store, "Library"), partner(store, "School")
    speaker(store, "Maria", library)
    speaker(store, "Zoe", library)
    speaker(store, "Tom", school, None, date(2026, 1, 1))
    assert queries.speakers(store, TODAY) == {library: "Maria"}


def test_people_of_today_come_first_and_those_who_speak_before_others(store: Store) -> None:
    library = partner(store, "Library")
    speaker(store, "Helen", library, None, date(2024, 1, 1))
    speaker(store, "Amy", library, represents=False, role="Youth services")
    speaker(store, "Maria", library, date(2025, 3, 4), role="Librarian")
    found = queries.voices(store, library, TODAY)
    assert [(each.name, each.is_current) for each in found] == [
        ("Maria", True),
        ("Amy", True),
        ("Helen", False),
    ]
    assert (found[0].role, found[0].first, found[0].last) == ("Librarian", date(2025, 3, 4), None)


def test_somebody_whose_record_is_not_here_still_has_a_line(store: Store) -> None:
    library = partner(store, "Library")
    add(store, Affiliation(person="01900000-0000-7000-8000-00000000dead", partner=library))
    assert [each.name for each in queries.voices(store, library, TODAY)] == [""]


def test_agreements_that_run_out_first_come_first_and_ended_ones_last(store: Store) -> None:
    library = partner(store, "Library")
    for title, status, expires in (
        ("Ended", "ended", date(2026, 1, 1)),
        ("Open", "signed", None),
        ("Later", "signed", date(2028, 1, 1)),
        ("Soon", "signed", date(2026, 12, 31)),
    ):
        add(store, Agreement(title=title, partner=library, status=status, expires_on=expires))
    found = queries.agreements(store, library)
    assert [line.title for line in found] == ["Soon", "Later", "Open", "Ended"]
    assert found[0].remind_on == date(2026, 11, 1)


def test_a_tie_to_an_organization_that_left_is_not_shown(store: Store) -> None:
    library, school = partner(store, "Library"), partner(store, "School")
    tie(store, library, partner(store, "Closed", inactive=True), 3)
    tie(store, school, library, 1)
    assert [found.name for found in queries.ties(store, library)] == ["School"]


def test_the_network_has_the_active_and_of_two_ties_the_stronger(store: Store) -> None:
    library, school = partner(store, "Library"), partner(store, "School")
    closed, alone = partner(store, "Closed", inactive=True), partner(store, "Alone", "")
    tie(store, library, school, 1)
    stronger = tie(store, school, library, 3, trust=2, shared=("space",))
    tie(store, library, closed)
    tie(store, library, alone, 0)
    found = queries.network(store)
    assert [each.name for each in found.organizations] == ["Alone", "Library", "School"]
    assert [(link.id, link.strength, link.shared) for link in found.links] == [(stronger, 3, ("space",))]
    assert found.organizations[1].sector_name == "Libraries"


def test_a_timeline_tells_all_that_happened_the_newest_first(store: Store) -> None:
    library = partner(store, "Library")
    maria = speaker(store, "Maria", library, date(2025, 1, 1), role="Librarian")
    add(store, Agreement(title="Room", partner=library, status="signed", signed_on=date(2025, 2, 1)))
    add(store, Project(title="Reading nights", partners=(library,), period=Period(first=date(2025, 3, 1))))
    add(store, ChangeLog(title="Open on Sundays", partners=(library,), day=date(2025, 4, 1)))
    meeting(store, "2025-05-01", maria)
    called = datetime.fromisoformat("2025-06-01T10:00:00-06:00")
    add(store, Engagement(people=(maria,), at=called, note="Asked about the room"))
    add(store, Engagement(people=(), partners=(library,), at=called.replace(month=7), next_step="Send dates"))
    assert happened(store, library) == [
        ("engagement", "Send dates"),
        ("engagement", "Asked about the room"),
        ("meeting", "Meeting of 2025-05-01"),
        ("change", "Open on Sundays"),
        ("project", "Reading nights"),
        ("signed", "Room"),
        ("joined", "Maria"),
    ]


def test_an_evening_meeting_stands_on_its_own_day_and_says_who_came(store: Store) -> None:
    library = partner(store, "Library")
    maria, zoe = speaker(store, "Maria", library), speaker(store, "Zoe", library)
    met = meeting(store, "2026-10-13", maria, zoe)
    [line] = queries.timeline(store, library)
    begins = datetime.fromisoformat("2026-10-13T18:00:00-06:00")
    assert line == Happening("meeting", "meeting", met, begins.astimezone().date(), line.title, "Maria, Zoe")


def test_a_meeting_before_somebody_spoke_for_the_organization_is_not_its_own(store: Store) -> None:
    library = partner(store, "Library")
    maria = speaker(store, "Maria", library, date(2026, 1, 1))
    meeting(store, "2025-10-13", maria)
    assert happened(store, library) == [("joined", "Maria")]


def test_a_contact_that_was_corrected_gives_way_to_its_correction(store: Store) -> None:
    library = partner(store, "Library")
    at = datetime.fromisoformat("2026-06-01T10:00:00-06:00")
    wrong = add(store, Engagement(people=(), partners=(library,), at=at, note="Caled"))
    add(store, Engagement(people=(), partners=(library,), at=at, note="Called", corrects=wrong))
    assert happened(store, library) == [("engagement", "Called")]


def test_a_record_leads_to_its_organization(store: Store) -> None:
    library, school = partner(store, "Library"), partner(store, "School")
    agreement = add(store, Agreement(title="Room", partner=library))
    assert queries.partner_of(store, "partner", library) == library
    assert queries.partner_of(store, "agreement", agreement) == library
    assert queries.partner_of(store, "tie", tie(store, school, library)) == school
    assert queries.partner_of(store, "person", person(store, "Maria")) == ""
