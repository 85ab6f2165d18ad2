"""Taking lists out: what, in which form, who; and before anything is written, who is left out and why."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.features.exchange.choosing import TABLES, Chosen, Wish, choose, groups, left_out_words
from desktop.features.exchange.page_letter import LetterFields
from desktop.features.exchange.taking_out import ENDINGS, FORMS, file_name, take_out
from desktop.i18n import _, ngettext
from desktop.ui.buttons import primary
from desktop.ui.card import Rule
from desktop.ui.desk import Desk
from desktop.ui.fields import ChoiceField
from desktop.ui.labelled import labelled
from desktop.ui.labels import Words
from desktop.ui.layout import STRETCH, column, row, scrolled, widget_of
from desktop.ui.now import today_of
from desktop.ui.tick import Tick
from sync.records.people import Person

WIDEST = 620


class Export(QWidget):
    """The wish for an export, and what comes of it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._asked: Wish | None = None
        self.kind = ChoiceField(_("What"), _kinds())
        self.form = ChoiceField(_("As"))
        self.group = ChoiceField(_("Who"))
        self.minors, self.not_to_contact = (
            Tick(_("Include minors")),
            Tick(_("Include those who asked not to be contacted")),
        )
        self.letter = LetterFields()
        self.count, self.left_out = Words("", strong=True), Words("", "small", quiet=True)
        self.verb = primary(_("Save as a file"), self.save, "download")
        self._lay_out()
        self._connect()

    def wish(self) -> Wish:
        """Return what is wished for as it stands."""
        return Wish(
            kind=self.kind.chosen(),
            form=self.form.chosen(),
            group=self.group.chosen() if self.kind.chosen() == Person.kind else "",
            minors=self.minors.isChecked(),
            not_to_contact=self.not_to_contact.isChecked(),
        )

    def refresh(self) -> None:
        """Read anew who is there."""
        self.group.offer([("", _("Everybody")), *groups(self._desk.store)])
        self.letter.offer(self._desk.store)
        self._follow_kind()

    def save(self) -> None:
        """Ask where to, and write the file."""
        wish = self.wish()
        proposed = file_name(wish, self.kind.currentText(), today_of(self._desk).isoformat())
        ending = ENDINGS.get(wish.form, wish.form)
        name, _kind = QFileDialog.getSaveFileName(self, _("Save as"), proposed, f"*.{ending}")
        if name:
            path = Path(name)
            self.save_to(path if path.suffix else path.with_suffix(f".{ending}"))

    def save_to(self, path: Path) -> None:
        """Write the file, off the thread of the window."""
        store, wish, wording = self._desk.store, self.wish(), self.letter.wording()
        self.verb.setEnabled(False)
        self._desk.bridge.run(
            lambda: take_out(store, wish, path, wording),
            lambda words: self._written(words, self._desk.way.tell),
            lambda error: self._written(error.sentence, self._desk.way.warn),
            owner=self,
        )

    def _written(self, words: str, say: Callable[[str], object]) -> None:
        self.verb.setEnabled(True)
        say(words)

    def _lay_out(self) -> None:
        self._who = widget_of(labelled((_("Who"), self.group)))
        fields = labelled((_("What"), self.kind), (_("As"), self.form))
        ticks = column(self.minors, self.not_to_contact, gap=2)
        inside = widget_of(column(fields, self._who, ticks, self.letter, STRETCH, gap=8))
        inside.setMaximumWidth(WIDEST)
        foot = row(column(self.count, self.left_out, gap=2), 16, self.verb)
        foot.setStretch(0, 1)
        self.setLayout(column(scrolled(inside), Rule(), foot, gap=12))

    def _connect(self) -> None:
        self.kind.currentIndexChanged.connect(lambda _place: self._follow_kind())
        for field in (self.form, self.group):
            field.currentIndexChanged.connect(lambda _place: self._weigh())
        for tick in (self.minors, self.not_to_contact):
            tick.toggled.connect(lambda _on: self._weigh())

    def _follow_kind(self) -> None:
        words = _forms()
        self.form.offer([(form, words[form]) for form in FORMS[self.kind.chosen()]])
        self._weigh()

    def _weigh(self) -> None:
        """Show who would be in it; a count that a later one has overtaken is not shown."""
        wish = self._asked = self.wish()
        self._show_fields(wish)
        store = self._desk.store
        self._desk.do_slowly(self, lambda: choose(store, wish), lambda chosen: self._show(wish, chosen))

    def _show_fields(self, wish: Wish) -> None:
        are_people = wish.kind == Person.kind
        self._who.setVisible(are_people)
        self.minors.setVisible(are_people and wish.form in (*TABLES, "vcf"))
        self.not_to_contact.setVisible(are_people and wish.form in TABLES)
        self.letter.setVisible(wish.form == "letters")

    def _show(self, wish: Wish, chosen: Chosen) -> None:
        if wish != self._asked:
            return
        self.count.setText(_count_words(wish, len(chosen.records)))
        self.left_out.say("\n".join(left_out_words(chosen)))
        self.verb.setEnabled(bool(chosen.records))


def _kinds() -> list[tuple[str, str]]:
    return [("person", _("People")), ("partner", _("Partners")), ("meeting", _("Meetings"))]


def _forms() -> dict[str, str]:
    return {
        "csv": _("Table (CSV)"),
        "xlsx": _("Excel workbook"),
        "json": _("JSON, for other programs"),
        "vcf": _("Cards for an address book (vCard)"),
        "ics": _("Calendar (.ics)"),
        "labels": _("Mailing labels, Avery 5160 (PDF)"),
        "letters": _("Letters (PDF)"),
        "directory": _("Directory (PDF)"),
    }


def _count_words(wish: Wish, count: int) -> str:
    words = {
        "person": ngettext("{count} person", "{count} people", count),
        "partner": ngettext("{count} partner", "{count} partners", count),
        "meeting": ngettext("{count} meeting", "{count} meetings", count),
    }
    return words[wish.kind].format(count=f"{count:,}")
