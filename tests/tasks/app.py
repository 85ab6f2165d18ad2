"""Open the program; where there is no screen, or no window yet, say so and run the tour."""

import os
import subprocess
import sys
from importlib.util import find_spec


def has_screen() -> bool:
    """Whether a window can show; Windows and macOS have a screen, elsewhere one is announced."""
    announced = any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
    return sys.platform in ("win32", "darwin") or announced


def main(options: list[str]) -> int:
    """Run the program with `options`; returns its exit code."""
    has_window = find_spec("desktop.app") is not None
    if has_screen() and has_window:
        return subprocess.call(["coalition-desk", *options])
    why = "There is no screen here" if has_window else "This version has no window yet"
    print(f"{why}. This is the tour instead.\n", flush=True)
    return subprocess.call([sys.executable, "-m", "tests.days.tour"])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
