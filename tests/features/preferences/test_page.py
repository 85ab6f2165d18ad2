from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from desktop.features.preferences.backups import Loss, back_up_now
from desktop.features.preferences.page import PreferencesPage, build
from desktop.features.preferences.page_backups import consequences
from desktop.features.preferences.page_protection import CodeDialog
from desktop.features.preferences.page_slow import SlowDialog
from desktop.session import Session, open_session
from desktop.settings import Settings
from desktop.ui import fonts, theme
from desktop.ui.bridge import Bridge
from desktop.ui.desk import Desk
from desktop.ui.rail import Stop
from desktop.ui.row_button import RowButton
from desktop.ui.shell import Shell, Stay
from sync.records.people import Person
from tests.features.preferences.conftest import PASSPHRASE

NEW = "entirely other words now"
WAIT = 15_000
Opened = Callable[..., PreferencesPage]


@pytest.fixture
def opened(qtbot: QtBot, qapp: object) -> Iterator[Opened]:
    """Shows the page on a coalition."""
    QLocale.setDefault(QLocale("en_US"))
    qapp.setStyle("Fusion")  # type: ignore[attr-defined]
    fonts.use_fonts(qapp)  # type: ignore[arg-type]
    theme.use_scheme(qapp, "light")  # type: ignore[arg-type]
    bridges: list[Bridge] = []

    def show(session: Session, *, demo: bool = False) -> PreferencesPage:
        bridges.append(Bridge(session.store))
        shell = Shell([Stay(Stop("preferences", "Preferences", "settings"), build)], "Riverside")
        qtbot.addWidget(shell)
        shell.resize(1024, 600)
        shell.show()
        shell.begin(Desk(session.store, session.profile, bridges[0], shell, Settings(), demo), "preferences")
        page = shell.page("preferences")
        assert isinstance(page, PreferencesPage)
        return page

    yield show
    for bridge in bridges:
        bridge.close()


def dialog_of(qtbot: QtBot) -> SlowDialog:
    def there() -> list[SlowDialog]:
        return [
            each
            for each in QApplication.topLevelWidgets()
            if isinstance(each, SlowDialog) and each.isVisible()
        ]

    qtbot.waitUntil(lambda: bool(there()), timeout=WAIT)
    return there()[-1]


def field(dialog: SlowDialog, name: str) -> QLineEdit:
    (found,) = [each for each in dialog.findChildren(QLineEdit) if each.accessibleName() == name]
    return found


def rows(page: PreferencesPage) -> list[str]:
    return [each.accessibleName() for each in page.backups.findChildren(RowButton) if each.isVisible()]


def test_a_choice_of_looks_is_followed_at_once(asking: Session, opened: Opened):
    page, kept = opened(asking), list[Settings]()
    page.window().follow_settings = kept.append  # type: ignore[attr-defined]
    page.looks.scheme.turn_to("dark")
    page.looks.motion.setChecked(True)
    assert kept[-1] == Settings(scheme="dark", reduce_motion=True)
    assert not page.looks.later.isVisible()


@pytest.mark.parametrize("demo", [False, True])
def test_the_keyboard_begins_at_the_first_setting(
    qtbot: QtBot,
    asking: Session,
    opened: Opened,
    demo: bool,
):
    page = opened(asking, demo=demo)
    assert page.window().focusWidget() is page.looks.language
    with qtbot.waitActive(page.window()):
        page.window().activateWindow()
    page.looks.text_size.setFocus()
    page.take_focus()
    assert page.window().focusWidget() is page.looks.text_size, "whoever is on the page already stays there"


def test_another_language_is_spoken_when_the_window_opens_again(
    qtbot: QtBot, asking: Session, opened: Opened
):
    page, kept = opened(asking), list[Settings]()
    page.window().follow_settings = kept.append  # type: ignore[attr-defined]
    page.looks.language.choose("es")
    assert kept[-1].language == "es"
    assert page.looks.later.isVisible()
    again = next(
        each for each in page.looks.findChildren(QAbstractButton) if each.text() == "Open it again now"
    )
    with qtbot.waitSignal(page.aside) as signal:
        again.click()
    assert signal.args[0]() is None


