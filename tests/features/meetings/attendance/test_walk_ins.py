import pytest

from desktop.features.meetings import queries
from desktop.features.meetings.attendance.walk_ins import WalkIn, add_walk_in, like_people
from desktop.features.meetings.queries import read
from desktop.features.meetings.roster import roster_of
from desktop.transfer.queries import records_of
from sync.errors import Malformed, Unknown
from sync.records.attendance import Presence
from sync.records.partners import Affiliation, Partner
from sync.records.people import Person


def test_somebody_who_walks_in_is_added_with_consent_and_attendance_at_once(store, meeting):
    person = add_walk_in(
        store, meeting, WalkIn("Marisol Diaz", phone="847 555 0142", sector="libraries", may_contact=True)
    )
    held = read(store, Person, person)
    assert (held.provisional, held.phone, held.sector) == (True, "847 555 0142", "libraries")
    (consent,) = records_of(store, "consent")
    assert (consent["person"], consent["channel"], consent["answer"]) == (person, "phone", "given")
    assert consent["source"] == "at the door of November meeting"
    attender = roster_of(store, meeting).by_person[person]
    assert attender.walk_in and attender.presence == Presence.PRESENT and not attender.is_voter


def test_one_undo_takes_all_of_it_back(store, meeting):
    before = len(queries.all_people(store))
    person = add_walk_in(store, meeting, WalkIn("Marisol Diaz", email="m@example.org", may_contact=True))
    store.undo()
    with pytest.raises(Unknown):
        read(store, Person, person)
    assert len(queries.all_people(store)) == before and records_of(store, "consent") == []
    assert person not in roster_of(store, meeting).by_person


def test_who_did_not_agree_has_no_consent_and_who_refused_a_photograph_is_marked(store, meeting):
    person = add_walk_in(store, meeting, WalkIn("Marisol", email="m@example.org", may_photograph=False))
    (consent,) = records_of(store, "consent")
    assert (consent["channel"], consent["answer"]) == ("photo", "refused")
    assert read(store, Person, person).do_not_photograph


@pytest.mark.parametrize("walk_in", [WalkIn("  "), WalkIn("Ana", phone="5" * 70), WalkIn("x" * 301)])
def test_what_cannot_be_a_person_adds_nothing(store, meeting, walk_in):
    before = len(queries.all_people(store))
    with pytest.raises(Malformed):
        add_walk_in(store, meeting, walk_in)
    assert len(queries.all_people(store)) == before


def test_somebody_with_the_same_phone_is_probably_known_and_it_is_said_from_where(store, meeting):
    with store.edit("Known") as draft:
        known = draft.add(Person(name="M. Diaz", phone="(847) 555-0142"))
        library = draft.add(Partner(name="Riverside Library"))
        draft.add(Affiliation(person=known, partner=library, represents=True))
    (like,) = like_people(store, WalkIn("Marisol Diaz", phone="847-555-0142"))
    assert (like.person, like.organization, like.is_strong) == (known, "Riverside Library", True)
    assert "same phone" in like.reasons


def test_nobody_is_suspected_without_a_reason(store, people, meeting):
    assert like_people(store, WalkIn("Zoltan Quill", phone="312 555 9999")) == []
