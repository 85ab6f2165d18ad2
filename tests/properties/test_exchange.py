"""Answers that are late, torn, too few or forgotten: stories of what must not come of them."""

from contextlib import suppress
from functools import partial
from itertools import count
from pathlib import Path
from unittest.mock import patch

from sync.protocol import SyncReply
from sync.records.people import Household, Person
from sync.server import backup, pull
from tests.properties.crashing import Crash, crashing
from tests.properties.quiet import check_same, fingerprint
from tests.properties.stories import change, put, shown
from tests.simulation import Device, Message, World


def test_an_answer_that_was_overtaken_changes_nothing(
    world: World, space: str, ana: Device, luis: Device, maria: str
) -> None:
    late = world.answer(luis.ask())
    change(ana, maria, phone="2")
    world.settle([space])
    before = luis.cursors(), luis.dump(), luis.digest(space)
    luis.hear(late)
    assert before == (luis.cursors(), luis.dump(), luis.digest(space))


def test_an_answer_overtaken_by_a_receipt_starts_nothing_over(
    world: World, space: str, ana: Device, luis: Device, maria: str
) -> None:
    """Its digest is of a moment before a change that this laptop knows to be accepted."""
    put(ana, *(Person(name=f"Person {number}") for number in range(4)))
    world.round(ana)
    with patch("sync.server.rounds.page", partial(pull.page, limit=4)):
        late = world.answer(luis.ask())
        put(ana, *(Person(name=f"Person {number}") for number in range(4)))
        world.round(ana)
        put(luis, Person(name="Mine"))
        world.round(luis)
        cursor = luis.cursors()
        luis.hear(late)
    assert luis.cursors() == cursor
    assert maria in world.states(space)


def test_a_page_never_splits_an_edit(world: World, ana: Device, luis: Device, maria: str) -> None:
    put(ana, *(Person(name="Together") for _ in range(5)))
    put(ana, *(Person(name="Together") for _ in range(5)))
    world.round(ana)
    with patch("sync.server.rounds.page", partial(pull.page, limit=3)):
        for many in (5, 10):
            world.round(luis)
            assert luis.dump().count(b"Together") == many


def test_a_page_that_lost_a_record_on_its_way_is_noticed_and_fetched_again(
    world: World, space: str, ana: Device, luis: Device, maria: str
) -> None:
    put(ana, Person(name="First"), Person(name="Second"))
    world.round(ana)
    reply = world.answer(luis.ask())
    told = SyncReply.model_validate_json(reply.body)
    (page,) = told.spaces
    columns = ("kinds", "ids", "sequences", "states")
    short = page.model_copy(update={name: getattr(page, name)[1:] for name in columns})
    luis.hear(Message(told.model_copy(update={"spaces": [short]}).model_dump_json().encode(), [], luis.id))
    world.settle([space])
    assert b"First" in luis.dump() and luis.dump() == ana.dump()


def test_receipts_are_kept_with_the_records_they_belong_to(
    world: World, space: str, ana: Device, maria: str
) -> None:
    change(ana, maria, phone="2")
    message = ana.ask()
    world.answer(message)
    head = world.space_row(space)
    world.answer(message)
    assert world.space_row(space) == head


def test_a_laptop_that_dies_while_it_hears_has_kept_all_of_an_answer_or_nothing(
    world: World, space: str, ana: Device, luis: Device, maria: str
) -> None:
    change(luis, maria, phone="2")
    world.round(luis)
    change(ana, maria, phone="3", goes_by="Mari")
    put(ana, Person(name="New"))
    reply, before = world.answer(ana.ask()), fingerprint(ana)
    for after in count():
        with suppress(Crash), crashing(ana.store.engine, after, commits=9):
            ana.hear(reply)
            break
        ana.crash()
        assert fingerprint(ana) == before, f"half of it was kept after {after} statements"
    assert after > 10 and fingerprint(ana) != before
    world.settle([space])
    check_same(world, space)


def test_an_office_that_dies_while_it_answers_has_taken_in_everything_or_nothing(
    world: World, space: str, ana: Device, maria: str
) -> None:
    change(ana, maria, phone="3")
    put(ana, Person(name="New"))
    message, before = ana.ask(), (world.states(space), world.space_row(space))
    for after in count():
        with suppress(Crash), crashing(world.office.storage.engine, after, commits=9):
            ana.hear(world.answer(message))
            break
        world.office.storage.close()
        assert (world.states(space), world.space_row(space)) == before
    assert after > 5
    world.settle([space])
    check_same(world, space)


def test_a_restored_office_gets_back_what_it_had_lost(
    world: World, space: str, ana: Device, luis: Device, maria: str, tmp_path: Path
) -> None:
    backup.back_up(world.office, tmp_path / "backup.zip")
    new = Person(name="New")
    put(ana, new)
    change(luis, maria, phone="2")
    world.settle([space])
    with luis.store.edit("Write") as draft:
        draft.append("person", new.id, "notes", "Met at the fair.")
        draft.add_members("person", new.id, "tags", ["fair"])
        draft.set("person", new.id, {"phone": "7"})
    world.settle([space])
    backup.restore(world.office, tmp_path / "backup.zip", tmp_path / "aside")
    for device in (luis, ana):  # who made the person comes last
        world.round(device)
    world.settle([space])
    for device in world.devices:
        assert shown(device, maria, "phone") == "2" and shown(device, new.id, "name") == "New"
        assert shown(device, new.id, "notes") == "Met at the fair." and shown(device, new.id, "phone") == "7"
        assert shown(device, new.id, "tags") == ["fair"]
    check_same(world, space, restored=True)


def test_nobody_is_handed_a_kind_that_their_role_does_not_read(world: World, space: str, ana: Device) -> None:
    finance = world.add_device("Fay", {space: "finance"})
    put(ana, Household(name="canary"), Person(name="Maria"))
    world.round(ana)
    reply = world.answer(finance.ask())
    assert b"canary" not in reply.body and b"Maria" in reply.body
    finance.hear(reply)
    assert not finance.ask().body.count(b'"changes"') and finance.cursors()[space] == ana.cursors()[space]


def test_changes_into_a_space_of_others_are_refused(world: World, space: str, ana: Device) -> None:
    foreign = world.add_space()
    put(ana, Person(name="canary"))
    body = ana.ask().body.replace(b'"space":"' + space.encode(), b'"space":"' + foreign.encode())
    reply = SyncReply.model_validate_json(world.answer(Message(body, [], ana.id)).body)
    assert [run.outcomes for run in reply.receipts] == ["r"]
    assert world.states(foreign) == {} and reply.gone == [foreign]


def test_both_ends_wait_until_the_disk_has_it(world: World, ana: Device) -> None:
    with ana.store.reading() as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
        assert connection.exec_driver_sql("PRAGMA fullfsync").scalar() == 1
    with world.office.storage.reading(()) as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2


def test_the_deleted_are_not_found_and_the_changed_are_found_by_their_new_words(
    world: World, space: str, ana: Device, luis: Device, maria: str
) -> None:
    assert [hit.id for hit in luis.store.search("maria")] == [maria]
    change(ana, maria, name="Ruth")
    world.settle([space])
    assert [hit.id for hit in luis.store.search("ruth")] == [maria] and not luis.store.search("maria")
    with ana.store.edit("Delete") as draft:
        draft.trash("person", maria)
    world.settle([space])
    assert not luis.store.search("ruth") and not ana.store.search("ruth")
