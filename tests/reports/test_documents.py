"""Each document says what it was given, and nothing that must not be on it."""

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest

from desktop.i18n import use_language
from desktop.reports.document import Document
from desktop.reports.documents import NameTents
from desktop.reports.letters import fill_tokens
from desktop.reports.prose import blocks
from sync.errors import Malformed
from tests.reports import samples
from tests.reports.paper import Paper

Print = Callable[[Document], Paper]


def test_a_document_speaks_the_language_of_the_program() -> None:
    try:
        use_language("es")
        spanish = NameTents(title="Reunión")
    finally:
        use_language("en")
    assert (spanish.language, NameTents(title="Meeting").language) == ("es", "en")


def test_a_sign_in_sheet_has_a_code_for_each_row_and_lines_for_those_who_walk_in(paper: Print) -> None:
    text = paper(samples.sign_in()).text
    assert "Tuesday, November 3, 2026, 6:30\N{NO-BREAK SPACE}PM – 8:00\N{NO-BREAK SPACE}PM" in text
    for words in ("A01", "Ana Reyes", "Maple Grove District 12", "A03", "Expected: 2", "Signed:"):
        assert words in text


def test_a_code_of_six_broad_signs_does_not_run_into_the_name(paper: Print) -> None:
    sheet = replace(samples.sign_in(), rows=(samples.SignInRow("MMWWMM", "Ana Reyes"),))
    for size, printed in ((10.5, paper(sheet)), (16.0, paper(replace(sheet, large=True)))):
        [(code, _row)], [(name, _line)] = printed.places("MMWWMM"), printed.places("Ana Reyes")
        assert name - code > 6 * 0.95 * size


def test_a_large_sheet_takes_more_room(paper: Print) -> None:
    rows = tuple(samples.SignInRow(f"A{number:02}", "Ana Reyes") for number in range(16))
    sheet = replace(samples.sign_in(), rows=rows)
    assert len(paper(sheet).pages) == 1
    assert len(paper(replace(sheet, large=True)).pages) == 2


def test_a_sheet_of_initials_has_no_name_and_no_organization(paper: Print) -> None:
    text = paper(samples.sign_in(initials_only=True)).text
    assert "A. R." in text and "L. F. O." in text
    assert "Reyes" not in text and "District" not in text and "Signature" not in text


def test_an_agenda_says_when_each_item_begins_until_one_has_no_length() -> None:
    content = samples.agenda().content()
    assert [item["at"][:4] for item in content["ordinary"]] == ["6:30", "6:35", "6:50"]
    without = replace(samples.agenda(), lines=(samples.AgendaLine("A"), samples.AgendaLine("B", 5)))
    assert [item["at"][:4] for item in without.content()["ordinary"]] == ["6:30", ""]


@pytest.mark.parametrize("large", [False, True])
def test_an_agenda_has_its_sections_and_what_is_still_open(large: bool, paper: Print) -> None:
    text = paper(samples.agenda(large=large)).text
    for words in (
        "Consent agenda",
        "Minutes of October",
        "Parking lot",
        "The banner",
        "carried over 2 times",
    ):
        assert words in text
    assert "5 minutes" in text and "Closed item" in text
    assert "About somebody" not in text


def test_minutes_say_who_was_there_and_what_was_settled(paper: Print) -> None:
    text = paper(samples.minutes()).text
    for words in (
        "Present (2)",
        "Rotary, online, left at 7:10 PM",
        "Maria Garcia",
        "Quorum was met",
        "Moved by Grace Kim, seconded by Tom Kowalski",
        "Carried: 9 yes, 1 no.",
        "Luis drafts the plan.",
        "Draft the plan",
        "November 24, 2026",
        "The meeting ended at 7:54\N{NO-BREAK SPACE}PM.",
        "Draft: not yet approved",
    ):
        assert words in text


def test_a_closed_item_is_only_in_a_full_copy(paper: Print) -> None:
    published = paper(samples.minutes())
    assert "personnel" not in published.text and "nobody else" not in published.text
    assert b"personnel" not in published.content
    full = paper(samples.minutes(full=True)).text
    assert "A personnel matter" in full and "What nobody else may read." in full


