"""What a damaged, foreign or missing file does: a plain sentence, never wrong content, never a crash."""

import random

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from desktop.paths import Profile, prepare
from desktop.store.connection import PRAGMAS, connect
from desktop.store.doctor import examine, quick_check
from desktop.store.store import open_store
from desktop.vault import Key
from sync.errors import CoalitionError, Damaged, Locked, Unavailable, Unknown
from tests.store.samples import MARKER, SMALL, Clock, content, files_under, fill, new_store, opened

PAGE = 4096
NO_SPACES = b"{}\n"
"""What a file says before it has a space."""


def read(profile, key):
    """What the file says, or the error that it raises, which must be one of ours."""
    try:
        store = opened(profile, key, Clock())
    except CoalitionError as error:
        return error
    try:
        return content(store)
    except CoalitionError as error:
        return error
    finally:
        store.close()


def dice(seed):
    return random.Random(seed)  # noqa: S311 (to be thrown again, not to be secret)


def flip(words, rng):
    place = rng.randrange(len(words))
    words[place] ^= 1 << rng.randrange(8)


def zero(words, rng):
    start = rng.randrange(len(words))
    end = min(len(words), start + rng.randrange(1, 3 * PAGE))
    words[start:end] = bytes(end - start)


def truncate(words, rng):
    del words[rng.randrange(1, len(words)) :]


def swap_pages(words, rng):
    one, other = (PAGE * number for number in rng.sample(range(len(words) // PAGE), 2))
    words[one : one + PAGE], words[other : other + PAGE] = (
        words[other : other + PAGE],
        words[one : one + PAGE],
    )


def repeat_page(words, rng):
    one, other = (PAGE * number for number in rng.sample(range(len(words) // PAGE), 2))
    words[one : one + PAGE] = words[other : other + PAGE]


@pytest.mark.parametrize("harm", [flip, zero, truncate, swap_pages, repeat_page])
@pytest.mark.parametrize("seed", range(40))
def test_damage_is_said_or_harmless_and_always_found(profile, key, harm, seed):
    whole = profile.database.read_bytes()
    expected = read(profile, key)
    words = bytearray(whole)
    harm(words, dice(seed))
    profile.database.write_bytes(words)
    found = read(profile, key)
    assert found == expected or isinstance(found, Unavailable), found
    if bytes(words) != whole:
        assert isinstance(found, Unavailable) or _examined(profile, key)


def _examined(profile, key):
    store = opened(profile, key, Clock())
    findings = examine(store)
    store.close()
    return findings


@pytest.mark.parametrize("seed", range(20))
def test_a_damaged_log_gives_an_earlier_moment_or_a_sentence(tmp_path, key, seed):
    live, profile = Profile(tmp_path / "live"), Profile(tmp_path / "copy")
    prepare(live)
    prepare(profile)
    store = new_store(live, key, Clock())
    moments = [NO_SPACES, content(store)]
    store.watch(lambda _touched: moments.append(content(store)))
    for _ in range(5):
        fill(store, 2)
        store.undo()
    for path in live.folder.glob("coalition.db*"):
        (profile.folder / path.name).write_bytes(path.read_bytes())
    store.close()
    log = profile.folder / "coalition.db-wal"
    words, rng = bytearray(log.read_bytes()), dice(seed)
    rng.choice([flip, zero, truncate, swap_pages])(words, rng)
    log.write_bytes(words)
    (profile.folder / "coalition.db-shm").unlink()
    found = read(profile, key)
    assert isinstance(found, Unavailable) or found in moments


@pytest.mark.parametrize(
    "words",
    [b"", b"\0", b"SQLite format 3\0" + bytes(PAGE), b"<html></html>", bytes(10 * PAGE), b"x" * PAGE],
    ids=["empty", "one byte", "plain header", "a page of the web", "zeros", "noise"],
)
def test_a_foreign_file_is_refused_and_left_as_it_is(profile, key, words):
    profile.database.write_bytes(words)
    for found in (read(profile, key), read(profile, key)):
        assert isinstance(found, Damaged | Locked)
        assert "Nothing was changed" in found.sentence
    assert profile.database.read_bytes() == words


def test_a_plain_database_with_the_right_name_is_refused(profile, key):
    profile.database.unlink()
    plain = sqlcipher.connect(str(profile.database))
    plain.execute("CREATE TABLE meta (key, value)")
    plain.commit()
    plain.close()
    found = read(profile, key)
    assert isinstance(found, Damaged) and "not encrypted" in found.sentence


def test_an_encrypted_database_of_another_program_is_refused(profile, key):
    profile.database.unlink()
    foreign = connect(profile.database, key.hex())
    foreign.execute("CREATE TABLE people (name)")
    foreign.close()
    found = read(profile, key)
    assert isinstance(found, Damaged) and "not a data file of Coalition Desk" in found.sentence


def test_a_wrong_key_opens_nothing_and_changes_nothing(profile):
    before = profile.database.read_bytes()
    for wrong in (Key(bytes(32)), Key(bytes(range(1, 33)))):
        found = read(profile, wrong)
        assert isinstance(found, Locked) and "passphrase" in found.sentence
    assert profile.database.read_bytes() == before


def test_a_missing_file_is_not_made_by_looking_for_it(profile, key):
    profile.database.unlink()
    assert isinstance(read(profile, key), Unknown)
    assert not profile.database.exists()


def test_every_connection_has_every_pragma(store, profile, key):
    raw = connect(profile.database, key.hex())
    pooled = [store.engine.raw_connection() for _ in range(3)]
    for connection in (raw, *(each.driver_connection for each in pooled)):
        said = {name: connection.execute(f"PRAGMA {name}").fetchone() for name in PRAGMAS}
        assert said.pop("mmap_size") in (None, (0,))
        assert said == {name: (value,) for name, value in PRAGMAS.items() if name != "mmap_size"}
    for each in pooled:
        each.close()
    raw.close()


def test_no_word_of_a_record_is_in_any_file(store, profile):
    fill(store)
    store.keep_facts(note=MARKER)
    with store.writing() as connection:
        connection.exec_driver_sql("INSERT INTO drafts VALUES ('person', ?, '')", (MARKER,))
    spellings = [
        word.encode(coding) for word in (MARKER, MARKER.lower()) for coding in ("utf-8", "utf-16-le")
    ]
    names = set()
    for path in files_under(profile.folder):
        names.add(path.name)
        assert not any(words in path.read_bytes() for words in spellings), path
    assert {"coalition.db", "coalition.db-wal"} <= names


def test_a_quick_look_finds_damage_at_the_top_of_a_table(profile, key):
    store = opened(profile, key, Clock())
    assert quick_check(store) == []
    with store.reading() as connection:
        root = connection.exec_driver_sql(
            "SELECT rootpage FROM sqlite_schema WHERE name = 'person_rows'"
        ).scalar()
    store.close()
    words = bytearray(profile.database.read_bytes())
    words[(root - 1) * PAGE + 100] ^= 1
    profile.database.write_bytes(words)
    store = open_store(profile.database, key.hex(), now=Clock(), vocabulary=SMALL)
    assert [finding.code for finding in quick_check(store)] == ["pages"]
    assert [finding.code for finding in examine(store, deep=False)] == ["pages"]
    store.close()
