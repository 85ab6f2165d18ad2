"""Carry files with attached files that lie: about their bytes, their size, their name, their number."""

from dataclasses import replace
from functools import partial
from hashlib import sha256

import pytest
from sqlalchemy import update

from desktop.store import sealing
from desktop.store.schema import files
from sync.carry import Letter, Outbox, _pack, reply_key
from sync.carry import Meeting as CarriedMeeting
from sync.enclosed import LARGEST_CARRY_FILE, MOST_FILES, EnclosedFile, enclose
from sync.errors import Damaged, Refused
from sync.records.base import new_id
from sync.records.meetings import Meeting
from sync.sealing import LARGEST_FILE as LARGEST_FILE_ALONE
from sync.sealing import public_text, seal_among, seal_for
from sync.server.carry import take
from sync.uploads import LARGEST_FILE, PIECE
from tests.carry.people import coalition, joined

GOOD = b"a page of the sign-in sheet " * 20_000
BAD = b"another page of it, in pencil" * 20_000


def name_of(content: bytes) -> str:
    return sha256(content).hexdigest()


def told(laptop, file: str, size: int, space: str = "") -> EnclosedFile:
    """What a carry file says of a file, true or not."""
    return EnclosedFile.model_construct(space=space or laptop.space, hash=file, size=size)


def letter(laptop, files: list[EnclosedFile]) -> Letter:
    """An outbox of a laptop, with whatever it says of files."""
    with laptop.store.reading() as connection:
        requests = [*sealing._requests(connection, sealing.unsent(connection))]
    seal = seal_for(laptop.store.facts()["office_key"], "outbox", laptop.wire.device, version=2)
    reply_to = public_text(reply_key(laptop.key))
    packed = _pack(Outbox.model_construct(requests=requests, reply_to=reply_to, files=files))
    head = seal.close(laptop.key.sign(seal.label.line() + packed) + packed)
    return Letter(seal, head, tuple(files))


def written(made: Letter, *contents: bytes) -> bytes:
    """The whole file, with these bytes for its files."""
    held = {each.hash: content[: each.size] for each, content in zip(made.files, contents, strict=True)}
    pieces = enclose(made.seal, made.files, lambda file, at: held[file][at : at + PIECE])
    return made.head + b"".join(pieces)


def stored(office) -> set[str]:
    """The names of the whole files that the office keeps."""
    return {path.name for path in office.folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    "lie",
    [(name_of(BAD), len(GOOD)), (name_of(GOOD), len(GOOD) - 1), (name_of(GOOD), LARGEST_FILE)],
    ids=["hash", "shorter", "longer"],
)
def test_a_file_that_is_not_what_it_claims_is_refused_alone(office, ana, ben, lie):
    meeting = ana.add(Meeting(title="November"))
    made = letter(ana, [told(ana, *lie), told(ana, name_of(BAD[1:]), len(BAD) - 1)])
    first, second = take(office, written(made, GOOD, BAD[1:])).files
    assert first.why
    if lie[1] != LARGEST_FILE:  # else there is nothing behind it
        assert second.why == ""
        assert stored(office) == {name_of(BAD[1:])}
    assert lie[0] not in stored(office)
    ben.sync()
    assert ben.store.get("meeting", meeting).title == "November"


def test_a_changed_byte_spoils_its_own_file_only(office, ana):
    ana.add(Meeting(title="November"))
    made = letter(ana, [told(ana, name_of(each), len(each)) for each in (GOOD, BAD)])
    content = bytearray(written(made, GOOD, BAD))
    content[len(made.head) + PIECE + 100] ^= 1
    first, second = take(office, bytes(content)).files
    assert first.why.startswith("It did not come along whole")
    assert second.why == ""
    assert stored(office) == {name_of(BAD)}


@pytest.mark.parametrize("kept", [0, 1, PIECE, PIECE + 16, len(GOOD) + 60])
def test_a_file_that_was_cut_off_is_told_and_the_changes_arrive(office, ana, ben, kept):
    meeting = ana.add(Meeting(title="November"))
    made = letter(ana, [told(ana, name_of(each), len(each)) for each in (GOOD, BAD)])
    content = written(made, GOOD, BAD)[: len(made.head) + kept]
    whys = [bool(each.why) for each in take(office, content).files]
    assert whys == [kept < len(GOOD), True]
    ben.sync()
    assert ben.store.get("meeting", meeting).title == "November"
    assert [bool(each.why) for each in take(office, written(made, GOOD, BAD)).files] == [False, False]


