"""Results and indicators: the numbers that show whether something changes, and where they come from."""

from typing import ClassVar

from sync.records.base import Fact, Record
from sync.records.codes import DimensionCodes, FrameItemCode, StudentGroupCode
from sync.records.ids import (
    AttachmentIds,
    DataSourceId,
    IndicatorId,
    MeasurementId,
    PartnerId,
    PartnerIds,
    PersonId,
    ResultId,
)
from sync.records.types import Choice, Count, Day, Id, Line, Number, Prose, Tags, Text, Title, Url, Yes


class Better(Choice):
    """Which way an indicator should turn."""

    HIGHER = "higher"
    LOWER = "lower"


class Result(Record):
    """A condition that a community wants for its children and families."""

    kind: ClassVar[str] = "result"
    title: Title
    frame_item: FrameItemCode = ""
    dimensions: DimensionCodes = ()
    notes: Prose = ""


class Indicator(Record):
    """A measure of a result, and the turn-the-curve thinking around it."""

    kind: ClassVar[str] = "indicator"
    title: Title
    result: ResultId = ""
    unit: Line = ""
    better: Better = Better.HIGHER
    decimals: Count = 0
    smallest_cell: Count = 10
    """Groups of fewer than this many are not shown outside the device."""
    source: DataSourceId = ""
    owner: PersonId = ""
    forecast: Text = ""
    story: Prose = ""
    """The story behind the curve."""
    partners: PartnerIds = ()
    what_works: Prose = ""
    plan: Prose = ""
    tags: Tags = ()


class IndicatorTarget(Record):
    """What an indicator should reach in a period, for all or for one student group."""

    kind: ClassVar[str] = "indicator_target"
    key: ClassVar[tuple[str, ...]] = ("indicator", "period", "group")
    indicator: IndicatorId
    period: Line
    group: StudentGroupCode = ""
    value: Number | None = None
    note: Text = ""


class Measurement(Fact):
    """The value of an indicator in a period, for all or for one student group; a count, never a name."""

    kind: ClassVar[str] = "measurement"
    indicator: IndicatorId
    period: Line
    """E.g. 2026, 2026-11, 2025-26 or 2026Q4."""
    group: StudentGroupCode = ""
    value: Number
    cases: Count = 0
    """How many children or families stand behind the value; 0 where unknown."""
    source: DataSourceId = ""
    vintage: Line = ""
    """Which issue of the source it is from."""
    day: Day | None = None
    suppressed: Yes = False
    """Whether the source itself held the value back."""
    batch: Id = ""
    note: Text = ""
    corrects: MeasurementId = ""


class DataSource(Record):
    """Who collects what, about whom and how often, so that nobody collects it twice."""

    kind: ClassVar[str] = "data_source"
    title: Title
    holder: PartnerId = ""
    contact: PersonId = ""
    collects: Text = ""
    about: Line = ""
    """The children, families or schools that it covers."""
    places: Tags = ()
    every: Line = ""
    """How often, e.g. yearly in October."""
    initiative: Line = ""
    link: Url = ""
    agreement_needed: Yes = False
    attachments: AttachmentIds = ()
    notes: Text = ""
