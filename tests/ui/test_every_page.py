"""Every page there is, on the sample: for screen readers, by keyboard, with large type, in a small window."""

import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit

from desktop.app import make_application
from desktop.commands import Command
from desktop.pages import quick_add, stays
from desktop.paths import Profile
from desktop.sample.opening import open_sample
from desktop.settings import Settings
from desktop.store.listing import open_listing
from desktop.store.store import Store
from desktop.ui.bridge import Bridge
from desktop.ui.command_palette import CommandPalette
from desktop.ui.desk import Desk
from desktop.ui.language import speak
from desktop.ui.list_detail import ListDetail
from desktop.ui.page import Page
from desktop.ui.pill import Standing
from desktop.ui.shell import Shell
from tests.ui import walking

SMALL, WIDE = (1024, 600), (1440, 900)
SIZES = {100: SMALL, 130: SMALL, 200: WIDE}
"""Per cent of the usual type, and the window in which nothing may be cut off with it."""
PAGES = [stay.stop.page for stay in stays()]
TODAY = date.today()  # noqa: DTZ011 - the sample's evening is today's


class Windows:
    """A window for each size of text, kept for all tests that only look."""

    def __init__(self, sample: Path, folder: Path, application: QApplication) -> None:
        self._sample = sample
        self._folder, self._ends, self._shells = folder, ExitStack(), dict[str, Shell]()
        self.strays = walking.Strays(application)

    def page(
        self, name: str, per_cent: int = 100, language: str = "en", size: tuple[int, int] | None = None
    ) -> Page:
        """A page in a window of its usual size for that type, with the first record of its list chosen."""
        speak(language)
        fits = size or SIZES[per_cent]
        wanted = f"{per_cent}{language}{fits[0]}"
        if wanted not in self._shells:
            shutil.copytree(self._sample, self._folder / wanted)
            self._shells[wanted] = self._ends.enter_context(opened(self._folder / wanted, per_cent, fits))
        for other, shell in self._shells.items():
            shell.setVisible(other == wanted)
        make_application(Settings(scheme="light", text_size=per_cent))
        return shown(self._shells[wanted], name)

    def close(self) -> None:
        """Close them all."""
        self._ends.close()


@contextmanager
def opened(profile: Path, per_cent: int = 100, size: tuple[int, int] = SMALL) -> Iterator[Shell]:
    """A small window on a sample of its own."""
    settings = Settings(scheme="light", text_size=per_cent)
    make_application(settings)
    session = open_sample(Profile(profile), TODAY)
    bridge, shell = Bridge(session.store), Shell(stays(), "Cedar Bend")
    shell.offer(quick_add(shell))
    shell.resize(*size)
    shell.show()
    shell.begin(Desk(session.store, session.profile, bridge, shell, settings, is_demo=True), "today")
    shell.show_standing(Standing("3 changes to sync", "cloud-upload"))
    yield shell
    shell.leave_all()
    bridge.close()
    shell.close()
    shell.deleteLater()
    walking.settle(0.05)
    session.close()


def shown(shell: Shell, name: str) -> Page:
    """A page, shown, with the first record of each list chosen."""
    shell.activateWindow()
    if name == "room":
        assert shell.desk is not None
        shell.open("room", evening(shell.desk.store))
    else:
        shell.go(name)
    walking.settle()
    shell.activateWindow()
    page = shell.page(name)
    for view in lists(page):
        if not view.currentIndex().isValid():
            view.setCurrentIndex(view.model().index(0, 0))
    walking.settle()
    return page


def lists(page: Page) -> list[QAbstractItemView]:
    views = [each for each in walking.shown(page) if isinstance(each, QAbstractItemView)]
    return [each for each in views if each.model() is not None and each.model().rowCount()]


