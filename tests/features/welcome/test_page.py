from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.features.welcome.page import Unlock, Welcome
from desktop.features.welcome.page_details import JoinStep, StartStep
from desktop.features.welcome.page_doors import Doors
from desktop.features.welcome.page_protect import ProtectStep
from desktop.features.welcome.page_recovery import RecoveryStep
from desktop.paths import Profile
from desktop.session import Session, open_session
from desktop.settings import read_settings
from desktop.ui.bridge import Bridge
from desktop.ui.language import speak
from sync.invitation import new_code
from tests.client.serving import answering
from tests.features.welcome.conftest import PASSPHRASE, Invited

WAIT = 15_000
"""Milliseconds that anything may take on a slow computer."""


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    speak("en")
    yield
    speak("en")


@pytest.fixture
def welcome(qtbot: QtBot, bridge: Bridge, profile: Profile) -> Iterator[Welcome]:
    welcome = Welcome(bridge, profile)
    qtbot.addWidget(welcome)
    welcome.resize(1024, 600)
    welcome.show()
    yield welcome
    welcome.end()


def shown(qtbot: QtBot, welcome: Welcome | Unlock, kind: type[QWidget]):
    qtbot.waitUntil(lambda: isinstance(welcome.currentWidget(), kind), timeout=WAIT)
    return welcome.currentWidget()


def enter(welcome: Welcome, door: str) -> None:
    doors = welcome.currentWidget()
    assert isinstance(doors, Doors)
    doors.doors[door].click()


def type_groups(step: RecoveryStep) -> None:
    """Type what the screen shows, as somebody reads it off the paper."""
    cells = step.findChildren(QWidget)
    said = {cell.accessibleName() for cell in cells if cell.accessibleName().count(" ") == 5}
    groups = {int(each.split(":")[0].split()[1]): each.split(": ")[1].replace(" ", "") for each in said}
    for place, field in step.paper.fields.items():
        field.setText(groups[place].lower())


def finished(qtbot: QtBot, welcome: Welcome | Unlock) -> Session:
    step = shown(qtbot, welcome, RecoveryStep)
    type_groups(step)
    with qtbot.waitSignal(welcome.ready, timeout=WAIT) as signal:
        step.verb.click()
    return signal.args[0]


def test_a_coalition_starts_on_this_computer(qtbot: QtBot, welcome: Welcome, profile: Profile, no_key_store):
    enter(welcome, "start")
    details = shown(qtbot, welcome, StartStep)
    details.name.setText("Riverside")
    details.me.setText("Ana Ruiz")
    details.verb.click()
    protect = shown(qtbot, welcome, ProtectStep)
    protect.passphrase.first.setText(PASSPHRASE)
    protect.passphrase.again.setText(PASSPHRASE)
    protect.verb.click()
    session = finished(qtbot, welcome)
    assert session.store.get("coalition", session.store.author.home).headline() == "Riverside"
    session.close()
    open_session(profile, lambda words: PASSPHRASE).close()


def test_with_a_key_store_no_passphrase_is_needed(
    qtbot: QtBot, welcome: Welcome, profile: Profile, key_store
):
    enter(welcome, "start")
    details = shown(qtbot, welcome, StartStep)
    details.name.setText("Riverside")
    details.verb.click()
    protect = shown(qtbot, welcome, ProtectStep)
    assert not protect.passphrase.isVisible()
    protect.verb.click()
    finished(qtbot, welcome).close()
    open_session(profile).close()


def test_a_coalition_is_joined_with_a_pasted_invitation(
    qtbot: QtBot, welcome: Welcome, key_store, invited: Invited
):
    code, server = invited()
    enter(welcome, "join")
    details = shown(qtbot, welcome, JoinStep)
    details.code.setText(f"Your code is {code}, the office is {server}")
    assert details.code.text() == code
    details.verb.click()
    shown(qtbot, welcome, ProtectStep).verb.click()
    session = finished(qtbot, welcome)
    assert session.store.facts()["me"] == "Ana Ruiz"
    assert session.store.facts()["server"] == server
    session.close()


