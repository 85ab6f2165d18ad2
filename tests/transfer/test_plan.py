import pytest

from desktop.transfer.carrying import carry_out
from desktop.transfer.plan import plan_import
from desktop.transfer.queries import records_of
from sync.errors import Malformed, Unknown
from sync.records.consents import Suppression
from sync.records.partners import Partner
from sync.records.people import Person
from tests.transfer.messy import write_messy_contacts

HEAD = "Name,Email,Phone,Notes\n"


def verdicts(plan):
    return [row.verdict for row in plan.rows]


def people(store):
    return {person["name"]: person for person in records_of(store, "person")}


def add(store, *records):
    with store.edit("add") as draft:
        for record in records:
            draft.add(record)
    return records[0].id


def test_an_import_is_one_edit_that_undo_takes_back_whole(store, plan):
    made = plan(HEAD + "Ana Ruiz,ana@example.org,,\nBen Lee,ben@example.org,,\n")
    assert people(store) == {}
    assert carry_out(store, made) == "Import 2 people from contacts.csv"
    assert set(people(store)) == {"Ana Ruiz", "Ben Lee"}
    (batch,) = records_of(store, "import_batch")
    assert (batch["made"], batch["name"]) == (2, "contacts.csv")
    assert {person["batch"] for person in people(store).values()} == {batch["id"]}
    assert store.undo() == "Import 2 people from contacts.csv"
    assert people(store) == {} and records_of(store, "import_batch") == []


def test_the_report_has_the_agreed_shape(plan):
    report = plan(HEAD + "Ana Ruiz,ana@example.org,,\n,,,\nTotal: 1,,,\n").as_json()
    assert {name: report[name] for name in ("new", "matched", "changed", "refused")} == {
        "new": 1,
        "matched": 0,
        "changed": 0,
        "refused": 1,
    }
    assert report["rows"][0] == {"row": 2, "verdict": "new", "why": "Not known yet."}
    assert report["rows"][1]["row"] == 4 and "total" in report["rows"][1]["why"]


def test_the_same_file_again_brings_nothing_new(store, tmp_path):
    path = tmp_path / "messy.csv"
    different = write_messy_contacts(path, 300, seed=5)
    first = plan_import(store, "person", path)
    assert first.new == different
    carry_out(store, first)
    again = plan_import(store, "person", path)
    assert (again.new, again.changed, again.refused) == (0, 0, first.refused)
    assert carry_out(store, again) == ""


def test_a_file_of_names_alone_again_brings_nothing_new(bring_in):
    content = "Name,City\nAna Ruiz,Peoria\nAna Ruiz,Pekin\nBen Lee,\n"
    assert verdicts(bring_in(content)) == ["new", "new", "new"]
    assert verdicts(bring_in(content)) == ["match", "match", "match"]


def test_somebody_known_gets_only_what_is_missing(store, bring_in):
    known = add(store, Person(name="Ana Ruiz", email="ANA@example.org", phone="847-555-0100", tags=("pta",)))
    made = bring_in("Name,Email,Phone,Tags,City\nAna M. Ruiz,ana@example.org,847-555-0199,fair,Peoria\n")
    assert verdicts(made) == ["changed"]
    assert (
        made.rows[0].why == "Same e-mail; adds address, other phones, tags, notes."
        or "adds" in made.rows[0].why
    )
    person = store.get("person", known)
    assert person.name == "Ana Ruiz" and person.email == "ANA@example.org" and person.phone == "847-555-0100"
    assert person.other_phones == ("847-555-0199",) and person.tags == ("fair", "pta")
    assert person.address.city == "Peoria"


def test_a_value_that_contradicts_goes_into_the_notes(store, bring_in):
    known = add(store, Person(name="Ana Ruiz", email="ana@example.org", pronouns="she/her", notes="kind"))
    content = "Name,Email,Pronouns\nAna Ruiz,ana@example.org,they/them\n"
    bring_in(content)
    person = store.get("person", known)
    assert (person.pronouns, person.notes) == ("she/her", "kind\nPronouns: they/them")
    assert verdicts(bring_in(content)) == ["match"]


def test_a_field_filled_since_the_plan_was_made_is_not_overwritten(store, plan):
    known = add(store, Person(name="Ana Ruiz", email="ana@example.org"))
    made = plan(HEAD + "Ana Ruiz,ana@example.org,847-555-0100,\n")
    with store.edit("call") as draft:
        draft.set("person", known, {"phone": "847-555-0111"})
    carry_out(store, made)
    assert store.get("person", known).phone == "847-555-0111"


