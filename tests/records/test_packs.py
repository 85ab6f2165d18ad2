"""Reference packs: those that come with the program, and files that are none."""

import itertools
import json
from pathlib import Path
from typing import Any

import pytest

from sync.errors import Malformed, Unavailable
from sync.records.base import Reference
from sync.records.fields import fields_of, parse_field
from sync.records.packs import LARGEST, Pack, bundled_packs, read_pack
from sync.records.reference import CompletionRule, Rule, Sector, Topic


@pytest.fixture(scope="module")
def pack() -> Pack:
    """The newest pack that comes with the program."""
    return bundled_packs()[-1]


def codes_of(pack: Pack, kind: str) -> list[str]:
    """Return the codes of one list of a pack, in order."""
    return [str(getattr(record, "code", "")) for record in pack.records if record.kind == kind]


def write(folder: Path, content: Any) -> Path:
    """Write a pack and return its file."""
    file = folder / "pack.json"
    file.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return file


def body(**records: Any) -> dict[str, Any]:
    """Return a pack of these records."""
    return {"pack": "2027.1", "published": "2027-01-15", "records": records}


def test_the_bundled_pack_has_the_lists_of_the_program(pack: Pack) -> None:
    sizes = {kind: len(codes_of(pack, kind)) for kind in {record.kind for record in pack.records}}
    expected = {"level": 4, "sector": 9, "member_role": 7, "topic": 4, "dimension": 10, "student_group": 7}
    assert {**sizes, **expected} == sizes
    assert codes_of(pack, "level") == ["1", "2", "3", "4"]


def test_every_sector_has_its_counterpart_in_the_other_list(pack: Pack) -> None:
    other = {record.headline() for record in pack.records if getattr(record, "frame", "") == "dfc_sectors"}
    assert len(other) == 12
    assert all(record.dfc in other for record in pack.records if isinstance(record, Sector))


def test_every_value_of_the_bundled_pack_is_one_that_could_be_typed(pack: Pack) -> None:
    for record in pack.records:
        for name, value in record.model_dump(mode="json", exclude={"id"}).items():
            assert parse_field(type(record), name, value) == value


def test_every_code_in_the_bundled_pack_is_in_it(pack: Pack) -> None:
    for record in pack.records:
        for name, spec in fields_of(type(record)).items():
            value = getattr(record, name)
            used = {value} - {""} if spec.type == "code" else set(value) if spec.type == "codes" else set()
            if spec.target:
                assert used <= set(codes_of(pack, spec.target)), f"{record.kind} {record.headline()}"


def test_criteria_that_the_office_has_not_set_are_shells_and_empty(pack: Pack) -> None:
    indicators = [record for record in pack.records if record.kind == "level_indicator"]
    assert {getattr(record, "level", "") for record in indicators} == {"1", "2", "3", "4"}
    assert all(
        getattr(record, "shell", False) and not getattr(record, "criteria", "") for record in indicators
    )
    assert all(record.shell for record in pack.records if isinstance(record, CompletionRule))


def test_the_threshold_of_a_year_is_a_dated_rule_and_the_unknown_one_is_empty(pack: Pack) -> None:
    rules = [
        rule for rule in pack.records if isinstance(rule, Rule) and rule.subject == "reporting_threshold"
    ]
    assert [rule.cents for rule in rules] == [60_000, 200_000, None]
    assert all(
        earlier.last and later.first and earlier.last < later.first
        for earlier, later in itertools.pairwise(rules)
    )


def test_a_pack_read_twice_makes_the_same_records(pack: Pack) -> None:
    assert bundled_packs()[-1].records == pack.records


def test_a_later_pack_changes_the_record_of_the_same_code(tmp_path: Path, pack: Pack) -> None:
    later = read_pack(write(tmp_path, body(topic=[{"code": "implicit_bias", "name": "Bias"}])))
    (old,) = (r for r in pack.records if isinstance(r, Topic) and r.code == "implicit_bias")
    assert later.records[0].id == old.id and later.records[0] != old


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        "{",
        '{"pack": "2027.1"}',
        {**body(), "pack": "newest"},
        {**body(), "published": 1700000000},
        body(kite=[]),
        body(person=[{"name": "Ana"}]),
        body(topic=[{"code": "bias"}]),
        body(topic=[{"code": "bias", "name": "Bias", "colour": "red"}]),
        body(topic=[{"code": "bias", "name": "Bias"}, {"code": "bias", "name": "Bias again"}]),
        body(rule=[{"code": "x", "name": "X", "cents": 1.5}]),
    ],
)
def test_a_file_that_is_no_pack_is_refused_in_a_plain_sentence(tmp_path: Path, content: Any) -> None:
    with pytest.raises(Malformed, match=r"'pack.json' is not a reference pack.*nothing was changed"):
        read_pack(write(tmp_path, content))


def test_a_file_that_is_far_too_large_is_not_read_whole(tmp_path: Path) -> None:
    with pytest.raises(Malformed, match="more than a pack can hold"):
        read_pack(write(tmp_path, " " * (LARGEST + 1)))


def test_a_file_that_is_not_there_is_the_worlds_fault(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="cannot be read"):
        read_pack(tmp_path / "none.json")


def test_all_of_it_is_reference_data(pack: Pack) -> None:
    assert all(isinstance(record, Reference) for record in pack.records)
