"""What no field of ours is for is told and kept; what must not be kept is told and left out."""

import pytest

from desktop.transfer.queries import records_of


@pytest.mark.parametrize("kind", ["person", "partner"])
def test_a_date_of_birth_is_left_out_and_said(store, bring_in, kind):
    made = [bring_in("Name,Email,Birthday\nAna Ruiz,ana@example.org,1/2/1980\n", kind=kind)]
    lines = ("FN:Lee Poe", "ORG:City Library", "BDAY:1980-01-02", "a.X-ABDATE:1980-01-02")
    card = "\r\n".join(("BEGIN:VCARD", *lines, "a.X-ABLABEL:_$!<Birthday>!$_", "END:VCARD"))
    made.append(bring_in(card, "a.vcf", kind=kind))
    assert all("date of birth was left out" in each.rows[0].why for each in made)
    assert not any("1980" in each["notes"] for each in records_of(store, kind))


@pytest.mark.parametrize("kind", ["person", "partner"])
def test_what_no_field_is_for_in_a_card_is_kept_in_the_notes_and_told(store, bring_in, kind):
    lines = (
        "FN:Ana Ruiz",
        "ORG:City Library",
        "ROLE:Chair",
        "IMPP;X-SERVICE-TYPE=Skype:skype:ana",
        "X-SOCIALPROFILE;type=twitter:https://twitter.com/ana",
        "item1.X-ABRELATEDNAMES:Luis",
        "item1.X-ABLabel:_$!<Spouse>!$_",
        "ANNIVERSARY:20100605",
        "X-ANDROID-CUSTOM:vnd.android.cursor.item/nickname;Anita;1;;;",
        "TEL;TYPE=home,fax:847-555-0199",
        "TEL:847-555-0100",
        "X-SSN:123456789",
        "PHOTO;ENCODING=b:AAAA",
    )
    made = bring_in("\r\n".join(("BEGIN:VCARD", *lines, "END:VCARD")), "a.vcf", kind=kind)
    (record,) = records_of(store, kind)
    told = {
        "ROLE": "Chair",
        "IMPP (skype)": "skype:ana",
        "X-SOCIALPROFILE (twitter)": "https://twitter.com/ana",
        "X-ABRELATEDNAMES (Spouse)": "Luis",
        "ANNIVERSARY": "20100605",
        "X-ANDROID-CUSTOM (nickname)": "Anita; 1",
        "Fax (home)": "847-555-0199",
    }
    assert set(told) <= set(made.unmapped)
    assert {f"{heading}: {words}" for heading, words in told.items()} <= set(record["notes"].split("\n"))
    assert record["phone"] == "847-555-0100" and "0199" not in str(record.get("other_phones"))
    assert "AAAA" not in record["notes"] and "123456789" not in record["notes"]
