import pytest
import vobject
from hypothesis import example, given
from hypothesis import strategies as st

from desktop.transfer.cards import HEADERS, read_cards
from desktop.transfer.cells import without_placeholder
from desktop.transfer.vcf_file import vcf_bytes
from sync.records.base import new_id
from sync.records.people import Person


def cards(text):
    headers, rows = read_cards(text, "a.vcf")
    assert headers[: len(HEADERS)] == HEADERS
    return [dict(zip(headers, row.cells, strict=True)) for row in rows]


def card(*lines):
    return "\r\n".join(("BEGIN:VCARD", *lines, "END:VCARD", ""))


def test_a_card_of_an_old_phone_is_read():
    (read,) = cards(
        card(
            "VERSION:2.1",
            "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:N=C3=BA=C3=B1ez;Jos=C3=A9;;;",
            "TEL;CELL;PREF:847-555-0100",
            "TEL;HOME:847-555-0101",
            "NOTE;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:ma=F1ana =",
            "por la tarde",
        )
    )
    assert read["display_name"] == "José Núñez"
    assert read["phone"] == "847-555-0100\n847-555-0101"
    assert read["notes"] == "mañana por la tarde"


def test_a_card_of_a_telephone_book_with_groups_is_read():
    (read,) = cards(
        card(
            "VERSION:3.0",
            "FN:Ana Ruiz",
            "item1.EMAIL;type=INTERNET;type=WORK:work@example.org",
            'EMAIL;TYPE="home,pref":ana@example.org',
            "item2.ADR;type=HOME:;;1 Oak St\\, Apt 2;Peoria;IL;61602;US",
            "ORG:City Library;Children",
            "TITLE:Head",
            "CATEGORIES:pta,a\\,b",
            "NOTE:one\\ntwo\\; three and a line so long that it is fol",
            "  ded",
        )
    )
    assert read["email"] == "ana@example.org\nwork@example.org"
    assert '"street": "1 Oak St, Apt 2"' in read["address"]
    assert (read["organization"], read["job"]) == ("City Library, Children", "Head")
    assert read["tags"] == '["pta", "a,b"]'
    assert read["notes"] == "one\ntwo; three and a line so long that it is fol ded"


def test_a_card_of_version_4_is_read():
    (read,) = cards(
        card(
            "VERSION:4.0",
            "FN:Ana Ruiz",
            "TEL;VALUE=uri;TYPE=cell:tel:+1-847-555-0100",
            "PRONOUNS:she/her",
            "LANG:es",
        )
    )
    assert (read["phone"], read["pronouns"], read["languages"]) == ("+1-847-555-0100", "she/her", "es")


def test_a_name_turned_round_is_taken_from_its_parts():
    assert (
        cards(card("FN:García López, Ana", "N:García López;Ana;;;"))[0]["display_name"] == "Ana García López"
    )
    assert cards(card("N:Smith;John;Q;Dr.;Jr."))[0]["display_name"] == "Dr. John Q Smith Jr."


def test_a_picture_in_a_card_is_passed_over():
    (read,) = cards(
        card("FN:Ana Ruiz", "PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQ", " SkZJRgABAQ==", "EMAIL:ana@example.org")
    )
    assert (read["display_name"], read["email"]) == ("Ana Ruiz", "ana@example.org")


def test_a_broken_card_is_refused_and_the_others_come_in(plan):
    text = (
        "BEGIN:VCARD\nFN:Cut Off\n" + card("FN:Ana Ruiz") + card("TEL:847-555-0100") + "BEGIN:VCARD\nFN:Half"
    )
    made = plan(text, "a.vcf")
    assert [(row.row, row.verdict) for row in made.rows] == [
        (1, "refused"),
        (2, "new"),
        (3, "refused"),
        (4, "refused"),
    ]
    assert made.rows[0].why == "The card breaks off before its end."


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=8)
LINES = st.lists(WORDS, min_size=1, max_size=8).map(" ".join)
NAMES = LINES.filter(
    lambda name: "@" not in name and any(map(str.isalpha, name)) and without_placeholder(name) == name
)
"""What can be somebody's name: no address, and none of the words that stand for nothing."""
EMAILS = st.from_regex(r"[a-z]{1,8}@[a-z]{1,8}\.org", fullmatch=True)


@st.composite
def people(draw):
    emails = draw(st.lists(EMAILS, min_size=1, max_size=3, unique=True))
    return Person(
        name=draw(NAMES),
        email=emails[0],
        other_emails=emails[1:],
        phone=draw(st.sampled_from(("", "+1 847-555-0100", "309-555-0123 x4"))),
        tags=sorted(
            set(draw(st.lists(NAMES.filter(lambda tag: tag not in "nax?-" and len(tag) > 3), max_size=3)))
        ),
        languages=draw(st.sampled_from(((), ("es",), ("en", "es-MX")))),
        address=draw(st.none() | st.just({"street": "1 Oak; St, #2", "city": "Peoría", "state": "IL"})),
        notes=draw(st.lists(LINES, max_size=3).map("\n".join)),
    )


@example(person=Person(name="A", email="a@a.org", tags=("0A \\", "B")), version="3.0")
@example(person=Person(name="A", email="a@a.org", tags=("* 0µ",)), version="3.0")
@given(person=people(), version=st.sampled_from(("3.0", "4.0")))
def test_a_person_written_as_a_card_is_read_back(person, version, tmp_path_factory):
    from desktop.transfer.mapping import guess_mapping
    from desktop.transfer.people import read_person
    from desktop.transfer.reading import read_sheet

    path = tmp_path_factory.mktemp("vcf") / "a.vcf"
    path.write_bytes(vcf_bytes([person.model_dump(mode="json")], version))
    sheet = read_sheet(path)
    entrant = read_person(sheet.rows[0], guess_mapping(sheet, "person"), None)
    read = Person.model_validate({"id": person.id, **entrant.values, "notes": "\n".join(entrant.lines)})
    assert read.model_dump() == person.model_dump()


def test_another_program_reads_our_cards():
    person = Person(
        id=new_id(), name="Ana García López", email="ana@example.org", notes="long " * 40 + "; ñ\nend"
    )
    (read,) = vobject.readComponents(vcf_bytes([person.model_dump(mode="json")]).decode())
    assert (read.fn.value, read.email.value, read.note.value) == (person.name, person.email, person.notes)


@pytest.mark.parametrize("line", ["", "no colon", ":", "=?;:", "BEGIN:VCARD" * 3])
def test_nonsense_between_the_lines_of_a_card_is_passed_over(line):
    assert cards(card("FN:Ana Ruiz", line))[0]["display_name"] == "Ana Ruiz"
