"""Resources, stories with their consents, letters and messages, reports, an import, and files."""

from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256
from typing import Any

from desktop.file_kinds import kind_of
from desktop.sample.cast import Cast
from desktop.sample.deed import Deed, known
from desktop.sample.words import FOLDER, told
from sync.records.consents import Channel, Consent, ConsentAnswer
from sync.records.documents import (
    Column,
    ImportBatch,
    ImportMapping,
    Letter,
    Message,
    MessageState,
    Report,
)
from sync.records.library import Attachment, PublishState, Resource, Story
from sync.records.meetings import MinutesAmendment
from sync.records.values import Period

_WORDINGS = {
    "story": "The coalition may tell this story on its website and in its letters.",
    "photo": "The coalition may show this photo with the story.",
}


def library_deeds(cast: Cast) -> Iterator[Deed]:
    """Yield all that can be read again."""
    for place, words in enumerate(told("library")["resources"]):
        yield _resource(cast, place, words)
    for words in told("library")["stories"]:
        yield from _story(cast, words)
    yield from _letters(cast)
    yield from _papers(cast)
    yield from _files(cast)


def _resource(cast: Cast, place: int, words: dict[str, Any]) -> Deed:
    plain = ("title", "author", "licence", "language", "summary", "text")
    record = Resource(
        id=known("resource", words["title"]),
        link=words.get("link", ""),
        levels=tuple(words["levels"]),
        dimensions=tuple(words["dimensions"]),
        topics=tuple(words.get("topics", ())),
        keep_offline=words["keep"],
        tags=tuple(words["tags"]),
        **{name: words[name] for name in plain},
    )
    day = cast.calendar.day(-14 + 1.4 * place)
    return Deed(cast.calendar.moment(day, 15, 30), f"Keep: {record.title}", (record,))


def _story(cast: Cast, words: dict[str, Any]) -> Iterator[Deed]:
    """Yield a story with what its teller had said by then; what they said later comes by itself."""
    day, teller = cast.calendar.day(words["month"], 8), cast.people[words["teller"]]
    said = [_said(cast, words, *each) for each in words["said"]]
    before = tuple(each for each in said if each.day is not None and each.day <= day)
    about = known("story", words["title"])
    photo = tuple(_attachment(name, about, words["photo_description"]) for name in words.get("photos", ()))
    record = Story(
        id=about,
        title=words["title"],
        narrative=words["narrative"],
        quote=words["quote"],
        people=tuple(map(cast.person, words["people"])),
        teller=teller.id,
        photo=next((each.id for each in photo), ""),
        photo_description=words.get("photo_description", ""),
        consents=tuple(each.id for each in before),
        show_names=words["names"],
        day=day,
        levels=(words["level"],),
        dimensions=tuple(words["dimensions"]),
        project=known("project", words["project"]) if words["project"] else "",
        language="en",
        state=PublishState(words["state"]),
    )
    yield Deed(cast.calendar.moment(day, 21, 40), f"Story: {record.title}", (*before, *photo, record))
    for each in said[len(before) :]:
        yield Deed(cast.calendar.moment(each.day or day, 19, 5), f"Record consent of {teller.name}", (each,))


def _said(cast: Cast, words: dict[str, Any], channel: str, answer: str, month: float) -> Consent:
    teller = cast.people[words["teller"]]
    return Consent(
        id=known("consent", "story", words["title"], channel, answer),
        person=teller.id,
        channel=Channel(channel),
        answer=ConsentAnswer(answer),
        day=cast.calendar.day(month, 8 if month == words["month"] else 0),
        source="spoken, then signed" if answer == ConsentAnswer.GIVEN else "by phone",
        wording=_WORDINGS[channel] if answer == ConsentAnswer.GIVEN else "",
        guardian=cast.person(teller.row["guardian"]),
    )


def _letters(cast: Cast) -> Iterator[Deed]:
    for place, words in enumerate(told("library")["letters"]):
        letter = Letter(id=known("letter", words["name"]), **words)
        yield Deed(
            cast.calendar.moment(cast.calendar.day(-9), 10, place), f"Letter: {letter.name}", (letter,)
        )
    for words in told("library")["messages"]:
        at = cast.calendar.moment(cast.calendar.day(days=words["days"]), 8, 15)
        message = Message(
            id=known("message", words["title"]),
            title=words["title"],
            people=tuple(sorted(map(cast.person, words["to"]))),
            to=tuple(cast.people[name].email for name in words["to"]),
            body=words["body"],
            meeting=known("meeting", 0),
            state=MessageState(words["state"]),
            sent_at=at if words["state"] == "sent" else None,
        )
        yield Deed(at, f"Write: {message.title}", (message,))


def _papers(cast: Cast) -> Iterator[Deed]:
    calendar = cast.calendar
    first = calendar.day(-3).replace(day=1)
    report = Report(
        id=known("report", "treasurer"),
        title="Treasurer's report",
        sort="treasurer",
        period=Period(first=first, last=(first + timedelta(days=31)).replace(day=1) - timedelta(days=1)),
        made_at=calendar.moment(calendar.on(-2), 17),
    )
    yield Deed(calendar.moment(calendar.on(-2), 17), "Hand out the treasurer's report", (report,))
    amendment = MinutesAmendment(
        id=known("minutes_amendment", 1),
        meeting=known("meeting", -10),
        text="There were 141 referrals in the term before the circles, not 144 as it stood on the slide. "
        "The 96 in the first term with circles are right.",
        day=calendar.on(-8),
    )
    yield Deed(calendar.moment(calendar.on(-8), 18, 12), "Amend minutes", (amendment,))
    day = calendar.on(-20) - timedelta(days=3)
    batch = ImportBatch(
        id=known("import_batch", "cards"),
        name="listening-sessions.xlsx",
        into="person",
        made=14,
        matched=9,
        refused=1,
        day=day,
    )
    columns = (
        Column(column="Name / Nombre", field="name"),
        Column(column="Phone", field="phone"),
        Column(column="School", field="notes"),
    )
    mapping = ImportMapping(
        id=known("import_mapping", "cards"), name="Listening session cards", into="person", columns=columns
    )
    yield Deed(calendar.moment(day, 11), "Take in the cards of the listening sessions", (batch, mapping))


def _files(cast: Cast) -> Iterator[Deed]:
    for name, kind, about, description in told("library")["files"]:
        record = _attachment(name, known(kind, about), description)
        day = cast.calendar.day(-2)
        field: Any = {"agreement": {"document": record.id}, "resource": {"attachments": [record.id]}}[kind]
        changes = {(kind, known(kind, about)): field}
        yield Deed(cast.calendar.moment(day, 14), f"Attach {name}", (record,), changes)


def _attachment(name: str, about: str, description: str) -> Attachment:
    content = (FOLDER / "files" / name).read_bytes()
    kind = kind_of(content, name)
    return Attachment(
        id=known("attachment", name),
        name=name,
        file=sha256(content).hexdigest(),
        size=len(content),
        media_type=kind.media_type if kind else "",
        about=about,
        description=description,
    )
