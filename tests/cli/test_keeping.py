"""Backups, damage and keys, from the command line."""

import pytest

from tests.cli.conftest import asker, runner


@pytest.fixture
def folder(tmp_path, capfd):
    folder = tmp_path / "desk"
    asker(folder, capfd)("init", "--name", "Kept")
    return folder


def test_a_restore_brings_back_what_was_there(folder, capfd, tmp_path):
    ask, desk = asker(folder, capfd), runner(folder, capfd)
    kept = ask("add", "person", "name=Kept")["id"]
    before = desk("dump")[1]
    file = ask("backup", "--to", str(tmp_path / "stick.coalition"))["file"]
    ask("trash", "person", kept)
    assert ask("restore", file)["kept"], "what was here is kept as well"
    assert desk("dump")[1] == before


def test_a_backup_opens_on_another_computer(folder, capfd, tmp_path):
    asker(folder, capfd)("add", "person", "name=Moved")
    file = asker(folder, capfd)("backup", "--to", str(tmp_path / "stick.coalition"))["file"]
    elsewhere = asker(tmp_path / "elsewhere", capfd)
    elsewhere("restore", file)
    assert [each["name"] for each in elsewhere("list", "person")] == ["Moved"]


def test_the_doctor_finds_whole_data_whole(folder, capfd):
    assert asker(folder, capfd)("doctor") == {"findings": [], "repaired": [], "whole": True}
    assert asker(folder, capfd)("doctor", "--repair")["whole"] is True


def test_a_new_passphrase_opens_and_the_old_one_does_not(folder, capfd, monkeypatch):
    monkeypatch.setenv("COALITION_DESK_NEW_PASSPHRASE", "another horse battery")
    asker(folder, capfd)("passphrase", "set")
    assert runner(folder, capfd)("list", "person")[0] == 4
    monkeypatch.setenv("COALITION_DESK_PASSPHRASE", "another horse battery")
    assert runner(folder, capfd)("list", "person")[0] == 0


def test_a_short_passphrase_is_refused(folder, capfd, monkeypatch):
    monkeypatch.setenv("COALITION_DESK_NEW_PASSPHRASE", "short")
    assert runner(folder, capfd)("passphrase", "set")[0] == 3


def test_the_recovery_code_lets_in_and_gives_way_to_a_fresh_one(tmp_path, capfd, monkeypatch):
    ask, desk = asker(tmp_path, capfd), runner(tmp_path, capfd)
    code = ask("init", "--name", "Forgetful")["recovery"]
    monkeypatch.setenv("COALITION_DESK_PASSPHRASE", "newer horse battery")
    monkeypatch.setenv("COALITION_DESK_RECOVERY", code)
    fresh = ask("recover")["recovery"]
    assert fresh != code
    assert ask("list", "person") == []
    assert desk("recover")[0] == 4, "the first code opens nothing any more"


def test_import_tries_first_and_undo_takes_it_back_whole(folder, capfd, tmp_path):
    ask = asker(folder, capfd)
    (tmp_path / "people.csv").write_text("Name,E-mail\nAda,a@example.org\nBo,b@example.org\n", "utf-8")
    assert ask("import", "people", str(tmp_path / "people.csv"), "--dry-run")["new"] == 2
    assert ask("list", "person") == []
    ask("import", "people", str(tmp_path / "people.csv"), "--yes")
    assert [each["name"] for each in ask("list", "person")] == ["Ada", "Bo"]
    ask("undo")
    assert ask("list", "person") == []


def test_export_writes_a_file_and_everything(folder, capfd, tmp_path):
    ask = asker(folder, capfd)
    ask("add", "person", "name=Ada")
    ask("export", "person", "--to", str(tmp_path / "people.csv"))
    assert "Ada" in (tmp_path / "people.csv").read_text("utf-8-sig")
    ask("export", "all", "--to", str(tmp_path / "all"))
    assert (tmp_path / "all" / "person.json").exists()


def test_another_coalitions_backup_takes_no_place_unless_that_is_said(tmp_path, capfd):
    mine, theirs = asker(tmp_path / "mine", capfd), asker(tmp_path / "theirs", capfd)
    run = runner(tmp_path / "mine", capfd)
    mine("init", "--name", "Mine County")
    mine("add", "person", "name=Kept")
    space = theirs("init", "--name", "Their County")["space"]
    file = str(tmp_path / "theirs.coalition")
    theirs("backup", "--to", file)
    code, _printed, said = run("restore", file)
    assert code == 3 and "Their County" in said and space in said and "Mine County" in said
    assert [each["name"] for each in mine("list", "person")] == ["Kept"]
    kept = mine("restore", file, "--anyway")["kept"]
    assert mine("list", "person") == []
    assert run("restore", kept)[0] == 3
    mine("restore", kept, "--anyway")
    assert [each["name"] for each in mine("list", "person")] == ["Kept"]


def test_what_no_key_at_hand_opens_is_kept_as_a_file_that_restore_takes(tmp_path, capfd, monkeypatch):
    mine, theirs = asker(tmp_path / "mine", capfd), asker(tmp_path / "theirs", capfd)
    mine("init", "--name", "Mine County")
    mine("add", "person", "name=Kept")
    file = str(tmp_path / "theirs.coalition")
    with monkeypatch.context() as other:
        other.setenv("COALITION_DESK_PASSPHRASE", "quite another battery")
        theirs("init", "--name", "Their County")
        theirs("backup", "--to", file)
        assert runner(tmp_path / "mine", capfd)("restore", file)[0] == 3
        kept = mine("restore", file, "--anyway")["kept"]
        assert kept.endswith(".coalition") and mine("list", "person") == []
    mine("restore", kept, "--anyway")
    assert [each["name"] for each in mine("list", "person")] == ["Kept"]


@pytest.mark.parametrize(
    "words", [["backup", "--to"], ["export", "person", "--to"], ["carry", "out"]], ids=" ".join
)
def test_no_command_writes_over_the_programs_own_files(folder, capfd, words):
    run = runner(folder, capfd)
    for name in ("coalition.db", "vault.json", "backups/../vault.json"):
        code, printed, said = run(*words, str(folder / name))
        assert (code, printed) == (3, "")
        assert "keeps your data" in said
    assert run("list", "person")[0] == 0
