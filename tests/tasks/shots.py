"""Every page as a picture, on the sample coalition: light and dark, small and large.

python dev.py shots [--to DIR] [--lang en|es] [PAGE ...]
"""

import os
import sys
import tempfile
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from itertools import chain
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication

from desktop.app import make_application
from desktop.features.syncing.page_liaison import Liaison
from desktop.pages import quick_add, stays
from desktop.paths import Profile
from desktop.sample.opening import open_sample
from desktop.session import Session
from desktop.settings import Settings
from desktop.ui.bridge import Bridge
from desktop.ui.desk import Desk
from desktop.ui.language import speak
from desktop.ui.list_detail import ListDetail
from desktop.ui.picker import name_of
from desktop.ui.shell import Shell
from tests.tasks.scenes import dialogs, guests, scenes

SIZES = ((1024, 600), (1440, 900))
SCHEMES = ("light", "dark")
SETTLE = 0.5
"""Seconds for what is computed in other threads."""


def main(arguments: list[str]) -> int:
    """Write the pictures that are asked for; returns the exit code."""
    asked = _read(arguments)
    speak(asked.lang)
    asked.to.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, _sample(Path(folder)) as session:
        for scheme in SCHEMES:
            for size in SIZES:
                _shoot(session, scheme, size, asked)
    print(f"Written to {asked.to}")
    return 0


def _read(arguments: list[str]) -> Namespace:
    parser = ArgumentParser(prog="dev.py shots", description="Every page as a picture.")
    parser.add_argument("--to", type=Path, default=Path(".cache/shots"))
    parser.add_argument("--lang", choices=("en", "es"), default="en")
    parser.add_argument("--text", type=int, default=100, help="per cent of the usual size of text")
    parser.add_argument("pages", nargs="*")
    return parser.parse_args(arguments)


@contextmanager
def _sample(folder: Path) -> Iterator[Session]:
    session = open_sample(Profile(folder / "demo"), date.today())  # noqa: DTZ011 - the sample's evening is today's
    yield session
    session.close()


def _shoot(session: Session, scheme: str, size: tuple[int, int], asked: Namespace) -> None:
    with _window(session, Settings(scheme=scheme, text_size=asked.text), size) as (shell, bridge):
        for name, scene in chain(scenes(shell), guests(shell, bridge, session.profile)):
            if not asked.pages or name.partition("-")[0] in asked.pages:
                scene()
                _take(shell, asked.to / f"{name}-{scheme}-{size[0]}.png")
                _put_away(shell)


@contextmanager
def _window(session: Session, settings: Settings, size: tuple[int, int]) -> Iterator[tuple[Shell, Bridge]]:
    """A window on the sample that looks as one that a person has opened."""
    make_application(settings)
    bridge, shell = Bridge(session.store), Shell(stays(), "Coalition Desk")
    shell.resize(*size)
    shell.show()
    shell.rail.say_name(name_of(session.store, "coalition", session.store.author.home))
    shell.begin(Desk(session.store, session.profile, bridge, shell, settings, is_demo=True), "today")
    shell.offer(quick_add(shell))
    Liaison(session.store, bridge, shell).show_standing()
    yield shell, bridge
    bridge.close()
    shell.close()
    shell.deleteLater()


def _take(shell: Shell, file: Path) -> None:
    """Take a picture, with the first record of a list chosen, and of what is open above the window."""
    _settle()
    for both in shell.findChildren(ListDetail):
        if both.isVisible() and both.model.rowCount() and not both.record():
            both.list.setCurrentIndex(both.model.index(0, 0))
    _settle()
    picture = shell.grab()
    with QPainter(picture) as painter:
        for dialog in dialogs(shell):
            painter.drawPixmap(dialog.geometry().topLeft() - shell.geometry().topLeft(), dialog.grab())
    picture.save(str(file))


def _put_away(shell: Shell) -> None:
    for dialog in dialogs(shell):
        dialog.close()


def _settle() -> None:
    until = time.monotonic() + SETTLE
    while time.monotonic() < until:
        QApplication.processEvents()
        time.sleep(0.005)  # lets the other threads have their turn, as QTest.qWait does not


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
