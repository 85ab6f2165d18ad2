"""The outbox on a stick, and the receipt that comes back."""

from dataclasses import replace

import pytest

from desktop.store import sealing
from sync import protocol
from sync.errors import Damaged, Refused
from sync.records.meetings import Meeting
from sync.records.people import Person
from sync.server.carry import take_in
from sync.server.devices import revoke
from sync.server.founding import add_space
from tests.carry.people import at_office


def test_a_laptop_that_never_sees_a_network_becomes_level_with_one_that_does(office, ana, ben):
    ana.add(Person(name="Rosa Vidal"), Person(name="Gus Otto"))
    ben.add(Person(name="Lena Park"))
    ben.sync()
    arrived = ana.by_stick()
    ben.sync()
    assert arrived.sent == 2
    assert arrived.received >= 1
    assert ana.standings() == ["done", "done"]
    assert ana.dump() == ben.dump()
    assert b"Lena Park" in ana.dump()


def test_both_people_changing_one_field_comes_out_as_by_network(office, ana, ben):
    person = ben.add(Person(name="Rosa Vidal", email=""))
    ben.sync()
    ana.by_stick()
    ana.set("person", person, name="Rosa Vidal-Park")
    ben.set("person", person, name="Rosa V.")
    ben.sync()
    arrived = ana.by_stick()
    ben.sync()
    assert arrived.beside == 1
    assert ana.store.state("person", person)["fields"]["name"] == "Rosa V."
    assert ana.dump() == ben.dump()


def test_minutes_typed_on_both_laptops_merge(office, ana, ben):
    meeting = ben.add(Meeting(title="November"))
    ben.sync()
    ana.by_stick()
    ana.append("meeting", meeting, "minutes", "Ana's sentence.\n")
    ben.append("meeting", meeting, "minutes", "Ben's sentence.\n")
    ben.sync()
    ana.by_stick()
    ben.sync()
    words = ana.store.state("meeting", meeting)["fields"]["minutes"]
    assert "Ana's" in words and "Ben's" in words
    assert ana.dump() == ben.dump()


def test_a_file_and_its_receipt_arriving_twice_do_nothing(office, ana, ben):
    ana.add(Person(name="Rosa Vidal"))
    path = ana.carry_out()
    first, second = at_office(office, path), take_in(office, path)
    ana.carry_in(first)
    before = ana.dump()
    again = first.with_suffix(".again")
    again.write_bytes(second)
    for receipt in (first, again):
        arrived = ana.carry_in(receipt)
        assert (arrived.sent, arrived.received) == (0, 0)
    ben.sync()
    assert ana.dump() == before == ben.dump()
    assert ana.sync().level


def test_files_out_of_order_come_to_the_same(office, ana, ben):
    person = ana.add(Person(name="Rosa Vidal"))
    first = ana.carry_out()
    ana.set("person", person, name="Rosa Park")
    second = ana.carry_out()
    late, early = at_office(office, second), at_office(office, first)
    ana.carry_in(early)
    ana.carry_in(late)
    ben.sync()
    assert ana.standings() == ["done", "done"]
    assert ana.store.state("person", person)["fields"]["name"] == "Rosa Park"
    assert ana.dump() == ben.dump()


def test_the_network_may_be_faster_than_the_receipt(office, ana, ben):
    person = ana.add(Person(name="Rosa Vidal"))
    receipt = at_office(office, ana.carry_out())
    ben.sync()
    ben.set("person", person, name="Rosa Park")
    ben.sync()
    assert ana.sync().level
    ana.set("person", person, email="rosa@example.org")
    ana.carry_in(receipt)
    assert ana.store.state("person", person)["fields"]["name"] == "Rosa Park"
    assert ana.standings() == ["done", "unsent"]
    assert ana.sync().level
    ben.sync()
    assert ana.dump() == ben.dump()


