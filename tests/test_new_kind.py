"""A new kind of record is one class: everything else follows from it."""

from pathlib import Path
from typing import ClassVar

from desktop.features.records.actions import add_record, set_fields
from desktop.features.records.assignments import read_assignments
from desktop.features.records.kinds import describe_kinds
from desktop.features.records.queries import Wanted, list_records, search_all, show_record
from desktop.store.store import create_store
from desktop.transfer.exporting import export_kind
from sync.records import KINDS, Vocabulary
from sync.records.base import Record
from sync.records.types import Count, Prose, Tags, Title
from tests.offices import prepared_office
from tests.simulation import KEY, World, noon


class Kite(Record):
    """Something that flies over the park on Saturdays."""

    kind: ClassVar[str] = "kite"
    title: Title
    tails: Count = 0
    colours: Tags = ()
    notes: Prose = ""


WORDS = Vocabulary((*KINDS, Kite))


def test_one_class_gives_a_table_commands_search_export_sync_and_undo(
    database_url: str, tmp_path: Path
) -> None:
    template = tmp_path / "template.db"
    create_store(template, KEY, now=noon, vocabulary=WORDS, me="nobody").close()
    with prepared_office(database_url, tmp_path, WORDS) as office:
        world = World(tmp_path, office, template, WORDS)
        space = world.add_space()
        ana, luis = (world.add_device(name, {space: "leader"}) for name in ("Ana", "Luis"))
        words = ["title=Red dragon", "tails=3", 'colours=["red"]', "notes=Flies well."]
        kite = add_record(ana.store, "kite", read_assignments(words))
        set_fields(ana.store, "kite", kite, read_assignments(["colours+=gold", "notes+= It sings."]))
        world.settle([space])

        assert show_record(luis.store, "kite", kite)["notes"] == "Flies well. It sings."
        (listed,) = list_records(luis.store, "kite", Wanted(where=read_assignments(["tails=3"], ("=",))))
        assert listed["colours"] == ["gold", "red"]
        assert [hit["kind"] for hit in search_all(luis.store, "drag", 5)] == ["kite"]
        export_kind(luis.store, "kite", tmp_path / "kites.csv")
        assert "Red dragon" in (tmp_path / "kites.csv").read_text(encoding="utf-8-sig")
        ana.store.undo()
        world.settle([space])
        assert show_record(luis.store, "kite", kite)["colours"] == ["red"]
        world.close()


def test_the_new_kind_is_described_and_its_values_are_checked(tmp_path: Path) -> None:
    (described,) = (kind for kind in describe_kinds(WORDS) if kind["kind"] == "kite")
    assert [field["name"] for field in described["fields"]] == ["title", "tails", "colours", "notes"]
