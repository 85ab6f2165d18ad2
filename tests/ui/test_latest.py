"""Only the answer to the last question counts."""

import threading
from collections.abc import Callable

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.paths import Profile
from desktop.settings import Settings
from desktop.store.store import Store
from desktop.ui.bridge import Bridge
from desktop.ui.desk import Desk
from desktop.ui.latest import Latest
from desktop.ui.shell import Shell


def test_an_old_answer_that_comes_late_is_dropped(
    qtbot: QtBot, store: Store, profile: Profile, bridge: Bridge
) -> None:
    shell, owner = Shell([], "Riverside"), QWidget()
    qtbot.addWidget(shell)
    qtbot.addWidget(owner)
    latest = Latest(Desk(store, profile, bridge, shell, Settings()), owner)
    may_end, heard = threading.Event(), list[str]()

    def slow() -> str:
        may_end.wait(10)
        return "old"

    said: Callable[[str], None] = heard.append
    latest.ask(slow, said)
    latest.ask(lambda: "new", said)
    qtbot.waitUntil(lambda: heard == ["new"])
    may_end.set()
    bridge.close()
    qtbot.wait(20)
    assert heard == ["new"]
