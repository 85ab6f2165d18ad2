"""What was sent, attached and exchanged, each as one line of the page."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtWidgets import QWidget

from desktop.features.syncing.queries import Round, Sent, SentFile
from desktop.i18n import _, ngettext, pgettext
from desktop.ui.card import Rule
from desktop.ui.chip import Chip
from desktop.ui.dates import moment_words
from desktop.ui.labels import Words, quiet
from desktop.ui.layout import column, row, widget_of
from desktop.ui.record_model import RowText
from desktop.ui.row_button import RowButton

EDGE = 9
"""Pixels at both ends of a line, as those that are links have."""


def _line(words: str, detail: str, chip: Chip) -> QWidget:
    text = column(Words(words), quiet(detail, "small"), gap=2)
    return widget_of(column(8, row(EDGE, text, 8, chip, EDGE, gap=0), 8, Rule(), gap=0))


def sent_line(sent: Sent, open_it: Callable[[Sent], object], *, is_alone: bool) -> QWidget:
    """Return an Edit and what became of it; where no office was joined, nothing waits for one.

    One that was not accepted and waits for a person is a link.
    """
    at = moment_words(datetime.fromisoformat(sent.at))
    changes = ngettext("{count} record", "{count} records", sent.changes).format(count=sent.changes)
    detail = f"{at}   ·   {changes}"
    if sent.open:
        text = RowText(sent.label, f"{detail}   ·   {sent.reason}", _("Not accepted"), "bad", "circle-alert")
        return widget_of(column(RowButton(text, lambda: open_it(sent)), Rule(), gap=0))
    if sent.asked or sent.put_away:
        became = _("Asked again") if sent.asked else pgettext("done", "Put away")
        return _line(sent.label, detail, Chip(became, "plain"))
    if sent.refused:
        return _line(sent.label, f"{detail}\n{sent.reason}", Chip(_("Not accepted"), "bad"))
    if sent.waiting:
        return _line(sent.label, detail, Chip(_("Saved here") if is_alone else _("Waits"), "plain"))
    receipt = _("Receipt {number}").format(number=sent.receipt)
    return _line(sent.label, f"{detail}   ·   {receipt}", Chip(_("Office has it"), "good"))


def file_line(file: SentFile) -> QWidget:
    """Return an attached file and how much of it the office has."""
    size = _("{size} kB").format(size=f"{max(1, file.size // 1000):,}")
    words = {
        "waiting": _("Waits"),
        "confirmed": _("Office has it"),
        "here": _("Here"),
        "wanted": _("Not here"),
    }
    tone = "good" if file.standing == "confirmed" else "plain"
    detail = size
    if file.standing == "waiting" and file.sent:
        detail = _("{size}, {part} % sent").format(size=size, part=file.sent * 100 // file.size)
    return _line(file.name, detail, Chip(words.get(file.standing, file.standing), tone))


def round_line(past: Round) -> QWidget:
    """Return one exchange with the office."""
    at = moment_words(datetime.fromisoformat(past.at))
    if past.outcome:
        return _line(past.outcome, at, Chip(_("Later"), "plain"))
    parts = [
        ngettext("{count} sent", "{count} sent", past.sent).format(count=past.sent),
        ngettext("{count} received", "{count} received", past.received).format(count=past.received),
    ]
    if past.refused:
        parts.append(_("{count} not accepted").format(count=past.refused))
    if past.beside:
        parts.append(_("{count} kept beside").format(count=past.beside))
    return _line(", ".join(parts), at, Chip(_("Well"), "good"))