def test_the_passphrase_is_changed_in_a_dialog(qtbot: QtBot, asking: Session, opened: Opened):
    page = opened(asking)
    assert page.protection is not None
    page.protection.ask_passphrase()
    dialog = dialog_of(qtbot)
    field(dialog, "Present passphrase").setText(PASSPHRASE)
    field(dialog, "New passphrase").setText(NEW)
    field(dialog, "The same again").setText(NEW)
    with qtbot.waitSignal(dialog.accepted, timeout=WAIT):
        dialog.finish()
    asking.close()
    open_session(asking.profile, lambda words: NEW).close()


def test_a_wrong_present_passphrase_leaves_the_dialog_open(qtbot: QtBot, asking: Session, opened: Opened):
    page = opened(asking)
    assert page.protection is not None
    page.protection.ask_passphrase()
    dialog = dialog_of(qtbot)
    field(dialog, "Present passphrase").setText("not this one at all")
    field(dialog, "New passphrase").setText(NEW)
    field(dialog, "The same again").setText(NEW)
    dialog.finish()
    qtbot.waitUntil(dialog.fault.isVisible, timeout=WAIT)
    assert "Caps Lock" in dialog.fault.words.text()
    assert dialog.verb.isEnabled()
    dialog.reject()


def test_a_new_recovery_code_stays_until_it_is_on_paper(qtbot: QtBot, silent: Session, opened: Opened):
    page = opened(silent)
    assert page.protection is not None
    page.protection.ask_for_code()
    dialog_of(qtbot).finish()
    qtbot.waitUntil(lambda: isinstance(dialog_of(qtbot), CodeDialog), timeout=WAIT)
    shown = dialog_of(qtbot)
    assert isinstance(shown, CodeDialog)
    shown.reject()
    shown.finish()
    assert shown.isVisible()
    assert "is not what the paper says" in shown.fault.words.text()
    for place, typed in shown.paper.fields.items():
        typed.setText(shown.paper._code.split("-")[place - 1])
    with qtbot.waitSignal(shown.accepted, timeout=WAIT):
        shown.finish()


def test_a_backup_made_now_appears_in_the_list(qtbot: QtBot, asking: Session, opened: Opened):
    page = opened(asking)
    qtbot.waitUntil(lambda: page.backups.list.count() == 1, timeout=WAIT)
    page.backups.back_up()
    qtbot.waitUntil(lambda: bool(rows(page)), timeout=WAIT)
    assert "Verified" in rows(page)[0]


def test_going_back_says_what_it_means_and_is_done_with_nobody_in_the_file(
    qtbot: QtBot, asking: Session, opened: Opened
):
    path = back_up_now(asking.store, asking.profile)
    with asking.store.edit("Add") as draft:
        draft.add(Person(name="Luis"))
    page = opened(asking)
    page.backups.ask_to_go_back(path)
    dialog = dialog_of(qtbot)
    field(dialog, "Passphrase").setText(PASSPHRASE)
    with qtbot.waitSignal(page.aside, timeout=WAIT) as signal:
        dialog.finish()
    asking.close()
    assert signal.args[0]().unsent == 1


def test_what_going_back_means_is_said_in_whole_sentences():
    assert consequences(Loss(0, 0))[0] == "Nothing was changed here since it was made."
    assert consequences(Loss(1, 0))[0] == "1 change made here since then is not in it."
    assert consequences(Loss(5, 2))[0].endswith("are not in it. The office has not received 2 of them.")


def test_the_data_is_checked_on_request(qtbot: QtBot, asking: Session, opened: Opened):
    page = opened(asking)
    page.check.check()
    qtbot.waitUntil(lambda: page.check.said.text() == "Your data is whole.", timeout=WAIT)
    assert not page.check.mend_now.isVisible()


def test_it_says_whose_computer_this_is(asking: Session, opened: Opened):
    page = opened(asking)
    assert page.computer.who.text() == "Ana Ruiz, leader of Riverside Coalition"
    assert "No office was joined" in page.computer.office.text()


def test_the_sample_can_be_left_and_has_no_passphrase(qtbot: QtBot, asking: Session, opened: Opened):
    page = opened(asking, demo=True)
    assert page.protection is None
    leave = next(each for each in page.findChildren(QAbstractButton) if each.text() == "Leave the sample")
    with qtbot.waitSignal(page.demo_left):
        leave.click()


def test_everything_that_takes_the_keyboard_has_a_name(asking: Session, opened: Opened):
    page = opened(asking)
    parts = [*page.findChildren(QAbstractButton), *page.findChildren(QComboBox)]
    assert len(parts) > 10
    assert all(part.accessibleName() or getattr(part, "text", str)() for part in parts)
