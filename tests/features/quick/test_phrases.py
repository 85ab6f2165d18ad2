"""Two hundred lines as people type them, in English and Spanish, on Sunday, November 22, 2026."""

import csv
from datetime import date
from pathlib import Path

import pytest

from desktop.quick.newcomers import Newcomer
from desktop.quick.reading import Contact, Line, Reader

TODAY = date(2026, 11, 22)
with (Path(__file__).parent / "phrases.csv").open(encoding="utf-8", newline="") as file:
    PHRASES = list(csv.DictReader(file))


def told(read: Line | None) -> dict[str, str]:
    """What was read, in the columns of the table."""
    if read is None:
        return {"sort": "nothing"}
    if isinstance(read, Newcomer):
        reached = {"phone": read.phone, "email": read.email, "place": read.place}
        return {"sort": "person", "who": read.name, **reached}
    contact = {"sort": read.format.value, "who": " + ".join(read.names)} if isinstance(read, Contact) else {}
    return {
        "sort": "task",
        **contact,
        "days": " ".join(day.isoformat() for day in read.when.days),
        "times": " ".join(f"{at:%H:%M}" for at in read.when.times),
        "words": read.words,
        "owners": " + ".join(read.owners),
    }


@pytest.mark.parametrize("phrase", PHRASES, ids=[each["line"] for each in PHRASES])
def test_a_line_is_read_as_it_was_meant(phrase: dict[str, str]) -> None:
    meant = {name: words for name, words in phrase.items() if words and name not in ("language", "line")}
    read = told(Reader(TODAY, phrase["language"]).read(phrase["line"]))
    assert {name: words for name, words in read.items() if words} == meant


def test_there_are_two_hundred_lines_and_a_third_are_spanish() -> None:
    spanish = [each for each in PHRASES if each["language"] == "es"]
    assert len(PHRASES) >= 200 and len(spanish) * 3 >= len(PHRASES)


def test_a_day_that_was_chosen_leaves_the_other_among_the_words() -> None:
    read = Reader(TODAY, day=date(2026, 11, 27)).read("buy sun screen fri")
    assert told(read)["words"] == "Buy sun screen" and told(read)["days"] == "2026-11-27"


def test_the_month_comes_first_in_english_and_the_day_in_spanish() -> None:
    assert told(Reader(TODAY, "en").read("pay 3/4"))["days"] == "2027-03-04"
    assert told(Reader(TODAY, "es").read("pagar 3/4"))["days"] == "2027-04-03"


def test_a_line_that_begins_like_a_contact_can_be_something_to_do() -> None:
    read = Reader(TODAY, as_task=True).read("text for the flyer fri")
    assert told(read) == {
        "sort": "task", "days": "2026-11-27", "times": "", "words": "Text for the flyer", "owners": "",
    }  # fmt: skip
