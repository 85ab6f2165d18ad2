import json
import zipfile
from dataclasses import replace

import pytest
from sqlalchemy import select

from sync.errors import Damaged, Refused
from sync.server import backup as subject
from sync.server import schema
from sync.server.archive import open_archive
from sync.server.audit import verify
from sync.server.backup import back_up, keep_copy, restore
from sync.server.devices import revoke
from sync.server.founding import add_space, spaces_of
from sync.server.migrate import version_state
from sync.server.office import Office
from sync.server.storage import open_storage
from sync.server.whole import reading_whole
from tests.server.conftest import run
from tests.server.grown import grow

PHOTO = b"\xff\xd8 not really a photo" * 50


@pytest.fixture
def laptop(office):
    grown = grow(office)
    (office.folder / "ab").mkdir(parents=True)
    (office.folder / "ab" / "abcd").write_bytes(PHOTO)
    return grown


@pytest.fixture
def archive(office, laptop, tmp_path):
    path = tmp_path / "office.zip"
    back_up(office, path)
    return path


def rows(office, table):
    with reading_whole(office.storage) as connection:
        return [tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key))]


def everything(office):
    return {table.name: rows(office, table) for table in schema.metadata.sorted_tables}


def space_of(office, laptop):
    with reading_whole(office.storage) as connection:
        return connection.execute(select(schema.spaces).where(schema.spaces.c.space == laptop.space)).one()


def rewritten(archive, change):
    """The same backup after somebody changed its members, by name."""
    with zipfile.ZipFile(archive) as package:
        members = {each.filename: package.read(each) for each in package.infolist()}
    change(members)
    with zipfile.ZipFile(archive, "w") as package:
        for name, content in members.items():
            package.writestr(name, content)
    return archive


def test_a_backup_tells_devices_that_it_covers_them_only_once_it_is_there(office, laptop, tmp_path):
    (tmp_path / "taken").mkdir()
    with pytest.raises(OSError):  # noqa: PT011 - which one depends on the system
        back_up(office, tmp_path / "taken")
    assert space_of(office, laptop).durable == 0
    back_up(office, tmp_path / "office.zip")
    assert space_of(office, laptop).durable == space_of(office, laptop).seq == 6


def test_a_backup_leaves_nothing_half_written_beside_it(archive, tmp_path):
    assert [each.name for each in tmp_path.glob("office.zip*")] == ["office.zip"]


def test_wiping_and_restoring_brings_back_every_row_and_file_and_starts_a_new_epoch(
    office, laptop, archive, tmp_path
):
    before = everything(office)
    laptop.person_called("Written after the backup")
    (office.folder / "ab" / "abcd").unlink()
    restore(office, archive, tmp_path / "aside")
    after = everything(office)
    assert (office.folder / "ab" / "abcd").read_bytes() == PHOTO
    assert {name for name in before if before[name] != after[name]} == {"spaces"}
    assert all(row[5] > 1 for row in after["spaces"])
    assert verify(office.storage) == []


def test_an_office_can_be_restored_where_there_is_none(archive, office, tmp_path):
    new = Office(open_storage(f"{tmp_path / 'new.sqlite'}"), tmp_path / "new")
    restore(new, archive, tmp_path / "aside")
    assert rows(new, schema.records) == rows(office, schema.records)
    assert (tmp_path / "new" / "ab" / "abcd").read_bytes() == PHOTO
    assert verify(new.storage) == []
    assert not (tmp_path / "aside").exists()
    new.storage.close()


def test_an_epoch_never_comes_back(office, laptop, archive, tmp_path):
    epochs = [space_of(office, laptop).epoch]
    for _ in range(3):
        restore(office, archive, tmp_path / "aside")
        epochs.append(space_of(office, laptop).epoch)
    assert epochs == sorted(set(epochs))


def test_what_was_there_before_is_kept_and_can_be_brought_back(office, laptop, archive, tmp_path):
    laptop.person_called("Written after the backup")
    kept = restore(office, archive, tmp_path / "aside")["aside"]
    assert space_of(office, laptop).seq == 6
    restore(office, tmp_path / "aside" / kept, tmp_path / "aside")
    assert space_of(office, laptop).seq == 7


def test_a_computer_that_was_revoked_since_stays_revoked(office, laptop, archive, tmp_path):
    revoke(office, laptop.device, "Admin")
    restore(office, archive, tmp_path / "aside")
    with reading_whole(office.storage) as connection:
        mine = select(schema.devices.c.revoked_by).where(schema.devices.c.id == laptop.device)
        assert connection.execute(mine).scalar_one() == "Admin"


