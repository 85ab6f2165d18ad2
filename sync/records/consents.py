"""What people allow: consent by channel, and addresses never to be used again."""

from typing import Any, ClassVar

from pydantic import model_validator

from sync.records.base import Fact
from sync.records.ids import AttachmentId, ConsentId, PersonId, SuppressionId
from sync.records.people import normal_email, normal_phone
from sync.records.types import Choice, Day, Id, Line, Text, Yes


def normal_address(channel: str, address: str) -> str:
    """Return the form in which an address of a channel is suppressed and compared."""
    return normal_email(address) if channel == Channel.EMAIL else normal_phone(address)


class Channel(Choice):
    """A way of reaching or showing a person."""

    EMAIL = "email"
    PHONE = "phone"
    TEXT_MESSAGE = "text_message"
    POST = "post"
    PHOTO = "photo"
    STORY = "story"
    DIRECTORY = "directory"


class ConsentAnswer(Choice):
    """What a person said."""

    GIVEN = "given"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Consent(Fact):
    """What one person said about one channel on one day; the latest counts."""

    kind: ClassVar[str] = "consent"
    person: PersonId
    channel: Channel = Channel.EMAIL
    answer: ConsentAnswer = ConsentAnswer.GIVEN
    day: Day | None = None
    source: Line = ""
    """Where it was said, e.g. sign-in sheet, web form."""
    wording: Text = ""
    """What the person agreed to."""
    guardian: PersonId = ""
    document: AttachmentId = ""
    corrects: ConsentId = ""


class Suppression(Fact):
    """An address that must not be used, whoever it belongs to; outlives every deletion and merge."""

    kind: ClassVar[str] = "suppression"
    key: ClassVar[tuple[str, ...]] = ("channel", "address")
    channel: Channel = Channel.EMAIL
    address: Line
    """Normalized when the suppression is made."""
    reason: Line = ""
    day: Day | None = None
    source: Line = ""
    batch: Id = ""
    lifted: Yes = False
    """Whether, on the person's own wish, it takes back the suppression that it corrects."""
    corrects: SuppressionId = ""

    @model_validator(mode="before")
    @classmethod
    def _normalize_new(cls, given: Any) -> Any:
        if not isinstance(given, dict) or "id" in given or not isinstance(given.get("address"), str):
            return given
        channel = str(given.get("channel", Channel.EMAIL))
        if channel not in (Channel.EMAIL, Channel.PHONE, Channel.TEXT_MESSAGE):
            return {**given, "address": given["address"].strip()}
        return {**given, "address": normal_address(channel, given["address"])}

    def headline(self) -> str:
        """Return the address."""
        return self.address or self.kind