def evening(store: Store) -> str:
    """The meeting of today."""
    lines = open_listing(store, "meeting", sort="-starts_at").page(0, 60)
    begun = [line.id for line in lines if line and str(line.state["fields"]["starts_at"])[:10] <= f"{TODAY}"]
    return begun[0]


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sample that was made and closed again, to be copied."""
    folder = tmp_path_factory.mktemp("sample") / "demo"
    open_sample(Profile(folder), TODAY).close()
    return folder


@pytest.fixture(scope="module")
def windows(sample: Path, tmp_path_factory: pytest.TempPathFactory, qapp: QApplication) -> Iterator[Windows]:
    """Windows on copies of the sample."""
    folder = tmp_path_factory.mktemp("windows")
    windows = Windows(sample, folder, qapp)
    yield windows
    windows.close()
    speak("en")
    make_application(Settings())


@pytest.fixture(scope="module", params=PAGES)
def page(request: pytest.FixtureRequest, windows: Windows) -> Page:
    """Each page in turn, only to be looked at."""
    windows.strays.seen.clear()
    return windows.page(str(request.param))


def test_no_part_of_a_page_becomes_a_window_of_its_own(page: Page, windows: Windows) -> None:
    assert page.isVisible()
    assert windows.strays.seen == []


def test_every_control_has_a_name_that_a_screen_reader_can_say(page: Page) -> None:
    assert walking.nameless(page.window()) == []


def test_tab_comes_to_every_control_and_round_again(page: Page) -> None:
    controls = walking.focusable(page.window())
    visited = walking.tabbed(page.window(), controls[0])
    assert [walking.described(each) for each in controls if each not in visited] == []


def test_every_command_is_found_and_no_two_have_the_same_keys(page: Page) -> None:
    shell = page.window()
    assert isinstance(shell, Shell) and shell.desk is not None
    commands = shell.commands()
    keys = Counter(QKeySequence(each.shortcut).toString() for each in commands if each.shortcut)
    assert [each for each, count in keys.items() if count > 1 or not each] == []
    assert len({each.id for each in commands}) == len(commands)
    palette = CommandPalette(shell, commands, shell.desk.store, shell)
    assert [
        each.title for each in commands if each.enabled() and each.title not in found(palette, each)
    ] == []
    palette.deleteLater()


def found(palette: CommandPalette, command: Command) -> list[str]:
    """What the palette offers to somebody who types what a command is called."""
    palette.look_for(command.title)
    return [each.text.headline for each in palette._offers]


def test_no_two_words_give_out_the_same_key_with_alt(page: Page) -> None:
    counted = Counter(walking.mnemonics(page.window()))
    assert [keys for keys, count in counted.items() if count > 1] == []


def test_nothing_is_cut_off_in_a_small_window(page: Page) -> None:
    assert walking.clipped(page.window()) == []


def test_every_target_can_be_hit(page: Page) -> None:
    assert walking.small_targets(page.window()) == []


def test_style_sheets_are_only_on_leaves(page: Page) -> None:
    assert walking.styled_containers(page.window()) == []


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("per_cent", [130, 200])
def test_nothing_is_cut_off_with_larger_type(windows: Windows, name: str, per_cent: int) -> None:
    assert walking.clipped(windows.page(name, per_cent).window()) == []


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_cut_off_with_the_largest_type_in_a_small_window(windows: Windows, name: str) -> None:
    """Where list and detail have no room side by side, each has it all in turn."""
    page = windows.page(name, 200, size=SMALL)
    assert walking.clipped(page.window()) == []
    for both in (each for each in page.findChildren(ListDetail) if each.isVisible() and each.record()):
        both.choose(both.record())
        walking.settle()
        assert walking.clipped(page.window()) == []


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_cut_off_in_spanish(windows: Windows, name: str) -> None:
    assert walking.clipped(windows.page(name, language="es").window()) == []


@pytest.mark.parametrize("name", PAGES)
def test_a_page_outlives_being_used(sample: Path, tmp_path: Path, qapp: QApplication, name: str) -> None:
    shutil.copytree(sample, tmp_path / "demo")
    with opened(tmp_path / "demo") as shell:
        page = shown(shell, name)
        page.refresh()
        for command in page.commands():
            assert command.title and command.enabled() in (True, False)
        page.search_here()
        walking.settle(0.1)
        field = QApplication.focusWidget()
        if isinstance(field, QLineEdit):
            QTest.keyClicks(field, "ma")
            walking.settle()
            field.clear()
            walking.settle()
        for view in lists(page):
            for place in range(min(5, view.model().rowCount())):
                view.setCurrentIndex(view.model().index(place, 0))
                QTest.keyClick(view, Qt.Key.Key_Return)
                walking.settle(0.1)
        assert shell.isVisible() and not shell.toast._stays
