"""Whatever stands in a file comes in where it belongs, or in the notes, or is refused with a reason."""

import io

import pytest
import xlsxwriter

from desktop.transfer.cells import emails_in, is_date, phones_in
from desktop.transfer.names import in_order
from desktop.transfer.queries import records_of
from desktop.transfer.table import columns_of
from sync.errors import Malformed
from sync.records.people import Person

WITHOUT_HEADINGS = (
    "Ana Diaz,ana@example.org,847-555-0101,Parent\nBea Cruz,bea@example.org,847-555-0102,Teacher\n"
    "Cy Ek,cy@example.org,847-555-0103,Volunteer\nDi Fo,di@example.org,847-555-0104,Parent\n"
)
PARENTS = (("Name", "Email"), ("Ana Diaz", "ana@example.org"))
TEACHERS = (("Name", "Phone", "Email"), ("Bea Cruz", "847-555-0101", "bea@example.org"))
BUDGET = (("Item", "Amount"), ("Pens", "5"))


def people(store):
    return {person["name"]: person for person in records_of(store, "person")}


def only(plan):
    (row,) = [row for row in plan.rows if row.verdict == "new"]
    return row.values


def reasons(plan):
    return [(row.row, row.why) for row in plan.rows if row.verdict == "refused"]


def workbook(*sheets, hidden=()):
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        for name, rows in sheets:
            page = book.add_worksheet(name)
            for place, row in enumerate(rows):
                page.write_row(place, 0, row)
            if name in hidden:
                page.hide()
            else:
                page.activate()
    return content.getvalue()


def test_a_row_with_a_word_that_may_be_a_heading_is_no_heading(store, bring_in):
    made = bring_in(WITHOUT_HEADINGS)
    assert set(people(store)) == {"Ana Diaz", "Bea Cruz", "Cy Ek", "Di Fo"} and not made.refused
    assert people(store)["Cy Ek"]["notes"] == "Column 4: Volunteer"


@pytest.mark.parametrize("content", ["Ana Diaz\nBea Cruz\n", "Ana Diaz,Parent\nBea Cruz,Member\n"])
def test_names_alone_need_no_headings(store, bring_in, content):
    bring_in(content)
    assert set(people(store)) == {"Ana Diaz", "Bea Cruz"}


def test_unknown_headings_of_a_form_are_headings_and_are_told(store, bring_in):
    made = bring_in(
        "Your name,Best way to reach you,I am a...\nAna Diaz,ana@example.org,Parent\n"
        "Cy Ek,cy@example.org,Guest\nDi Fo,,Member\nGuest,Volunteer,Member\n"
    )
    assert {"Ana Diaz", "Cy Ek", "Di Fo"} <= set(people(store))
    assert people(store)["Di Fo"]["notes"] == "I am a...: Member"
    assert reasons(made)[0] == (1, "It was taken for the headings of the columns.")


def test_titles_above_the_headings_are_in_the_report(plan):
    made = plan("Zion PTA,,\nupdated 2026,,\nName,Email,Phone\nAna Diaz,ana@example.org,\n")
    assert made.new == 1
    assert reasons(made) == [(place, "It stands above the headings of the columns.") for place in (1, 2)]


def test_headings_over_headings_and_days_as_headings_are_understood(plan):
    over = plan("Name,,Contact,\nFirst,Last,Email,Phone\nAna,Diaz,ana@example.org,\n")
    days = plan("Name,Email,2024-05-06,2024-06-03\nAna Diaz,ana@example.org,,present\n")
    assert only(over)["name"] == "Ana Diaz" and only(days)["notes"] == "2024-06-03: present"


SECOND = {
    "a title and a job": ("Title,First Name,Last Name,Job Title\nDr.,Ana,Diaz,Boss\n", ["Job: Boss"]),
    "two organizations": (
        (
            "Name,Organization,Organization 1 - Title,Organization 2 - Name,Organization 2 - Title,"
            "Occupation\nAna Diaz,Library,Boss,PTA,Chair,Nurse\n"
        ),
        [
            "Organization 2 - Title: Chair",
            "Occupation: Nurse",
            "Organization 2 - Name: PTA",
            "Organization: Library",
            "Job: Boss",
        ],
    ),
    "the words somebody is filed under": (
        "First Name,Last Name,File As\nAna,Diaz,Zion Library\n",
        ["File As: Zion Library"],
    ),
    "a second person in numbers": (
        "First Name,Last Name,Email,First Name 2,Last Name 2,Email 2\nAna,Diaz,a@x.org,Bo,Lee,b@x.org\n",
        ["First Name 2: Bo", "Last Name 2: Lee", "Email 2: b@x.org"],
    ),
    "a second person under the same headings": (
        "Name,Email,Name,Email\nAna Diaz,a@example.org,Bea Cruz,b@example.org\n",
        ["Name: Bea Cruz", "Email: b@example.org"],
    ),
    "somebody's parent": (
        "Name,Parent 1 Name,Parent 1 Email\nAna Diaz,Bo Diaz,bo@example.org\n",
        ["Parent 1 Name: Bo Diaz", "Parent 1 Email: bo@example.org"],
    ),
    "a label of one's own": (
        "Name,Custom Field 1 - Label,Custom Field 1 - Value\nAna Diaz,School,Zion High\n",
        ["Custom Field 1 - Label: School", "Custom Field 1 - Value: Zion High"],
    ),
    "another address in one line": (
        "Name,Street,City,Address\nAna Diaz,1 Oak St,Zion,PO Box 9\n",
        ["Address: PO Box 9"],
    ),
    "two days of joining": ("Name,Joined,Since\nAna Diaz,2020-03-04,2021-05-06\n", ["Since: 2021-05-06"]),
}


