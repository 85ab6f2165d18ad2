import io
import zipfile
from datetime import date

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from desktop.transfer.csv_file import csv_bytes
from desktop.transfer.decoding import decode
from desktop.transfer.delimited import neutralize_cell, restore_cell
from desktop.transfer.phones import phone_key
from desktop.transfer.reading import read_sheet
from sync.errors import Malformed, Unavailable
from sync.records.people import normal_phone
from tests.transfer.messy import write_messy_contacts

HEAD = "Name,Email\n"
ROW = ("José Núñez", "jose@example.org")
LINE = ",".join(ROW) + "\n"


def workbook(*rows, empty_first=False):
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"default_date_format": "yyyy-mm-dd"}) as book:
        if empty_first:
            book.add_worksheet("Cover")
        page = book.add_worksheet("List")
        for place, row in enumerate(rows):
            page.write_row(place, 0, row)
    return content.getvalue()


def with_sheet_xml(xml: bytes) -> bytes:
    old, new = zipfile.ZipFile(io.BytesIO(workbook(("Name",), ("Ana",)))), io.BytesIO()
    with zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED) as parts:
        for part in old.infolist():
            parts.writestr(part.filename, xml if "sheet1.xml" in part.filename else old.read(part))
    return new.getvalue()


MESSY = {
    "plain utf-8": (HEAD + LINE).encode(),
    "with a byte order mark": (HEAD + LINE).encode("utf-8-sig"),
    "utf-16 with its mark": (HEAD + LINE).encode("utf-16"),
    "utf-16 without its mark": (HEAD + LINE).encode("utf-16-le"),
    "utf-16 big-endian": (HEAD + LINE).encode("utf-16-be"),
    "windows": (HEAD + LINE).encode("cp1252"),
    "old mac": (HEAD + LINE).encode("mac-roman"),
    "old mac line ends": (HEAD + LINE).replace("\n", "\r").encode(),
    "semicolons": (HEAD + LINE).replace(",", ";").encode(),
    "tabs": (HEAD + LINE).replace(",", "\t").encode(),
    "bars": (HEAD + LINE).replace(",", "|").encode(),
    "title rows": ("Riverbend coalition\n\nprinted 11/2026,,\n" + HEAD + LINE).encode(),
    "empty rows": (HEAD + "\n,\n\n" + LINE + "\n\n").encode(),
    "trailing commas": (HEAD.replace("\n", ",,,\n") + LINE.replace("\n", ",,,\n")).encode(),
    "NUL bytes": (HEAD + LINE.replace("José", "Jo\0sé")).encode(),
    "named .txt inside": (HEAD + LINE).encode(),
    "quoted": ('"Name","Email"\r\n"José Núñez","jose@example.org"\r\n').encode(),
    "a workbook": workbook(("Name", "Email"), ROW),
    "a workbook whose first sheet is empty": workbook(("Name", "Email"), ROW, empty_first=True),
    "records in JSON": b'[{"Name": "Jos\\u00e9 N\\u00fa\\u00f1ez", "Email": "jose@example.org"}]',
}


@pytest.mark.parametrize("sort", MESSY)
def test_the_same_contact_comes_out_of_every_sort_of_file(file, sort):
    sheet = read_sheet(file(MESSY[sort], "whatever.bin"))
    assert sheet.headers[:2] == ("Name", "Email")
    assert [row.cells[:2] for row in sheet.contacts] == [ROW]


FOREIGN = {
    "empty": (b"", "no rows"),
    "only spaces": (b" \n \n", "no rows"),
    "headings alone": (HEAD.encode(), "no rows"),
    "a workbook of headings alone": (workbook(("Name", "Email")), "no rows"),
    "a web page": (b"<!DOCTYPE html><html><body>Sign in, please</body></html>", "web page"),
    "a PDF": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "a PDF"),
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a picture"),
    "an old workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500, "old Excel"),
    "a program": (bytes(range(1, 32)) * 50, "a file of a program"),
    "zeros": (b"\0" * 1000, "a file of a program"),
    "a broken workbook": (workbook(("Name",), ("Ana",))[:900], "damaged"),
}


@pytest.mark.parametrize("sort", FOREIGN)
def test_what_is_no_list_of_contacts_is_refused_in_a_plain_sentence(file, sort):
    content, words = FOREIGN[sort]
    with pytest.raises(Malformed, match=words) as refusal:
        read_sheet(file(content))
    assert "Nothing was imported." in refusal.value.sentence


def test_a_packed_file_that_is_no_workbook_is_refused(file):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as parts:
        parts.writestr("word/document.xml", "<x/>")
    with pytest.raises(Malformed, match="packed file"):
        read_sheet(file(content.getvalue()))


def test_a_file_that_is_not_there_is_the_worlds_fault(tmp_path):
    with pytest.raises(Unavailable, match=r"gone\.csv"):
        read_sheet(tmp_path / "gone.csv")


def test_a_file_too_large_is_refused_before_it_is_read(file):
    path = file("")
    with path.open("wb") as big:
        big.truncate(51 * 1024 * 1024)
    with pytest.raises(Malformed, match="50 MB"):
        read_sheet(path)