def test_pieces_of_one_file_do_not_stand_in_for_another(office, ana):
    ana.add(Meeting(title="November"))
    other = bytes(reversed(GOOD))
    made = letter(ana, [told(ana, name_of(each), len(each)) for each in (GOOD, other)])
    content, half = written(made, GOOD, other), (len(written(made, GOOD, other)) - len(made.head)) // 2
    swapped = made.head + content[len(made.head) + half :] + content[len(made.head) :][:half]
    assert all(each.why for each in take(office, swapped).files)
    assert stored(office) == set()


def evil(laptop) -> list[list[EnclosedFile]]:
    good = name_of(GOOD)
    return [
        [told(laptop, "../../../../etc/passwd", 10)],
        [told(laptop, "/" + good[1:], 10)],
        [told(laptop, good.upper(), 10)],
        [told(laptop, good + "\n", 10)],
        [told(laptop, good, 10, "../" + laptop.space[3:])],
        [told(laptop, good, LARGEST_FILE + 1)],
        [told(laptop, good, 2**63)],
        [told(laptop, good, 0)],
        [told(laptop, good, -PIECE)],
        [told(laptop, good, 10)] * (MOST_FILES + 1),
    ]


@pytest.mark.parametrize("which", range(10))
def test_names_sizes_and_numbers_that_no_program_writes_are_turned_away(office, ana, ben, which):
    ana.add(Meeting(title="November"))
    made = letter(ana, evil(ana)[which])
    with pytest.raises(Damaged, match="damaged"):
        take(office, made.head)
    secret = ana.store.facts()[f"{sealing.CARRY_KEY}{ana.space}"]
    seal = seal_among(secret, ana.space, "meeting", ana.wire.device, version=2)
    said = CarriedMeeting.model_construct(
        space=ana.space, upto=1, records=[], parts=[], files=evil(ana)[which]
    )
    path = ana.folder / "evil.carry"
    path.write_bytes(seal.close(_pack(said)))
    with pytest.raises(Damaged, match="damaged"):
        ben.carry_in(path)
    assert stored(office) == set()
    assert not [each for each in ben.files.profile.files.rglob("*") if each.is_file()]


def test_many_files_that_are_not_there_cost_nothing(office, ana):
    ana.add(Meeting(title="November"))
    names = (name_of(str(number).encode()) for number in range(60))
    made = letter(ana, [told(ana, name, LARGEST_FILE) for name in names])
    assert all(each.why for each in take(office, made.head).files)
    assert stored(office) == set()
    arriving = office.folder.with_name(f"{office.folder.name}.arriving")
    assert sum(path.stat().st_size for path in arriving.rglob("*") if path.is_file()) == 0


def test_naming_a_file_of_somebody_else_tells_nothing_of_it(office, ana, tmp_path):
    eve = joined(office, tmp_path, coalition(office), "Eve")
    file = ana.attach(ana.add(Meeting(title="November")), GOOD)
    ana.by_stick()
    for space in (ana.space, eve.space):
        known = take(office, letter(eve, [told(eve, file, len(GOOD), space)]).head).files[0].why
        guessed = letter(eve, [told(eve, name_of(b"guessed"), len(GOOD), space)])
        assert known == take(office, guessed.head).files[0].why != ""
    eve.store.close()


