"""The list that is shown, taken out: as tables, cards and paper, without what must not be in it."""

import pytest
from PySide6.QtWidgets import QFileDialog

from desktop.features.people.filters import Filter
from desktop.features.people.page_out import TakeOut
from desktop.features.people.roll import read_roll
from desktop.features.people.taking_out import Wish, count_words, ids_of, take_out
from sync.errors import Malformed, Refused
from sync.records.people import Person
from sync.records.values import Address

HOME = Address(street="12 Oak Ave", city="Belvidere", state="IL", postal_code="61008")


@pytest.fixture
def crowd(put):
    put(
        Person(name="Ana Ruiz", email="ana@example.org", address=HOME, sector="libraries"),
        Person(name="Bo Lee", email="bo@example.org", address=HOME, do_not_contact=True),
        Person(name="Cy Kim", age_band="minor", address=HOME, sector="libraries"),
        Person(name="Di Park", email="di@example.org", sector="police"),
    )


def shown(store, **given):
    return ids_of(read_roll(store, Filter(**given)).narrowed(""))


@pytest.mark.usefixtures("crowd")
def test_only_those_shown_go_out_and_no_minors(store, tmp_path):
    words = take_out(store, shown(store, sector="libraries"), Wish("csv"), tmp_path / "people.csv")
    assert words == "Wrote 1 to people.csv. 1 minor was left out."
    assert "Ana Ruiz" in (tmp_path / "people.csv").read_text("utf-8-sig")
    words = take_out(store, shown(store, sector="libraries"), Wish("xlsx", minors=True), tmp_path / "a.xlsx")
    assert words == "Wrote 2 to a.xlsx."


@pytest.mark.usefixtures("crowd")
def test_cards_leave_out_who_asked_not_to_be_contacted(store, tmp_path):
    words = take_out(store, shown(store), Wish("vcf"), tmp_path / "people.vcf")
    assert "1 who asked not to be contacted" in words
    cards = (tmp_path / "people.vcf").read_text()
    assert cards.count("BEGIN:VCARD") == 2 and "Bo Lee" not in cards


@pytest.mark.usefixtures("crowd")
@pytest.mark.parametrize("form", ["labels", "letters"])
def test_paper_goes_to_those_who_may_be_written_to(store, tmp_path, form):
    words = take_out(store, shown(store), Wish(form, body="Dear {first_name}"), tmp_path / "a.pdf")
    assert words.startswith("Wrote a.pdf. Left out: ")
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.usefixtures("crowd")
def test_a_directory_nobody_agreed_to_is_not_written(store, tmp_path):
    with pytest.raises(Refused, match="Nobody of this list is left"):
        take_out(store, shown(store), Wish("directory"), tmp_path / "a.pdf")
    assert not (tmp_path / "a.pdf").exists()


@pytest.mark.usefixtures("crowd")
def test_a_letter_with_an_unknown_word_is_not_written(store, tmp_path):
    with pytest.raises(Malformed, match="stands for nothing"):
        take_out(store, shown(store), Wish("letters", body="Dear {nobody}"), tmp_path / "a.pdf")


def test_a_count_is_said_in_words():
    assert [count_words(count) for count in (1, 2, 1200)] == ["1 person", "2 people", "1,200 people"]


@pytest.mark.usefixtures("crowd")
def test_the_dialog_writes_what_is_shown_where_it_is_told(shell, page, tmp_path, monkeypatch, wait_for):
    wait_for(lambda: page.list.model.rowCount() == 4)
    page.take_out("vcf")
    dialog = page.findChildren(TakeOut)[-1]
    path = tmp_path / "people.vcf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    dialog.finish()
    assert dialog.isVisible()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path.with_suffix("")), ""))
    dialog.finish()
    wait_for(path.exists)
    wait_for(lambda: shell.toast._words.text().startswith("Wrote 2 to people.vcf."))


@pytest.mark.usefixtures("crowd")
@pytest.mark.parametrize(
    ("form", "asked"),
    [("csv", ["minors"]), ("vcf", ["minors"]), ("labels", ["first"]), ("letters", ["body", "signed"]),
     ("directory", [])],
)  # fmt: skip
def test_each_form_asks_only_for_what_it_needs(page, form, asked):
    page.take_out(form)
    fields = page.findChildren(TakeOut)[-1].fields
    every = ("minors", "first", "body", "signed")
    assert [name for name in every if getattr(fields, name).isVisible()] == asked
    assert fields.wish().form == form and fields._hint.text()