def test_a_mistyped_code_is_told_at_once(qtbot: QtBot, welcome: Welcome):
    enter(welcome, "join")
    details = shown(qtbot, welcome, JoinStep)
    details.code.setText("K7QM-2R9X-0D4T-8WZX")
    details.server.setText("https://office.example.org")
    details.verb.click()
    assert "typing mistake" in details.trouble.words.text()
    assert details.trouble.isVisible()


def test_after_a_trouble_one_tries_again_without_choosing_the_passphrase_anew(
    qtbot: QtBot, welcome: Welcome, key_store, invited: Invited
):
    code, server = invited()
    enter(welcome, "join")
    details = shown(qtbot, welcome, JoinStep)
    with answering(lambda request: (511, {}, b"")) as portal:
        details.code.setText(code)
        details.server.setText(portal)
        details.verb.click()
        shown(qtbot, welcome, ProtectStep).verb.click()
        qtbot.waitUntil(lambda: "sign in first" in details.trouble.words.text(), timeout=WAIT)
    assert welcome.currentWidget() is details
    details.server.setText(server)
    details.verb.click()
    finished(qtbot, welcome).close()


def test_two_groups_of_the_code_have_to_be_right(qtbot: QtBot, welcome: Welcome, key_store):
    enter(welcome, "start")
    details = shown(qtbot, welcome, StartStep)
    details.name.setText("Riverside")
    details.verb.click()
    shown(qtbot, welcome, ProtectStep).verb.click()
    step = shown(qtbot, welcome, RecoveryStep)
    step.verb.click()
    assert "is not what the paper says" in step.trouble.words.text()
    finished(qtbot, welcome).close()


def test_back_finds_what_was_typed(qtbot: QtBot, welcome: Welcome, no_key_store):
    enter(welcome, "start")
    details = shown(qtbot, welcome, StartStep)
    details.name.setText("Riverside")
    details.verb.click()
    protect = shown(qtbot, welcome, ProtectStep)
    qtbot.keyClick(protect.passphrase.first, Qt.Key.Key_Escape)
    assert welcome.currentWidget() is details
    assert details.name.text() == "Riverside"
    qtbot.keyClick(details.name, Qt.Key.Key_Escape)
    assert isinstance(welcome.currentWidget(), Doors)


def test_a_folder_that_a_service_copies_is_refused_in_plain_words(
    qtbot: QtBot, bridge: Bridge, tmp_path: Path
):
    welcome = Welcome(bridge, Profile(tmp_path / "Dropbox" / "desk"))
    qtbot.addWidget(welcome)
    welcome.show()
    enter(welcome, "start")
    doors = shown(qtbot, welcome, Doors)
    assert "Dropbox" in doors.trouble.words.text()
    assert not (tmp_path / "Dropbox").exists()


def test_looking_around_is_somebody_elses_to_do(qtbot: QtBot, welcome: Welcome, profile: Profile):
    with qtbot.waitSignal(welcome.look_around):
        enter(welcome, "look")
    assert not profile.folder.exists()


def test_the_language_changes_at_once_and_is_kept(
    qtbot: QtBot, welcome: Welcome, profile: Profile, key_store
):
    with qtbot.waitSignal(welcome.language_chosen) as signal:
        shown(qtbot, welcome, Doors).languages.turn_to("es")
    assert signal.args == ["es"]
    enter(welcome, "start")
    details = shown(qtbot, welcome, StartStep)
    details.name.setText("Ribera")
    details.verb.click()
    shown(qtbot, welcome, ProtectStep).verb.click()
    finished(qtbot, welcome).close()
    assert read_settings(profile.folder).language == "es"


def test_everything_that_takes_the_keyboard_has_a_name(qtbot: QtBot, welcome: Welcome, no_key_store):
    enter(welcome, "start")
    details = shown(qtbot, welcome, StartStep)
    details.name.setText("Riverside")
    details.verb.click()
    shown(qtbot, welcome, ProtectStep)
    parts = welcome.findChildren(QAbstractButton) + welcome.findChildren(QLineEdit)
    assert len(parts) > 8
    assert all(part.accessibleName() or getattr(part, "text", str)() for part in parts)


