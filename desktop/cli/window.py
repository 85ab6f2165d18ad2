"""No command at all: the window."""

import os
import sys
from argparse import Namespace
from importlib import import_module

from desktop.cli.output import Output
from desktop.i18n import _
from sync.errors import Unavailable


def open_window(arguments: Namespace, output: Output) -> int:
    """Open the window and return its exit code; Unavailable where there is no screen."""
    del output
    if not has_screen():
        words = _(
            "There is no screen here, so no window can open. `coalition-desk --help` lists the commands."
        )
        raise Unavailable(words, "no_screen")
    app = import_module("desktop.app")
    return int(app.run(arguments.profile, arguments.lang or "", demo=arguments.demo))


def has_screen() -> bool:
    """Say whether a window can show; Windows and macOS have a screen, elsewhere one is announced."""
    announced = any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
    return sys.platform in ("win32", "darwin") or announced
