from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from desktop.features.meetings.attendance.codes import SIGNS, check_sign, is_code, tidy
from desktop.features.meetings.attendance.marking import mark
from desktop.features.meetings.attendance.sheets import (
    LENGTH,
    count_sheet,
    enter_rows,
    read_codes,
    reconcile,
    sheet_rows,
)
from desktop.features.meetings.attendance.walk_ins import WalkIn, add_walk_in
from desktop.features.meetings.queries import read
from desktop.features.meetings.roster import roster_of
from sync.records.attendance import Presence
from sync.records.meetings import Meeting
from tests.features.meetings.people import add_people

CODES = some.text(SIGNS, min_size=LENGTH - 1, max_size=LENGTH - 1).map(
    lambda signs: signs + check_sign(signs)
)


@given(CODES, some.integers(0, LENGTH - 1), some.sampled_from(SIGNS))
def test_every_single_wrong_sign_is_noticed(code, place, sign):
    wrong = code[:place] + sign + code[place + 1 :]
    assert is_code(wrong, LENGTH) == (wrong == code)


@given(CODES, some.integers(0, LENGTH - 2))
def test_every_two_neighbours_that_changed_places_are_noticed(code, place):
    wrong = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    assert is_code(wrong, LENGTH) == (wrong == code)


def test_no_two_signs_look_alike():
    assert len(set(SIGNS)) == 31 and not set(SIGNS) & set("01ILO")


def test_codes_are_typed_as_one_likes():
    assert tidy(" ab-2 3c") == "AB23C"


def test_the_sheet_has_a_row_with_a_code_for_everybody_and_some_for_walk_ins(store, people, meeting):
    rows = sheet_rows(store, meeting, open_rows=5)
    assert [row.name for row in rows[:16]] == [each.name for each in roster_of(store, meeting).attenders]
    assert [row.place for row in rows[16:]] == [1, 2, 3, 4, 5]
    assert len({row.code for row in rows}) == 21 and all(is_code(row.code, LENGTH) for row in rows)


def test_every_computer_works_out_the_same_codes(store, people, meeting):
    assert sheet_rows(store, meeting) == sheet_rows(store, meeting)


def test_codes_typed_in_bulk_mark_their_people_in_one_edit(store, people, meeting):
    rows = sheet_rows(store, meeting)
    typed = f"{rows[0].code.lower()}, {rows[3].code}\n{rows[5].code[:2]}-{rows[5].code[2:]}"
    read_rows = [each.row for each in read_codes(store, meeting, typed)]
    assert enter_rows(store, meeting, read_rows) == 3
    roster = roster_of(store, meeting)
    assert {each.person for each in roster.here} == {rows[place].person for place in (0, 3, 5)}
    assert roster.by_person[rows[0].person].sheet_code == rows[0].code
    assert roster.by_person[rows[0].person].arrived_at is None
    store.undo()
    assert roster_of(store, meeting).here == ()


def test_a_typing_mistake_is_named_with_the_row_it_is_meant_for(store, people, meeting):
    row = sheet_rows(store, meeting)[2]
    slip = row.code[1] + row.code[0] + row.code[2:]
    wrong = slip if slip != row.code else "2" + row.code[1:]
    (typed,) = read_codes(store, meeting, wrong)
    assert typed.row is None and "typing mistake" in typed.trouble and row in typed.maybe


def test_a_code_typed_twice_is_entered_once(store, people, meeting):
    code = sheet_rows(store, meeting)[0].code
    first, second = read_codes(store, meeting, f"{code} {code}")
    assert first.row and second.row is None and "twice" in second.trouble


def test_a_code_of_another_meeting_is_not_taken(store, people, meeting):
    with store.edit("Another") as draft:
        other = draft.add(Meeting(title="Another", voters=tuple(people)))
    (typed,) = read_codes(store, meeting, sheet_rows(store, other)[0].code)
    assert typed.row is None and "not from the sheet of this meeting" in typed.trouble


def test_a_sheet_printed_before_somebody_was_taken_off_the_list_still_reads(store, people, meeting):
    row = next(row for row in sheet_rows(store, meeting) if row.person == people[4])
    with store.edit("Uninvite") as draft:
        draft.remove_members("meeting", meeting, "voters", [people[4]])
    (typed,) = read_codes(store, meeting, row.code)
    assert typed.row.person == people[4]


def test_a_row_of_somebody_who_walked_in_is_entered_once(store, people, meeting):
    row = sheet_rows(store, meeting)[-1]
    (typed,) = read_codes(store, meeting, row.code)
    assert typed.row == row
    add_walk_in(store, meeting, WalkIn("Nadia Frost", phone="847 555 0100", sheet_code=row.code))
    (again,) = read_codes(store, meeting, row.code)
    assert again.row is None and "Nadia Frost" in again.trouble


def test_the_paper_and_the_roster_are_reconciled(store, people, meeting):
    rows = sheet_rows(store, meeting)
    enter_rows(store, meeting, rows[:3])
    count_sheet(store, meeting, 5)

    def found():
        return reconcile(read(store, Meeting, meeting), roster_of(store, meeting))

    assert not found().is_level and found().words == "2 signatures on the paper are not in the roster yet."
    mark(store, meeting, rows[3].person)
    mark(store, meeting, rows[4].person)
    assert found().is_level and found().words == "" and (found().entered, found().present) == (3, 5)
    mark(store, meeting, rows[5].person)
    assert found().words == "1 person is marked present who did not sign."
    mark(store, meeting, rows[5].person, Presence.BY_PROXY)
    assert found().is_level


def test_two_hundred_people_have_codes_of_their_own(store, meeting):
    crowd = add_people(store, [f"Person {number}" for number in range(200)])
    with store.edit("Invite") as draft:
        draft.add_members("meeting", meeting, "invited", crowd)
    codes = [row.code for row in sheet_rows(store, meeting)]
    assert not [pair for pair in combinations(codes, 2) if pair[0] == pair[1]]


@pytest.mark.parametrize("text", ["", " , ;\n"])
def test_nothing_typed_is_nothing_read(store, meeting, text):
    assert read_codes(store, meeting, text) == []
