"""Exports from the command line that are for others to read."""

import os
import subprocess
import sys

import pytest
from PySide6.QtGui import QColor, QImage

from desktop.attached_files import Pasted, Place, attach_files
from desktop.opening import opened
from desktop.paths import Profile
from desktop.ui.pictures import encoded


@pytest.fixture
def published(profile, ask):
    """A story with a photo, to which its teller agreed."""
    teller = ask("add", "person", "name=Rosa Delgado")["id"]
    story = ask("add", "story", "title=The late bus", f"teller={teller}", "narrative=It came.")["id"]
    for channel in ("story", "photo"):
        ask("add", "consent", f"person={teller}", f"channel={channel}", "day=2026-11-01")
    picture = QImage(8, 8, QImage.Format.Format_RGB888)
    picture.fill(QColor("red"))
    with opened(Profile(profile)) as store:
        attach_files(
            store,
            Profile(profile),
            Place("story", story, "photo"),
            [Pasted("bus.png", encoded(picture, "PNG"))],
        )
    ask("set", "story", story, "state=published")
    yield story
    ask("trash", "story", story)


def test_published_stories_are_told_with_their_photos_where_there_is_no_screen(profile, published, tmp_path):
    without = {
        name: value for name, value in os.environ.items() if name not in ("DISPLAY", "QT_QPA_PLATFORM")
    }
    words = ("--profile", str(profile), "export", "story", "--to", str(tmp_path / "told.html"))
    done = subprocess.run(
        [sys.executable, "-m", "desktop.cli", *words], capture_output=True, env=without, check=True
    )
    page = (tmp_path / "told.html").read_text("utf-8")
    assert "Wrote 1 to told.html." in done.stdout.decode()
    assert "The late bus" in page and "data:image/jpeg;base64," in page and "Rosa" not in page


def test_stories_become_markdown_with_pictures_beside_it_or_stay_records(ask, published, tmp_path):
    assert ask("export", "story", "--to", str(tmp_path / "told.md"))["written"] == 1
    assert "](<told-1.jpg>)" in (tmp_path / "told.md").read_text("utf-8")
    assert (tmp_path / "told-1.jpg").read_bytes().startswith(b"\xff\xd8")
    assert ask("export", "story", "--to", str(tmp_path / "stories.json"))["written"] == 1
    assert published in (tmp_path / "stories.json").read_text("utf-8")


def test_a_story_that_somebody_took_back_is_not_told(ask, desk, published, tmp_path):
    teller = ask("show", "story", published)["teller"]
    ask("add", "consent", f"person={teller}", "channel=story", "answer=withdrawn", "day=2026-11-02")
    code, _printed, said = desk("export", "story", "--to", str(tmp_path / "told.html"))
    assert code == 3 and "No story is published yet" in said
    assert not (tmp_path / "told.html").exists()


def test_minors_are_in_an_export_only_where_they_are_asked_for(ask, tmp_path):
    ask("add", "person", "name=Sam Small", "age_band=minor")
    file = tmp_path / "people.csv"
    assert ask("export", "person", "--to", str(file))["minors"] == 1
    assert "Sam Small" not in file.read_text("utf-8-sig")
    assert ask("export", "person", "--to", str(file), "--minors")["minors"] == 0
    assert "Sam Small" in file.read_text("utf-8-sig")
