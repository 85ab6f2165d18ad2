"""The parts of the first page: each makes the lines of one section from what was read."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from desktop.features.today.actions import finish_errand, keep_promise
from desktop.features.today.day import Day
from desktop.features.today.lines import Errand, Expiry, MinutesDue, Promise
from desktop.i18n import _, ngettext
from desktop.ui.dates import day_words, distance_words
from desktop.ui.desk import Desk
from desktop.ui.layout import row, widget_of
from desktop.ui.now import now_of, today_of
from desktop.ui.periods import weekday_words
from desktop.ui.record_model import RowText
from desktop.ui.row_button import RowButton
from desktop.ui.sectors import gap_words, sector_icon
from desktop.ui.tick import Tick
from desktop.words import choice_label, kind_label
from sync.records.base import natural_id

Lines = list[QWidget]


def errand_lines(desk: Desk, day: Day) -> Lines:
    """What I said I would do, each with a box to tick."""
    lines = [_errand(desk, each, day.today) for each in day.errands]
    more = day.errand_count - len(day.errands)
    return [*lines, more_line(more)] if more > 0 else lines


def promise_lines(desk: Desk, day: Day) -> Lines:
    """What was promised when people were last in touch, each with a box to tick."""
    return [_promise(desk, each, day.today) for each in day.promises]


def waiting_lines(desk: Desk, day: Day) -> Lines:
    """What waits for a person: choices, people to compare, minutes to review."""
    lines: Lines = []
    if day.choices:
        words = ngettext("{count} choice to make", "{count} choices to make", day.choices)
        said = RowText(
            words.format(count=day.choices), _("Two people changed the same thing"), icon="git-merge"
        )
        lines.append(RowButton(said, lambda: desk.way.go("choices")))
    if day.to_compare:
        words = ngettext("{count} person to compare", "{count} people to compare", day.to_compare)
        said = RowText(
            words.format(count=day.to_compare), _("Added at the door, perhaps known"), icon="users"
        )
        lines.append(RowButton(said, lambda: desk.way.go("people")))
    return [*lines, *(_minutes(desk, each) for each in day.minutes[:3])]


def quiet_lines(desk: Desk, day: Day) -> Lines:
    """Sectors that have gone quiet."""
    return [
        RowButton(
            RowText(each.name, gap_words(each, day.today), icon=sector_icon(each.code)),
            opening(desk, ("sector", natural_id("sector", each.code))) or (lambda: desk.way.go("partners")),
        )
        for each in day.quiet
    ]


def expiry_lines(desk: Desk, day: Day) -> Lines:
    """Agreements that run out."""
    return [_expiry(desk, each, day.today) for each in day.expiries]


def arrival_lines(desk: Desk, day: Day) -> Lines:
    """What came from others."""
    lines: Lines = [
        RowButton(RowText(each.title, kind_label(each.kind)), opening(desk, (each.kind, each.id)))
        for each in day.arrivals.newest
    ]
    more = sum(count for _kind, count in day.arrivals.counts) - len(lines)
    return [*lines, more_line(more)] if more > 0 else lines


def more_line(count: int) -> QWidget:
    """Return the line that says how many more there are."""
    return RowButton(RowText(_("and {count} more").format(count=count), faded=True))


def opening(desk: Desk, *records: tuple[str, str]) -> Callable[[], None] | None:
    """Return what opens the first of some records that a page can show; None if there is none."""
    for kind, record in records:
        if record and desk.way.can_open(kind):
            return lambda kind=kind, record=record: desk.way.open(kind, record)  # type: ignore[misc]
    return None


def _errand(desk: Desk, errand: Errand, today: date) -> QWidget:
    tick = _tick(
        _("Finish: {title}").format(title=errand.title),
        lambda: desk.do(lambda: finish_errand(desk.store, errand.id, today_of(desk)), _("Well done")),
    )
    due = _("due {day}").format(day=_near(errand.due, today)) if errand.due else ""
    carried = ngettext("carried over once", "carried over {count} times", errand.carried)
    detail = " · ".join(
        part for part in (due, carried.format(count=errand.carried) if errand.carried else "") if part
    )
    late = errand.due is not None and errand.due < today
    text = RowText(errand.title, detail, _("Late") if late else "", "warn" if late else "plain")
    open_it = opening(desk, ("action_item", errand.id), ("meeting", errand.meeting))
    return widget_of(row(tick, RowButton(text, open_it), gap=0))


def _promise(desk: Desk, promise: Promise, today: date) -> QWidget:
    tick = _tick(
        _("Done: {words}").format(words=promise.words),
        lambda: desk.do(lambda: keep_promise(desk.store, promise.id, now_of(desk), desk.me), _("Well done")),
    )
    others = ngettext("{name} and {count} other", "{name} and {count} others", promise.others)
    name = others.format(name=promise.name, count=promise.others) if promise.others else promise.name
    said = _("promised for {day}").format(day=_near(promise.day, today))
    late = promise.day < today
    detail = " · ".join(part for part in (name, said) if part)
    text = RowText(promise.words, detail, _("Late") if late else "", "warn" if late else "plain")
    return widget_of(row(tick, RowButton(text, opening(desk, (promise.kind, promise.whom))), gap=0))


def _minutes(desk: Desk, minutes: MinutesDue) -> QWidget:
    detail = _("Minutes to review") if minutes.status == "draft" else _("Minutes to approve")
    text = RowText(minutes.title, detail, choice_label(minutes.status), icon="notebook-pen")
    return RowButton(text, opening(desk, ("meeting", minutes.meeting)))


def _expiry(desk: Desk, expiry: Expiry, today: date) -> QWidget:
    distance = distance_words(expiry.expires_on, today)
    over = expiry.expires_on < today
    when = (_("Ran out {when}") if over else _("Runs out {when}")).format(when=distance)
    detail = " · ".join(part for part in (when, expiry.name) if part)
    text = RowText(expiry.title, detail, tone="bad" if over else "warn", icon="file-text")
    return RowButton(text, opening(desk, ("agreement", expiry.id), ("partner", expiry.partner)))


def _tick(name: str, run: Callable[[], object]) -> Tick:
    tick = Tick("")
    tick.setAccessibleName(name)
    tick.setToolTip(name)
    tick.clicked.connect(lambda _checked: run())
    return tick


def _near(day: date, today: date) -> str:
    """Return a near day by its name, as people say it: tomorrow, Friday; else its date."""
    days = (day - today).days
    if -1 <= days <= 1:
        return distance_words(day, today)
    return weekday_words(day) if 1 < days < 7 else day_words(day, today)
