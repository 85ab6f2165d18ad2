"""Two people and one record: stories of corners that chance alone finds too slowly."""

from functools import partial
from unittest.mock import patch

from sync.records.people import Person
from sync.server import pull
from tests.properties.quiet import check_same
from tests.properties.stories import beside, change, put, shown
from tests.simulation import Device, World


def test_of_two_values_one_is_shown_and_the_other_is_kept_beside_it(
    world: World, space: str, ana: Device, luis: Device, maria: str
) -> None:
    change(ana, maria, phone="2")
    change(luis, maria, phone="3")
    world.settle([space])
    for device in world.devices:
        assert (shown(device, maria, "phone"), beside(device, maria, "phone")) == ("2", ["3"])
    check_same(world, space)


def test_to_choose_settles_what_one_saw_and_leaves_what_one_did_not_see(
    world: World, space: str, ana: Device, luis: Device, mei: Device, maria: str
) -> None:
    change(ana, maria, phone="2")
    change(luis, maria, phone="3")
    change(mei, maria, phone="4")
    for device in (ana, luis, ana):
        world.round(device)
    change(ana, maria, phone="5")
    world.round(mei)
    world.settle([space])
    assert (shown(luis, maria, "phone"), beside(luis, maria, "phone")) == ("5", ["4"])


def test_to_choose_one_field_leaves_what_the_same_edit_wrote_beside_another(
    world: World, space: str, ana: Device, luis: Device, maria: str
) -> None:
    change(ana, maria, phone="2", goes_by="Mari")
    change(luis, maria, phone="3", goes_by="Mary")
    world.settle([space])
    change(ana, maria, phone="2")
    world.settle([space])
    assert beside(luis, maria, "phone") == [] and beside(luis, maria, "goes_by") == ["Mary"]


def test_undoing_a_choice_leaves_what_others_wrote_beside(
    world: World, space: str, ana: Device, luis: Device, mei: Device, maria: str
) -> None:
    change(ana, maria, phone="2")
    world.settle([space])
    change(luis, maria, phone="3")
    change(mei, maria, phone="4")
    world.round(luis)
    world.round(mei)
    world.settle([space])
    assert beside(luis, maria, "phone") == ["4"]
    luis.store.undo()
    world.settle([space])
    assert shown(ana, maria, "phone") == "2" and beside(ana, maria, "phone") == ["4"]


def test_undo_takes_back_ones_own_words_and_tags_and_leaves_those_of_others(
    world: World, space: str, ana: Device, luis: Device, maria: str
) -> None:
    for device, words, tag in ((luis, "Luis too. ", "b"), (ana, "Ana was here. ", "c")):
        with device.store.edit("Write") as draft:
            draft.append("person", maria, "notes", words)
            draft.add_members("person", maria, "tags", [tag])
    world.round(luis)
    world.settle([space])
    ana.store.undo()
    world.settle([space])
    assert (shown(luis, maria, "notes"), shown(luis, maria, "tags")) == ("Luis too. ", ["a", "b"])
    ana.store.redo()
    world.settle([space])
    assert "Ana was here. " in str(shown(luis, maria, "notes")) and shown(luis, maria, "tags") == [
        "a",
        "b",
        "c",
    ]


def test_a_deletion_hides_only_what_its_author_saw(
    world: World, space: str, ana: Device, luis: Device, maria: str
) -> None:
    change(ana, maria, phone="2")
    with luis.store.edit("Delete") as draft:
        draft.trash("person", maria)
    world.settle([space])
    for device in world.devices:
        state = device.state("person", maria) or {}
        assert "trash" not in state and len(state["asked"]) == 1


def test_a_tag_that_somebody_added_unseen_stays(
    world: World, space: str, ana: Device, luis: Device, maria: str
) -> None:
    with ana.store.edit("Again") as draft:
        draft.remove_members("person", maria, "tags", ["a"])
    with ana.store.edit("Again") as draft:
        draft.add_members("person", maria, "tags", ["a"])
    with luis.store.edit("Away") as draft:
        draft.remove_members("person", maria, "tags", ["a"])
    world.settle([space])
    assert shown(luis, maria, "tags") == ["a"] == shown(ana, maria, "tags")


def test_what_i_typed_stays_on_my_screen_until_the_office_hands_it_back(
    world: World, ana: Device, luis: Device, maria: str
) -> None:
    with patch("sync.server.rounds.page", partial(pull.page, limit=1)):
        put(luis, *(Person(name=f"Person {number}") for number in range(3)))
        change(luis, maria, phone="2")
        world.round(luis)
        change(ana, maria, goes_by="Mari")
        for _ in range(6):
            world.round(ana)
            assert shown(ana, maria, "goes_by") == "Mari"
        assert shown(ana, maria, "phone") == "2"


def test_a_lone_laptop_that_edits_faster_than_it_syncs_collides_with_nobody(
    world: World, space: str, ana: Device, maria: str
) -> None:
    for number in range(3):
        change(ana, maria, phone=f"{number}-0")
        change(ana, maria, phone=f"{number}-1")
        world.round(ana)
        assert beside(ana, maria, "phone") == []
        change(ana, maria, phone=f"{number}-2")
    world.settle([space])
    assert beside(ana, maria, "phone") == [] and shown(ana, maria, "phone") == "2-2"


def test_two_people_type_into_the_same_notes_and_both_are_there(
    world: World, space: str, ana: Device, luis: Device, maria: str
) -> None:
    for device, words in ((ana, "Ana was here. "), (luis, "Luis too. ")):
        with device.store.edit("Write") as draft:
            draft.append("person", maria, "notes", words)
    world.settle([space])
    for device in world.devices:
        notes = str(shown(device, maria, "notes"))
        assert "Ana was here." in notes and "Luis too." in notes
