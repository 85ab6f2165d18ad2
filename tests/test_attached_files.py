"""Files attached to records: what goes in comes out, and what cannot go in is told in a sentence."""

import os
from pathlib import Path

import pytest

from desktop.attached_files import (
    MOST,
    Pasted,
    Place,
    attach_files,
    attached,
    open_copy,
    read_bytes,
    take_off,
)
from desktop.features.welcome.actions import start_alone
from desktop.paths import Profile, prepare
from desktop.store.store import create_store
from sync.errors import Damaged, Refused, Unavailable
from sync.records.base import new_id
from sync.records.library import Attachment, Story
from sync.records.meetings import Meeting
from tests.store.samples import Clock

PNG = b"\x89PNG\r\n\x1a\n rest"


@pytest.fixture
def profile(tmp_path):
    profile = Profile(tmp_path / "desk")
    prepare(profile)
    return profile


@pytest.fixture
def store(profile):
    store = create_store(profile.database, "5a" * 32, now=Clock())
    start_alone(store, "Riverside", "Ana", "leader")
    store.file_key = bytes(32)
    yield store
    store.close()


def add(store, record):
    with store.edit("Add") as draft:
        return draft.add(record)


@pytest.fixture
def meeting(store):
    return Place("meeting", add(store, Meeting(title="Tonight")), "attachments")


@pytest.fixture
def story(store):
    return Place("story", add(store, Story(title="Bus")), "photo")


@pytest.fixture
def agenda(tmp_path):
    return written(tmp_path / "agenda.txt", b"One. Two.")


def written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def names(store, place):
    return [each.name for each in attached(store, place)]


def test_files_are_attached_as_one_edit_and_undone_as_one(store, profile, meeting, agenda, tmp_path):
    other = written(tmp_path / "plan.txt", b"Plan")
    done = attach_files(store, profile, meeting, [agenda, other])
    assert done.names == ("agenda.txt", "plan.txt") and not done.faults
    (first, second) = sorted(attached(store, meeting), key=lambda each: each.name)
    assert (first.size, first.media_type, first.about) == (9, "text/plain", meeting.record)
    assert read_bytes(store, profile, first) == b"One. Two."
    assert store.undo() == "Attach “2 files”"
    assert attached(store, meeting) == []
    store.redo()
    assert read_bytes(store, profile, second) == b"Plan"


def test_one_that_was_taken_off_comes_back_with_its_bytes(store, profile, meeting, agenda):
    attach_files(store, profile, meeting, [agenda])
    (file,) = attached(store, meeting)
    take_off(store, meeting, file.id)
    assert attached(store, meeting) == []
    assert store.undo() == "Remove “agenda.txt”"
    assert read_bytes(store, profile, attached(store, meeting)[0]) == b"One. Two."


def test_where_there_is_room_for_one_the_new_one_takes_its_place(store, profile, story):
    attach_files(store, profile, story, [Pasted("a.png", PNG)])
    done = attach_files(store, profile, story, [Pasted("b.png", PNG + b"b"), Pasted("c.png", PNG + b"c")])
    assert done.names == ("b.png",)
    assert done.faults == ("There is room for one file here, so 'c.png' was not attached.",)
    assert names(store, story) == ["b.png"]
    store.undo()
    assert names(store, story) == ["a.png"]


def test_the_same_file_twice_is_told(store, profile, meeting, agenda, tmp_path):
    copy = written(tmp_path / "copy.txt", b"One. Two.")
    done = attach_files(store, profile, meeting, [agenda, copy])
    again = attach_files(store, profile, meeting, [agenda])
    assert (done.names, done.faults) == (("agenda.txt",), ("'copy.txt' is attached already.",))
    assert (again.names, again.faults) == ((), ("'agenda.txt' is attached already.",))
    assert len(attached(store, meeting)) == 1


def test_each_that_cannot_be_attached_is_told_and_the_others_are_kept(
    store, profile, meeting, agenda, tmp_path
):
    huge = tmp_path / "film.mp4"
    with huge.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    bad = [
        written(tmp_path / "empty.txt", b""),
        huge,
        tmp_path / "gone.txt",
        tmp_path,
        written(tmp_path / "setup.exe", b"MZ"),
        written(tmp_path / "bad\x1b[2J\nname.txt", b""),
    ]
    done = attach_files(store, profile, meeting, [*bad, agenda])
    assert done.names == ("agenda.txt",)
    assert [words.split("'")[1] for words in done.faults] == [
        *("empty.txt", "film.mp4", "gone.txt", tmp_path.name, "setup.exe", "bad[2Jname.txt")
    ]
    assert "is empty" in done.faults[0] and "larger than 10 MB" in done.faults[1]
    assert names(store, meeting) == ["agenda.txt"]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="nothing is unreadable to the superuser")
def test_a_file_that_cannot_be_read_is_told(store, profile, meeting, agenda):
    agenda.chmod(0)
    (words,) = attach_files(store, profile, meeting, [agenda]).faults
    assert "doesn't let you use" in words


@pytest.mark.parametrize("name", ["../../etc/passwd.txt", "C:\\x\\passwd.txt", "pass\u202ewd\n.txt"])
def test_a_name_is_one_visible_part_of_a_path(store, profile, meeting, name):
    attach_files(store, profile, meeting, [Pasted(name, b"root")])
    (file,) = attached(store, meeting)
    assert file.name == "passwd.txt"
    path = open_copy(store, profile, file)
    assert path.parent.parent == profile.sessions and path.name == "passwd.txt"


def test_only_so_many_are_taken_at_once(store, profile, meeting):
    many = [Pasted(f"{place}.txt", str(place).encode()) for place in range(MOST + 3)]
    done = attach_files(store, profile, meeting, many)
    assert len(done.names) == MOST and done.faults[0].startswith("Only the first 50")


def test_a_copy_is_opened_under_the_ending_of_what_it_is(store, profile, meeting):
    attach_files(store, profile, meeting, [Pasted("page.html", b"<script>alert(1)</script>")])
    path = open_copy(store, profile, attached(store, meeting)[0])
    assert path.suffix == ".txt" and path.read_bytes() == b"<script>alert(1)</script>"


def test_what_is_of_no_known_kind_is_kept_but_not_opened(store, profile, meeting):
    attach_files(store, profile, meeting, [Pasted("x.bin", b"\x00\x01\x02")])
    (file,) = attached(store, meeting)
    with pytest.raises(Refused, match="does not open"):
        open_copy(store, profile, file)
    assert read_bytes(store, profile, file) == b"\x00\x01\x02"


def test_bytes_that_are_not_here_or_damaged_are_told(store, profile, meeting, agenda):
    attach_files(store, profile, meeting, [agenda])
    (file,) = attached(store, meeting)
    (sealed,) = (path for path in profile.files.rglob("*") if path.is_file())
    sealed.write_bytes(b"x" * 40)
    with pytest.raises(Damaged):
        open_copy(store, profile, file)
    sealed.unlink()
    with pytest.raises(Unavailable, match="not on this computer"):
        open_copy(store, profile, file)


def test_one_whose_record_has_not_arrived_is_left_out(store, profile, meeting):
    with store.edit("Name it") as draft:
        draft.add_members("meeting", meeting.record, "attachments", [new_id()])
        draft.add(Attachment(name="x"))
    assert attached(store, meeting) == []
