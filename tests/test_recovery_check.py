from datetime import date

import pytest

from desktop.recovery_check import check_typed, groups_asked, recovery_sheet
from desktop.reports.printing import pdf
from desktop.vault import recovery_code
from sync.errors import Refused

CODE = "7Q2K-0DMV-W4HT-1111-ABCD-EFGH-JKMN-PQRS"


def test_two_different_groups_are_asked_for_and_not_always_the_same():
    asked = {groups_asked(CODE) for _ in range(40)}
    assert all(1 <= first < second <= 8 for first, second in asked)
    assert len(asked) > 5


@pytest.mark.parametrize("typed", ["0DMV", "0dmv", " odmv ", "Odmv"])
def test_letters_that_look_alike_are_forgiven(typed: str):
    check_typed(CODE, {2: typed})


def test_i_and_l_are_read_as_ones():
    check_typed(CODE, {4: "ilIL"})


@pytest.mark.parametrize("typed", ["", "0DM", "W4HT"])
def test_another_group_is_refused_by_its_number(typed: str):
    with pytest.raises(Refused, match="Group 2"):
        check_typed(CODE, {3: "W4HT", 2: typed})


def test_the_sheet_is_a_document_with_every_group():
    code = recovery_code()
    sheet = recovery_sheet(code, "Riverside", date(2026, 11, 24))
    assert sheet.content()["groups"] == code.split("-")
    assert pdf(sheet).startswith(b"%PDF")