@pytest.fixture
def locked(qtbot: QtBot, welcome: Welcome, profile: Profile, no_key_store) -> str:
    """The recovery code of a coalition that asks for its passphrase."""
    enter(welcome, "start")
    details = shown(qtbot, welcome, StartStep)
    details.name.setText("Riverside")
    details.verb.click()
    protect = shown(qtbot, welcome, ProtectStep)
    protect.passphrase.first.setText(PASSPHRASE)
    protect.passphrase.again.setText(PASSPHRASE)
    protect.verb.click()
    code = shown(qtbot, welcome, RecoveryStep).paper._code
    finished(qtbot, welcome).close()
    return code


@pytest.fixture
def unlock(qtbot: QtBot, bridge: Bridge, profile: Profile, locked: str) -> Unlock:
    unlock = Unlock(bridge, profile)
    qtbot.addWidget(unlock)
    unlock.show()
    return unlock


def test_the_passphrase_opens_and_is_forgotten(qtbot: QtBot, unlock: Unlock):
    unlock.passphrase.setText(PASSPHRASE)
    with qtbot.waitSignal(unlock.ready, timeout=WAIT) as signal:
        qtbot.keyClick(unlock.passphrase, Qt.Key.Key_Return)
    assert unlock.passphrase.text() == ""
    signal.args[0].close()


def test_a_wrong_passphrase_says_what_to_try(qtbot: QtBot, unlock: Unlock):
    unlock.passphrase.setText("not this one at all")
    unlock.open()
    step = unlock.steps["passphrase"]
    qtbot.waitUntil(step.trouble.isVisible, timeout=WAIT)
    assert "Caps Lock" in step.trouble.words.text()
    assert step.verb.isEnabled()


def test_the_recovery_code_opens_and_a_new_one_is_given(qtbot: QtBot, unlock: Unlock, locked: str):
    unlock.turn_to("recovery")
    unlock.recovery.setText(locked.lower().replace("-", " "))
    unlock.check_code()
    qtbot.waitUntil(lambda: unlock.currentWidget() is unlock.steps["new"], timeout=WAIT)
    unlock.new.first.setText("entirely other words")
    unlock.new.again.setText("entirely other words")
    unlock.set_anew()
    step = shown(qtbot, unlock, RecoveryStep)
    assert step.paper._code != locked
    finished(qtbot, unlock).close()


def test_a_profile_that_was_cut_off_goes_on_with_its_passphrase(
    qtbot: QtBot, bridge: Bridge, profile: Profile, welcome: Welcome, no_key_store
):
    enter(welcome, "join")
    details = shown(qtbot, welcome, JoinStep)
    details.code.setText(new_code())
    details.server.setText("http://127.0.0.1:9")
    details.verb.click()
    protect = shown(qtbot, welcome, ProtectStep)
    protect.passphrase.first.setText(PASSPHRASE)
    protect.passphrase.again.setText(PASSPHRASE)
    protect.verb.click()
    qtbot.waitUntil(details.trouble.isVisible, timeout=WAIT)
    welcome.end()
    unlock = Unlock(bridge, profile)
    qtbot.addWidget(unlock)
    unlock.passphrase.setText(PASSPHRASE)
    with qtbot.waitSignal(unlock.empty, timeout=WAIT) as signal:
        unlock.open()
    again = Welcome(bridge, profile, signal.args[0])
    qtbot.addWidget(again)
    again.show()
    enter(again, "start")
    details = shown(qtbot, again, StartStep)
    details.name.setText("Riverside")
    details.verb.click()
    finished(qtbot, again).close()


def test_no_step_is_wider_or_taller_than_the_smallest_window(qtbot: QtBot, welcome: Welcome, no_key_store):
    enter(welcome, "start")
    details = shown(qtbot, welcome, StartStep)
    welcome.resize(960, 560)
    QApplication.processEvents()
    assert welcome.size().width() == 960
    assert details.verb.visibleRegion().boundingRect().size() == details.verb.size()
