"""Lists and dated facts that the state office publishes; nothing here is a constant of the program."""

from typing import ClassVar

from sync.records.base import Reference, Value
from sync.records.codes import TopicCodes
from sync.records.types import Choice, Code, Count, Day, Line, Money, Number, Text, Title, Url, Yes


class AccountType(Choice):
    """What an account counts."""

    ASSET = "asset"
    LIABILITY = "liability"
    NET_ASSETS = "net_assets"
    INCOME = "income"
    EXPENSE = "expense"


class Criterion(Value):
    """One line of a rubric."""

    name: Line = ""
    description: Text = ""
    points: Count = 0


class Listed(Reference):
    """What all coded lists have in common; not a kind itself."""

    key: ClassVar[tuple[str, ...]] = ("code",)
    code: Code
    name: Title
    number: Count = 0
    """Its place in the list."""
    description: Text = ""
    source: Line = ""
    retired: Yes = False


class Sector(Listed):
    """A sector that partners come from, with the sector of the DFC list it answers to."""

    kind: ClassVar[str] = "sector"
    dfc: Line = ""
    dfc_also: Line = ""
    """The other sector it could be counted under, or what to mind."""


class MemberRole(Listed):
    """What a person is in the community."""

    kind: ClassVar[str] = "member_role"


class Topic(Listed):
    """A topic of a training."""

    kind: ClassVar[str] = "topic"


class Program(Listed):
    """A sort of training."""

    kind: ClassVar[str] = "program"


class ProjectType(Listed):
    """A sort of project."""

    kind: ClassVar[str] = "project_type"


class SupportType(Listed):
    """A sort of support that the office gives."""

    kind: ClassVar[str] = "support_type"


class Region(Listed):
    """A part of the state, between the office and its coalitions."""

    kind: ClassVar[str] = "region"


class FrameItem(Listed):
    """One item of a named frame, such as the seven results or the core values."""

    kind: ClassVar[str] = "frame_item"
    frame: Line = ""
    frame_name: Line = ""
    link: Url = ""


class Account(Listed):
    """An account of the books."""

    kind: ClassVar[str] = "account"
    type: AccountType = AccountType.EXPENSE


class Rule(Listed):
    """A dated fact by which something is judged, such as the reporting threshold of a year."""

    kind: ClassVar[str] = "rule"
    subject: Line = ""
    """What it is about; several dated rules share one subject."""
    first: Day | None = None
    last: Day | None = None
    cents: Money | None = None
    value: Number | None = None
    unit: Line = ""


class CompletionRule(Listed):
    """What completes a training; a version is never changed once published."""

    kind: ClassVar[str] = "completion_rule"
    key: ClassVar[tuple[str, ...]] = ("code", "version")
    version: Count = 1
    sessions: Count = 0
    """How many sessions of the cohort must be attended, make-ups included."""
    topics: TopicCodes = ()
    submissions: Count = 0
    """How many accepted submissions are needed."""
    rubric: tuple[Criterion, ...] = ()
    shell: Yes = False
    """Whether the office has still to settle it."""
