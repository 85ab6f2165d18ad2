"""The follow-up pack: all that goes out after a meeting, in one call."""

from dataclasses import replace
from email import message_from_bytes
from email.policy import default
from hashlib import sha256
from pathlib import Path

import pytest

from desktop.reports.calendar import Mailbox
from desktop.reports.mail import MailDraft
from desktop.reports.pack import FollowUp, write_pack
from sync.errors import Malformed, Unavailable
from tests.reports import samples
from tests.reports.paper import Paper
from tests.reports.test_calendar import GATHERING, SENT

DRAFT = MailDraft(
    subject="Thank you", text="Here are the minutes.", to=(Mailbox("g@example.org", "Grace Kim"),)
)
WHOLE = FollowUp(
    minutes=samples.minutes(),
    slips=samples.slips(),
    letters=samples.letters(),
    next_meeting=GATHERING,
    mail=(DRAFT,),
    made_at=SENT,
)


def test_a_pack_is_written_whole_with_the_hash_of_each_file(tmp_path: Path) -> None:
    files = write_pack(WHOLE, tmp_path / "November" / "pack")
    assert [each.path.name for each in files] == [
        "Minutes - November meeting.pdf",
        "Task slips - November meeting.pdf",
        "Letters - November meeting.pdf",
        "Next meeting - November meeting.ics",
        "Mail 1 - Grace Kim.eml",
    ]
    for each in files:
        assert sha256(each.path.read_bytes()).hexdigest() == each.hash


def test_each_letter_goes_with_the_minutes_and_the_next_invitation(tmp_path: Path) -> None:
    *_files, mail = write_pack(WHOLE, tmp_path)
    message = message_from_bytes(mail.path.read_bytes(), policy=default)
    minutes = next(part for part in message.walk() if part.get_content_type() == "application/pdf")
    assert minutes.get_payload(decode=True) == (tmp_path / "Minutes - November meeting.pdf").read_bytes()
    assert any(part.get_content_type() == "text/calendar" for part in message.walk())


def test_what_there_is_none_of_is_left_out(tmp_path: Path) -> None:
    only = write_pack(FollowUp(minutes=samples.minutes(), made_at=SENT), tmp_path)
    assert len(only) == 1
    assert "Ana opened the meeting." in Paper(only[0].path.read_bytes()).text


def test_the_same_pack_again_replaces_the_first_with_the_same_bytes(tmp_path: Path) -> None:
    first = write_pack(WHOLE, tmp_path)
    assert write_pack(WHOLE, tmp_path) == first
    assert len(list(tmp_path.iterdir())) == len(first)


def test_a_mistake_in_a_letter_leaves_nothing_half_written(tmp_path: Path) -> None:
    with pytest.raises(Malformed):
        write_pack(replace(WHOLE, letters=samples.letters("Dear {nobody}")), tmp_path / "pack")
    assert not (tmp_path / "pack").exists()


def test_names_of_meetings_cannot_leave_the_folder(tmp_path: Path) -> None:
    minutes = replace(samples.minutes(), title="../../etc/passwd: a <test>")
    files = write_pack(FollowUp(minutes=minutes, made_at=SENT), tmp_path)
    assert files[0].path.parent == tmp_path and files[0].path.exists()


def test_a_folder_that_cannot_be_made_is_explained(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(Unavailable):
        write_pack(WHOLE, tmp_path / "file" / "pack")
