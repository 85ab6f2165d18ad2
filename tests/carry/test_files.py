"""Attached files on a stick: to the office and to another laptop, whole, once, no further than they may."""

import os
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from sync.errors import Refused, Unknown
from sync.records.meetings import Meeting
from sync.sealing import MAGIC
from sync.server import founding, schema
from sync.server.accounts import admit_member, end_membership, roles_of
from sync.server.carry import take, take_in
from sync.server.devices import revoke
from sync.server.files import find
from sync.server.office import Caller, Office
from sync.uploads import PIECE
from tests.carry.people import Laptop, at_office, coalition, joined
from tests.offices import prepared_office

PHOTO = os.urandom(2 * PIECE + 1000)


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    with prepared_office(database_url.removeprefix("sqlite:///"), tmp_path) as office:
        founding.found(office, "Illinois", "office@example.org")
        yield office


def read(office: Office, laptop: Laptop, file: str) -> bytes:
    """What the office hands out to the person of a laptop."""
    person = laptop.store.facts()["person"]
    with office.storage.reading(()) as connection:
        office.storage.show_memberships(connection, person)
        roles = roles_of(connection, person, office.now())
    return find(office, Caller(laptop.wire.device, person, "", roles), laptop.space, file).read_bytes()


def test_a_photo_goes_to_the_office_and_the_receipt_says_so(office, ana, ben):
    photo = ana.attach(ana.add(Meeting(title="November")), PHOTO)
    path, written = ana.write()
    assert (written.files, written.faults) == (1, ())
    assert PHOTO[:64] not in path.read_bytes()
    assert ana.files_unsent() == 1, "a file on a stick is not at the office yet"
    arrived = ana.carry_in(at_office(office, path))
    assert (arrived.files, arrived.faults) == (1, ())
    assert ana.files_unsent() == 0
    assert read(office, ben, photo) == PHOTO


def test_twice_does_nothing_and_the_next_file_does_not_carry_it_again(office, ana):
    ana.attach(ana.add(Meeting(title="November")), PHOTO)
    path = ana.carry_out()
    receipts = [at_office(office, path) for _time in (1, 2)]
    assert [ana.carry_in(receipt).files for receipt in receipts] == [1, 0]
    again, written = ana.write()
    assert written.files == 0
    assert again.stat().st_size < PIECE


def test_what_has_no_files_is_what_every_program_reads(office, ana):
    meeting = ana.add(Meeting(title="November"))
    plain = ana.carry_out()
    assert plain.read_bytes().startswith(MAGIC + b"1\n")
    assert ana.carry_out(meeting).read_bytes().startswith(MAGIC + b"1\n")
    assert at_office(office, plain).read_bytes().startswith(MAGIC + b"1\n")
    ana.attach(meeting, PHOTO)
    for path in (ana.carry_out(), ana.carry_out(meeting)):
        assert path.read_bytes().startswith(MAGIC + b"2\n")


def test_the_office_hands_a_file_to_nobody_else(office, ana, tmp_path):
    photo = ana.attach(ana.add(Meeting(title="November")), PHOTO)
    eve = joined(office, tmp_path, coalition(office), "Eve")
    ana.by_stick()
    with pytest.raises(Unknown):
        read(office, eve, photo)
    eve.store.close()


def test_where_one_may_add_nothing_no_file_is_stored(office, ana, space):
    photo = ana.attach(ana.add(Meeting(title="November")), PHOTO)
    path = ana.carry_out()
    admit_member(office, space, ana.store.facts()["person"], "auditor")
    taken = take(office, path)
    assert [each.why for each in taken.files] == ["An auditor may not add files here. Nothing was sent."]
    receipt = path.with_suffix(".receipt")
    receipt.write_bytes(taken.receipt)
    (fault,) = ana.carry_in(receipt).faults
    assert fault.startswith("“sheet.txt” was not taken by the office and stays here.")
    assert ana.files_unsent() == 1
    with pytest.raises(Unknown):
        read(office, ana, photo)


def test_a_lost_space_gets_no_files(office, ana, space):
    ana.attach(ana.add(Meeting(title="November")), PHOTO)
    path = ana.carry_out()
    end_membership(office, space, ana.store.facts()["person"])
    assert [each.why for each in take(office, path).files] == ["There is no such space."]
    assert not list(office.folder.rglob("*/??/??/*"))


def test_of_a_revoked_computer_the_changes_wait_and_its_files_are_not_kept(office, ana):
    ana.attach(ana.add(Meeting(title="November")), PHOTO)
    path = ana.carry_out()
    revoke(office, ana.wire.device, "The office")
    with pytest.raises(Refused, match="its attached files were not"):
        take_in(office, path)
    with office.storage.reading(()) as connection:
        (sealed,) = connection.execute(select(schema.waiting_room.c.sealed)).scalars()
    assert len(sealed) < PIECE
    assert take(office, Path(f"waiting:{ana.wire.device}")).files[0].why.startswith("It did not come along")


