"""The follow-up pack: all that goes out after a meeting, gathered before the room empties."""

from pathlib import Path

from desktop.features.meetings import queries
from desktop.features.meetings.moments import day_of, now
from desktop.features.meetings.papers.invitations import gathering_of
from desktop.features.meetings.papers.mailing import addresses, coalition_mailbox, mailboxes
from desktop.features.meetings.papers.minutes import minutes_paper, next_of_series
from desktop.features.meetings.papers.slips import Tasks, slips_of, tasks_of
from desktop.features.meetings.roster import roster_of
from desktop.i18n import _
from desktop.postal import coalition_name
from desktop.reports.calendar import Gathering, Mailbox
from desktop.reports.documents import Letters, Recipient
from desktop.reports.letters import fill_tokens
from desktop.reports.mail import MailDraft
from desktop.reports.pack import FollowUp, Packed, write_pack
from desktop.reports.wording import day
from desktop.store.store import Store
from sync.records.documents import Letter
from sync.records.meetings import Meeting
from sync.records.motions import ActionItem
from sync.records.people import Person

TOKENS = ("name", "first_name", "meeting", "date", "tasks", "coalition")
"""What a thank-you letter can say in braces."""


def follow_up(store: Store, meeting: str, *, letter: str = "", language: str = "en") -> FollowUp:
    """Return everything that goes out after a meeting: minutes, slips, letters, mail, the next date.

    Whoever took part and may be written to is thanked: by mail where there is an e-mail address,
    else by a letter. `letter` is a template of `Letter`; without one the program's own words.
    A closed meeting sends nothing out: its pack is the minutes and the slips for those in the room.
    """
    held = queries.read(store, Meeting, meeting)
    tasks = tasks_of(store, meeting)
    thanked = [] if held.closed else [each.person for each in roster_of(store, held).took_part]
    mail = mailboxes(store, thanked)
    post = addresses(store, [each for each in thanked if each not in mail])
    template = _template(store, letter)
    said = {person: _tokens(store, held, person, tasks, language) for person in (*mail, *post)}
    return FollowUp(
        minutes=minutes_paper(store, meeting, language=language, full=held.closed),
        slips=slips_of(store, held, tasks, language),
        letters=_letters(store, held, template, post, said, language) if post else None,
        next_meeting=_next(store, held),
        mail=tuple(_mail(store, template, box, said[person]) for person, box in mail.items()),
        made_at=now(store),
    )


def write_follow_up(
    store: Store, meeting: str, folder: Path, *, letter: str = "", language: str = "en"
) -> tuple[Packed, ...]:
    """Write the pack of a meeting into a folder and return its files; nothing is sent by it."""
    return write_pack(follow_up(store, meeting, letter=letter, language=language), folder)


def _template(store: Store, letter: str) -> tuple[str, str]:
    """Return the subject and the body of the letter."""
    if letter:
        held = queries.read(store, Letter, letter)
        return held.subject or held.name, held.body
    body = _(
        "Dear {first_name},\n\nthank you for coming to {meeting} on {date}.\n\n{tasks}\n\n"
        "Minutes of the meeting come with this message. If something in them is wrong, please say so.\n\n"
        "{coalition}"
    )
    return _("Thank you for coming to {meeting}"), body


def _tokens(store: Store, meeting: Meeting, person: str, tasks: Tasks, language: str) -> dict[str, str]:
    held = queries.read(store, Person, person)
    listed = "\n".join(f"- {each.title}{_by(each, language)}" for each in tasks.get(person, []))
    said = _("What you took on:") + f"\n{listed}" if listed else ""
    return {
        "name": held.name,
        "first_name": held.goes_by or held.name.split()[0],
        "meeting": meeting.title,
        "date": day(day_of(store, meeting), language),
        "tasks": said,
        "coalition": coalition_name(store),
    }


def _by(action: ActionItem, language: str) -> str:
    return _(", by {day}").format(day=day(action.due, language)) if action.due else ""


def _letters(
    store: Store,
    meeting: Meeting,
    template: tuple[str, str],
    post: dict[str, tuple[str, ...]],
    said: dict[str, dict[str, str]],
    language: str,
) -> Letters:
    sender = coalition_mailbox(store)
    return Letters(
        title=meeting.title,
        coalition=coalition_name(store),
        language=language,
        written_on=day_of(store, meeting),
        sender=(sender.email,) if sender else (),
        body=template[1],
        recipients=tuple(
            Recipient(said[person]["name"], lines, tuple(said[person].items()))
            for person, lines in post.items()
        ),
    )


def _mail(store: Store, template: tuple[str, str], box: Mailbox, said: dict[str, str]) -> MailDraft:
    subject, body = (fill_tokens(text, said) for text in template)
    text = "\n\n".join(part.strip() for part in body.split("\n\n") if part.strip())
    return MailDraft(subject=subject, text=text, to=(box,), sender=coalition_mailbox(store))


def _next(store: Store, meeting: Meeting) -> Gathering | None:
    after = next_of_series(store, meeting)
    return gathering_of(store, after.id) if after else None
