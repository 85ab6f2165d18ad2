"""Exports as files."""

from pathlib import Path

import pytest

from desktop.features.exchange.actions import look_through_first
from desktop.features.exchange.choosing import Wish
from desktop.features.exchange.papers import Wording
from desktop.features.exchange.progress import Progress
from desktop.features.exchange.taking_out import FORMS, file_name, take_out
from desktop.postal import address_lines
from desktop.store.store import Store
from sync.errors import Malformed, Refused
from sync.records.documents import Letter
from sync.records.meetings import Meeting
from sync.records.partners import Partner
from tests.features.exchange.crowd import ADDRESS, add_crowd
from tests.reports.paper import Paper


def test_a_table_holds_whom_it_says_and_nobody_else(store: Store, tmp_path: Path) -> None:
    add_crowd(store)
    words = take_out(store, Wish(form="csv"), tmp_path / "people.csv")
    text = (tmp_path / "people.csv").read_text("utf-8-sig")
    assert words == "Wrote 3 people to people.csv."
    assert "Rosa Díaz" in text and "Kid Kim" not in text and "Quiet Quinn" not in text
    assert "bea@example.org" not in text


@pytest.mark.parametrize("form", ["csv", "xlsx", "json", "vcf"])
def test_what_was_taken_out_is_known_when_it_comes_back(form: str, store: Store, tmp_path: Path) -> None:
    add_crowd(store)
    path = tmp_path / f"people.{form}"
    take_out(store, Wish(form=form), path)
    plan = look_through_first(store, path, Progress())
    assert (plan.matched, plan.new, plan.refused) == (3, 0, 0)


def test_every_form_of_every_kind_can_be_written(store: Store, tmp_path: Path) -> None:
    add_crowd(store)
    with store.edit("More") as draft:
        draft.add(Partner(name="Library", address=ADDRESS))
        draft.add(Meeting(title="November", starts_at="2026-11-03T18:30:00-06:00"))
    for kind, forms in FORMS.items():
        for form in forms:
            wish = Wish(kind=kind, form=form)
            path = tmp_path / file_name(wish, kind, "2026-11-22")
            assert take_out(store, wish, path, Wording("Dear {first_name}"))
            assert path.stat().st_size > 50


def test_labels_have_the_address_as_the_post_office_wants_it(store: Store, tmp_path: Path) -> None:
    add_crowd(store)
    take_out(store, Wish(form="labels"), tmp_path / "labels.pdf")
    text = Paper((tmp_path / "labels.pdf").read_bytes()).text
    assert text.split("\n")[:3] == ["Rosa Díaz", "1 Elm St", "Riverside IL 60546"]


def test_letters_call_each_by_the_first_name(store: Store, tmp_path: Path) -> None:
    add_crowd(store)
    wording = Wording("Dear {first_name},\n\nthank you. {coalition}", "Ana Ruiz\nChair")
    take_out(store, Wish(form="letters"), tmp_path / "letters.pdf", wording)
    text = Paper((tmp_path / "letters.pdf").read_bytes()).text
    for words in ("Dear Rosa,", "thank you. Riverside Coalition", "1 Elm St", "Ana Ruiz", "Chair"):
        assert words in text


def test_a_letter_with_an_unknown_token_is_not_written(store: Store, tmp_path: Path) -> None:
    add_crowd(store)
    with pytest.raises(Malformed, match="stands for nothing"):
        take_out(store, Wish(form="letters"), tmp_path / "letters.pdf", Wording("Dear {frist}"))
    assert not (tmp_path / "letters.pdf").exists()


def test_a_directory_says_who_is_in_it(store: Store, tmp_path: Path) -> None:
    add_crowd(store)
    take_out(store, Wish(form="directory"), tmp_path / "directory.pdf")
    text = Paper((tmp_path / "directory.pdf").read_bytes()).text
    assert "Rosa Díaz" in text and "Bea" not in text
    assert "Only those who agreed to be in it are in it." in text


def test_an_export_of_nobody_is_not_written(store: Store, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="no file was written"):
        take_out(store, Wish(form="labels"), tmp_path / "labels.pdf")
    assert not (tmp_path / "labels.pdf").exists()


def test_a_file_is_called_what_it_holds() -> None:
    assert file_name(Wish(form="labels"), "People", "2026-11-22") == "People 2026-11-22.pdf"
    assert file_name(Wish(form="vcf"), "People/../x", "2026-11-22") == "x 2026-11-22.vcf"


def test_another_country_is_named_in_an_address() -> None:
    fields = {**ADDRESS.model_dump(mode="json"), "country": "MX"}
    assert address_lines(fields) == ("1 Elm St", "Riverside IL 60546", "MX")
    assert address_lines(None) == ()


def test_kept_letters_are_offered_but_not_retired_ones(store: Store) -> None:
    from desktop.features.exchange.papers import templates

    with store.edit("Letters") as draft:
        draft.add(Letter(name="Thanks", body="Dear {name}"))
        draft.add(Letter(name="Old", retired=True))
    assert [each.name for each in templates(store)] == ["Thanks"]
