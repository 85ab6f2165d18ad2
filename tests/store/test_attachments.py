"""Files on this computer: sealed on the disk, sent once, and whole again when they come back."""

import os
from hashlib import sha256

import pytest

from desktop.paths import Profile, prepare
from desktop.store import sealed_files
from desktop.store.attachments import Attachments, files_unsent, forget_files, offer_files_again
from desktop.store.sealed_files import SEALED, file_key
from desktop.store.store import add_space, create_store
from sync.client.files import WaitingFile
from sync.errors import Damaged, Refused, Unavailable
from sync.records import VOCABULARY, Vocabulary
from sync.records.base import new_id
from sync.uploads import PIECE

KEY = "5a" * 32
WORDS = Vocabulary([VOCABULARY.kinds["attachment"]])
HOME, OTHER = new_id(), new_id()
CANARY = b"canary Rosa Delgado "
CONTENT = CANARY + os.urandom(2 * PIECE) + CANARY
NAME = sha256(CONTENT).hexdigest()


def noon():
    return "2026-11-22T12:00:00+00:00"


@pytest.fixture
def profile(tmp_path):
    profile = Profile(tmp_path / "profile")
    prepare(profile)
    return profile


@pytest.fixture
def store(profile):
    store = create_store(profile.database, KEY, now=noon, vocabulary=WORDS, me="Ana")
    add_space(store, HOME, "coalition", "Lake", "leader", home=True)
    yield store
    store.close()


@pytest.fixture
def attachments(store, profile):
    return Attachments(store, profile, file_key(bytes.fromhex(KEY)))


@pytest.fixture
def scan(tmp_path):
    path = tmp_path / "scan of\u202e receipt.pdf"
    path.write_bytes(CONTENT)
    return path


def sealed(profile, file=NAME):
    return sealed_files.path_of(profile.files, file)


def unsent(store):
    with store.reading() as connection:
        return files_unsent(connection)


def test_an_attached_file_waits_until_the_office_confirms_it(store, attachments, scan):
    assert attachments.attach(scan) == (NAME, len(CONTENT))
    (waiting,) = attachments.waiting_files()
    assert waiting == WaitingFile(HOME, NAME, len(CONTENT))
    assert unsent(store) == 1
    attachments.keep_progress(waiting, "/v1/files/x", PIECE)
    assert attachments.waiting_files()[0].upload == "/v1/files/x"
    attachments.confirm(waiting)
    assert (attachments.waiting_files(), unsent(store)) == ([], 0)


def test_an_attached_file_opens_as_it_was(attachments, scan):
    attachments.attach(scan)
    scan.unlink()
    assert attachments.is_here(NAME)
    assert attachments.open_file(NAME) == CONTENT


def test_pieces_are_read_from_any_place(attachments, scan):
    attachments.attach(scan)
    for offset in (0, 1, PIECE - 1, PIECE, 2 * PIECE + 5, len(CONTENT)):
        piece = attachments.read_piece(NAME, offset)
        assert piece == CONTENT[offset : offset // PIECE * PIECE + PIECE]


def test_nothing_readable_touches_the_disk(profile, attachments, scan):
    attachments.attach(scan)
    attachments.open_file(NAME)
    for path in profile.folder.rglob("*"):
        assert not path.is_file() or CANARY not in path.read_bytes(), path
    assert oct(sealed(profile).stat().st_mode)[-3:] == "600"


def test_two_sealed_copies_differ_so_that_no_nonce_is_used_twice(profile, attachments, scan):
    attachments.attach(scan)
    first = sealed(profile).read_bytes()
    attachments.attach(scan)
    assert sealed(profile).read_bytes() != first
    assert attachments.open_file(NAME) == CONTENT


@pytest.mark.parametrize("place", [0, 20, SEALED - 1, SEALED, 2 * SEALED + 3, -1])
def test_a_flipped_bit_is_noticed(profile, attachments, scan, place):
    attachments.attach(scan)
    spoiled = bytearray(sealed(profile).read_bytes())
    spoiled[place] ^= 1
    sealed(profile).write_bytes(spoiled)
    with pytest.raises(Damaged):
        attachments.open_file(NAME)


@pytest.mark.parametrize("length", [0, 5, SEALED, 2 * SEALED])
def test_a_file_that_was_cut_short_is_noticed(profile, attachments, scan, length):
    attachments.attach(scan)
    os.truncate(sealed(profile), length)
    with pytest.raises(Damaged):
        attachments.open_file(NAME)


def test_swapped_pieces_and_another_key_are_noticed(store, profile, attachments, scan):
    attachments.attach(scan)
    whole = sealed(profile).read_bytes()
    sealed(profile).write_bytes(whole[SEALED : 2 * SEALED] + whole[:SEALED] + whole[2 * SEALED :])
    with pytest.raises(Damaged):
        attachments.open_file(NAME)
    sealed(profile).write_bytes(whole)
    with pytest.raises(Damaged):
        Attachments(store, profile, file_key(bytes(32))).open_file(NAME)


def test_a_file_that_is_not_here_is_said_to_be_elsewhere(attachments):
    assert not attachments.is_here("a" * 64)
    with pytest.raises(Unavailable, match="not on this computer yet"):
        attachments.open_file("a" * 64)


@pytest.mark.parametrize("name", ["../../etc/passwd", "A" * 64, "a" * 63, "a" * 63 + "/", ""])
def test_a_path_is_only_ever_made_of_a_hash(profile, name):
    with pytest.raises(ValueError, match="not a hash"):
        sealed_files.path_of(profile.files, name)


def test_a_link_in_the_place_of_a_file_is_not_followed(profile, attachments, scan, tmp_path):
    attachments.attach(scan)
    aside = tmp_path / "aside"
    sealed(profile).rename(aside)
    sealed(profile).symlink_to(aside)
    with pytest.raises(Unavailable):
        attachments.open_file(NAME)


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "empty_file"), (b"x" * (10 * 1024**2 + 1), "file_too_large"), (b"MZ\x90", "program")],
)
def test_what_cannot_be_attached_is_refused_and_nothing_is_kept(
    store, profile, attachments, tmp_path, content, code
):
    path = tmp_path / "file.pdf"
    path.write_bytes(content)
    with pytest.raises(Refused) as caught:
        attachments.attach(path)
    assert caught.value.code == code
    assert unsent(store) == 0 and list(profile.files.iterdir()) == []


