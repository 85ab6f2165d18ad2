"""Whatever is typed wrong: one plain sentence, the right exit code, nothing changed, no traceback."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from desktop.cli import main
from desktop.cli.output import Output
from desktop.cli.running import _refuse
from sync.errors import Unavailable
from tests.cli.conftest import runner

NO_ONE = "01a2010c-4631-7733-807b-c7ba841e0a3e"
WRONG_USE = [
    ["lst"],
    ["add"],
    ["add", "persn", "name=x"],
    ["add", "person"],
    ["add", "person", "nam=x"],
    ["add", "person", "name"],
    ["add", "person", "name+=x"],
    ["add", "person", "name="],
    ["add", "person", "name=x", "contact_every=-1"],
    ["add", "meeting", "title=x", "starts_at=yesterday"],
    ["set", "person", NO_ONE],
    ["set", "person", NO_ONE, "name=x"],
    ["show", "person", "abc"],
    ["show", "person", "' OR 1=1"],
    ["trash", "person", NO_ONE],
    ["restore-record", "person", NO_ONE],
    ["history", "person", NO_ONE],
    ["list", "person", "--limit", "x"],
    ["list", "person", "--limit", "-1"],
    ["list", "person", "--json", "--limit", "9223372036854775808"],
    ["put-away", "9223372036854775808"],
    ["list", "person", "--sort", "shoe_size"],
    ["list", "person", "--where", "inactive=perhaps"],
    ["list", "person", "--bogus"],
    ["list", "person", "--json", "--lang", "tlh"],
    ["step", "bicycle", NO_ONE, "submitted"],
    ["step", "stipend", NO_ONE, "submitted"],
    ["choose", f"{NO_ONE}:phone", "--keep", "shown"],
    ["choose", f"{NO_ONE}:phone", "--keep", "mine"],
    ["sync", "--timeout", "nan"],
    ["join", "ABCD", "--server", "http://localhost"],
    ["join", "0000-0000-0000-0000", "--server", "nowhere"],
    ["import", "bank", "x.ofx"],
    ["import", "horses", "x.csv"],
    ["report"],
    ["report", "treasurer", "--month", "2026-11"],
    ["report", "quarter", "2026Q4", "--to", "quarter.xlsx"],
    ["report", "progress", "--to", "progress.pdf"],
    ["report", "horses", "--to", "horses.pdf"],
    ["report", "minutes"],
    ["report", "minutes", NO_ONE],
    ["report", "minutes", NO_ONE, "--to", "minutes.pdf"],
    ["report", "minutes", NO_ONE[:13], "--to", "minutes.pdf"],
    ["report", "minutes", NO_ONE, "--to", "minutes.docx"],
    ["report", "minutes", NO_ONE, "--to", ""],
    ["report", "minutes", NO_ONE, "--large", "--to", "minutes.pdf"],
    ["report", "calendar", NO_ONE, "--to", "entry.pdf"],
    ["report", "follow-up", NO_ONE, "--to", "pack"],
    ["report", "labels", "horses", "--to", "labels.pdf"],
    ["report", "labels", "partners", "--group", NO_ONE, "--to", "labels.pdf"],
    ["report", "labels", "--group", NO_ONE, "--to", "labels.pdf"],
    ["report", "letters", "--letter", NO_ONE, "--to", "letters.pdf"],
    ["export", "person", "--to", "people.html"],
    ["money", "balance"],
    ["add", "person", "name=\udcff"],
    ["add", "person", "name=a\0b"],
]
REFUSED = [
    ["init", "--name", "Another"],
    ["sync"],
    ["carry", "out", "stick"],
    ["add", "sector", "code=x", "name=x"],
]


@pytest.mark.parametrize("words", WRONG_USE, ids=" ".join)
def test_wrong_use_is_one_sentence_and_exit_code_2(desk, words):
    code, printed, said = desk(*words)
    assert code == 2, said
    assert printed == "" or "--json" in words
    assert len(said.strip().splitlines()) == 1
    assert "Traceback" not in said


@pytest.mark.parametrize("words", REFUSED, ids=" ".join)
def test_a_rule_that_says_no_is_exit_code_3(desk, words):
    code, _printed, said = desk(*words)
    assert code == 3
    assert said.strip().endswith((".", "!"))


@pytest.mark.parametrize(
    "address",
    ['{"a":18446744073709551616}', '{"a":' * 3000 + "1" + "}" * 3000, '{"a":' * 60 + "1" + "}" * 60],
)
def test_a_value_that_cannot_be_stored_is_wrong_use(desk, address):
    partner = desk("add", "partner", "name=Library")[1].strip()
    code, _printed, said = desk("set", "partner", partner, f"address={address}")
    assert code == 2, said
    assert "address" in said


def test_with_json_an_error_before_the_first_record_is_one_value(desk):
    code, printed, said = desk("list", "person", "--json", "--where", "inactive=perhaps")
    assert code == 2
    assert json.loads(printed)["sentence"] == said.strip()


def test_with_json_an_error_among_the_records_is_no_value_in_the_middle_of_theirs(capfd):
    def fail():
        yield {"id": "a"}
        raise Unavailable("The disk failed.")

    output = Output(json=True)
    with pytest.raises(Unavailable):
        output.records(fail())
    assert _refuse(output, "disk", "The disk failed.", 4) == 4
    assert capfd.readouterr() == ('[{"id":"a"}', "The disk failed.\n")


def test_with_json_the_sentence_is_also_a_value(desk):
    code, printed, said = desk("show", "person", "abc", "--json")
    assert code == 2
    assert json.loads(printed)["sentence"] == said.strip()


def test_a_mistake_changes_nothing(desk):
    before = desk("dump")[1]
    desk("add", "person", "name=x", "nam=y")
    assert desk("dump")[1] == before


def test_nothing_is_in_an_empty_folder_and_nothing_is_made_there(tmp_path, capfd):
    assert runner(tmp_path / "none", capfd)("list", "person")[0] == 2
    assert not (tmp_path / "none").exists()


def test_a_folder_or_a_missing_file_instead_of_a_file_is_exit_code_4(desk, tmp_path):
    for given in (f"notes=@{tmp_path}", f"notes=@{tmp_path / 'none'}"):
        assert desk("add", "person", "name=x", given)[0] == 4
    assert desk("restore", str(tmp_path))[0] == 4
    assert desk("backup", "--to", str(tmp_path))[0] == 4


def test_a_file_that_is_no_text_is_refused(desk, tmp_path):
    (tmp_path / "x").write_bytes(b"\xff\xfe\x00")
    assert desk("add", "person", "name=x", f"notes=@{tmp_path / 'x'}")[0] == 2


def test_a_wrong_passphrase_is_exit_code_4(desk, monkeypatch):
    monkeypatch.setenv("COALITION_DESK_PASSPHRASE", "wrong horse battery")
    code, _printed, said = desk("list", "person")
    assert code == 4
    assert "nothing is lost" in said


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\0" + bytes(4096), os.urandom(8192)])
def test_a_damaged_file_is_exit_code_4(tmp_path, capfd, content):
    desk = runner(tmp_path, capfd)
    assert desk("init", "--name", "Doomed")[0] == 0
    (tmp_path / "coalition.db").write_bytes(content)
    code, _printed, said = desk("status")
    assert code == 4
    assert "backup" in said.splitlines()[-1]
    assert "Traceback" not in said


def test_an_office_that_does_not_answer_is_exit_code_4_and_may_be_tried_again(tmp_path, capfd):
    from sync.invitation import new_code

    desk = runner(tmp_path, capfd)
    for _attempt in (1, 2):
        code, _printed, said = desk("join", new_code(), "--server", "http://127.0.0.1:9")
        assert code == 4
        assert "Traceback" not in said
    assert desk("list", "person")[0] == 2, "nothing has begun here"
    assert desk("init", "--name", "Alone after all")[0] == 0


def test_a_bug_is_exit_code_1_and_its_note_holds_no_value(desk, profile, monkeypatch):
    def fail(*_given: object) -> None:
        raise RuntimeError("Ana Secret, 555 0100")

    monkeypatch.setattr("desktop.cli.records.kinds", fail)
    code, printed, said = desk("kinds")
    note = (profile / "errors.log").read_text("utf-8")
    assert code == 1
    assert "Traceback" not in said
    assert "builtins.RuntimeError" in note
    assert "Secret" not in note + said + printed


def test_ctrl_c_is_quiet(desk, monkeypatch):
    def interrupt(*_given: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("desktop.cli.records.kinds", interrupt)
    assert desk("kinds") == (130, "", "")


def test_help_is_no_mistake(desk):
    code, printed, _said = desk("list", "--help")
    assert code == 0
    assert "--where" in printed


PROGRAM = [sys.executable, "-m", "desktop.cli", "--profile"]


def process(profile, *words):
    return subprocess.Popen(
        [*PROGRAM, str(profile), *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def test_a_reader_that_goes_away_is_no_error(profile):
    with process(profile, "kinds", "--json") as running:
        assert running.stdout and running.stderr
        running.stdout.read(10)
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait(20) == 0


@pytest.mark.parametrize("words", [["dump"], ["list", "account", "--json"]], ids=" ".join)
def test_an_output_that_is_full_is_one_sentence_and_exit_code_4(profile, words):
    command = [*PROGRAM, str(profile), *words]
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(command, check=False, stdout=full, stderr=subprocess.PIPE)
    assert ended.returncode == 4
    assert ended.stderr.count(b"\n") == 1


def test_where_the_output_is_closed_nothing_is_begun(profile, desk):
    before = desk("dump")[1]
    shell = ["sh", "-c", 'exec "$@" >&-', "sh", *PROGRAM, str(profile), "add", "person", "name=Unheard"]
    ended = subprocess.run(shell, check=False, stderr=subprocess.PIPE)
    assert ended.returncode == 4
    assert ended.stderr.count(b"\n") == 1
    assert desk("dump")[1] == before


def test_two_commands_at_once_wait_for_each_other(profile):
    both = [process(profile, "add", "partner", f"name=At once {place}") for place in range(3)]
    said = [running.communicate(timeout=60) for running in both]
    assert [running.returncode for running in both] == [0, 0, 0], said


def test_an_interrupted_process_ends_with_130(profile):
    from desktop.instance import hold
    from desktop.paths import Profile

    with hold(Profile(profile)), process(profile, "list", "person") as waiting:
        time.sleep(1.5)
        waiting.send_signal(signal.SIGINT)
        assert waiting.stderr and waiting.wait(20) == 130
        assert b"Traceback" not in waiting.stderr.read()


def test_ctrl_c_while_the_program_is_still_imported_is_quiet(profile):
    midway = (
        "import builtins, os, signal; plain = builtins.__import__\n"
        "def late(name, *more):\n"
        "    if name == 'desktop.cli.parsing': os.kill(os.getpid(), signal.SIGINT)\n"
        "    return plain(name, *more)\n"
        "builtins.__import__ = late; import sys; from desktop.cli import main; sys.exit(main(['kinds']))"
    )
    ended = subprocess.run([sys.executable, "-c", midway], check=False, capture_output=True)
    assert (ended.returncode, ended.stdout, ended.stderr) == (130, b"", b"")


def test_what_only_follows_from_ctrl_c_is_no_bug(desk, monkeypatch):
    def stop_midway(*_given: object) -> None:
        try:
            raise KeyboardInterrupt
        finally:
            raise RuntimeError("the transaction was stopped midway")  # as SQLAlchemy does

    monkeypatch.setattr("desktop.cli.records.kinds", stop_midway)
    assert desk("kinds") == (130, "", "")


def test_a_window_that_is_open_is_named(desk, profile, monkeypatch):
    from desktop.instance import hold
    from desktop.paths import Profile

    monkeypatch.setattr("desktop.cli.records.opened.__wrapped__.__kwdefaults__", {"ask": None, "wait": 0.1})
    with hold(Profile(profile)):
        assert "already open" in desk("list", "person")[2]


def test_nothing_heavy_is_loaded_to_list_records(profile):
    heavy = {
        "requests",
        "alembic",
        "keyring",
        "phonenumbers",
        "python_calamine",
        "xlsxwriter",
        "vobject",
        "PySide6",
    }
    program = (
        "import sys; from desktop.cli import main; code = main(sys.argv[1:]); "
        f"print(sorted({heavy!r} & set(sys.modules)), file=sys.stderr); sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, "--profile", str(profile), "list", "person", "--search", "x"],
        capture_output=True,
        check=True,
    )
    assert done.stderr.splitlines()[-1] == b"[]"


def test_the_language_can_be_chosen(capfd):
    assert main(["--lang", "es", "kinds"]) == 0
    assert capfd.readouterr().out


def test_without_a_screen_no_words_at_all_say_so(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    assert main([]) == 4
    assert "no screen" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["import", "people", "{}/contatcs.csv"], 4, "There is no file '{}/contatcs.csv'"),
        (["import", "people", "{}"], 4, "'{}' is a folder, not a file"),
        (["carry", "in", "{}/outbox.carry"], 4, "There is no file '{}/outbox.carry'"),
        (["restore", "{}/old.coalition"], 4, "There is no file '{}/old.coalition'"),
        (["add", "person", "name=@{}/name.txt"], 4, "There is no file '{}/name.txt'"),
        (["add", "person", "name=@"], 2, "After @ comes the name of a file"),
        (["export", "all", "--to", "{}/here.txt"], 4, "'{}/here.txt' is a file, not a folder"),
    ],
)
def test_a_file_that_is_not_there_or_not_a_file_is_named(desk, tmp_path, words, code, sentence):
    (tmp_path / "here.txt").write_text("mine")
    done, _printed, said = desk(*(word.replace("{}", str(tmp_path)) for word in words))
    assert done == code and sentence.replace("{}", str(tmp_path)) in said
    assert (tmp_path / "here.txt").read_text() == "mine"