def test_a_restore_that_fails_half_way_leaves_everything_as_it_was(
    office, laptop, archive, tmp_path, monkeypatch
):
    before = everything(office)
    monkeypatch.setattr(subject, "_start_epochs", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        restore(office, archive, tmp_path / "aside")
    assert everything(office) == before


def test_a_backup_with_any_byte_changed_is_refused_and_nothing_happens(office, archive, tmp_path):
    before = everything(office)
    whole = archive.read_bytes()
    for place in range(0, len(whole), len(whole) // 60):
        archive.write_bytes(whole[:place] + bytes([whole[place] ^ 0x55]) + whole[place + 1 :])
        try:
            open_archive(archive)
        except Damaged:
            continue
        # A byte that means nothing (a date in the zip's headers): the content is still what was written.
        assert list(open_archive(archive).rows("records")) == list(records_in(whole, tmp_path))
    archive.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(Damaged, match="not a whole backup"):
        restore(office, archive, tmp_path / "aside")
    assert everything(office) == before


def records_in(whole, folder):
    (folder / "whole.zip").write_bytes(whole)
    return open_archive(folder / "whole.zip").rows("records")


def swap_row(members):
    members["tables/spaces.jsonl"] = members["tables/spaces.jsonl"].replace(b"Lake", b"Fake")


def add_member(members):
    members["files/extra"] = b"x"


def lose_member(members):
    del members["tables/changes.jsonl"]


def become_foreign(members):
    members["manifest.json"] = b'{"format":"holiday photos","members":{}}'


@pytest.mark.parametrize("change", [swap_row, add_member, lose_member, become_foreign])
def test_a_backup_that_does_not_vouch_for_itself_is_refused(archive, change):
    with pytest.raises(Damaged):
        open_archive(rewritten(archive, change))


@pytest.mark.parametrize(
    "name", ["files/../../evil", "/files/evil", "files/C:evil", "files/a\\..\\evil", "evil", "other/evil"]
)
def test_a_backup_cannot_write_outside_the_folder(archive, name):
    def plant(members):
        manifest = json.loads(members["manifest.json"])
        manifest["members"][name] = manifest["members"]["files/ab/abcd"]
        members["manifest.json"] = json.dumps(manifest).encode()
        members[name] = members["files/ab/abcd"]

    with pytest.raises(Damaged):
        open_archive(rewritten(archive, plant))


def test_a_backup_of_a_newer_program_is_refused_in_plain_words(office, archive, tmp_path):
    def come_from_the_future(members):
        manifest = json.loads(members["manifest.json"])
        members["manifest.json"] = json.dumps({**manifest, "revision": "9999"}).encode()

    with pytest.raises(Refused, match="newer version than this program"):
        restore(office, rewritten(archive, come_from_the_future), tmp_path / "aside")


def test_a_missing_backup_is_named(office, tmp_path):
    with pytest.raises(Damaged, match="There is no file"):
        restore(office, tmp_path / "none.zip", tmp_path / "aside")


def test_a_link_in_the_folder_of_files_is_not_followed(office, laptop, tmp_path):
    (tmp_path / "secret").write_text("a password")
    (office.folder / "link").symlink_to(tmp_path / "secret")
    back_up(office, tmp_path / "office.zip")
    assert set(open_archive(tmp_path / "office.zip").manifest["members"]) >= {"files/ab/abcd"}
    assert "files/link" not in open_archive(tmp_path / "office.zip").manifest["members"]


def test_a_copy_before_a_migration_is_a_backup_of_the_rows(office, laptop, tmp_path):
    kept = keep_copy(office, tmp_path / "aside", "migrate")
    run(office.storage, "DELETE FROM records")
    restore(office, tmp_path / kept, tmp_path / "aside")
    assert verify(office.storage) == []


def test_a_backup_is_one_moment_although_work_goes_on(office, laptop, tmp_path, monkeypatch):
    spell = subject._spell

    def work_on(value):
        monkeypatch.setattr(subject, "_spell", spell)
        laptop.person_called("Written while the backup runs")
        return spell(value)

    monkeypatch.setattr(subject, "_spell", work_on)
    back_up(office, tmp_path / "office.zip")
    assert (space_of(office, laptop).durable, space_of(office, laptop).seq) == (6, 7)
    restore(office, tmp_path / "office.zip", tmp_path / "aside")
    assert space_of(office, laptop).seq == 6
    assert verify(office.storage) == []


class TestADamagedSqliteFile:
    @pytest.fixture
    def damaged(self, office, laptop, archive):
        if office.storage.is_postgres:
            pytest.skip("PostgreSQL looks after its own pages")
        for number in range(200):
            add_space(office, "coalition", f"Coalition {number}")
        office.storage.close()
        path = office.folder.parent / "office.sqlite"
        content = bytearray(path.read_bytes())
        content[4096 * 2 : 4096 * 12] = b"\xa5" * 4096 * 10
        path.write_bytes(content)
        return replace(office, storage=open_storage(str(path)))

    def test_is_not_backed_up(self, damaged, tmp_path):
        with pytest.raises(Damaged, match="damaged"):
            back_up(damaged, tmp_path / "bad.zip")
        assert not (tmp_path / "bad.zip").exists()

    def test_is_moved_aside_and_the_backup_takes_its_place(self, damaged, archive, tmp_path):
        aside = restore(damaged, archive, tmp_path / "aside")["aside"]
        assert (tmp_path / "aside" / aside / "office.sqlite").exists()
        assert [space["name"] for space in spaces_of(damaged, "coalition")] == ["Lake County"]
        assert version_state(damaged.storage) == "current"
        assert verify(damaged.storage) == []

    def test_is_replaced_even_if_it_is_no_database_at_all(self, damaged, archive, tmp_path):
        damaged.storage.close()
        (tmp_path / "office.sqlite").write_bytes(b"somebody saved a letter here" * 500)
        restore(damaged, archive, tmp_path / "aside")
        assert verify(damaged.storage) == []
