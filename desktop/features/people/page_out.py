"""Taking the list that is shown out: in which form, and where to."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.features.people.taking_out import ENDINGS, Wish, count_words, ids_of, take_out
from desktop.file_names import clean_name
from desktop.i18n import _
from desktop.store.listing import Listing
from desktop.ui.dates import language
from desktop.ui.desk import Desk, open_file
from desktop.ui.dialogs import Dialog
from desktop.ui.fields import ChoiceField, TextField
from desktop.ui.labelled import labelled
from desktop.ui.labels import Words
from desktop.ui.layout import column
from desktop.ui.now import today_of
from desktop.ui.tick import Tick


class TakeOut(Dialog):
    """Asks for the form, then for the place of the file; `listing` is the list that is shown."""

    def __init__(self, parent: QWidget, desk: Desk, listing: Listing, form: str = "csv") -> None:
        fields = WishFields(len(listing), form)
        super().__init__(parent, _("Take this list out"), fields, _("Save as a file"), self.ask, width=540)
        self.fields, self._desk, self._listing, self._parent = fields, desk, listing, parent
        fields.setFocus()

    def ask(self) -> None:
        """Ask where to, and write the file; without a place for it the dialog stays."""
        wish = self.fields.wish()
        ending = ENDINGS[wish.form]
        proposed = clean_name(f"{self.fields.form.currentText()} {today_of(self._desk).isoformat()}.{ending}")
        name, _kind = QFileDialog.getSaveFileName(self, _("Save as"), proposed, f"*.{ending}")
        if name:
            path = Path(name)
            self.save_to(path if path.suffix else path.with_suffix(f".{ending}"))
            self.accept()

    def finish(self) -> None:
        self.ask()

    def save_to(self, path: Path) -> None:
        """Write the file, off the thread of the window, and open paper to be printed."""
        store, listing, wish, way = self._desk.store, self._listing, self.fields.wish(), self._desk.way

        def tell(words: str) -> None:
            way.tell(words)
            if path.suffix == ".pdf":
                open_file(path)

        self._desk.do_slowly(self._parent, lambda: take_out(store, ids_of(listing), wish, path), tell)


class WishFields(QWidget):
    """In which form the list goes out, and what that form needs to know."""

    def __init__(self, count: int, form: str) -> None:
        super().__init__()
        self.form = ChoiceField(_("As"), list(_forms().items()))
        self.minors = Tick(_("Include minors"))
        from desktop.reports.labels import PER_SHEET

        places = [(str(place), str(place)) for place in range(1, PER_SHEET + 1)]
        self.first = ChoiceField(_("First free label"), places)
        self.body = TextField(_("What the letter says"), lines=6)
        self.body.area.setPlainText(_usual_letter())
        self.signed = TextField(_("Who signs"), _("Your name\nYour role"), lines=2)
        self._hint = Words("", "small", quiet=True)
        self._lines: dict[str, tuple[QWidget, ...]] = {}
        self._layout = labelled(
            (_("As"), self.form),
            ("", self.minors),
            (_("First free label"), self.first),
            (_("Letter"), self.body),
            (_("Signed"), self.signed),
        )
        self.setLayout(column(Words(count_words(count), strong=True), self._layout, self._hint, gap=12))
        self.setFocusProxy(self.form)
        self.form.currentIndexChanged.connect(lambda _place: self._follow())
        self.form.choose(form)
        self._follow()

    def wish(self) -> Wish:
        """Return what is wished for."""
        return Wish(
            form=self.form.chosen(),
            minors=self.minors.isChecked(),
            first=int(self.first.chosen()),
            body=self.body.area.toPlainText(),
            signed=self.signed.area.toPlainText(),
            language=language(),
        )

    def _follow(self) -> None:
        form = self.form.chosen()
        for field, forms in self._needed():
            self._layout.setRowVisible(field, form in forms)
        self._hint.setText(_hints()[form])

    def _needed(self) -> tuple[tuple[QWidget, tuple[str, ...]], ...]:
        return (
            (self.minors, ("csv", "xlsx", "vcf")),
            (self.first, ("labels",)),
            (self.body, ("letters",)),
            (self.signed, ("letters",)),
        )


def _forms() -> dict[str, str]:
    return {
        "csv": _("Table (CSV)"),
        "xlsx": _("Excel workbook"),
        "vcf": _("Cards for an address book (vCard)"),
        "labels": _("Mailing labels"),
        "letters": _("Letters"),
        "directory": _("Directory"),
    }


def _hints() -> dict[str, str]:
    table = _("Minors are left out unless you include them. Addresses that must not be used are left off.")
    post = _("Only those with an address who did not say no to letters; one label for each household.")
    return {
        "csv": table,
        "xlsx": table,
        "vcf": _("Who asked not to be contacted is left out, and so is every address not to be used."),
        "labels": _("Avery 5160, thirty to a sheet. {who}").format(who=post),
        "letters": _("{first_name}, {name} and {coalition} are filled in for each."),
        "directory": _("Only those who agreed to be in a directory are in it."),
    }


def _usual_letter() -> str:
    return _(
        "Dear {first_name},\n\nThank you for what you do for our students and families. "
        "{coalition} would not be what it is without you."
    )
