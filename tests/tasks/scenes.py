"""What there is to see in the window, by name, and how one comes there: for `dev.py shots`."""

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtWidgets import QDialog, QLineEdit

from desktop.features.welcome.page import Welcome
from desktop.features.welcome.page_doors import Doors
from desktop.features.welcome.page_unlock import Unlock
from desktop.pages import stays
from desktop.paths import Profile
from desktop.sample.deed import known
from desktop.ui.bridge import Bridge
from desktop.ui.shell import Shell
from desktop.ui.switch import Switch

Scene = tuple[str, Callable[[], object]]


def scenes(shell: Shell) -> Iterator[Scene]:
    """Yield the pages, each with its views after it, and what opens above them."""
    for name in (stay.stop.page for stay in stays()):
        yield name, partial(_go, shell, name)
        for switch in _switches(shell):
            first = switch.value()
            for view in (each for each in switch.values if each != first):
                yield f"{name}-{view}", partial(switch.turn_to, view)
            switch.turn_to(first)
    yield "palette", partial(_ask_palette, shell)
    yield "shortcuts", shell.show_shortcuts
    yield "quick", next(each.run for each in shell.commands() if each.id == "quick.add")


def guests(shell: Shell, bridge: Bridge, profile: Profile) -> Iterator[Scene]:
    """Yield what is shown in place of the pages: the doors, what is behind them, and a coalition's lock."""
    welcome = Welcome(bridge, Profile(profile.folder.parent / "new"))
    unlock = Unlock(bridge, profile)
    yield "welcome", partial(shell.show_guest, welcome)
    for door in ("join", "start"):
        yield f"welcome-{door}", partial(_enter, welcome, door)
        welcome.show_doors()
    yield "unlock", partial(shell.show_guest, unlock)
    for step in (each for each in unlock.steps if each != "passphrase"):
        yield f"unlock-{step}", partial(unlock.turn_to, step)


def _enter(welcome: Welcome, door: str) -> None:
    for doors in welcome.findChildren(Doors):
        doors.entered.emit(door)


def _go(shell: Shell, page: str) -> None:
    """Go to a page; to the room from tonight's meeting."""
    if page == "room":
        shell.open("room", known("meeting", "0"))
    else:
        shell.go(page)


def _switches(shell: Shell) -> list[Switch]:
    """Return what turns between views; on the page of preferences it would change how pictures look."""
    looks = shell.shown_page() == "preferences"
    return [each for each in shell.findChildren(Switch) if each.isVisible() and not looks]


def _ask_palette(shell: Shell) -> None:
    shell.go("today")
    shell.show_palette()
    for dialog in dialogs(shell):
        for field in dialog.findChildren(QLineEdit):
            field.setText("mar")


def dialogs(shell: Shell) -> list[QDialog]:
    """Return what is open above the window."""
    return [each for each in shell.findChildren(QDialog) if each.isVisible()]
