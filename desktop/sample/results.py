"""Results, the indicators that show them, and where the numbers come from."""

from collections.abc import Iterator
from typing import Any

from desktop.sample.calendar import fiscal_year
from desktop.sample.cast import Cast
from desktop.sample.deed import Deed, known
from desktop.sample.words import told
from sync.records.results import Better, DataSource, Indicator, IndicatorTarget, Measurement, Result


def result_deeds(cast: Cast) -> Iterator[Deed]:
    """Yield results, sources, indicators with targets, and measurements."""
    words, calendar = told("equity"), cast.calendar
    yield Deed(
        calendar.moment(calendar.on(-16), 20, 40), "List who collects what", tuple(_sources(cast, words))
    )
    results = tuple(
        Result(
            id=known("result", each["as"]),
            title=each["title"],
            frame_item=each["item"],
            dimensions=tuple(each["dimensions"]),
            notes=each["notes"],
        )
        for each in words["results"]
    )
    yield Deed(calendar.moment(calendar.on(-16), 20, 45), "Name the results we want", results)
    for each in words["indicators"]:
        yield _indicator(cast, each)
        yield from _measured(cast, each)


def _sources(cast: Cast, words: dict[str, Any]) -> Iterator[DataSource]:
    for each in words["sources"]:
        yield DataSource(
            id=known("data_source", each["as"]),
            title=each["title"],
            holder=cast.partner(each["holder"]),
            contact=cast.person(each["contact"]),
            collects=each["collects"],
            about=each["about"],
            every=each["every"],
            agreement_needed=each["agreement"],
        )


def _indicator(cast: Cast, words: dict[str, Any]) -> Deed:
    record = Indicator(
        id=known("indicator", words["as"]),
        title=words["title"],
        result=known("result", words["result"]),
        unit=words["unit"],
        better=Better(words["better"]),
        decimals=words["decimals"],
        source=known("data_source", words["source"]),
        owner=cast.person(words["owner"]),
        forecast=words["forecast"],
        story=words["story"],
        partners=tuple(map(cast.partner, words["partners"])),
        what_works=words["what_works"],
        plan=words["plan"],
    )
    targets = tuple(
        IndicatorTarget(indicator=record.id, period=_year(cast, ahead), value=float(value))
        for ahead, value in words["targets"]
    )
    at = cast.calendar.moment(cast.calendar.on(-15), 20, len(record.title))
    return Deed(at, f"Watch: {record.title}", (record, *targets))


def _measured(cast: Cast, words: dict[str, Any]) -> Iterator[Deed]:
    """Yield measurements, a deed for each period: by school year, or by month."""
    for back, value in words.get("years", ()):
        of_groups = (
            _measurement(words, _year(cast, back), float(each), group, cases)
            for group, row in words["groups"].items()
            for year, each, cases in row
            if year == back
        )
        records = (_measurement(words, _year(cast, back), float(value)), *of_groups)
        day = cast.calendar.day(min(-0.3, 12 * back - 2) if back else -0.3)
        at = cast.calendar.moment(max(day, cast.calendar.day(-15)), 17, -back)
        yield Deed(at, f"{words['title']}, {_year(cast, back)}", records)
    for month, value in words.get("months", ()):
        day = cast.calendar.day(month)
        at = cast.calendar.moment(max(day, cast.calendar.day(-15)), 17, 30)
        yield Deed(at, f"{words['title']}, {day:%Y-%m}", (_measurement(words, f"{day:%Y-%m}", float(value)),))


def _measurement(
    words: dict[str, Any], period: str, value: float, group: str = "", cases: int = 0
) -> Measurement:
    return Measurement(
        id=known("measurement", words["as"], period, group),
        indicator=known("indicator", words["as"]),
        period=period,
        group=group,
        value=value,
        cases=cases,
        source=known("data_source", words["source"]),
    )


def _year(cast: Cast, ahead: int) -> str:
    """Return a school year, e.g. 2026-27; 0 is the one we are in."""
    begun = fiscal_year(cast.calendar.today) - 1 + ahead
    return f"{begun}-{(begun + 1) % 100:02d}"
