"""Agreements with an organization: each opens in place, and says when it runs out."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from desktop.features.partners.actions import add_agreement, remove_agreement
from desktop.features.partners.lines import AgreementLine
from desktop.features.partners.queries import agreements
from desktop.i18n import _
from desktop.ui.attached import AttachedFiles
from desktop.ui.buttons import quiet_button
from desktop.ui.card import Card
from desktop.ui.dates import distance_words
from desktop.ui.desk import Desk
from desktop.ui.form import Form
from desktop.ui.labelled import BESIDE_FORM, labelled
from desktop.ui.layout import STRETCH, column, row, widget_of
from desktop.ui.now import today_of
from desktop.ui.periods import calendar_words
from desktop.ui.record_model import RowText
from desktop.ui.row_button import RowButton
from desktop.ui.section import Section
from desktop.words import choice_label

FIELDS = ("title", "status", "signed_on", "expires_on", "remind_days_before", "signers", "purpose", "notes")


class AgreementsSection(Section):
    """The agreements of one organization; a click opens one below its line, another closes it."""

    def __init__(self, desk: Desk) -> None:
        add = quiet_button(_("Add an agreement"), self.add, "plus")
        super().__init__(_("Agreements"), add, none=_("No agreement yet."))
        self._desk, self._partner, self._open = desk, "", ""
        self._heads: dict[str, RowButton] = {}
        self._form: Form | None = None

    def show_partner(self, partner: str) -> None:
        """Show the agreements with an organization; a form that is open stays as it is."""
        if partner != self._partner:
            self._partner, self._open, self._heads = partner, "", {}
        lines = {line.id: line for line in agreements(self._desk.store, partner)}
        if lines.keys() == self._heads.keys() and lines:
            for each, head in self._heads.items():
                head.say(_said(lines[each], today_of(self._desk)))
            return
        self._build(list(lines.values()))

    def open_agreement(self, agreement: str) -> None:
        """Open one agreement in place, and close any other."""
        self.keep()
        self._open = agreement
        self._build(agreements(self._desk.store, self._partner))
        if self._form is not None:
            self._form.editor("title").setFocus()

    def add(self) -> None:
        """Begin an agreement and open it."""
        if made := self._desk.do(lambda: add_agreement(self._desk.store, self._partner, _("Agreement"))):
            self.open_agreement(made)

    def keep(self) -> None:
        """Keep what is being typed."""
        if self._form is not None:
            self._form.keep_all()

    def _build(self, lines: Sequence[AgreementLine]) -> None:
        self._form, today = None, today_of(self._desk)
        self._heads = {line.id: RowButton(_said(line, today), self._turning(line.id)) for line in lines}
        self.show_lines([self._with_form(each, head) for each, head in self._heads.items()])

    def _with_form(self, agreement: str, head: RowButton) -> QWidget:
        if agreement != self._open:
            return head
        self._form = Form(self._desk, "agreement", FIELDS)
        self._form.show_record(agreement)
        document = AttachedFiles(self._desk, "agreement", "document", verb=_("Attach the agreement"))
        document.show_record(agreement)
        file = labelled((_("File"), document), letters=BESIDE_FORM)
        remove = quiet_button(_("Delete the agreement"), lambda: self._remove(agreement), "trash-2")
        return widget_of(column(head, Card(column(self._form, file, row(remove, STRETCH))), gap=4))

    def _turning(self, agreement: str) -> Callable[[], None]:
        return lambda: self.open_agreement("" if agreement == self._open else agreement)

    def _remove(self, agreement: str) -> None:
        self._form, self._open = None, ""
        self._desk.do(lambda: remove_agreement(self._desk.store, agreement), _("Agreement deleted"))


def _said(line: AgreementLine, today: date) -> RowText:
    signed = _("signed {day}").format(day=calendar_words(line.signed_on)) if line.signed_on else ""
    ends = _("until {day}").format(day=calendar_words(line.expires_on)) if line.expires_on else ""
    chip, tone = _chip(line, today)
    detail = " · ".join(part for part in (ends, signed) if part) or choice_label(line.status)
    return RowText(line.title, detail, chip, tone, "file-text", faded=line.status == "ended")


def _chip(line: AgreementLine, today: date) -> tuple[str, str]:
    if line.status != "signed" or line.expires_on is None:
        return choice_label(line.status), "good" if line.status == "signed" else "plain"
    distance = distance_words(line.expires_on, today)
    if line.expires_on < today:
        return _("Ran out {when}").format(when=distance), "bad"
    if line.remind_on and line.remind_on <= today:
        return _("Runs out {when}").format(when=distance), "warn"
    return choice_label(line.status), "good"
