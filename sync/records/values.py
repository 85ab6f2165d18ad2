"""Embedded values that several nouns share; each merges as one field."""

from sync.records.base import Value
from sync.records.types import Code, Day, Line


class Address(Value):
    """A postal address."""

    street: Line = ""
    second_line: Line = ""
    city: Line = ""
    county: Line = ""
    state: Line = ""
    postal_code: Line = ""
    country: Code = "US"


class Period(Value):
    """From one day to another, both included; open where there is none."""

    first: Day | None = None
    last: Day | None = None
