from datetime import UTC, date, datetime

import pytest

from desktop.features.people.consents import answers, bar_contact, record_consent
from desktop.features.people.filters import Filter
from desktop.features.people.groups import make_group
from desktop.features.people.households import live_together
from desktop.features.people.merging import differences, merge, proposed
from desktop.features.people.queries import belongings, facts_about, timeline
from desktop.features.people.reading import read
from desktop.features.people.roll import read_roll
from desktop.reach import read_permissions
from desktop.store.links import all_ids_of
from desktop.transfer.queries import records_of, suppressed
from sync.errors import Refused
from sync.records.attendance import Attendance, Presence
from sync.records.base import new_id
from sync.records.consents import Channel, Consent, ConsentAnswer
from sync.records.engagements import Engagement
from sync.records.meetings import Meeting
from sync.records.partners import Affiliation, Partner
from sync.records.people import AgeBand, Group, Household, Person
from sync.records.values import Address, Period

TODAY = date(2026, 11, 2)
KEPT = {
    "name": "Maria Diaz",
    "email": "maria@example.org",
    "phone": "847-555-0100",
    "sector": "libraries",
    "tags": ("driver",),
    "notes": "Has a van.",
}
GONE = {
    "name": "Maria Diaz Ruiz",
    "email": "m.diaz@work.example",
    "phone": "(847) 555-0100",
    "pronouns": "she/her",
    "tags": ("bakes",),
    "notes": "Bakes.",
}


@pytest.fixture
def both(put):
    return put(Person(**KEPT)), put(Person(**GONE))


def names(store):
    listing = read_roll(store, Filter()).narrowed("")
    return [line.state["fields"]["name"] for line in listing.page(0)]


def everything(store):
    """What all records but the register of duplicates say."""
    return {
        kind: {each["id"]: each for each in records_of(store, kind)}
        for kind in store.vocabulary.kinds
        if kind != "duplicate"
    }


def test_what_both_say_and_not_the_same_is_to_be_chosen(store, both):
    assert [(each.name, each.kept, each.gone) for each in differences(store, *both)] == [
        ("name", "Maria Diaz", "Maria Diaz Ruiz"),
        ("email", "maria@example.org", "m.diaz@work.example"),
    ]


def test_the_name_that_is_written_out_is_proposed_and_else_what_was_there_first(store, both):
    kept, gone = both
    assert proposed(store, kept, gone) == {"name": gone, "email": kept}


def test_what_was_said_at_a_door_is_not_proposed(store, put):
    door = put(Person(name="Maria Diaz the second", email="m@example.org", provisional=True))
    known = put(Person(name="Maria Diaz", email="maria@example.org"))
    assert proposed(store, door, known) == {"name": known, "email": known}


def test_the_older_record_is_kept_whichever_is_named_first(store, both):
    kept, gone = both
    assert merge(store, gone, kept) == kept
    assert read(store, Person, gone).merged_into == kept
    assert names(store) == ["Maria Diaz"]


def test_the_kept_record_gains_all_that_the_other_knew(store, both):
    kept = read(store, Person, merge(store, *both))
    assert (kept.name, kept.email, kept.phone) == ("Maria Diaz", "maria@example.org", "847-555-0100")
    assert kept.other_emails == ("m.diaz@work.example",)
    assert kept.other_phones == ()
    assert (kept.pronouns, kept.sector) == ("she/her", "libraries")
    assert kept.tags == ("bakes", "driver")
    assert kept.notes == "Has a van.\n\nBakes."


def test_each_field_can_be_taken_from_the_other(store, both):
    kept, gone = both
    merge(store, kept, gone, {"name": gone, "email": gone, "phone": kept})
    person = read(store, Person, kept)
    assert (person.name, person.email) == ("Maria Diaz Ruiz", "m.diaz@work.example")
    assert person.other_emails == ("maria@example.org",)


def test_what_protects_a_person_outlives_the_merge(store, put):
    kept = put(Person(name="Jo", age_band=AgeBand.ADULT, inactive=True, provisional=True))
    gone = put(Person(name="Jo", age_band=AgeBand.MINOR, do_not_contact=True, do_not_photograph=True))
    person = read(store, Person, merge(store, kept, gone))
    assert (person.age_band, person.do_not_contact, person.do_not_photograph) == ("minor", True, True)
    assert (person.inactive, person.provisional) == (False, False)


def test_consent_and_barred_addresses_come_along(store, both):
    kept, gone = both
    given = Consent(person=kept, channel=Channel.EMAIL, day=date(2026, 1, 1))
    taken_back = given.but(id=new_id(), person=gone, answer=ConsentAnswer.WITHDRAWN, day=date(2026, 6, 1))
    record_consent(store, given)
    record_consent(store, taken_back)
    bar_contact(store, gone)
    merge(store, kept, gone)
    (email,) = [each for each in answers(store, kept) if each.channel == Channel.EMAIL]
    assert email.consent.answer == ConsentAnswer.WITHDRAWN
    assert suppressed(store)["email"] == {"m.diaz@work.example"}
    person = next(each for each in records_of(store, "person") if each["id"] == kept)
    assert read_permissions(store).why_not(person, Channel.EMAIL) == "asked not to be contacted"


def test_an_answer_that_comes_in_later_for_the_other_record_still_counts(store, put, both):
    kept, gone = both
    merge(store, kept, gone)
    put(Consent(person=gone, channel=Channel.POST, answer=ConsentAnswer.REFUSED, day=TODAY))
    (post,) = [each for each in answers(store, kept) if each.channel == Channel.POST]
    assert post.consent.answer == ConsentAnswer.REFUSED


