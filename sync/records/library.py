"""The library: files, resources to learn from, and stories to tell."""

from typing import ClassVar

from sync.records.base import Record
from sync.records.codes import DimensionCodes, LevelCodes, TopicCodes
from sync.records.ids import AnyId, AttachmentId, AttachmentIds, ConsentId, PersonId, PersonIds, ProjectId
from sync.records.types import (
    Choice,
    Count,
    Day,
    FileHash,
    Language,
    Line,
    Prose,
    Tags,
    Text,
    Title,
    Url,
    Yes,
)


class PublishState(Choice):
    """How far a story is on its way to the public."""

    DRAFT = "draft"
    REVIEWED = "reviewed"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class Attachment(Record):
    """A file that belongs to a record; its bytes are known by their hash and never change."""

    kind: ClassVar[str] = "attachment"
    name: Title
    """The file's own name; only shown, never used as a path."""
    file: FileHash = ""
    size: Count = 0
    """Bytes."""
    media_type: Line = ""
    about: AnyId = ""
    description: Text = ""
    """What a picture shows, for those who cannot see it."""
    original: FileHash = ""
    """The file before it was made smaller."""
    sensitive: Yes = False


class Resource(Record):
    """Something worth reading or using again."""

    kind: ClassVar[str] = "resource"
    title: Title
    author: Line = ""
    link: Url = ""
    attachments: AttachmentIds = ()
    licence: Line = ""
    language: Language = ""
    published_on: Day | None = None
    levels: LevelCodes = ()
    dimensions: DimensionCodes = ()
    topics: TopicCodes = ()
    keep_offline: Yes = False
    tags: Tags = ()
    summary: Text = ""
    text: Prose = ""
    """The resource's own words, so that a search finds them."""


class Story(Record):
    """What somebody lived through with the coalition; nothing is published without consent."""

    kind: ClassVar[str] = "story"
    title: Title
    narrative: Prose = ""
    quote: Text = ""
    people: PersonIds = ()
    teller: PersonId = ""
    photo: AttachmentId = ""
    photo_description: Text = ""
    consents: tuple[ConsentId, ...] = ()
    show_names: Yes = False
    day: Day | None = None
    levels: LevelCodes = ()
    dimensions: DimensionCodes = ()
    project: ProjectId = ""
    language: Language = ""
    state: PublishState = PublishState.DRAFT
    published_link: Url = ""
    tags: Tags = ()
