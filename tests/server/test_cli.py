import json
import os
import signal
import socket
import subprocess
import sys
import threading
import urllib.request
from pathlib import Path

import pytest

from sync.records.base import new_id
from sync.server.cli import main

OFFICE = [sys.executable, "-m", "sync.server.cli"]
INIT = ["init", "--state", "Illinois", "--admin", "admin@example.org"]


@pytest.fixture
def place(database_url, tmp_path, request):
    """The options that lead to an empty place for an office, on each sort of database."""
    if database_url.startswith("postgresql"):
        request.getfixturevalue("postgres_url")
        return ["--data", str(tmp_path / "office"), "--database-url", database_url]
    return ["--data", str(tmp_path / "office")]


@pytest.fixture
def run(place, capsys):
    """Run one command; return its JSON, or what it said where it was to fail: for programs the same."""

    def run_command(*words, expect=0):
        code = main([*place, "--json", *words])
        out, err = capsys.readouterr()
        assert code == expect, err
        assert "Traceback" not in err
        answer = json.loads(out)
        if "error" not in answer:
            return answer
        assert answer["sentence"] == err.strip()
        return err

    return run_command


@pytest.fixture
def office(run):
    """An office that was just made."""
    run(*INIT)
    return run


def test_init_prints_a_link_with_which_the_administrator_signs_in_once(run):
    made = run(*INIT)
    assert made["sign_in"].startswith("http://127.0.0.1:8420/sign-in/")
    assert made["published"] > 50


def test_init_twice_is_refused_and_changes_nothing(office):
    space = office("coalition", "add", "Lake County")["space"]
    assert "already" in office(*INIT, expect=3)
    assert [each["space"] for each in office("coalitions")] == [space]


def test_coalitions_and_cohorts_are_added_and_listed(office):
    lake = office("coalition", "add", "Lake County")
    cohort = office("cohort", "add", "Cohort 7", "--year", "2026-27")
    (listed,) = office("coalitions")
    assert (listed["space"], listed["name"], listed["members"]) == (lake["space"], "Lake County", 0)
    assert [(each["space"], each["year"]) for each in office("cohorts")] == [(cohort["space"], "2026-27")]
    assert "already" in office("coalition", "add", "Lake County", expect=3)


def test_an_invitation_is_for_a_role_that_its_space_has(office):
    space = office("coalition", "add", "Lake County")["space"]
    assert office("invite", "--space", space, "--role", "treasurer", "--name", "Ana", "--expires", "2h")[
        "code"
    ]
    assert "leader" in office("invite", "--space", space, "--role", "participant", expect=3)
    office("invite", "--space", new_id(), "--role", "leader", expect=2)


def test_devices_are_listed_and_an_unknown_one_cannot_be_revoked(office):
    assert office("devices") == []
    assert "There is no space" in office("devices", "--space", new_id(), expect=2)
    assert office("devices", "--space", office("coalition", "add", "Lake County")["space"]) == []
    assert "There is no computer" in office("revoke", new_id(), expect=2)


def test_a_pack_is_published_from_a_file_once(office, tmp_path):
    pack = {"pack": "2030.1", "published": "2030-01-01", "records": {"sector": [{"code": "x", "name": "X"}]}}
    (tmp_path / "pack.json").write_text(json.dumps(pack))
    assert office("publish", str(tmp_path / "pack.json")) == {"pack": "2030.1", "changed": 1}
    assert office("publish", str(tmp_path / "pack.json")) == {"pack": "2030.1", "changed": 0}
    assert "none.json" in office("publish", str(tmp_path / "none.json"), expect=4)


def test_a_backup_is_restored_and_what_it_did_not_have_is_kept_aside(office, tmp_path):
    office("coalition", "add", "Lake County")
    backup = office("backup", "--to", str(tmp_path / "b.zip"))
    office("coalition", "add", "Written after")
    restored = office("restore", str(tmp_path / "b.zip"))
    assert restored["made"] == backup["made"]
    assert [each["name"] for each in office("coalitions")] == ["Lake County"]
    office("restore", restored["aside"])
    assert len(office("coalitions")) == 2
    assert office("verify") == {"problems": []}


def test_verify_names_what_is_wrong_and_says_so_by_its_exit_code(office, place):
    from sync.server.storage import open_storage
    from tests.server.conftest import run as by_hand

    address = place[-1].removeprefix("sqlite:///") if len(place) > 2 else f"{place[1]}/office.sqlite"
    storage = open_storage(address)
    by_hand(storage, "DELETE FROM changes WHERE seq = 7")
    (problem,) = office("verify", expect=4)["problems"]
    assert problem["entry"] == 7
    assert problem["sentence"].startswith("Illinois, entry 7: ")
    by_hand(storage, "UPDATE alembic_version SET version_num = '9999'")
    assert "newer version" in office("serve", expect=3)
    storage.close()


