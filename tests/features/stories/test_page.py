"""The page of stories on a real store, driven as a person would."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from desktop.attached_files import Pasted, Place, attach_files
from desktop.features.stories.actions import publish_story, read_story
from desktop.features.stories.page import StoriesPage
from desktop.features.stories.page_consent import ConsentFields
from desktop.features.stories.page_export import export_to
from desktop.paths import Profile
from desktop.store.store import Store
from desktop.ui.dialogs import Dialog
from desktop.ui.pictures import encoded
from desktop.ui.row_button import RowButton
from desktop.ui.shell import Shell
from sync.records.library import PublishState
from sync.records.people import AgeBand, Person
from tests.features.stories.conftest import Say, add


def dialog(page: StoriesPage) -> Dialog:
    return next(each for each in page.findChildren(Dialog) if each.isVisible())


def said(page: StoriesPage) -> str:
    shell = page.window()
    assert isinstance(shell, Shell)
    return shell.toast._words.text()


def chips(page: StoriesPage) -> list[tuple[str, str]]:
    QApplication.processEvents()
    lines = [each for each in page.pane._shown.lines() if isinstance(each, RowButton)]
    return [(each.row.headline, each.row.chip) for each in lines]


def photo() -> Pasted:
    image = QImage(60, 40, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    return Pasted("bus.png", encoded(image, "PNG"))


def test_the_first_story_is_written_by_keyboard(qtbot: QtBot, store: Store, page: StoriesPage) -> None:
    qtbot.keyClick(page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    box = dialog(page)
    qtbot.keyClicks(box.findChildren(QLineEdit)[0], "The late bus")
    box.finish()
    qtbot.waitUntil(lambda: page.list.model.rowCount() == 1)
    assert read_story(store, page.list.record()).title == "The late bus"
    assert page.window().focusWidget() is page.pane._words.editor("title")
    assert page.pane._standing is not None and not page.pane.can_publish()


def test_publishing_waits_for_consent_and_says_so(
    qtbot: QtBot, store: Store, rosa: str, story: str, page: StoriesPage
) -> None:
    page.list.choose(story)
    strip = page.pane.strip
    assert not strip.publish.isEnabled()
    assert (
        strip._missing.text() == strip.publish.accessibleDescription() == "Rosa Delgado has not agreed yet."
    )
    assert chips(page) == [("Rosa Delgado", "Not asked yet")]
    strip.record.click()
    dialog(page).finish()
    qtbot.waitUntil(strip.publish.isEnabled)
    assert chips(page) == [("Rosa Delgado", "Agreed")]
    strip.publish.click()
    assert read_story(store, story).state == PublishState.PUBLISHED
    qtbot.waitUntil(strip.down.isVisible)
    assert "Published." in strip._words.text() and not strip.publish.isVisible()


def test_consent_that_is_taken_back_is_told_in_the_list_too(
    qtbot: QtBot, store: Store, rosa: str, story: str, say: Say, page: StoriesPage
) -> None:
    say(rosa)
    publish_story(store, story)
    page.list.choose(story)
    say(rosa, answer="withdrawn", day=2)
    strip = page.pane.strip
    qtbot.waitUntil(lambda: strip._words.text() == "Consent was taken back on Mon, Nov 2. Take it down.")
    qtbot.waitUntil(lambda: story in page._coming_down)
    assert page._describe(page.list.model.line(0)).chip == "Take it down"  # type: ignore[arg-type]
    strip.down.click()
    assert read_story(store, story).state == PublishState.WITHDRAWN
    qtbot.waitUntil(lambda: not page._coming_down)


def test_a_guardian_is_asked_for_a_minor_only(store: Store, rosa: str, story: str, page: StoriesPage) -> None:
    kid = add(store, Person(name="Sam", age_band=AgeBand.MINOR, guardian=rosa))
    with store.edit("People") as draft:
        draft.add_members("story", story, "people", [kid])
    page.list.choose(story)
    page.pane.ask_consent()
    fields = dialog(page).findChild(ConsentFields)
    assert fields is not None and not fields.guardian.isVisible()
    fields.who.choose(kid)
    assert fields.guardian.isVisible() and fields.guardian.record() == rosa
    fields.guardian.show_record("")
    dialog(page).finish()
    assert "Name the guardian" in dialog(page).fault.text()
    fields.guardian.show_record(rosa)
    dialog(page).finish()
    assert ("Sam", "Agreed") in chips(page)


@pytest.fixture
def agreed(story: str, rosa: str, say: Say) -> str:
    """A story whose teller agreed to it."""
    say(rosa)
    return story


def test_a_photo_is_shown_and_asked_about(
    qtbot: QtBot, store: Store, profile: Profile, agreed: str, page: StoriesPage
) -> None:
    attach_files(store, profile, Place("story", agreed, "photo"), [photo()])
    page.list.choose(agreed)
    qtbot.waitUntil(page.pane._photo.isVisible)
    assert chips(page) == [("Rosa Delgado", "Agreed"), ("Rosa Delgado", "Not asked yet")]
    store.undo()
    qtbot.waitUntil(lambda: not page.pane._photo.isVisible())
    assert page.pane.can_publish()


def test_without_a_published_story_nothing_is_saved(
    qtbot: QtBot, agreed: str, page: StoriesPage, tmp_path: Path
) -> None:
    export_to(page, page.desk, tmp_path / "told.html")
    qtbot.waitUntil(lambda: "No story is published yet" in said(page))
    assert not (tmp_path / "told.html").exists()


def test_what_is_published_is_saved_for_the_web(
    qtbot: QtBot, agreed: str, say: Say, page: StoriesPage, tmp_path: Path
) -> None:
    file, store = tmp_path / "told.html", page.desk.store
    say(read_story(store, agreed).teller, "photo")
    attach_files(store, page.desk.profile, Place("story", agreed, "photo"), [photo()])
    publish_story(store, agreed)
    export_to(page, page.desk, file)
    qtbot.waitUntil(file.exists)
    assert "The late bus" in file.read_text() and "data:image/jpeg" in file.read_text()


def test_a_name_without_an_ending_gets_that_of_the_form_chosen(
    qtbot: QtBot, agreed: str, page: StoriesPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish_story(page.desk.store, agreed)
    chosen = (str(tmp_path / "told"), "Markdown (*.md)")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: chosen)
    page.export()
    qtbot.waitUntil((tmp_path / "told.md").exists)


def test_the_list_follows_the_search_and_how_far_a_story_is(
    qtbot: QtBot, store: Store, story: str, page: StoriesPage
) -> None:
    assert page.list.model.rowCount() == 1
    page.state.choose("published")
    page.state.activated.emit(1)
    assert page.list.model.rowCount() == 0
    page.state.choose("")
    page.state.activated.emit(0)
    page.list.search.setText("bus")
    qtbot.waitUntil(lambda: page.list.model.rowCount() == 1)
    page.list.search.setText("train")
    qtbot.waitUntil(lambda: page.list.model.rowCount() == 0)


def test_what_is_being_typed_is_kept_on_leaving(store: Store, story: str, page: StoriesPage) -> None:
    page.list.choose(story)
    page.pane.edit()
    title = page.pane._words.editor("title")
    assert isinstance(title, QLineEdit)
    title.setText("The last bus")
    page.leave()
    assert read_story(store, story).title == "The last bus"


def test_a_deleted_story_leaves_the_page(qtbot: QtBot, store: Store, story: str, page: StoriesPage) -> None:
    page.list.choose(story)
    page.pane._trash()
    qtbot.waitUntil(lambda: page.list.record() == "")
    assert said(page) == "Story deleted"