def test_the_same_e_mail_with_another_name_is_another_person(store, plan):
    add(store, Person(name="Ana Ruiz", email="home@example.org"))
    (row,) = plan(HEAD + "Luis Ruiz,home@example.org,,\n").rows
    assert (row.verdict, row.why) == ("new", "Same e-mail as Ana Ruiz, but another name.")


def test_a_phone_written_another_way_is_the_same(store, plan):
    add(store, Person(name="Ana Ruiz", phone="+1 847-555-0100"))
    (row,) = plan(HEAD + "Ana Ruiz,,(847) 555 0100,\n").rows
    assert (row.verdict, row.why) == ("match", "Same phone; nothing new.")


def test_a_name_alone_is_new_and_says_who_is_similar(store, plan):
    add(store, Person(name="Ana Ruiz", email="ana@example.org"))
    rows = plan("Name\nAna Ruiz\nAnna Ruiz\n").rows
    assert [(row.verdict, row.why) for row in rows] == [
        ("new", "Similar to Ana Ruiz."),
        ("new", "Similar to Ana Ruiz."),
    ]


def test_the_same_person_twice_in_a_file_is_explained(store, plan):
    made = plan(HEAD + "Ana Ruiz,ana@example.org,,\nRuiz Ana,ANA@example.org,847-555-0100,\n")
    assert verdicts(made) == ["new", "changed"]
    assert made.rows[1].why == "Same e-mail as row 2; adds phone."
    carry_out(store, made)
    assert [person["phone"] for person in people(store).values()] == ["847-555-0100"]


def test_a_suppressed_address_comes_in_marked(store, bring_in):
    add(store, Suppression(channel="email", address="Ana@Example.org"))
    add(store, Suppression(channel="text_message", address="+1 847 555 0100"))
    made = bring_in(HEAD + "Ana Ruiz,ana@example.org,,\nBen Lee,,847-555-0100,\nCy Poe,cy@example.org,,\n")
    marked = {name: person["do_not_contact"] for name, person in people(store).items()}
    assert marked == {"Ana Ruiz": True, "Ben Lee": True, "Cy Poe": False}
    assert "do not contact" in made.rows[0].why


def test_a_lifted_suppression_marks_nobody(store, bring_in):
    first = add(store, Suppression(channel="email", address="ana@example.org"))
    lifting = {"id": "00000000-0000-7000-8000-000000000001", "address": "ana@example.org"}
    add(store, Suppression(**lifting, channel="email", lifted=True, corrects=first))
    bring_in(HEAD + "Ana Ruiz,ana@example.org,,\n")
    assert people(store)["Ana Ruiz"]["do_not_contact"] is False


def test_no_import_ever_lifts_do_not_contact(store, bring_in):
    known = add(store, Person(name="Ana Ruiz", email="ana@example.org", do_not_contact=True))
    bring_in("Name,Email,Do not contact,Phone\nAna Ruiz,ana@example.org,no,847-555-0100\n")
    assert store.get("person", known).do_not_contact is True


def test_consent_in_a_file_is_not_consent(store, bring_in):
    made = bring_in("Name,Email,Opt-in\nAna Ruiz,ana@example.org,yes\n")
    assert records_of(store, "consent") == []
    assert people(store)["Ana Ruiz"]["notes"] == "Opt-in: yes"
    assert "consent is never imported" in made.rows[0].why


def test_an_opt_out_in_a_file_is_heeded(store, bring_in):
    bring_in("Name,Email,Unsubscribed\nAna Ruiz,ana@example.org,TRUE\n")
    assert people(store)["Ana Ruiz"]["do_not_contact"] is True


def test_numbers_like_those_of_social_security_are_left_out(store, bring_in):
    made = bring_in("Name,Email,SSN,Notes\nAna Ruiz,ana@example.org,900112222,her number is 900-11-2222\n")
    assert "900" not in str(people(store)) and "left out" in made.rows[0].why


def test_a_date_of_birth_leaves_only_whether_somebody_is_a_minor(store, bring_in):
    bring_in("Name,DOB\nAna Ruiz,11/23/2008\nBen Lee,11/22/2008\n")
    bands = {name: person["age_band"] for name, person in people(store).items()}
    assert bands == {"Ana Ruiz": "minor", "Ben Lee": "adult"} and "2008" not in str(people(store))