def test_migrate_says_that_nothing_had_to_be_done(office):
    assert office("migrate")["before"] == "current"


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["dance"],
        ["init"],
        [*INIT[:-1], "nobody"],
        ["invite", "--space", "x", "--role", "leader", "--expires", "soon"],
        ["serve", "--port", "many"],
        ["invite", "--space", "x", "--role", "leader", "--expires", "0h"],
        ["cohort", "add", "x"],
        ["cohort", "add", "x", "--year", "2026-99"],
        ["cohort", "add", "x", "--year", "26-27"],
        ["coalition", "add", "Lake\nCounty"],
        ["coalition", "add", " "],
    ],
)
def test_wrong_use_is_one_sentence_and_exit_code_2(run, words):
    said = run(*words, expect=2)
    assert said.count("\n") == 1


@pytest.mark.parametrize(
    "words", [["coalitions"], ["verify"], ["backup", "--to", "x.zip"], ["serve"], ["migrate"]]
)
def test_without_an_office_a_command_says_how_to_make_one(run, words, place):
    assert "coalition-office init" in run(*words, expect=3)
    assert "coalition-office init" in run("coalitions", expect=3), "and none was made by the way"


def test_a_mistake_of_ours_shows_no_traceback_and_leaves_its_details_in_the_log(office, monkeypatch, place):
    monkeypatch.setattr("sync.server.audit.verify", lambda storage: 1 / 0)
    said = office("verify", expect=1)
    assert "ZeroDivisionError" not in said
    assert "ZeroDivisionError" in Path(said.split("'")[1]).read_text()


def test_people_get_lines_without_json(place, capsys):
    assert main([*place, *INIT]) == 0
    assert "The office of Illinois is ready" in capsys.readouterr().out
    assert main(["coalitions", *place]) == 0
    assert capsys.readouterr().out == "There is no coalition yet.\n"


def test_help_names_every_command_and_report_is_not_offered(capsys):
    assert main(["--help"]) == 0
    words = capsys.readouterr().out
    for command in (
        "init",
        "serve",
        "coalitions",
        "invite",
        "carry",
        "backup",
        "restore",
        "verify",
        "migrate",
    ):
        assert f"    {command} " in words
    assert "report" not in words


def start(place, *words):
    environ = {**os.environ, "PYTHONUNBUFFERED": ""}
    command = [*OFFICE, *place, "serve", "--port", "0", *words]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environ)


def address_of(server):
    line = server.stdout.readline()
    assert line.startswith("coalition-office listening on http://127.0.0.1:"), line + server.stderr.read()
    return line.split()[-1]


def read(address):
    with urllib.request.urlopen(address, timeout=10) as reply:  # noqa: S310 - our own address
        return reply.read().decode()


class TestARealProcess:
    def test_a_reader_that_goes_away_is_no_error_and_a_full_output_is_one(self, place):
        subprocess.run([*OFFICE, *place, *INIT], check=True, capture_output=True)
        command = [*OFFICE, *place, "coalitions"]
        away, writing = os.pipe()
        os.close(away)
        listing = subprocess.run(command, check=False, stdout=writing, stderr=subprocess.PIPE)
        os.close(writing)
        assert (listing.returncode, listing.stderr) == (0, b"")
        with Path("/dev/full").open("wb") as full:
            listing = subprocess.run(command, check=False, stdout=full, stderr=subprocess.PIPE)
        assert listing.returncode == 4
        assert listing.stderr.count(b"\n") == 1

    @pytest.mark.parametrize("workers", ["1", "2"])
    def test_serves_from_the_moment_it_says_so_until_it_is_told_to_stop(self, place, workers):
        subprocess.run([*OFFICE, *place, *INIT], check=True, capture_output=True)
        server = start(place, "--workers", workers)
        try:
            address = address_of(server)
            assert json.loads(read(f"{address}/v1/health"))["ready"] is True
            assert "<h1>Illinois</h1>" in read(address)
        finally:
            server.terminate()
            out, err = server.communicate(timeout=30)
        assert (server.returncode, out, err) == (0, "", "")

    def test_finishes_the_request_in_hand_when_it_is_told_to_stop(self, place):
        subprocess.run([*OFFICE, *place, *INIT], check=True, capture_output=True)
        server = start(place)
        address = address_of(server)
        host, port = address.removeprefix("http://").split(":")
        with socket.create_connection((host, int(port)), timeout=10) as slow:
            slow.sendall(b"POST /v1/sync HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nab")
            threading.Timer(0.5, server.send_signal, [signal.SIGTERM]).start()
            threading.Timer(1.0, slow.sendall, [b"cd"]).start()
            assert slow.recv(100).startswith(b"HTTP/1.1 401")
        out, err = server.communicate(timeout=30)
        assert (server.returncode, out, err) == (0, "", "")

    def test_says_in_a_sentence_that_its_port_is_taken(self, place, capsys):
        assert main([*place, *INIT]) == 0
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = str(taken.getsockname()[1])
            assert main([*place, "serve", "--port", port]) == 4
        assert f"port {port}" in capsys.readouterr().err
