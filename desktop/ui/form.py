"""A form bound to one record: each field is kept when it is left, and nothing is lost on the way.

What others change meanwhile comes in by itself, except into the field that is being typed in;
merging keeps both.
"""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QCheckBox, QFormLayout, QLabel, QLineEdit, QWidget

from desktop.i18n import _
from desktop.store.store import Touched
from desktop.ui.desk import Desk
from desktop.ui.editors import Editor, editor_for
from desktop.ui.fields import show_wrong
from desktop.ui.labels import Words
from desktop.ui.layout import column
from desktop.words import field_label, kind_label
from sync.changes import State
from sync.errors import CoalitionError, Unknown
from sync.records.fields import FieldSpec, field_of, parse_field


class Form(QWidget):
    """Some fields of a record of `kind`, each with its label. `kept` comes after each change."""

    kept = Signal()

    def __init__(self, desk: Desk, kind: str, names: Sequence[str]) -> None:
        super().__init__()
        self.desk, self.kind, self.record = desk, kind, ""
        self._seen: State | None = None
        self._specs = {name: field_of(desk.store.vocabulary.named(kind), name) for name in names}
        self._editors = {name: editor_for(desk.store, spec) for name, spec in self._specs.items()}
        self._faults = {name: _fault() for name in names}
        self.setLayout(self._lay_out())
        for name, editor in self._editors.items():
            editor.edited.connect(lambda name=name: self._keep(name))
        desk.bridge.edited.connect(self._hear)

    def editor(self, name: str) -> QWidget:
        """Return the widget of a field."""
        return self._editors[name].widget

    def show_record(self, record: str) -> None:
        """Show another record, once what is being typed is kept."""
        self.keep_all()
        self.record = record
        self._read(everything=True)

    def keep_all(self) -> None:
        """Keep whatever was typed and not kept yet."""
        if self.record:
            for name in self._editors:
                self._keep(name)

    def _lay_out(self) -> QFormLayout:
        layout = QFormLayout()
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(16)
        layout.setVerticalSpacing(8)
        layout.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        layout.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for name, editor in self._editors.items():
            field = QWidget()
            field.setLayout(column(editor.widget, self._faults[name], gap=2))
            layout.addRow(_label(self._specs[name], editor), field)
        return layout

    def _read(self, *, everything: bool) -> None:
        try:
            self._seen = self.desk.store.state(self.kind, self.record) if self.record else None
        except Unknown:
            self._seen = None
        self.setEnabled(self._seen is not None and not self.desk.store.read_only)
        for name, editor in self._editors.items():
            if everything or not _has_focus(editor.widget):
                editor.show(self._stored(name))
                self._say(name, "")

    def _stored(self, name: str) -> Any:
        fields = self._seen["fields"] if self._seen else {}
        return fields.get(name, self._specs[name].default)

    def _keep(self, name: str) -> None:
        """Keep a field if it changed; say below it why where it cannot be."""
        if self._seen is None:
            return
        cls = self.desk.store.vocabulary.named(self.kind)
        try:
            value = parse_field(cls, name, self._editors[name].value())
            if value == self._stored(name):
                self._say(name, "")
                return
            with self.desk.store.edit(self._words(name)) as draft:
                draft.set(self.kind, self.record, {name: value}, seen=self._seen)
        except CoalitionError as error:
            self._say(name, error.sentence)
            return
        self._seen = self.desk.store.state(self.kind, self.record)
        self._say(name, "")
        self.kept.emit()

    def _words(self, name: str) -> str:
        return _("Change {field} of {kind}").format(
            field=field_label(self._specs[name]).lower(), kind=kind_label(self.kind).lower()
        )

    def _say(self, name: str, sentence: str) -> None:
        self._faults[name].say(sentence)
        widget = self._editors[name].widget
        if isinstance(widget, QLineEdit):
            show_wrong(widget, wrong=bool(sentence))

    def _hear(self, touched: Touched) -> None:
        if self.record in touched.kinds.get(self.kind, ()):
            self._read(everything=False)


def _label(spec: FieldSpec, editor: Editor) -> QLabel:
    # A box says its own words.
    label = Words("" if isinstance(editor.widget, QCheckBox) else field_label(spec), quiet=True)
    label.setMinimumWidth(110)
    label.setMinimumHeight(30)
    label.setAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
    label.setBuddy(editor.widget)
    return label


def _fault() -> Words:
    fault = Words("", "small")
    fault.setForegroundRole(fault.palette().ColorRole.BrightText)
    fault.hide()
    return fault


def _has_focus(widget: QWidget) -> bool:
    focused = QApplication.focusWidget()
    return focused is not None and (focused is widget or widget.isAncestorOf(focused))
