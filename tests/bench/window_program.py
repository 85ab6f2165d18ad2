"""The window itself, offscreen, in a process of its own.

python -m tests.bench.window_program FOLDER BEGUN

BEGUN is the wall time in seconds at which the process was started.
"""

import gc
import sys
from pathlib import Path

from tests.bench.driven import answer


def main() -> None:
    """Open the window, then do what each line asks."""
    gc.disable()  # as `desktop.cli` does
    from tests.bench.window_hands import Hands

    hands = Hands(Path(sys.argv[1]), float(sys.argv[2]))
    answer(
        {
            "started": lambda: hands.started,
            "settle": hands.settle,
            "page_build": hands.build_pages,
            "page_switch": hands.switch_pages,
            "people_key": hands.search_people,
            "palette_key": hands.search_anything,
            "save": hands.save,
            "flood": hands.watch_flood,
            "close": hands.close,
        }
    )


if __name__ == "__main__":
    main()