def test_at_the_other_laptop_a_lie_is_refused_alone(ana, ben):
    meeting = ana.add(Meeting(title="November"))
    lost, good = ana.attach(meeting, BAD, "lost.txt"), ana.attach(meeting, GOOD, "good.txt")
    path = ana.carry_out(meeting)
    content = bytearray(path.read_bytes())
    pieces = sum(len(each) + 16 * -(-len(each) // PIECE) for each in (GOOD, BAD))
    content[-pieces + PIECE + 100] ^= 1
    path.write_bytes(content)
    arrived = ben.carry_in(path)
    assert arrived.files == 1
    assert arrived.faults[0].endswith(
        "”: It did not come along whole, so it was not taken. It is safe where it came from."
    )
    assert ben.store.get("meeting", meeting).title == "November"
    here = {file for file in (lost, good) if ben.files.is_here(file)}
    assert len(here) == 1
    assert not list(ben.files.profile.files.rglob("*.part"))
    assert ben.carry_in(ana.carry_out(meeting)).files == 1
    assert ben.files.open_file(lost) == BAD


def test_a_member_cannot_slip_in_another_file(ana, ben, monkeypatch):
    meeting = ana.add(Meeting(title="November"))
    file = ana.attach(meeting, GOOD)
    monkeypatch.setattr(
        "desktop.store.carry.enclose",
        lambda seal, files, read: enclose(seal, files, lambda file, at: BAD[: len(GOOD)][at : at + PIECE]),
    )
    arrived = ben.carry_in(ana.carry_out(meeting))
    assert (arrived.files, len(arrived.faults)) == (0, 1)
    assert "not the file that was recorded" in arrived.faults[0]
    assert not ben.files.is_here(file)


def test_what_no_record_names_is_not_kept(ana, ben):
    meeting = ana.add(Meeting(title="November"))
    secret = ana.store.facts()[f"{sealing.CARRY_KEY}{ana.space}"]
    seal = seal_among(secret, ana.space, "meeting", ana.wire.device, version=2)
    both = [told(ana, name_of(GOOD), len(GOOD)), told(ana, name_of(BAD), len(BAD), new_id())]
    said = CarriedMeeting(space=ana.space, upto=1, records=[], parts=[], files=both)
    made = Letter(seal, seal.close(_pack(said)), tuple(both))
    path = ana.folder / f"{meeting}.carry"
    path.write_bytes(written(made, GOOD, BAD))
    arrived = ben.carry_in(path)
    assert (arrived.files, len(arrived.faults)) == (0, 2)
    assert not [each for each in ben.files.profile.files.rglob("*") if each.is_file()]


def test_a_receipt_confirms_no_file_of_another_space(office, ana, ben):
    ana.attach(ana.add(Meeting(title="November")), GOOD)
    taken = take(office, ana.carry_out())
    with ana.store.writing() as connection:
        connection.execute(update(files).values(space=new_id()))
    path = ana.folder / "late.receipt"
    path.write_bytes(taken.receipt)
    assert ana.carry_in(path).files == 0
    assert ana.files_unsent() == 1


def test_a_file_signed_by_another_laptop_brings_no_files(office, ana, ben):
    ana.add(Meeting(title="November"))
    made = letter(replace(ana, key=ben.key), [told(ana, name_of(GOOD), len(GOOD))])
    with pytest.raises(Damaged):
        take(office, written(made, GOOD))
    assert stored(office) == set()


def test_no_changed_byte_before_the_files_gets_past_either_end(office, ana, ben):
    meeting = ana.add(Meeting(title="November"))
    ana.attach(meeting, GOOD)
    receipt = take(office, ana.carry_out()).receipt
    outbox = letter(ana, [told(ana, name_of(GOOD), len(GOOD))]).head
    for whole, open_it in ((outbox, partial(take, office)), (receipt, partial(arrive, ana))):
        for place in range(0, len(whole), 7):
            changed = whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :]
            with pytest.raises((Damaged, Refused)):
                open_it(changed)
        for length in range(0, len(whole), 29):
            with pytest.raises((Damaged, Refused)):
                open_it(whole[:length])
    assert ana.files_unsent() == 1


def test_what_is_larger_than_any_carry_file_is_not_even_read(office, ana):
    head = ana.carry_out().read_bytes()
    for size in (LARGEST_FILE_ALONE + 2000, LARGEST_CARRY_FILE + 1):
        path = ana.folder / "large.carry"
        with path.open("wb") as file:
            file.write(head)
            file.truncate(size)
        for open_it in (partial(take, office), ana.carry_in):
            with pytest.raises(Damaged, match="too large for a carry file"):
                open_it(path)
    told_length = (LARGEST_FILE_ALONE + 1).to_bytes(8)
    label = letter(ana, []).seal.label
    with pytest.raises(Damaged, match="damaged"):
        take(office, label.line() + told_length + b"x")


def arrive(laptop, content: bytes) -> None:
    path = laptop.folder / "arriving"
    path.write_bytes(content)
    laptop.carry_in(path)


def test_ones_own_outbox_is_not_handed_on_and_one_for_another_office_neither(office, ana, ben):
    ana.add(Meeting(title="November"))
    ana.carry_in(ana.carry_out())
    assert ana.waiting_to_hand_over() == []
    path = ana.carry_out()
    ben.store.keep_facts(office_key=public_text(reply_key(ben.key)))
    with pytest.raises(Refused, match="another office"):
        ben.carry_in(path)
    assert ben.waiting_to_hand_over() == []
