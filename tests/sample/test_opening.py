from datetime import date, timedelta
from pathlib import Path

import pytest

from desktop.features.welcome.actions import start_alone
from desktop.opening import opened_or_begun
from desktop.paths import Profile
from desktop.sample.opening import discard_sample, is_sample, open_sample
from desktop.store.attachments import Attachments
from desktop.vault.early import PASSPHRASE
from sync.errors import Locked, Refused

TODAY = date(2026, 11, 24)


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    return Profile(tmp_path / "demo")


def test_it_opens_without_a_question(profile: Profile):
    session = open_sample(profile, TODAY)
    assert session.is_demo
    assert session.store.facts()["me"] == "Rosa Delgado Fuentes"
    assert session.store.get("person", session.store.facts()["person"]).headline() == "Rosa Delgado Fuentes"
    session.close()


def test_a_passphrase_in_the_environment_is_not_the_samples(
    profile: Profile, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv(PASSPHRASE, "four unrelated words here")
    open_sample(profile, TODAY).close()
    open_sample(profile, TODAY).close()
    assert is_sample(profile)


def test_what_somebody_did_in_it_is_there_the_next_day(profile: Profile):
    session = open_sample(profile, TODAY)
    with session.store.edit("Rename") as draft:
        draft.set("coalition", session.store.author.home, {"name": "Ours"})
    session.close()
    later = open_sample(profile, TODAY + timedelta(days=1))
    assert later.store.get("coalition", later.store.author.home).headline() == "Ours"
    later.close()


def test_one_that_was_only_looked_at_is_told_anew_the_next_day(profile: Profile):
    first = open_sample(profile, TODAY)
    device = first.store.author.device
    first.close()
    same = open_sample(profile, TODAY)
    assert same.store.author.device == device
    same.close()
    later = open_sample(profile, TODAY + timedelta(days=1))
    assert later.store.author.device != device
    later.close()


def test_its_files_can_be_opened(profile: Profile):
    session = open_sample(profile, TODAY)
    attachments = Attachments(session.store, profile, session.store.file_key)
    file = next(path.name for path in profile.files.rglob("*") if path.is_file())
    assert attachments.open_file(file)
    session.close()


def test_leaving_removes_it_and_nothing_else(profile: Profile):
    open_sample(profile, TODAY).close()
    (profile.folder / "mine.txt").write_text("mine")
    discard_sample(profile)
    assert [path.name for path in profile.folder.iterdir()] == ["mine.txt"]


def test_leaving_twice_is_no_trouble(profile: Profile):
    open_sample(profile, TODAY).close()
    discard_sample(profile)
    discard_sample(profile)
    assert not profile.folder.exists()


def test_it_is_not_removed_while_a_window_has_it_open(profile: Profile):
    session = open_sample(profile, TODAY)
    with pytest.raises(Locked):
        discard_sample(profile)
    session.close()
    assert is_sample(profile)


@pytest.mark.parametrize("act", [discard_sample, lambda profile: open_sample(profile, TODAY)])
def test_a_folder_with_a_real_coalition_is_left_alone(profile: Profile, monkeypatch: pytest.MonkeyPatch, act):
    monkeypatch.setenv(PASSPHRASE, "four unrelated words here")
    with opened_or_begun(profile) as begun:
        start_alone(begun.store, "Riverside", "Ana", "leader")
    before = profile.database.read_bytes()
    with pytest.raises(Refused, match="holds a coalition"):
        act(profile)
    assert profile.database.read_bytes() == before


def test_one_that_was_cut_off_while_being_made_is_made_anew(profile: Profile):
    open_sample(profile, TODAY).close()
    profile.database.unlink()
    session = open_sample(profile, TODAY)
    assert session.store.author.home
    session.close()
