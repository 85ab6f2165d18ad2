"""Editors of one field each, chosen by the field's type: they take and give JSON values."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from desktop.i18n import _
from desktop.store.store import Store
from desktop.ui.address_field import AddressField
from desktop.ui.codes import CodesField, codes_of
from desktop.ui.day_field import DayField, MomentField
from desktop.ui.fields import ChoiceField, LineField, TextField
from desktop.ui.money_field import MoneyField
from desktop.ui.picker import ManyPicker, Picker
from desktop.ui.tick import Tick
from desktop.words import choice_label, field_label
from sync.records.fields import FieldSpec, parse_text
from sync.records.values import Address

TYPING = 800
"""Milliseconds without a key after which text is kept."""


class Editor(QObject):
    """One field's widget; `edited` comes when there is something to keep."""

    edited = Signal()

    def __init__(self, widget: QWidget, read: Callable[[], Any], show: Callable[[Any], None]) -> None:
        super().__init__(widget)
        self.widget = widget
        self.value = read
        """Return the JSON value; Malformed where what is typed is none."""
        self.show = show
        """Show a JSON value without saying that it changed."""


def editor_for(store: Store, spec: FieldSpec) -> Editor:
    """Return the editor for a field; a type without one of its own is typed as text."""
    make = _EDITORS.get(spec.type, _line)
    if spec.type == "id" and not spec.target:
        make = _line
    if spec.type == "value" and spec.shape is Address:
        make = _address
    return make(store, spec)


def _line(store: Store, spec: FieldSpec) -> Editor:
    del store
    field = LineField(field_label(spec))
    editor = Editor(field, lambda: parse_text(spec.owner, spec.name, field.text()), _shown_in(field))
    field.editingFinished.connect(editor.edited)
    return editor


def _shown_in(field: LineField) -> Callable[[Any], None]:
    def show(value: Any) -> None:
        words = value if isinstance(value, list) else [value]
        field.setText(", ".join(str(word) for word in words if word is not None))

    return show


def _text(store: Store, spec: FieldSpec) -> Editor:
    del store
    field = TextField(field_label(spec))
    area = field.area
    editor = Editor(field, area.toPlainText, lambda value: area.setPlainText(str(value or "")))
    pause = QTimer(editor, singleShot=True, interval=TYPING)
    pause.timeout.connect(editor.edited)
    area.textChanged.connect(lambda: pause.start() if area.hasFocus() else None)
    area.left.connect(editor.edited)
    return editor


def _yes(store: Store, spec: FieldSpec) -> Editor:
    del store
    box = Tick(field_label(spec))
    editor = Editor(box, box.isChecked, lambda value: box.setChecked(bool(value)))
    box.clicked.connect(editor.edited)
    return editor


def _choice(store: Store, spec: FieldSpec) -> Editor:
    del store
    field = ChoiceField(field_label(spec), [(each, choice_label(each)) for each in spec.choices])
    editor = Editor(field, field.chosen, lambda value: field.choose(str(value or "")))
    field.activated.connect(editor.edited)
    return editor


def _code(store: Store, spec: FieldSpec) -> Editor:
    field = ChoiceField(field_label(spec), [("", _("Not said")), *codes_of(store, spec.target)])
    editor = Editor(field, field.chosen, lambda value: field.choose(str(value or "")))
    field.activated.connect(editor.edited)
    return editor


def _codes(store: Store, spec: FieldSpec) -> Editor:
    field = CodesField(field_label(spec), codes_of(store, spec.target))
    editor = Editor(field, field.codes, lambda value: field.show_codes(value or ()))
    field.changed.connect(editor.edited)
    return editor


def _day(store: Store, spec: FieldSpec) -> Editor:
    del store
    field = DayField(field_label(spec))

    def read() -> str | None:
        day = field.day()
        return day.isoformat() if day else None

    editor = Editor(field, read, lambda value: field.show_day(date.fromisoformat(value) if value else None))
    field.changed.connect(editor.edited)
    return editor


def _moment(store: Store, spec: FieldSpec) -> Editor:
    del store
    field = MomentField(field_label(spec))

    def read() -> str | None:
        moment = field.moment()
        return moment.isoformat() if moment else None

    editor = Editor(
        field, read, lambda value: field.show_moment(datetime.fromisoformat(value) if value else None)
    )
    field.changed.connect(editor.edited)
    return editor


def _money(store: Store, spec: FieldSpec) -> Editor:
    del store
    field = MoneyField(field_label(spec))
    editor = Editor(field, field.cents, field.show_cents)
    field.editingFinished.connect(editor.edited)
    return editor


def _record(store: Store, spec: FieldSpec) -> Editor:
    field = Picker(store, spec.target, field_label(spec))
    editor = Editor(field, field.record, lambda value: field.show_record(str(value or "")))
    field.picked.connect(lambda _record: editor.edited.emit())
    return editor


def _records(store: Store, spec: FieldSpec) -> Editor:
    field = ManyPicker(store, spec.target, field_label(spec))
    editor = Editor(field, lambda: sorted(field.records()), lambda value: field.show_records(value or ()))
    field.changed.connect(editor.edited)
    return editor


def _address(store: Store, spec: FieldSpec) -> Editor:
    del store
    field = AddressField(field_label(spec))
    editor = Editor(field, field.address, field.show_address)
    field.changed.connect(editor.edited)
    return editor


_EDITORS: dict[str, Callable[[Store, FieldSpec], Editor]] = {
    "text": _text,
    "prose": _text,
    "yes": _yes,
    "choice": _choice,
    "code": _code,
    "codes": _codes,
    "day": _day,
    "moment": _moment,
    "money": _money,
    "id": _record,
    "ids": _records,
}