def test_every_join_moves_with_its_columns(store, put, both, luis):
    kept, gone = both
    library = put(Partner(name="Library", contact=gone, watchers=(gone, luis)))
    period = Period(first=date(2020, 1, 1))
    put(Affiliation(person=gone, partner=library, role="Director", represents=True, period=period))
    group = make_group(store, "Drivers", [gone, luis])
    meeting = put(Meeting(title="Meeting", chair=gone, voters=(gone, kept, luis)))
    child = put(Person(name="Jo", guardian=gone))
    merge(store, kept, gone)
    (belonging,) = belongings(store, kept, TODAY)
    assert (belonging.role, belonging.represents, belonging.first) == ("Director", True, date(2020, 1, 1))
    partner = read(store, Partner, library)
    assert (partner.contact, set(partner.watchers)) == (kept, {kept, luis})
    assert set(read(store, Group, group).people) == {kept, luis}
    held = read(store, Meeting, meeting)
    assert (held.chair, set(held.voters)) == (kept, {kept, luis})
    assert read(store, Person, child).guardian == kept


def test_facts_are_told_again_and_never_changed(store, put, both, luis):
    kept, gone = both
    meeting = put(Meeting(title="Meeting", starts_at=datetime(2026, 10, 6, 18, tzinfo=UTC)))
    came = put(Attendance(meeting=meeting, person=gone, walk_in=True, sheet_code="A7"))
    put(Engagement(people=(gone, luis), note="Van"))
    merge(store, kept, gone)
    assert read(store, Attendance, came).person == gone
    (told,) = facts_about(store, "attendance", [kept])
    assert (told.person, told.corrects, told.walk_in, told.sheet_code) == (kept, came, True, "A7")
    assert len(timeline(store, all_ids_of(store, kept), 0, 9)) == 2
    assert timeline(store, [gone], 0, 9) == []


def test_who_was_there_under_both_names_was_there_once_as_the_kept_one_says(store, put, both):
    kept, gone = both
    meeting = put(Meeting(title="Meeting"))
    put(Attendance(meeting=meeting, person=kept), Attendance(meeting=meeting, person=gone, presence="absent"))
    merge(store, kept, gone)
    told = facts_about(store, "attendance", [kept, gone])
    assert {(each.person, each.presence) for each in told} == {(kept, Presence.PRESENT)}


def test_whoever_wrote_something_down_stays_its_author(store, put, both, luis):
    kept, gone = both
    talk = put(Engagement(people=(luis,), owner=gone))
    merge(store, kept, gone)
    assert [each.id for each in facts_about(store, "engagement", [gone], "owner")] == [talk]


def test_one_undo_takes_the_whole_merge_back_and_redo_does_it_again(store, put, both, luis):
    kept, gone = both
    meeting = put(Meeting(title="Meeting", voters=(gone,)))
    put(Attendance(meeting=meeting, person=gone), Consent(person=gone, day=TODAY))
    live_together(store, gone, luis)
    before = everything(store)
    merge(store, kept, gone, {"name": gone})
    assert store.undo() == "Merge Maria Diaz and Maria Diaz Ruiz"
    assert everything(store) == before
    assert all_ids_of(store, kept) == [kept]
    store.redo()
    assert all_ids_of(store, kept) == [kept, gone]
    assert [each.person for each in facts_about(store, "attendance", [kept])] == [kept]


def test_a_merge_that_was_taken_back_can_be_made_again(store, put, both):
    kept, gone = both
    put(Attendance(meeting=put(Meeting(title="Meeting")), person=gone))
    for _ in range(2):
        merge(store, kept, gone)
        assert [each.person for each in facts_about(store, "attendance", [kept, gone])] == [kept]
        store.undo()
        assert [each.person for each in facts_about(store, "attendance", [kept, gone])] == [gone]


def test_of_two_households_one_is_left(store, both, maria, luis):
    kept, gone = both
    first, second = live_together(store, kept, maria), live_together(store, gone, luis)
    merge(store, kept, gone)
    assert kept in read(store, Household, first).people
    assert set(read(store, Household, second).people) == {luis}


def test_the_household_of_the_other_is_kept_where_there_was_none(store, both, luis):
    kept, gone = both
    household = live_together(store, gone, luis)
    merge(store, kept, gone)
    assert read(store, Person, kept).household == household
    assert set(read(store, Household, household).people) == {kept, luis}


def test_nobody_becomes_their_own_guardian(store, put):
    kept = put(Person(name="Jo"))
    merge(store, kept, put(Person(name="Jo", guardian=kept)))
    assert read(store, Person, kept).guardian == ""


def test_addresses_that_differ_are_both_kept(store, put):
    home = Address(street="1 Oak", city="Galena")
    kept = put(Person(name="Jo", address=home))
    merge(store, kept, put(Person(name="Jo", address=Address(street="2 Elm"), other_addresses=(home,))))
    assert [each.street for each in read(store, Person, kept).other_addresses] == ["2 Elm"]


def test_three_records_of_one_person_become_one(store, put, both):
    kept, gone = both
    third = put(Person(name="M Diaz"))
    merge(store, gone, third)
    merge(store, kept, gone)
    assert set(all_ids_of(store, kept)) == {kept, gone, third}
    assert names(store) == ["Maria Diaz"]
    with pytest.raises(Refused, match="merged already"):
        merge(store, kept, third)


def test_a_record_is_not_merged_with_itself(store, maria):
    with pytest.raises(Refused, match="one and the same"):
        merge(store, maria, maria)
