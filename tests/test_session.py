from pathlib import Path

from desktop.paths import Profile
from desktop.sample.opening import open_sample
from tests.sample.conftest import TODAY


def test_copies_in_the_clear_are_gone_when_a_session_ends_and_when_the_next_begins(tmp_path: Path):
    profile = Profile(tmp_path / "demo")
    session = open_sample(profile, TODAY)
    copy = profile.sessions / "x" / "agenda.txt"
    copy.parent.mkdir()
    copy.write_text("Rosa")
    (profile.sessions / "paper.pdf").write_text("Rosa")
    session.close()
    assert list(profile.sessions.iterdir()) == []
    copy.parent.mkdir()
    copy.write_text("left by a session that was cut off")
    session = open_sample(profile, TODAY)
    assert list(profile.sessions.iterdir()) == []
    session.close()