@pytest.mark.parametrize("sort", SECOND)
def test_a_second_value_of_the_same_meaning_is_in_the_notes(plan, sort):
    content, lines = SECOND[sort]
    values = only(plan(content))
    assert values["name"].removeprefix("Dr. ") == "Ana Diaz"
    assert values.get("notes", "").split("\n") == (lines or [""])
    assert "other_emails" not in values


def test_what_is_put_into_the_notes_for_want_of_a_place_is_told(plan):
    (row,) = plan("First Name,Last Name,File As\nAna,Diaz,Zion Library\n").rows
    assert "no second place for 'Zion Library'" in row.why


@pytest.mark.parametrize(
    ("cells", "name"),
    [("Ana,,Diaz", "Ana Diaz"), ("N/A,Ana,Diaz", "Ana Diaz"), ("Ana Diaz,,Diaz", "Ana Diaz")],
)
def test_a_name_in_one_column_and_in_several_is_put_together(plan, cells, name):
    values = only(plan(f"Name,First Name,Last Name\n{cells}\n"))
    assert values["name"] == name and "notes" not in values


def test_every_visible_sheet_of_contacts_is_read_and_the_others_are_named(store, bring_in):
    made = bring_in(workbook(("Parents", PARENTS), ("Teachers", TEACHERS), ("Budget", BUDGET)), "a.xlsx")
    assert set(people(store)) == {"Ana Diaz", "Bea Cruz"}
    assert people(store)["Bea Cruz"]["phone"] == "847-555-0101"
    report = made.as_json()
    assert report["unread"] == ["Budget"] and made.unread == "Sheets that were not read: Budget."
    assert [(row["sheet"], row["row"]) for row in report["rows"]] == [("Parents", 2), ("Teachers", 2)]


def test_a_hidden_sheet_is_not_read(plan):
    made = plan(workbook(("Old", PARENTS), ("Now", TEACHERS), hidden=("Old",)), "a.xlsx")
    assert only(made)["name"] == "Bea Cruz" and made.sheet.unread == ("Old",)


def test_instructions_in_front_of_the_list_are_passed_over(plan):
    words = (("How to use this workbook",), ("1. Fill it in",), ("2. Send it to office@example.org",))
    made = plan(workbook(("Instructions", words), ("People", PARENTS)), "a.xlsx")
    assert only(made)["name"] == "Ana Diaz" and made.sheet.unread == ("Instructions",)


def test_a_list_of_another_program_with_headings_like_ours_is_not_taken_for_ours(plan):
    made = plan(
        'id,name,email,phone,address,tags,notes\n1,Ana Diaz,N/A,-,"12 Oak St, Zion, IL 60099",a;b,hello\n'
    )
    values = only(made)
    assert not made.mapping.is_ours and values["address"]["city"] == "Zion" and values["tags"] == ["a", "b"]
    assert "email" not in values and "phone" not in values and values["notes"] == "hello\nid: 1"


def test_numbers_under_our_own_headings_are_not_our_ids(plan):
    columns = columns_of(Person)
    assert not plan(f"{','.join(columns)}\n1,Ana Diaz\n").mapping.is_ours
    assert plan(f"{','.join(columns)}\n,Ana Diaz\n").mapping.is_ours


@pytest.mark.parametrize("cell", ["2024-05-06", "06-01-2024", "5/6/24", "2024-05-06 10:30", "1234 5678"])
def test_a_day_or_a_badge_is_no_phone_number(plan, cell):
    values = only(plan(f"Name,Seen by us\nAna Diaz,{cell}\n"))
    assert values == {"name": "Ana Diaz", "notes": f"Seen by us: {cell}"}


def test_a_day_under_the_heading_of_a_phone_is_in_the_notes(plan):
    (row,) = plan("Name,Phone\nAna Diaz,2024-05-06\n").rows
    assert row.values == {"name": "Ana Diaz", "notes": "Phone: 2024-05-06"} and "not a phone" in row.why
    assert phones_in("06-01-2024") == ([], ["06-01-2024"]) and not is_date("847-555-0101")


@pytest.mark.parametrize(
    ("cell", "found", "left"),
    [
        ("bea cruz@example.org", [], ["bea cruz@example.org"]),
        ("ana@example.org, bo cruz@example.org", ["ana@example.org"], ["bo cruz@example.org"]),
        ("ana@example.org (home)", ["ana@example.org"], ["ana@example.org (home)"]),
        ('"Diaz, Ana" <ana@example.org>', ["ana@example.org"], []),
        ("a@example.org or b@example.org", ["a@example.org", "b@example.org"], []),
        ("a@example.org b@example.org.", ["a@example.org", "b@example.org"], []),
        ("home: a@example.org ::: b@example.org", ["a@example.org", "b@example.org"], []),
    ],
)
def test_an_address_with_a_space_in_it_is_nobody_elses(cell, found, left):
    assert emails_in(cell) == (found, left)


def test_what_fills_empty_cells_is_left_out(plan):
    values = only(plan("Name,Anniversary,Gender,Notes,Hobby\nAna Diaz,0/0/00,Unspecified,-,N/A\n"))
    assert values == {"name": "Ana Diaz"}


def test_a_firm_is_not_turned_round_and_pronouns_are_no_part_of_a_name(plan):
    assert in_order("Smith Family Foundation, Inc.") == "Smith Family Foundation, Inc."
    values = only(plan('Name\n"O’Neil, Sean (he/him)"\n'))
    assert values == {"name": "Sean O’Neil", "pronouns": "he/him"}


def test_a_table_of_a_web_page_called_a_workbook_is_refused(plan):
    with pytest.raises(Malformed, match="web page"):
        plan("\ufeff<table>\n<tr><th>Name</th></tr><tr><td>Ana</td></tr></table>", "a.xls")