def test_approved_minutes_carry_their_hash_on_every_page(paper: Print) -> None:
    printed = paper(samples.minutes("Long.\n\n" * 60, approved=True))
    assert len(printed.pages) > 1
    for page in printed.pages:
        assert samples.HASH in page.replace(" ", "").replace("\n", "")
    assert "Draft" not in printed.pages[0].replace("Draft the plan", "")
    assert "Approved on December 1, 2026. By unanimous consent." in printed.text


def test_minutes_with_initials_name_nobody_in_the_lists(paper: Print) -> None:
    text = paper(replace(samples.minutes("Nothing."), initials_only=True)).text
    assert "Reyes" not in text and "Kowalski" not in text and "Garcia" not in text
    assert "T. K." in text


def test_a_slip_has_the_tasks_of_its_owner(paper: Print) -> None:
    text = paper(samples.slips()).text
    luis, grace = text.index("Luis"), text.index("Grace Kim")
    assert (
        luis
        < text.index("Draft the plan")
        < text.index("Call the church")
        < grace
        < text.index("Order tents")
    )
    assert "November 24, 2026" in text and "no date set" in text


def test_labels_are_thirty_to_a_sheet_and_can_begin_on_one_already_begun(paper: Print) -> None:
    assert len(paper(samples.labels(count=30)).pages) == 1
    assert len(paper(samples.labels(count=31)).pages) == 2
    assert len(paper(samples.labels(count=28, first=3)).pages) == 1
    assert len(paper(samples.labels(count=29, first=3)).pages) == 2


def test_labels_stand_where_avery_5160_has_them(paper: Print) -> None:
    names = tuple((f"N{number}", "", "Elm St") for number in range(30))
    places = paper(replace(samples.labels(), labels=names)).places("N")
    lefts = sorted({round(left) for left, _top in places})
    tops = sorted({round(top) for _left, top in places}, reverse=True)
    assert [other - one for one, other in pairwise(lefts)] == [198, 198]  # 2 3/4 inches
    assert [one - other for one, other in pairwise(tops)] == [72] * 9
    assert 13.5 < lefts[0] < 13.5 + 189 / 4 and 792 - 36 - 72 < tops[0] < 792 - 36


def test_a_badge_has_a_name_and_a_code_that_says_what_it_was_given(paper: Print) -> None:
    printed = paper(samples.badges())
    assert "Ana Reyes" in printed.text and "she/her" in printed.text
    assert b"QR code to check in Ana Reyes" in printed.content


def test_each_letter_has_its_own_name_in_it(paper: Print) -> None:
    text = paper(samples.letters()).text
    assert "Dear Grace," in text and "Thank you for 6 hours." in text
    assert "Maple Grove IL 60045" in text and "Sincerely," in text


def test_a_token_that_stands_for_nothing_is_named() -> None:
    with pytest.raises(Malformed, match=r"says \{frist_name\}.*\{name\}, \{hours\}"):
        fill_tokens("Dear {frist_name}", {"name": "Ana", "hours": "6"})


def test_what_a_token_stands_for_is_not_searched_for_tokens() -> None:
    assert fill_tokens("Dear {name}", {"name": "{name}{secret}"}) == "Dear {name}{secret}"


def test_a_recovery_sheet_has_the_code_in_groups_and_nothing_else_of_the_vault(paper: Print) -> None:
    text = paper(samples.recovery()).text
    for group in samples.CODE.split("-"):
        assert group in text
    assert "away from the computer" in text


def test_a_directory_is_filed_by_letters_without_accents() -> None:
    letters = samples.directory().content()["letters"]
    assert [each["letter"] for each in letters] == ["A", "K"]
    assert [entry["name"] for entry in letters[0]["entries"]] == ["Ana Reyes", "Ávila, Inés"]


def test_a_directory_says_who_is_not_in_it(paper: Print) -> None:
    text = paper(samples.directory()).text
    assert "3 people" in text and "2 minors are left out." in text and "tom@example.org" in text


def test_prose_becomes_paragraphs_and_lists() -> None:
    assert blocks("One\ntwo\n\n- a\n- b\n1. c\n\n\n* d") == [
        {"shape": "text", "lines": ["One", "two"]},
        {"shape": "bullets", "lines": ["a", "b"]},
        {"shape": "numbers", "lines": ["c"]},
        {"shape": "bullets", "lines": ["d"]},
    ]


def test_a_name_tent_has_the_name_on_both_sides(paper: Print) -> None:
    printed = paper(samples.tents())
    assert len(printed.pages) == 2
    assert printed.pages[0].count("Ana Reyes") == 2
