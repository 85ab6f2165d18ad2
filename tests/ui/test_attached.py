"""Files attached in the window: dropped, pasted or chosen, opened and taken off."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from desktop.attached_files import Place, attached
from desktop.store.store import Store
from desktop.ui import attached as module
from desktop.ui.attached import AttachedFiles
from desktop.ui.attached_row import AttachedRow, size_words
from desktop.ui.layout import column
from desktop.ui.page import Page
from desktop.ui.shell import Shell
from sync.records.meetings import Meeting


@pytest.fixture
def meeting(store: Store) -> str:
    store.file_key = bytes(32)
    with store.edit("Add meeting") as draft:
        return draft.add(Meeting(title="Tonight"))


@pytest.fixture
def files(window: Callable[..., Shell], meeting: str) -> AttachedFiles:
    """The field, on a page of its own."""

    def build(desk: object) -> Page:
        page = Page(desk)  # type: ignore[arg-type]
        page.files = AttachedFiles(desk, "meeting", "attachments")  # type: ignore[attr-defined,arg-type]
        page.setLayout(column(page.files))  # type: ignore[attr-defined]
        return page

    shell = window(("files", build, frozenset()))
    field: AttachedFiles = shell.page("files").files  # type: ignore[attr-defined]
    field.show_record(meeting)
    return field


@pytest.fixture
def agenda(tmp_path: Path) -> Path:
    path = tmp_path / "agenda.txt"
    path.write_text("One. Two.")
    return path


def names(store: Store, meeting: str) -> list[str]:
    return sorted(each.name for each in attached(store, Place("meeting", meeting, "attachments")))


def lines(files: AttachedFiles) -> list[AttachedRow]:
    QApplication.processEvents()
    return [each for each in files.findChildren(AttachedRow) if each.isVisible()]


def said(files: AttachedFiles) -> str:
    shell = files.window()
    assert isinstance(shell, Shell)
    return shell.toast._words.text()


def carrying(*paths: Path | str) -> QMimeData:
    content = QMimeData()
    content.setUrls(
        [QUrl.fromLocalFile(str(each)) if isinstance(each, Path) else QUrl(each) for each in paths]
    )
    return content


def drop(files: AttachedFiles, content: QMimeData) -> None:
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    files.dragEnterEvent(QDragEnterEvent(QPoint(5, 5), copy, content, left, none))
    assert files._is_target
    files.dropEvent(QDropEvent(QPointF(5, 5), copy, content, left, none))
    assert not files._is_target


def test_a_dropped_file_is_a_line_with_its_name_and_size(
    qtbot: QtBot, store: Store, meeting: str, files: AttachedFiles, agenda: Path
) -> None:
    drop(files, carrying(agenda))
    qtbot.waitUntil(lambda: len(lines(files)) == 1)
    assert lines(files)[0].head.row.headline == "agenda.txt"
    assert lines(files)[0].head.row.detail == "9 bytes"
    assert names(store, meeting) == ["agenda.txt"]
    assert said(files) == "Attached agenda.txt"
    store.undo()
    qtbot.waitUntil(lambda: not lines(files))


def test_files_are_chosen_by_the_button(
    qtbot: QtBot,
    store: Store,
    meeting: str,
    files: AttachedFiles,
    agenda: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_asked: ([str(agenda)], ""))
    files._add.setFocus()
    qtbot.keyClick(files._add, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: names(store, meeting) == ["agenda.txt"])


def test_a_copied_picture_is_pasted_as_a_file(
    qtbot: QtBot, store: Store, meeting: str, files: AttachedFiles
) -> None:
    picture = QImage(60, 40, QImage.Format.Format_RGB32)
    picture.fill(QColor("red"))
    QGuiApplication.clipboard().setImage(picture)
    files._add.setFocus()
    qtbot.keyClick(files._add, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(names(store, meeting)) == 1)
    assert names(store, meeting)[0].startswith("Picture 2026-11-02")
    qtbot.waitUntil(lambda: len(lines(files)) == 1 and not lines(files)[0].face._picture.isNull())
    assert lines(files)[0].face._picture.width() == 36


def test_what_cannot_be_attached_is_said_and_the_rest_is_kept(
    qtbot: QtBot, store: Store, meeting: str, files: AttachedFiles, agenda: Path, tmp_path: Path
) -> None:
    empty = tmp_path / "empty.txt"
    empty.touch()
    drop(files, carrying(tmp_path, empty, agenda))
    qtbot.waitUntil(lambda: names(store, meeting) == ["agenda.txt"])
    qtbot.waitUntil(lambda: "is empty" in said(files))
    assert f"'{tmp_path.name}' is not a file" in said(files)


def test_an_address_of_the_web_is_no_file(store: Store, meeting: str, files: AttachedFiles) -> None:
    drop(files, carrying("https://example.org/x.png"))
    assert said(files).startswith("Only a file on this computer")
    assert names(store, meeting) == []


def test_a_line_is_opened_by_enter_and_removed_by_delete_and_comes_back(
    qtbot: QtBot,
    store: Store,
    meeting: str,
    files: AttachedFiles,
    agenda: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened: list[Path] = []
    monkeypatch.setattr(module, "open_file", lambda path: opened.append(path) or True)
    files.attach([agenda])
    qtbot.waitUntil(lambda: len(lines(files)) == 1)
    lines(files)[0].head.setFocus()
    qtbot.keyClick(lines(files)[0].head, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(opened))
    assert opened[0].read_text() == "One. Two."
    qtbot.keyClick(lines(files)[0].head, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: not lines(files))
    assert said(files) == "Removed agenda.txt" and files._add.hasFocus()
    store.undo()
    qtbot.waitUntil(lambda: len(lines(files)) == 1)


def test_without_changing_there_is_only_opening(
    qtbot: QtBot, files: AttachedFiles, meeting: str, agenda: Path
) -> None:
    files.attach([agenda])
    qtbot.waitUntil(lambda: len(lines(files)) == 1)
    files.show_record(meeting, changing=False)
    assert not files._add.isVisible() and not files.acceptDrops()
    assert [
        each for each in lines(files)[0].findChildren(QAbstractButton) if each is not lines(files)[0].head
    ] == []
    files.attach([agenda])
    assert files.count() == 1


def test_every_control_says_what_it_does(qtbot: QtBot, files: AttachedFiles, agenda: Path) -> None:
    files.attach([agenda])
    qtbot.waitUntil(lambda: len(lines(files)) == 1)
    spoken = [each.accessibleName() or each.text() for each in lines(files)[0].findChildren(QAbstractButton)]
    assert spoken == ["Open agenda.txt, 9 bytes", "Open agenda.txt", "Remove agenda.txt"]


@pytest.mark.parametrize(
    ("size", "words"), [(9, "9 bytes"), (1_400, "1 KB"), (999_000, "999 KB"), (1_440_000, "1.4 MB")]
)
def test_sizes_are_words(size: int, words: str) -> None:
    assert size_words(size) == words
