"""The page of sync where the office did not accept something: opened, asked again, put away, copied."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from desktop.features.syncing.page import SyncingPage, build
from desktop.features.syncing.page_liaison import Liaison
from desktop.features.syncing.page_refused import FEW, RefusedDialog
from desktop.features.syncing.queries import leaders_of, outbox, standing
from desktop.paths import Profile
from desktop.settings import Settings
from desktop.store.refusals import count_refused, refusals
from desktop.ui.bridge import Bridge
from desktop.ui.desk import Desk
from desktop.ui.rail import Stop
from desktop.ui.row_button import RowButton
from desktop.ui.shell import Shell, Stay
from sync.records.people import Person
from sync.server.accounts import end_membership
from tests.carry.people import Laptop

Wait = Callable[[Callable[[], bool]], None]


@pytest.fixture
def shell(qtbot: QtBot, ben: Laptop) -> Iterator[Shell]:
    bridge = Bridge(ben.store)
    stops = (Stop("choices", "Needs you", "inbox"), Stop("syncing", "Sync", "refresh-cw"))
    shell = Shell([Stay(stop, build) for stop in stops], "Riverside")
    qtbot.addWidget(shell)
    shell.show()
    shell.begin(Desk(ben.store, Profile(ben.folder), bridge, shell, Settings()), "syncing")
    Liaison(ben.store, bridge, shell).show_standing()
    yield shell
    bridge.close()


@pytest.fixture
def page(shell: Shell) -> SyncingPage:
    page = shell.page("syncing")
    assert isinstance(page, SyncingPage)
    return page


@pytest.fixture
def wait_for(qtbot: QtBot) -> Wait:
    return lambda holds: qtbot.waitUntil(holds, timeout=5_000)


def links(page: SyncingPage) -> list[RowButton]:
    return [each for each in page.findChildren(RowButton) if each.isVisible()]


@pytest.fixture
def dialog(qtbot: QtBot, page: SyncingPage, wait_for: Wait) -> RefusedDialog:
    """The refused Edit, opened with the keyboard."""
    wait_for(lambda: len(links(page)) == 1)
    [link] = links(page)
    qtbot.keyClick(link, Qt.Key.Key_Return)
    [dialog] = page.findChildren(RefusedDialog)
    return dialog


def said(widget: RefusedDialog | SyncingPage) -> list[str]:
    return [each.text() for each in widget.findChildren(QLabel) if each.isVisible()]


def test_the_head_the_line_and_the_pill_say_that_something_was_not_accepted(
    page: SyncingPage, shell: Shell, wait_for: Wait
) -> None:
    assert "1 change was not accepted" in said(page)
    assert (shell.pill.standing.words, shell.pill.standing.needs_you) == ("1 not accepted", True)
    wait_for(lambda: len(links(page)) == 1)
    [link] = links(page)
    assert "an auditor may not edit a person" in link.accessibleName()
    assert "Not accepted" in link.accessibleName()


def test_opened_it_says_what_was_entered_why_not_and_whom_to_ask(dialog: RefusedDialog) -> None:
    words = said(dialog)
    assert "Person  ·  Rosa Diaz" in words
    assert words[words.index("E-mail") + 1] == "ana@example.org"
    assert words[words.index("Tags") + 1] == "added: parent; taken away: choir"
    assert "The office said: “an auditor may not edit a person”." in words
    assert "Talk to Rosa Diaz or the state office first, then ask again." in words


def test_asked_again_it_waits_for_the_office_until_undo(
    page: SyncingPage, shell: Shell, dialog: RefusedDialog, ben: Laptop, wait_for: Wait
) -> None:
    dialog.verb.click()
    wait_for(lambda: links(page) == [] and "Ask again: Set" in said(page))
    assert "1 change waits" in said(page)
    assert standing(ben.store)["refused"] == 0
    shell.undo()
    wait_for(lambda: len(links(page)) == 1)
    assert count_refused(ben.store) == 1


def test_put_away_it_leaves_until_undo(
    page: SyncingPage, shell: Shell, dialog: RefusedDialog, ben: Laptop, wait_for: Wait
) -> None:
    dialog.aside.click()
    wait_for(lambda: links(page) == [] and "The office has everything that was changed here" in said(page))
    assert outbox(ben.store)[0].put_away == 1
    shell.undo()
    wait_for(lambda: len(links(page)) == 1)


def test_copied_it_can_be_pasted_anywhere(dialog: RefusedDialog) -> None:
    dialog.copy.click()
    assert QGuiApplication.clipboard().text().splitlines() == [
        "Person  ·  Rosa Diaz",
        "E-mail: ana@example.org",
        "Tags: added: parent; taken away: choir",
        "Not accepted: an auditor may not edit a person",
    ]


def test_of_many_records_some_are_shown_and_all_are_asked_again(
    page: SyncingPage, ben: Laptop, wait_for: Wait
) -> None:
    ben.add(*(Person(name=f"Bo {number}") for number in range(FEW + 2)))
    ben.sync()
    page.refresh()
    wait_for(lambda: len(links(page)) == 2)
    links(page)[0].click()
    [dialog] = page.findChildren(RefusedDialog)
    assert "and 2 more records" in [each.text() for each in dialog.findChildren(QLabel)]
    dialog.verb.click()
    assert count_refused(ben.store) == 1


def test_of_a_space_that_was_left_it_can_be_copied_and_put_away(
    page: SyncingPage, ben: Laptop, wait_for: Wait
) -> None:
    end_membership(ben.wire.office, ben.space, ben.store.facts()["person"])
    ben.sync()
    page.refresh()
    wait_for(lambda: len(links(page)) == 1)
    links(page)[0].click()
    [dialog] = page.findChildren(RefusedDialog)
    assert dialog.verb.text() == "Put away"
    assert any("cannot be asked again" in words for words in said(dialog))
    dialog.verb.click()
    assert refusals(ben.store) == []


def test_all_of_it_is_taken_out_to_a_file(
    page: SyncingPage, ben: Laptop, wait_for: Wait, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = ben.folder.parent / "not-accepted.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(file), ""))
    [command] = [each for each in page.commands() if each.id == "syncing.refused"]
    assert command.enabled()
    command.run()
    wait_for(file.exists)
    assert "ana@example.org" in file.read_text("utf-8-sig")


def test_leaders_are_told_by_name(ben: Laptop) -> None:
    assert leaders_of(ben.store, ben.space) == ["Ben", "Rosa Diaz"]
    assert leaders_of(ben.store, "elsewhere") == []
