"""What people do about organizations, on a real store."""

from datetime import date, datetime

import pytest

from desktop.features.partners.actions import (
    Closeness,
    Position,
    Talk,
    add_affiliation,
    add_agreement,
    add_partner,
    change_affiliation,
    drop_tie,
    end_affiliation,
    log_talk,
    put_tie,
    remove_agreement,
    remove_partner,
)
from desktop.features.partners.queries import agreements, ties, timeline, voices
from desktop.store.store import Store
from sync.errors import Refused, Unknown
from sync.records.engagements import Engagement, EngagementFormat
from sync.records.partners import Partner
from tests.features.partners.town import TODAY, partner, person, tie

NOW = datetime.fromisoformat("2026-11-02T10:00:00-06:00")


def test_an_organization_is_added_and_one_undo_takes_it_back(store: Store) -> None:
    made = add_partner(store, "Library", "libraries")
    added = store.get("partner", made)
    assert isinstance(added, Partner)
    assert (added.name, added.sector) == ("Library", "libraries")
    store.undo()
    with pytest.raises(Unknown):
        store.get("partner", made)


def test_a_deleted_organization_comes_back_with_undo(store: Store) -> None:
    made = add_partner(store, "Library")
    remove_partner(store, made)
    with pytest.raises(Unknown):
        store.get("partner", made)
    store.undo()
    assert store.get("partner", made).headline() == "Library"


def test_somebody_comes_in_changes_and_leaves_and_stays_on_record(store: Store) -> None:
    library, maria = partner(store, "Library"), person(store, "Maria")
    made = add_affiliation(store, library, maria, Position("Librarian", first=date(2025, 1, 1)))
    change_affiliation(store, made, Position("Director", represents=False, first=date(2025, 2, 1)))
    end_affiliation(store, made, TODAY)
    [voice] = voices(store, library, date(2026, 11, 3))
    assert (voice.name, voice.role, voice.represents) == ("Maria", "Director", False)
    assert (voice.first, voice.last, voice.is_current) == (date(2025, 2, 1), TODAY, False)


def test_nothing_ends_before_it_began(store: Store) -> None:
    library, maria = partner(store, "Library"), person(store, "Maria")
    made = add_affiliation(store, library, maria, Position(first=date(2026, 1, 1)))
    with pytest.raises(Refused, match="before it began"):
        end_affiliation(store, made, date(2025, 12, 31))
    with pytest.raises(Refused, match="before it began"):
        add_affiliation(store, library, maria, Position(first=TODAY, last=date(2026, 1, 1)))
    assert len(voices(store, library, TODAY)) == 1


def test_nobody_is_added_without_saying_who(store: Store) -> None:
    with pytest.raises(Refused, match="who it is"):
        add_affiliation(store, partner(store, "Library"), "", Position())


def test_a_pair_has_one_tie_whichever_is_named_first(store: Store) -> None:
    library, school = partner(store, "Library"), partner(store, "School")
    made = put_tie(store, library, school, Closeness(1))
    assert put_tie(store, school, library, Closeness(3, 2, ("space",)), TODAY) == made
    for one, other in ((library, school), (school, library)):
        [found] = ties(store, one)
        assert (found.partner, found.strength, found.trust, found.shared) == (other, 3, 2, ("space",))


def test_an_organization_has_no_tie_with_itself(store: Store) -> None:
    library = partner(store, "Library")
    with pytest.raises(Refused, match="no tie with itself"):
        put_tie(store, library, library, Closeness())
    assert ties(store, library) == []


def test_a_tie_needs_another_organization(store: Store) -> None:
    with pytest.raises(Refused, match="which organization"):
        put_tie(store, partner(store, "Library"), "", Closeness())


def test_a_tie_that_was_removed_can_be_described_anew(store: Store) -> None:
    library, school = partner(store, "Library"), partner(store, "School")
    drop_tie(store, tie(store, library, school))
    assert ties(store, library) == []
    put_tie(store, library, school, Closeness(2))
    assert [found.strength for found in ties(store, library)] == [2]


def test_an_agreement_begins_as_a_draft_and_can_be_deleted(store: Store) -> None:
    library = partner(store, "Library")
    made = add_agreement(store, library, "Use of the room", date(2027, 6, 30))
    [line] = agreements(store, library)
    assert (line.id, line.status, line.expires_on) == (made, "draft", date(2027, 6, 30))
    assert line.remind_on == date(2027, 5, 1)
    remove_agreement(store, made)
    assert agreements(store, library) == []


def test_a_contact_is_written_down_with_what_was_promised(store: Store) -> None:
    library, maria = partner(store, "Library"), person(store, "Maria")
    talk = Talk(
        (library,), (maria,), EngagementFormat.VISIT, "Saw the room.", next_step="Call", next_day=TODAY
    )
    made = log_talk(store, talk, NOW, owner=maria)
    written = store.get("engagement", made)
    assert isinstance(written, Engagement)
    assert (written.people, written.partners, written.owner) == ((maria,), (library,), maria)
    assert (written.next_step, written.next_day, written.at) == ("Call", TODAY, NOW)
    [line] = timeline(store, library)
    assert (line.title, line.detail) == ("Saw the room.", "visit")


def test_a_contact_with_nobody_is_refused(store: Store) -> None:
    with pytest.raises(Refused, match="with whom"):
        log_talk(store, Talk(note="Hello"), NOW)
