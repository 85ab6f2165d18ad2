"""The follow-up pack of a meeting: all that goes out after it, made in one call before leaving the room."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from desktop.file_names import clean_name
from desktop.i18n import _
from desktop.reports.calendar import Gathering, invitation
from desktop.reports.letters import Letters
from desktop.reports.mail import Attachment, MailDraft, eml
from desktop.reports.minutes import Minutes
from desktop.reports.printing import pdf
from desktop.reports.slips import TaskSlips
from desktop.safe_files import plain_disk_errors
from desktop.writing_out import refuse_own, write_out


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """What is to go out; leave out what there is none of."""

    minutes: Minutes
    slips: TaskSlips | None = None
    letters: Letters | None = None
    next_meeting: Gathering | None = None
    mail: tuple[MailDraft, ...] = ()
    """Each goes with the minutes and the invitation to the next meeting."""
    made_at: datetime
    """Aware; the stamp of the invitation."""


@dataclass(frozen=True, slots=True)
class Packed:
    """A file of a pack."""

    path: Path
    hash: str
    """SHA-256 of its bytes: what exactly was printed or sent."""


def write_pack(follow_up: FollowUp, folder: Path) -> tuple[Packed, ...]:
    """Write the pack into `folder`, made if need be, and return its files in the order of writing.

    Files of an earlier pack of the same meeting are replaced. Unavailable if the disk does not
    take it; Malformed for a letter with an unknown token or a wrong address, with nothing written.
    """
    refuse_own(folder)
    files = list(_files(follow_up))
    with plain_disk_errors(folder.name):
        folder.mkdir(parents=True, exist_ok=True)
    for name, content in files:
        write_out(folder / name, content)
    return tuple(Packed(folder / name, sha256(content).hexdigest()) for name, content in files)


def _files(follow_up: FollowUp) -> Iterator[tuple[str, bytes]]:
    title = follow_up.minutes.title
    minutes = Attachment(_named(_("Minutes"), title, "pdf"), pdf(follow_up.minutes))
    yield minutes.name, minutes.content
    if follow_up.slips:
        yield _named(_("Task slips"), title, "pdf"), pdf(follow_up.slips)
    if follow_up.letters:
        yield _named(_("Letters"), title, "pdf"), pdf(follow_up.letters)
    gathering = follow_up.next_meeting
    entry = invitation(gathering, follow_up.made_at) if gathering else b""
    if gathering:
        yield _named(_("Next meeting"), gathering.title, "ics"), entry
    for number, draft in enumerate(follow_up.mail, start=1):
        attachments = (minutes, *draft.attachments)
        whole = replace(draft, attachments=attachments, invitation=draft.invitation or entry)
        yield _named(f"{_('Mail')} {number}", _first(draft), "eml"), eml(whole)


def _first(draft: MailDraft) -> str:
    return draft.to[0].name or draft.to[0].email if draft.to else draft.subject


def _named(what: str, of: str, ending: str) -> str:
    return clean_name(f"{what} - {of[:80]}.{ending}")
