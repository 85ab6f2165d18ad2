"""What holds for every document."""

import time
from collections.abc import Callable

import pytest

from desktop.reports.document import Document
from desktop.reports.printing import BOX, pdf, pictures
from tests.reports import samples
from tests.reports.paper import Paper

Print = Callable[[Document], Paper]
ALL = [*samples.each_with("Welcome"), samples.recovery()]
HOSTILE = [
    '#read("/etc/passwd")',
    "#{panic()} $x^2$ *bold* _it_ = = heading @ref <label> `raw` // no \\ end",
    '"}); #import "page.typ": * #let a = (',
    "محمد الراشد",
    "שלום עולם",
    "李小龍 and 김 and ไทย",
    "😀 👩‍👩‍👧 🎉",
    "control \x00\x01\x1b and turned \u202etxt.exe\u202c end",
    "W" * 290,
    "a\u0301\u0301\u0301\u0301 \ufffe \ue000 \U0010ffff",
]


@pytest.mark.parametrize("document", ALL, ids=lambda document: document.template)
def test_every_document_is_a_tagged_pdf_with_its_title_and_language(document: Document, paper: Print) -> None:
    printed = paper(document)
    assert printed.is_tagged
    assert printed.is_universal
    assert printed.title == (document.title or "Recovery code")
    assert printed.language == "en"


@pytest.mark.parametrize("document", ALL, ids=lambda document: document.template)
def test_the_same_document_is_the_same_bytes_whenever_it_is_printed(document: Document) -> None:
    first = pdf(document)
    time.sleep(0.01)
    assert pdf(document) == first
    assert b"CreationDate" not in first
    assert b"/Fontconfig" not in first


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_what_people_write_is_never_markup(words: str, paper: Print) -> None:
    for document in samples.each_with(words):
        printed = paper(document)
        assert printed.is_universal
        if words.isascii() and words.isprintable() and document.template != "letters":
            assert words.replace(" ", "") in "".join(printed.text.split())


def test_a_name_in_another_script_is_printed_and_a_sign_of_none_is_a_box(paper: Print) -> None:
    assert "שלום"[::-1] in paper(samples.sign_in("שלום")).text  # in the order in which it stands on the page
    assert BOX in paper(samples.sign_in("\u0378 Lee")).text


def test_signs_that_turn_the_text_around_are_left_out(paper: Print) -> None:
    assert "fdp.txt" in paper(samples.sign_in("\u202efdp.txt\u202c")).text


def test_a_word_without_end_stays_on_the_page(paper: Print) -> None:
    printed = paper(samples.minutes("W" * 400))
    lines = [line for line in printed.text.splitlines() if "WWW" in line]
    assert len(lines) > 1 and max(map(len, lines)) < 60


def test_days_are_said_in_the_language_of_the_document(paper: Print) -> None:
    spanish = samples.SignInSheet(title="Reunión", language="es", starts_at=samples.AT, duration=90)
    printed = paper(spanish)
    assert "Martes, 3 de noviembre de 2026" in printed.text
    assert (printed.language, printed.title) == ("es", "Reunión")


def test_pages_can_be_looked_at_before_they_are_printed() -> None:
    pages = pictures(samples.labels(), dots=50)
    assert len(pages) == 2
    assert all(page.startswith(b"\x89PNG") for page in pages)