def test_a_workbook_that_unpacks_to_too_much_is_refused(file):
    with pytest.raises(Malformed, match="50 MB"):
        read_sheet(file(with_sheet_xml(b"<x>" + b" " * 51 * 1024 * 1024 + b"</x>")))


def test_a_cell_claimed_far_away_does_not_fill_the_memory(file):
    xml = (
        b'<worksheet><sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
    )
    with pytest.raises(Malformed, match="rows or"):
        read_sheet(file(with_sheet_xml(xml)))


def test_more_than_a_hundred_thousand_rows_are_refused(file):
    with pytest.raises(Malformed, match="100,000 rows"):
        read_sheet(file(HEAD + "Ana,a@example.org\n" * 100_001))


def test_lines_of_utf_8_and_of_windows_in_one_file_each_come_out_right():
    content = (
        "Núñez – José\n".encode() + "Muñoz’s Peña\n".encode("cp1252") + b"plain\n" + "Zoë".encode("cp1252")
    )
    assert decode(content) == "Núñez – José\nMuñoz’s Peña\nplain\nZoë"


def test_an_unclosed_quotation_mark_spoils_its_own_row_only(file):
    sheet = read_sheet(
        file(HEAD + '"Ana Ruiz,ana@example.org\n"Ben Lee","ben@example.org"\nCy Poe,cy@example.org\n')
    )
    assert [row.cells[1] for row in sheet.rows] == ["ana@example.org", "ben@example.org", "cy@example.org"]


def test_lone_carriage_returns_among_other_line_ends_end_rows_too(file):
    sheet = read_sheet(file("Name,Email\r\nAna,a@example.org\rBen,b@example.org\nCy,c@example.org"))
    assert [row.cells[0] for row in sheet.rows] == ["Ana", "Ben", "Cy"]


def test_quoted_new_lines_stay_in_their_cell(file):
    sheet = read_sheet(file('Name,Notes\nAna,"one\r\ntwo, ""three"""\n'))
    assert sheet.rows[0].cells == ("Ana", 'one\r\ntwo, "three"')


def test_ragged_rows_are_filled_up(file):
    sheet = read_sheet(file("Name,Email,Phone\nAna\nBen,b@example.org,555-0100,extra\n"))
    assert [row.cells for row in sheet.rows] == [
        ("Ana", "", "", ""),
        ("Ben", "b@example.org", "555-0100", "extra"),
    ]


def test_rows_are_numbered_as_a_spreadsheet_does(file):
    sheet = read_sheet(file("Our list\n\nName,Email\nAna,a@example.org\n\nBen,b@example.org\n"))
    assert [row.number for row in sheet.contacts] == [4, 6]


def test_a_number_in_a_workbook_is_read_as_it_is_seen(file):
    row = ("Ana", 8475550100.0, 12.5, date(2026, 11, 22), True)
    sheet = read_sheet(file(workbook(("Name", "Phone", "Hours", "Joined", "Minor"), row)))
    assert sheet.rows[0].cells == ("Ana", "8475550100", "12.5", "2026-11-22", "yes")


def test_without_headings_the_first_row_is_a_contact(file):
    sheet = read_sheet(file("Ana Ruiz,ana@example.org\nBen Lee,ben@example.org\n"))
    assert sheet.headers == ("Column 1", "Column 2") and len(sheet.rows) == 2


CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=30)


@given(CELLS)
def test_a_cell_made_harmless_comes_back_as_it_was(text):
    harmless = neutralize_cell(text)
    assert restore_cell(harmless) == text
    assert harmless[:1] not in tuple("=+-@\t\r")


@given(st.lists(st.tuples(st.text("ab"), CELLS, CELLS), min_size=1, max_size=5))
def test_any_text_written_as_csv_is_read_back(tmp_path_factory, rows):
    path = tmp_path_factory.mktemp("csv") / "a.csv"
    path.write_bytes(csv_bytes(("name", "goes_by", "notes"), rows))
    expected = [row for row in rows if any(map(str.strip, row))]
    if expected:
        assert [row.cells for row in read_sheet(path).rows] == expected


@given(
    st.from_regex(
        r"(\+?1[ .-]?)?\(?[2-9]\d\d\)?[ .-]?\d{3}[ .-]?\d{4}( x\d{1,3})?|\+?\d{7,12}", fullmatch=True
    )
)
def test_the_fast_key_of_a_phone_number_is_the_normal_one(text):
    assert phone_key(text) == normal_phone(text)


def test_the_messy_file_is_the_same_for_the_same_seed(tmp_path):
    write_messy_contacts(tmp_path / "a.csv", 1000, seed=3)
    write_messy_contacts(tmp_path / "b.csv", 1000, seed=3)
    content = (tmp_path / "a.csv").read_bytes()
    assert content == (tmp_path / "b.csv").read_bytes()
    with pytest.raises(UnicodeDecodeError):
        content.decode("utf-8")
    text = "\n".join(" ".join(row.cells) for row in read_sheet(tmp_path / "a.csv").rows)
    assert not set("ÃÂ�ŽÈÒ") & set(text)
