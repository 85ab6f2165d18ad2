"""The window is painted before anything heavy is imported, unlocked or read."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
HEAVY = {
    "alembic", "argon2", "asyncio", "babel", "cryptography", "icalendar", "keyring", "loro", "orjson",
    "phonenumbers", "pydantic", "python_calamine", "rapidfuzz", "requests", "segno", "sqlalchemy",
    "sqlcipher3", "typst", "vobject", "xlsxwriter",
}  # fmt: skip
"""None of these is needed to paint an empty window."""
LATE = {
    "alembic", "babel", "icalendar", "keyring", "phonenumbers", "python_calamine", "rapidfuzz", "segno",
    "typst", "vobject", "xlsxwriter",
}  # fmt: skip
"""None of these is needed to show the first page."""
WATCH = """
import json, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from desktop.app import Program, make_application
from desktop.paths import Profile
from desktop.settings import Settings
from desktop.ui.first_paint import once_painted

def loaded():
    return sorted({name.partition(".")[0] for name in sys.modules})

def begin(*given):
    begun(*given)  # what is imported ahead for the other pages is begun after this
    seen.update(page=program.shell.shown_page(), shown=loaded())
    QTimer.singleShot(0, program.shell.close)

seen = {}
program = Program(make_application(Settings()), Profile(Path(sys.argv[1])), Settings(), demo=True)
once_painted(program.shell, lambda: seen.update(early=program.shell.shown_page(), painted=loaded()))
begun, program.shell.begin = program.shell.begin, begin
program.start()
program.application.exec()
print(json.dumps(seen))
"""


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What a fresh process had imported when the window was painted, and when its first page was there."""
    folder = tmp_path_factory.mktemp("starting") / "sample"
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_LOGGING_RULES": "default.warning=false"}
    command = [sys.executable, "-c", WATCH, str(folder)]
    said = ""
    for _ in range(2):  # the sample is made once, and opened as any other time
        done = subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, timeout=120, check=False
        )
        assert done.returncode == 0, done.stderr.decode()
        said = done.stdout.decode()
    told: dict[str, Any] = json.loads(said)
    return told


def test_the_window_is_painted_before_anything_heavy_is_imported(seen: dict[str, Any]) -> None:
    assert "desktop" in seen["painted"]
    assert HEAVY & {*seen["painted"]} == set()


def test_it_is_painted_before_there_is_a_page(seen: dict[str, Any]) -> None:
    assert seen["early"] == ""
    assert seen["page"] == "today"


def test_what_prints_imports_and_exports_waits_until_it_is_asked_for(seen: dict[str, Any]) -> None:
    assert "sqlalchemy" in seen["shown"]
    assert LATE & {*seen["shown"]} == set()