def test_nothing_that_a_person_entered_is_lost(store, bring_in):
    content = "Name,Email,Phone,Shirt size,Sector\nAna Ruiz,ana at example.org,8.47E+09,XL,Business\n"
    bring_in(content)
    person = people(store)["Ana Ruiz"]
    assert person["notes"].split("\n") == ["E-mail: ana at example.org", "Phone: 8.47E+09", "Shirt size: XL"]
    assert person["tags"] == ["Business"]


def test_a_known_organization_is_joined_and_an_unknown_one_noted(store, bring_in):
    library = add(store, Partner(name="Peoria Public Library"))
    content = (
        "Name,Email,Company,Job Title\nAna Ruiz,a@example.org,Peoria Public Library,Head\nBen Lee,,Acme,\n"
    )
    bring_in(content)
    (affiliation,) = records_of(store, "affiliation")
    assert (affiliation["partner"], affiliation["role"]) == (library, "Head")
    assert people(store)["Ben Lee"]["notes"] == "Organization: Acme"
    assert verdicts(bring_in(content)) == ["match", "match"]


def test_an_address_alone_stands_in_for_a_name(store, bring_in):
    bring_in("Email\nana@example.org\n")
    assert people(store)["ana@example.org"]["provisional"] is True


def test_rows_that_are_no_people_are_refused_with_a_reason(plan):
    made = plan(HEAD + "Name,Email,Phone,Notes\n,,847-555-0100,\n,,,only words\nTotal 3,,,\n---,,,\n")
    assert verdicts(made) == ["refused"] * 5
    assert [row.why for row in made.rows[:3]] == [
        "It repeats the headings.",
        "There is no name in it.",
        "Nothing in it says who it is.",
    ]


def test_a_broken_file_changes_nothing(store, plan):
    with pytest.raises(Malformed):
        plan("<html>sign in</html>")
    with pytest.raises(Unknown, match="people and partners"):
        plan(HEAD + "Ana,,,\n", kind="meeting")
    assert people(store) == {}


def test_partners_are_matched_by_name_too(store, bring_in):
    content = (
        "Organization,Contact,Email,Phone,Website,Address,Sector\n"
        'City Library,"Ruiz, Ana",lib@example.org,309-555-0100,https://example.org,'
        '"1 Oak St, Peoria, IL 61602",Library\n'
    )
    assert verdicts(bring_in(content, kind="partner")) == ["new"]
    (partner,) = records_of(store, "partner")
    assert (partner["name"], partner["sector"], partner["notes"]) == (
        "City Library",
        "libraries",
        "Contact: Ana Ruiz",
    )
    assert partner["address"]["city"] == "Peoria"
    assert verdicts(bring_in(content, kind="partner")) == ["match"]
    assert verdicts(bring_in("Organization\nCITY LIBRARY\n", kind="partner")) == ["match"]


def test_a_thousand_rows_are_compared_with_twenty_thousand_people(store, tmp_path):
    with store.edit("many") as draft:
        for n in range(20_000):
            phone = f"{847 + n % 5}-{555 + n % 3}-{n % 10_000:04d}"
            draft.add(Person(name=f"Ana{n % 97} Ruiz{n % 501}", email=f"x{n}@example.org", phone=phone))
    path = tmp_path / "messy.csv"
    write_messy_contacts(path, 1000, seed=9)
    assert plan_import(store, "person", path).new == 900


def test_cards_come_in_as_partners_with_nothing_lost(store, bring_in):
    lines = ("FN:Ana Ruiz", "ORG:City Library", "TITLE:Head", "EMAIL:lib@example.org")
    card = "\r\n".join(("BEGIN:VCARD", *lines, "END:VCARD"))
    bring_in(card, "a.vcf", kind="partner")
    (partner,) = records_of(store, "partner")
    assert (partner["name"], partner["email"]) == ("City Library", "lib@example.org")
    assert "Head" in partner["notes"] and "Ana Ruiz" in partner["notes"]


def test_the_web_address_on_a_persons_card_is_kept_in_the_notes(store, bring_in):
    bring_in("Name,Website\nAna Ruiz,https://example.org\n")
    assert people(store)["Ana Ruiz"]["notes"] == "Website: https://example.org"
