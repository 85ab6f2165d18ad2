"""An Edit that the office did not accept, opened: what was entered, why, and what can be done about it."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QWidget

from desktop.features.syncing.queries import Sent, leaders_of
from desktop.i18n import _, ngettext, pgettext
from desktop.store.asking import ask_again, put_away
from desktop.store.refusals import Refusal, refusals_of_edit
from desktop.ui.buttons import plain
from desktop.ui.card import Card, Rule
from desktop.ui.dates import moment_words
from desktop.ui.desk import Desk
from desktop.ui.dialogs import Dialog
from desktop.ui.labels import Words, quiet
from desktop.ui.layout import STRETCH, Part, column, row, scrolled, widget_of
from desktop.ui.now import today_of
from desktop.ui.values import value_words
from desktop.words import field_label, kind_label, spoken
from sync.records import VOCABULARY
from sync.records.fields import fields_of

FEW = 20
"""Records whose words are shown; all of them are asked again, put away or copied."""
LETTERS = 16
"""Of the name of a field; longer ones wrap."""
TALLEST = 300
"""Pixels of what was entered; more of it scrolls."""


class RefusedDialog(Dialog):
    """One Edit that waits for a person."""

    def __init__(self, parent: QWidget, desk: Desk, sent: Sent) -> None:
        self._desk = desk
        self._waiting = refusals_of_edit(desk.store, sent.id)
        can_ask = all(each.can_ask_again for each in self._waiting)
        verb = (_("Ask again"), self._ask_again) if can_ask else (_("Put away"), self._put_away)
        body = column(quiet(self._when(sent)), self._why(can_ask=can_ask), self._entered(), gap=12)
        super().__init__(parent, sent.label, body, *verb, width=560)
        self.cancel.setText(_("Close"))
        self.copy = plain(_("Copy"), self._copy, "copy")
        self.ways.insertWidget(0, self.copy)
        if can_ask:
            self.aside = plain(_("Put away"), self._put_away_and_close)
            self.ways.insertWidget(1, self.aside)
        self.verb.setFocus()

    def _when(self, sent: Sent) -> str:
        at = moment_words(datetime.fromisoformat(sent.at), today_of(self._desk))
        words = ngettext(
            "{count} change was not accepted", "{count} changes were not accepted", len(self._waiting)
        )
        return f"{at}   ·   {words.format(count=len(self._waiting))}"

    def _why(self, *, can_ask: bool) -> Card:
        return Card(
            column(Words(self._reasons()), quiet(self._whom(can_ask=can_ask), "small"), gap=4),
            tone="warn",
            margin=12,
        )

    def _reasons(self) -> str:
        """What the office said; where it could not say anything, whole sentences of this program."""
        reasons = dict.fromkeys(each.reason for each in self._waiting if each.reason)
        ours = [each for each in reasons if each.endswith(".")]
        said = [each for each in reasons if not each.endswith(".")]
        quoted = _("The office said: “{reason}”.").format(reason="”, “".join(said))
        return " ".join([*ours, quoted] if said else ours)

    def _whom(self, *, can_ask: bool) -> str:
        if not can_ask:
            return _(
                "What it belongs to is not on this computer any more, so it cannot be asked again. "
                "Copy it if you still need it."
            )
        store = self._desk.store
        leaders = [name for name in leaders_of(store, self._waiting[0].space) if name != store.author.name]
        if not leaders:
            return _("Talk to your coalition's leader or the state office first, then ask again.")
        words = _("Talk to {names} or the state office first, then ask again.")
        return words.format(names=", ".join(leaders))

    def _entered(self) -> QWidget:
        parts: list[Part] = []
        for each in self._waiting[:FEW]:
            parts += [*([Rule()] if parts else []), Words(_heading(each), strong=True)]
            parts += [self._line(label, words) for label, words in lines_of(self._desk, each)]
        left = len(self._waiting) - FEW
        if left > 0:
            words = ngettext("and {count} more record", "and {count} more records", left)
            parts.append(quiet(words.format(count=left)))
        inner = widget_of(column(*parts, STRETCH, gap=8))
        area = scrolled(inner)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFixedHeight(min(TALLEST, inner.sizeHint().height() + 4))
        return area

    def _line(self, label: str, words: str) -> Part:
        name, value = quiet(label), Words(words)
        name.setFixedWidth(LETTERS * name.fontMetrics().averageCharWidth())
        for each in (name, value):
            each.setAlignment(Qt.AlignmentFlag.AlignTop)
        line = row(name, value, gap=12)
        line.setStretch(1, 1)
        return line

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText("\n\n".join(told(self._desk, each) for each in self._waiting))
        self._desk.way.tell(_("Copied"))

    def _ask_again(self) -> None:
        ask_again(self._desk.store, self._numbers())
        self._desk.way.tell(_("Asked again; it goes to the office with the next exchange"), undo=True)

    def _put_away(self) -> None:
        put_away(self._desk.store, self._numbers())
        self._desk.way.tell(pgettext("done", "Put away"), undo=True)

    def _put_away_and_close(self) -> None:
        self._act = self._put_away
        self.finish()

    def _numbers(self) -> list[int]:
        return [each.n for each in self._waiting]


def told(desk: Desk, refusal: Refusal) -> str:
    """Return one change that was not accepted as lines of text, to be pasted anywhere."""
    lines = [f"{label}: {words}" for label, words in lines_of(desk, refusal)]
    return "\n".join([_heading(refusal), *lines, _("Not accepted: {reason}").format(reason=refusal.reason)])


def lines_of(desk: Desk, refusal: Refusal) -> Iterator[tuple[str, str]]:
    """Yield the label of each field and what was entered there."""
    verbs = {"trash": _("Delete it"), "restore": _("Bring it back")}
    if refusal.verb in verbs:
        yield _("To do"), verbs[refusal.verb]
    kind = VOCABULARY.kinds.get(refusal.kind)
    specs = fields_of(kind) if kind else {}
    known = {name: refusal.fields[name] for name in specs if name in refusal.fields}
    for name, value in {**known, **refusal.fields}.items():
        if name not in specs:
            yield spoken(name), str(value)
        elif specs[name].merge == "set" and isinstance(value, dict):
            yield field_label(specs[name]), _members(desk, refusal, name, value)
        elif specs[name].merge == "prose" and value is None:
            yield field_label(specs[name]), _("(words that stand on others that are not here any more)")
        else:
            yield field_label(specs[name]), value_words(desk.store, specs[name], value)


def _members(desk: Desk, refusal: Refusal, name: str, value: dict[str, Any]) -> str:
    spec = fields_of(VOCABULARY.named(refusal.kind))[name]
    words = {"added": _("added: {members}"), "removed": _("taken away: {members}")}
    said = (words[what].format(members=value_words(desk.store, spec, some)) for what, some in value.items())
    return "; ".join(said)


def _heading(refusal: Refusal) -> str:
    kind = kind_label(refusal.kind)
    return f"{kind}  ·  {refusal.headline}" if refusal.headline != refusal.kind else kind
