"""Two values of one field wait for a person, and each way of choosing does what it says."""

import pytest

from desktop.features.choices.actions import choose, list_choices
from desktop.features.choices.queries import values_before
from sync.errors import Malformed, Unknown
from tests.features.choices.conftest import BEFORE, OF_ANA, OF_LUIS, Meeting, change
from tests.simulation import Device


def phone(device: Device, record: str) -> str:
    return str(device.store.state("person", record)["fields"]["phone"])


def test_both_values_wait_on_both_laptops(met: Meeting) -> None:
    for device in (met.ana, met.luis):
        [choice] = list_choices(device.store)
        [kept] = choice["beside"]
        assert (choice["kind"], choice["record"], choice["field"]) == ("person", met.maria, "phone")
        assert {choice["shown"], kept["value"]} == {OF_ANA, OF_LUIS}


def test_whoever_changed_it_knows_what_stood_there_before(met: Meeting) -> None:
    for device in (met.ana, met.luis):
        state = device.store.state("person", met.maria)
        assert values_before(device.store, state, "phone") == [BEFORE]


def test_somebody_else_is_not_told_what_they_cannot_know(met: Meeting) -> None:
    priya = met.world.add_device("Priya", {met.space: "leader"})
    met.settle()
    assert values_before(priya.store, priya.store.state("person", met.maria), "phone") == []
    assert len(list_choices(priya.store)) == 1


@pytest.mark.parametrize(
    ("keep", "left"),
    [("shown", lambda choice: choice["shown"]), ("beside", lambda choice: choice["beside"][0]["value"])],
    ids=["shown", "beside"],
)
def test_what_was_chosen_is_what_both_see_and_nothing_is_asked_again(met: Meeting, keep: str, left) -> None:  # type: ignore[no-untyped-def]
    [choice] = list_choices(met.ana.store)
    choose(met.ana.store, choice["id"], keep)
    met.settle()
    assert [phone(device, met.maria) for device in (met.ana, met.luis)] == [left(choice)] * 2
    assert list_choices(met.ana.store) == list_choices(met.luis.store) == []


def test_keeping_both_numbers_moves_the_second_to_the_other_phones(met: Meeting) -> None:
    [choice] = list_choices(met.ana.store)
    choose(met.ana.store, choice["id"], "both")
    met.settle()
    fields = met.luis.store.state("person", met.maria)["fields"]
    assert (fields["phone"], fields["other_phones"]) == (choice["shown"], [choice["beside"][0]["value"]])


def test_undo_takes_a_choice_back_without_choosing_another(met: Meeting) -> None:
    [choice] = list_choices(met.ana.store)
    choose(met.ana.store, choice["id"], value="+1 847 555 0133")
    assert phone(met.ana, met.maria) == "+1 847 555 0133"
    met.ana.store.undo()
    assert phone(met.ana, met.maria) == choice["shown"]


def test_a_deletion_that_met_a_change_is_a_choice_too(met: Meeting) -> None:
    [choice] = list_choices(met.ana.store)
    choose(met.ana.store, choice["id"], "shown")
    met.settle()
    with met.luis.store.edit("Delete Maria") as draft:
        draft.trash("person", met.maria)
    change(met.ana, met.maria, name="Maria García López")
    met.settle()
    [asked] = list_choices(met.ana.store)
    assert asked["field"] == "deletion"
    with pytest.raises(Malformed):
        choose(met.ana.store, asked["id"], "both")
    choose(met.ana.store, asked["id"], "beside")
    met.settle()
    assert "trash" in met.luis.store.state("person", met.maria)


def test_a_choice_that_is_none_any_more_is_said_to_be_none(met: Meeting) -> None:
    [choice] = list_choices(met.ana.store)
    choose(met.ana.store, choice["id"], "shown")
    with pytest.raises(Unknown, match="made already"):
        choose(met.ana.store, choice["id"], "shown")