def test_a_folder_cannot_be_attached(attachments, tmp_path):
    with pytest.raises(Refused, match="not a file"):
        attachments.attach(tmp_path)


def test_attaching_a_confirmed_file_again_sends_nothing(attachments, scan):
    attachments.attach(scan)
    attachments.confirm(attachments.waiting_files()[0])
    attachments.attach(scan)
    assert attachments.waiting_files() == []


def test_a_file_goes_to_each_space_it_is_attached_in(attachments, scan):
    attachments.attach(scan)
    with pytest.raises(Refused, match="another space"):
        attachments.attach(scan, space=OTHER)
    attachments.confirm(attachments.waiting_files()[0])
    attachments.attach(scan, space=OTHER)
    assert [waiting.space for waiting in attachments.waiting_files()] == [OTHER]


def test_after_a_restore_of_the_office_files_are_offered_again(store, attachments, scan):
    attachments.attach(scan)
    attachments.confirm(attachments.waiting_files()[0])
    with store.writing() as connection:
        offer_files_again(connection, OTHER)
    assert unsent(store) == 0
    with store.writing() as connection:
        offer_files_again(connection, HOME)
    assert unsent(store) == 1
    with store.writing() as connection:
        forget_files(connection, HOME)
    assert unsent(store) == 0


def test_a_fetched_file_arrives_piece_by_piece_and_is_settled_by_its_hash(profile, attachments):
    for offset in range(0, len(CONTENT), PIECE):
        assert attachments.count_arrived(NAME) == offset
        attachments.take_piece(NAME, offset, CONTENT[offset : offset + PIECE])
    assert attachments.settle(HOME, NAME)
    assert attachments.open_file(NAME) == CONTENT
    assert attachments.waiting_files() == []
    assert [path.name for path in profile.files.rglob("*") if path.is_file()] == [NAME]


def test_a_piece_that_was_cut_off_is_fetched_again(profile, attachments):
    attachments.take_piece(NAME, 0, CONTENT[:PIECE])
    attachments.take_piece(NAME, PIECE, CONTENT[PIECE : 2 * PIECE])
    part = sealed(profile).with_name(f"{NAME}.part")
    os.truncate(part, 2 * SEALED - 7)
    assert attachments.count_arrived(NAME) == PIECE
    attachments.take_piece(NAME, PIECE, CONTENT[PIECE : 2 * PIECE])
    attachments.take_piece(NAME, 2 * PIECE, CONTENT[2 * PIECE :])
    assert attachments.settle(HOME, NAME)


@pytest.mark.parametrize("content", [CONTENT[:-1] + b"?", b"x"])
def test_a_fetched_file_with_another_hash_is_not_kept(profile, attachments, content):
    for offset in range(0, len(content), PIECE):
        attachments.take_piece(NAME, offset, content[offset : offset + PIECE])
    assert not attachments.settle(HOME, NAME)
    assert not [path for path in profile.files.rglob("*") if path.is_file()]


def test_pieces_sealed_with_another_key_are_fetched_again(store, profile, attachments):
    Attachments(store, profile, file_key(bytes(32))).take_piece(NAME, 0, CONTENT[:PIECE])
    assert not attachments.settle(HOME, NAME)
    assert attachments.count_arrived(NAME) == 0