def test_an_answer_to_what_was_not_heard_here_moves_no_cursor(office, ana, ben, monkeypatch):
    from desktop.store.receipts import take_receipt
    from sync.carry import open_receipt
    from sync.sealing import read_label

    ben.add(Person(name="Rosa Vidal"))
    ben.sync()
    ana.sync()
    for number in range(9):
        ben.add(Person(name=f"Person {number}"))
    ben.sync()
    monkeypatch.setattr("sync.server.pull.page.__kwdefaults__", {"known": frozenset(), "limit": 4})
    content = take_in(office, ana.carry_out())
    receipt = open_receipt(*read_label(content), ana.key, ana.store.facts()["office_key"])
    _hear_anew(ana)
    take_receipt(ana.store, receipt.model_copy(update={"answers": receipt.answers[:1]}))
    assert ana.cursor() == 0
    _arrive(ana, content)
    assert ana.cursor() == 0
    assert ana.sync().level
    assert ana.dump() == ben.dump()


def test_a_late_receipt_makes_a_laptop_hear_nothing_twice(office, ana, ben, monkeypatch):
    from desktop.store.replica import Replica
    from sync.client.session import exchange

    ana.add(Person(name="Rosa Vidal"))
    second = ana.add(Person(name="Gus Otto"))
    receipt = at_office(office, ana.carry_out())
    ben.sync()
    ben.set("person", second, name="Augusto Otto")
    ben.sync()
    monkeypatch.setattr(protocol, "MOST_IN_ROUND", 1)
    exchange(ana.wire, Replica(ana.store, "1"))
    assert ana.standings() == ["done", "unsent"]
    heard = ana.cursor()
    ana.carry_in(receipt)
    assert ana.cursor() == heard
    ana.wire.asked.clear()
    assert ana.sync().level
    assert ana.wire.asked == ["/v1/sync"]
    assert ana.dump() == ben.dump()


def test_a_large_outbox_goes_in_several_rounds_of_one_file(office, ana, ben, monkeypatch):
    monkeypatch.setattr(protocol, "MOST_CHANGES", 7)
    for number in range(30):
        ana.add(Person(name=f"Person {number}"))
    assert ana.by_stick().sent == 30
    ben.sync()
    assert ana.dump() == ben.dump()


def test_pages_of_a_long_absence_come_in_one_receipt(office, ana, ben, monkeypatch):
    monkeypatch.setattr("sync.server.pull.page.__kwdefaults__", {"known": frozenset(), "limit": 4})
    for number in range(21):
        ben.add(Person(name=f"Person {number}"))
    ben.sync()
    assert ana.by_stick().received >= 21
    assert ana.dump() == ben.dump()
    assert ana.sync().level


def test_a_new_space_comes_by_stick(office, ana, space):
    cohort = add_space(office, "cohort", "Autumn", "2026-27")
    _admit(office, ana, cohort, "participant")
    ana.by_stick()
    with ana.store.reading() as connection:
        assert cohort in {each.space for each in sealing.cursors(connection)}


def test_a_file_for_another_office_is_turned_away(office, other_office, ana, tmp_path):
    ana.add(Person(name="Rosa Vidal"))
    with pytest.raises(Refused, match="another office"):
        take_in(other_office, ana.carry_out())
    assert ana.standings() == ["unsent"]


def test_a_receipt_for_another_laptop_is_turned_away(office, ana, ben):
    with pytest.raises(Refused, match="another computer"):
        ben.carry_in(at_office(office, ana.carry_out()))


def test_no_changed_byte_gets_past_either_end(office, ana, ben):
    ana.add(Person(name="Rosa Vidal"))
    content = ana.carry_out().read_bytes()
    receipt = take_in(office, content)
    before = ana.dump()
    for whole, take in (
        (content, lambda some: take_in(office, some)),
        (receipt, lambda some: _arrive(ana, some)),
    ):
        for place in range(0, len(whole), 11):
            changed = whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :]
            with pytest.raises((Damaged, Refused)):
                take(changed)
        for length in range(0, len(whole), 37):
            with pytest.raises((Damaged, Refused)):
                take(whole[:length])
    assert ana.dump() == before
    assert ana.standings() == ["unsent"]