def test_a_receipt_from_before_the_office_was_restored_confirms_no_file(office, ana, tmp_path):
    from sync.server.backup import back_up, restore

    meeting = ana.add(Meeting(title="November"))
    ana.by_stick()
    back_up(office, tmp_path / "backup.zip")
    photo = ana.attach(meeting, PHOTO)
    early = at_office(office, ana.carry_out())
    restore(office, tmp_path / "backup.zip", tmp_path / "aside")
    ana.sync()
    assert ana.carry_in(early).files == 0
    assert ana.files_unsent() == 1
    assert ana.by_stick().files == 1
    assert read(office, ana, photo) == PHOTO


def test_a_stick_goes_on_where_the_network_was_cut(office, ana):
    from sync.server.files import Upload, begin
    from sync.server.files import take as take_piece

    photo = ana.attach(ana.add(Meeting(title="November")), PHOTO)
    caller = Caller(ana.wire.device, ana.store.facts()["person"], "Ana", {ana.space: "leader"})
    upload = Upload(ana.space, photo, len(PHOTO))
    assert begin(office, caller, upload) == 0
    assert take_piece(office, caller, upload, 0, PHOTO[:1000]) == 1000
    assert ana.by_stick().files == 1
    assert read(office, ana, photo) == PHOTO


def test_no_more_than_pieces_is_held_at_the_office(office, ana):
    meeting = ana.add(Meeting(title="November"))
    for number in range(3):
        ana.attach(meeting, bytes([number]) * 4 * 1024**2, f"scan {number}.txt")
    path = ana.carry_out()
    assert path.stat().st_size > 12 * 1024**2
    tracemalloc.start()
    try:
        assert [each.why for each in take(office, path).files] == ["", "", ""]
        assert tracemalloc.get_traced_memory()[1] < 4 * 1024**2
    finally:
        tracemalloc.stop()


def test_another_laptop_hands_small_files_on_and_tells_of_large_ones(office, ana, ben):
    meeting = ana.add(Meeting(title="November"))
    small = ana.attach(meeting, PHOTO)
    assert ben.carry_in(ana.carry_out()).faults == ()
    ben.sync()
    assert read(office, ben, small) == PHOTO
    ana.attach(meeting, os.urandom(3 * 1024**2), "long.txt")
    ana.set("meeting", meeting, title="November, long")
    (fault,) = ben.carry_in(ana.carry_out()).faults
    assert "too large to be handed on" in fault
    ben.sync()
    assert ben.store.get("meeting", meeting).title == "November, long"


def test_what_is_no_more_whole_here_is_told_and_the_rest_goes_along(office, ana, ben):
    meeting = ana.add(Meeting(title="November"))
    spoilt, whole = ana.attach(meeting, b"spoilt" * 100), ana.attach(meeting, PHOTO, "b.txt")
    (place,) = ana.files.profile.files.rglob(spoilt)
    place.write_bytes(place.read_bytes()[:-1])
    path, written = ana.write()
    assert written.files == 1
    assert "damaged on this computer" in written.faults[0]
    assert ana.carry_in(at_office(office, path)).files == 1
    assert ana.files_unsent() == 1
    assert read(office, ben, whole) == PHOTO


def test_what_does_not_fit_stays_here_and_is_told(office, ana, monkeypatch):
    meeting = ana.add(Meeting(title="November"))
    for number in range(4):
        ana.attach(meeting, f"page {number}".encode() * 100, f"{number}.txt")
    monkeypatch.setattr("desktop.store.carried_files.LARGEST_TOGETHER", 700)
    written = ana.write(meeting)[1]
    assert (written.files, written.faults) == (
        1,
        ("3 files did not fit; they stay here and are sent when there is a network.",),
    )
    monkeypatch.setattr("desktop.store.carried_files.LARGEST_TOGETHER", 2000)
    monkeypatch.setattr("desktop.store.carried_files.MOST_FILES", 2)
    path, written = ana.write()
    assert written.files == 2
    ana.carry_in(at_office(office, path))
    assert ana.files_unsent() == 2


def test_the_other_laptop_has_the_files_of_a_meeting_at_once(ana, ben):
    meeting = ana.add(Meeting(title="November"))
    photo = ana.attach(meeting, PHOTO)
    ana.attach(ana.add(Meeting(title="Another")), b"of another meeting", "other.txt")
    path, written = ana.write(meeting)
    assert written.files == 1
    arrived = ben.carry_in(path)
    assert (arrived.files, arrived.faults) == (1, ())
    assert ben.files.open_file(photo) == PHOTO
    assert ben.files_unsent() == 1, "whoever meets the office first brings it"
    assert ben.carry_in(path).files == 0
    assert ana.carry_in(path).files == 0


def test_a_file_that_the_office_has_is_not_sent_by_the_other_laptop(ana, ben):
    meeting = ana.add(Meeting(title="November"))
    photo = ana.attach(meeting, PHOTO)
    ana.by_stick()
    assert ben.carry_in(ana.carry_out(meeting)).files == 1
    assert ben.files.open_file(photo) == PHOTO
    assert ben.files_unsent() == 0


def test_who_may_send_no_files_keeps_them_without_being_asked_to(office, ana, space, tmp_path):
    kim = joined(office, tmp_path, space, "Kim", "auditor")
    meeting = ana.add(Meeting(title="November"))
    photo = ana.attach(meeting, PHOTO)
    assert kim.carry_in(ana.carry_out(meeting)).files == 1
    assert (kim.files.open_file(photo), kim.files_unsent()) == (PHOTO, 0)
    kim.store.close()
