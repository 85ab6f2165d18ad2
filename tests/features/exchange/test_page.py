"""The page: a file in, looked through, added and taken back; a list out."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from desktop.features.exchange.page import ExchangePage
from desktop.features.exchange.page_import import Import
from desktop.store.listing import open_listing
from desktop.store.store import Store
from desktop.ui.record_model import ROLE
from desktop.ui.shell import Shell
from sync.records.people import Person
from tests.features.exchange.crowd import add_crowd
from tests.transfer.messy import write_messy_contacts

Write = Callable[..., Path]
ROWS = 1000


def take(qtbot: QtBot, page: ExchangePage, path: Path) -> Import:
    page.taking_in.take(path)
    qtbot.waitUntil(lambda: page.taking_in.plan is not None, timeout=20_000)
    return page.taking_in


def count(store: Store, kind: str = "person") -> int:
    return len(open_listing(store, kind))


def test_a_thousand_messy_rows_come_in_each_explained_and_one_key_takes_them_back(
    qtbot: QtBot, shell: Shell, page: ExchangePage, store: Store, tmp_path: Path
) -> None:
    emails = [f"person{number}@example.org" for number in range(40)]
    with store.edit("People from before") as draft:
        for email in emails:
            draft.add(Person(name=email, email=email, provisional=True))
    before = count(store)
    people = write_messy_contacts(tmp_path / "contacts.csv", ROWS)
    taking_in = take(qtbot, page, tmp_path / "contacts.csv")
    plan, model = taking_in.plan, taking_in.review.model
    assert plan is not None and len(plan.rows) > ROWS - 10
    assert plan.new == people - len(emails)
    assert plan.changed and plan.matched and plan.refused
    for row in range(model.rowCount()):
        text = model.index(row, 0).data(ROLE)
        assert text.headline and text.detail.endswith(".") and text.chip
    assert taking_in.review.verb.text() == f"Add {plan.new} people"
    taking_in.review.verb.click()
    qtbot.waitUntil(lambda: count(store) == before + plan.new, timeout=20_000)
    qtbot.waitUntil(lambda: taking_in.plan is None)
    assert shell.toast._words.text() == f"Added {plan.new} people from contacts.csv."
    assert shell.toast._undo.isVisible()
    qtbot.keyClick(shell, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert count(store) == before
    assert count(store, "import_batch") == 0
    assert {person["email"] for person in _fields(store)} == set(emails)


def _fields(store: Store) -> list[dict[str, str]]:
    listing = open_listing(store, "person")
    return [line.state["fields"] for line in listing.page(0, len(listing)) if line is not None]


def test_a_dropped_file_is_looked_through(qtbot: QtBot, page: ExchangePage, file: Write) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file("Name\nRosa Díaz\n")))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    drag = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, mime, buttons, keys)
    drop = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, mime, buttons, keys)
    page.taking_in.begin.drop.dragEnterEvent(drag)
    assert drag.isAccepted()
    page.taking_in.begin.drop.dropEvent(drop)
    qtbot.waitUntil(lambda: page.taking_in.plan is not None)
    assert page.taking_in.review.file.text() == "contacts.csv"


def test_words_that_are_dragged_are_no_file(page: ExchangePage) -> None:
    mime = QMimeData()
    mime.setText("rosa@example.org")
    drag = QDragEnterEvent(
        QPoint(5, 5),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    drag.ignore()
    page.taking_in.begin.drop.dragEnterEvent(drag)
    assert not drag.isAccepted()


def test_the_rows_can_be_those_of_one_verdict(qtbot: QtBot, page: ExchangePage, file: Write) -> None:
    review = take(qtbot, page, file("Name,Phone\nRosa Díaz,\nTom Lee,\n,708 555 0101\n")).review
    assert review.model.rowCount() == 3
    assert review.filters is not None
    review.filters.turn_to("refused")
    assert review.model.rowCount() == 1
    review.list.setCurrentIndex(review.model.index(0, 0))
    assert review.sides.value() == "row"


def test_a_column_can_be_told_and_the_file_is_looked_through_again(
    qtbot: QtBot, page: ExchangePage, file: Write
) -> None:
    taking_in = take(qtbot, page, file("Name,Shirt\nRosa Díaz,M\n"))
    first, columns = taking_in.plan, taking_in.review.columns
    field = columns.fields[1]
    field.choose("tags")
    field.activated.emit(field.currentIndex())
    qtbot.waitUntil(lambda: taking_in.plan is not first)
    assert taking_in.plan is not None and taking_in.plan.rows[0].values["tags"] == ["M"]
    assert columns.fields[1] is field and field.chosen() == "tags"


def test_the_rows_can_be_read_as_partners(qtbot: QtBot, page: ExchangePage, file: Write) -> None:
    taking_in = take(qtbot, page, file("Organization\nRotary Club\n"))
    first = taking_in.plan
    taking_in.review.kinds.turn_to("partner")
    qtbot.waitUntil(lambda: taking_in.plan is not first)
    assert taking_in.review.verb.text() == "Add 1 partner"


def test_esc_lets_go_of_the_file(qtbot: QtBot, page: ExchangePage, store: Store, file: Write) -> None:
    taking_in = take(qtbot, page, file("Name\nRosa Díaz\n"))
    before = count(store)
    qtbot.keyClick(taking_in.review.list, Qt.Key.Key_Escape)
    assert taking_in.currentWidget() is taking_in.begin
    assert taking_in.plan is None and count(store) == before


def test_a_file_that_is_no_list_is_explained(
    qtbot: QtBot, shell: Shell, page: ExchangePage, file: Write
) -> None:
    page.taking_in.take(file(b"%PDF-1.7 nothing", "minutes.pdf"))
    qtbot.waitUntil(lambda: not page.taking_in.is_at_work)
    assert shell.toast._words.text().startswith("minutes.pdf is a PDF, not a list of contacts.")
    assert page.taking_in.currentWidget() is page.taking_in.begin


def test_letting_go_while_a_file_is_looked_through_forgets_it(
    qtbot: QtBot, page: ExchangePage, tmp_path: Path
) -> None:
    write_messy_contacts(tmp_path / "contacts.csv", ROWS)
    page.taking_in.take(tmp_path / "contacts.csv")
    page.taking_in.leave()
    qtbot.wait(400)
    assert page.taking_in.plan is None
    assert page.taking_in.currentWidget() is page.taking_in.begin


def test_nothing_to_add_cannot_be_added(qtbot: QtBot, page: ExchangePage, file: Write) -> None:
    path = file("Name,Email\nRosa Díaz,rosa@example.org\n")
    taking_in = take(qtbot, page, path)
    taking_in.confirm()
    qtbot.waitUntil(lambda: taking_in.plan is None)
    assert not take(qtbot, page, path).review.verb.isEnabled()


def test_the_latest_imports_are_listed_until_they_are_taken_back(
    qtbot: QtBot, shell: Shell, page: ExchangePage, file: Write
) -> None:
    taking_in = take(qtbot, page, file("Name\nRosa Díaz\n"))
    taking_in.confirm()
    qtbot.waitUntil(lambda: len(taking_in.begin.before.lines()) == 1)
    shell.undo()
    qtbot.waitUntil(lambda: not taking_in.begin.before.lines())


def test_an_export_says_who_is_left_out_before_it_is_written(
    qtbot: QtBot, page: ExchangePage, store: Store
) -> None:
    add_crowd(store)
    page.ways.turn_to("out")
    out = page.taking_out
    qtbot.waitUntil(lambda: out.count.text() == "3 people")
    assert "1 left out: minors" in out.left_out.text()
    assert "1 address that must not be used is left off" in out.left_out.text()
    out.minors.setChecked(True)
    qtbot.waitUntil(lambda: out.count.text() == "4 people")


@pytest.mark.parametrize("form", ["csv", "letters"])
def test_an_export_is_written_off_the_thread_and_said(
    form: str, qtbot: QtBot, shell: Shell, page: ExchangePage, store: Store, tmp_path: Path
) -> None:
    add_crowd(store)
    page.ways.turn_to("out")
    out = page.taking_out
    out.form.setCurrentIndex(out.form.findData(form))
    out.save_to(tmp_path / "out.file")
    qtbot.waitUntil(lambda: out.verb.isEnabled() and "Wrote" in shell.toast._words.text())
    assert (tmp_path / "out.file").exists()


def test_a_letter_with_a_mistake_is_explained(
    qtbot: QtBot, shell: Shell, page: ExchangePage, store: Store, tmp_path: Path
) -> None:
    add_crowd(store)
    page.ways.turn_to("out")
    out = page.taking_out
    out.form.setCurrentIndex(out.form.findData("letters"))
    out.letter.body.area.setPlainText("Dear {frist_name}")
    out.save_to(tmp_path / "out.pdf")
    qtbot.waitUntil(lambda: "{frist_name}" in shell.toast._words.text())
    assert not (tmp_path / "out.pdf").exists()


def test_everything_that_takes_the_focus_has_a_name(qtbot: QtBot, page: ExchangePage, file: Write) -> None:
    take(qtbot, page, file("Name,Shirt\nRosa Díaz,M\n"))
    named = [each for each in page.findChildren(QWidget) if each.focusPolicy() & Qt.FocusPolicy.TabFocus]
    nameless = [
        each
        for each in named
        if not (each.accessibleName() or getattr(each, "text", str)())
        and not isinstance(each.parentWidget(), QComboBox)
        and each.focusProxy() is None
        and each.isVisible()
    ]
    assert nameless == []


def test_an_import_that_is_stopped_changes_nothing_and_can_be_begun_again(
    qtbot: QtBot, shell: Shell, page: ExchangePage, store: Store, tmp_path: Path
) -> None:
    write_messy_contacts(tmp_path / "contacts.csv", ROWS)
    taking_in, before = take(qtbot, page, tmp_path / "contacts.csv"), count(store)
    taking_in.confirm()
    taking_in.leave()
    qtbot.waitUntil(lambda: not taking_in.is_at_work, timeout=20_000)
    assert shell.toast._words.text() == "Stopped. Nothing was changed."
    assert count(store) == before
    assert taking_in.plan is not None and taking_in.review.verb.isEnabled()


def test_no_window_but_the_one_is_ever_shown(
    qtbot: QtBot, qapp: QApplication, shell: Shell, page: ExchangePage, file: Write
) -> None:
    shown: list[object] = []
    qapp.focusWindowChanged.connect(shown.append)
    review = take(qtbot, page, file("Name,Shirt\nRosa Díaz,M\nTom Lee,L\n")).review
    review.list.setCurrentIndex(review.model.index(1, 0))
    page.ways.turn_to("out")
    qtbot.wait(50)
    assert {each for each in shown if each is not None} <= {shell.windowHandle()}
    assert [each for each in qapp.topLevelWidgets() if each.isVisible()] == [shell]