def test_a_receipt_that_the_office_did_not_make_is_turned_away(office, other_office, ana):
    from sync.carry import Receipt, reply_key, seal_receipt
    from sync.sealing import public_text
    from sync.server.office_key import make_office_key

    with other_office.storage.writing(()) as connection:
        stranger = make_office_key(connection)
    forged = seal_receipt(Receipt(answers=[]), ana.wire.device, public_text(reply_key(ana.key)), stranger)
    with pytest.raises(Damaged, match="damaged"):
        _arrive(ana, forged)


def test_a_file_that_another_laptop_signed_is_turned_away(office, ana, ben):
    ana.add(Person(name="Rosa Vidal"))
    ana = replace(ana, key=ben.key)
    with pytest.raises(Damaged):
        take_in(office, ana.carry_out())


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"Coalition Desk carry file 3\n{}\n"])
def test_what_is_no_carry_file_gets_one_sentence(office, ana, content):
    with pytest.raises(Damaged) as heard:
        take_in(office, content)
    assert heard.value.sentence.count("Nothing was") == 1
    with pytest.raises(Damaged):
        _arrive(ana, content)


def test_nobody_on_the_way_can_read_it(office, ana):
    ana.add(Person(name="Quetzalcoatl Marker"))
    path = ana.carry_out()
    assert b"Quetzal" not in path.read_bytes()
    assert b"Quetzal" not in at_office(office, path).read_bytes()


def test_an_office_brought_back_from_a_backup_takes_what_it_lost(office, ana, ben, tmp_path):
    from sync.server.backup import back_up, restore

    ana.add(Person(name="Before"))
    ana.by_stick()
    back_up(office, tmp_path / "backup.zip")
    ana.add(Person(name="After"))
    ana.by_stick()
    on_the_way = ana.carry_out()
    restore(office, tmp_path / "backup.zip", tmp_path / "aside")
    ana.carry_in(at_office(office, on_the_way))
    ana.by_stick()
    ana.by_stick()
    ben.sync()
    assert b"After" in ben.dump()
    assert ana.dump() == ben.dump()


def test_a_computer_that_has_not_joined_is_told_so(tmp_path):
    from desktop.store.carry import carry_out
    from desktop.store.store import create_store
    from sync.signing import DeviceKey
    from tests.carry.people import KEY, WORDS, noon

    store = create_store(tmp_path / "alone.db", KEY, now=noon, vocabulary=WORDS)
    with pytest.raises(Refused, match="has not joined"):
        carry_out(store, DeviceKey.generate(), tmp_path / "out.carry")
    assert not (tmp_path / "out.carry").exists()
    store.close()


def test_a_revoked_computers_file_waits_for_an_administrator(office, ana, ben):
    ana.add(Person(name="Rosa Vidal"))
    path = ana.carry_out()
    revoke(office, ana.wire.device, "The office")
    with pytest.raises(Refused, match="waiting room") as heard:
        take_in(office, path)
    assert heard.value.code == "carry_revoked"
    ben.sync()
    assert b"Rosa Vidal" not in ben.dump()


def _hear_anew(laptop) -> None:
    from desktop.store import baseline
    from desktop.store.schema import spaces
    from sync.protocol import SpacePage

    with laptop.store.writing() as connection:
        for row in connection.execute(spaces.select()).all():
            page = SpacePage(space=row.space, epoch=row.epoch, cursor=row.cursor, role=row.role)
            baseline.start_over(connection, laptop.store.tables, page)


def _admit(office, laptop, space, role) -> None:
    from sync.server.accounts import admit_member

    admit_member(office, space, laptop.store.facts()["person"], role)


def _arrive(laptop, content: bytes):
    path = laptop.folder / "arriving"
    path.write_bytes(content)
    return laptop.carry_in(path)
