"""Open the program; where there is no screen, say so and run the tour."""

import subprocess
import sys

from desktop.cli.window import has_screen


def main(options: list[str]) -> int:
    """Run the program with `options`; returns its exit code."""
    if has_screen():
        return subprocess.call(["coalition-desk", *options])
    print("There is no screen here. This is the tour instead.\n", flush=True)
    return subprocess.call([sys.executable, "-m", "tests.days.tour"])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
