"""Joining a real office, what began alone coming along, and settling what two people did at once."""

from datetime import timedelta
from time import time

import pytest

from desktop.joining import device_key
from desktop.opening import opened
from desktop.paths import Profile
from sync.client.transport import HttpTransport
from sync.server.devices import revoke
from sync.server.invitations import invite
from tests.cli.conftest import asker, runner
from tests.client.serving import answering


def device_of(folder):
    with opened(Profile(folder)) as store:
        return store.facts()["device"]


@pytest.fixture(scope="module")
def desks(office, server, space, tmp_path_factory):
    """The folders of Ana, who began alone, and of Luis, who joined at once."""
    from desktop.cli import main

    def run(folder, *words):
        assert main(["--profile", str(folder), *words]) == 0

    ana, luis = tmp_path_factory.mktemp("ana"), tmp_path_factory.mktemp("luis")
    run(ana, "init", "--name", "Riverside", "--me", "Ana")
    run(ana, "add", "person", "name=María", "phone=111", "tags=a")
    for folder, role, name in ((ana, "leader", "Ana"), (luis, "treasurer", "Luis")):
        run(folder, "join", invite(office, space, role, name), "--server", server)
    return ana, luis


@pytest.fixture
def both(desks, capfd):
    return tuple(asker(folder, capfd) for folder in desks)


def test_what_began_alone_comes_along(both):
    assert [each["name"] for each in both[1]("list", "person")] == ["María"]


def test_the_coalitions_own_record_has_the_id_of_its_space(both, space):
    for ask in both:
        assert ask("show", "coalition", space)["name"] == "Riverside"


def test_two_desks_that_are_level_print_the_same_bytes(both, desks, capfd):
    for ask in (*both, *both):
        assert ask("sync", "--until-level")["level"]
    ana, luis = (runner(folder, capfd)("dump")[1] for folder in desks)
    assert ana == luis


@pytest.mark.parametrize(
    ("keep", "phone", "others"), [("shown", "1", []), ("beside", "2", []), ("both", "1", ["2"])]
)
def test_a_choice_is_settled_everywhere(both, keep, phone, others):
    ana, luis = both
    person = ana("add", "person", "name=Chosen", "phone=0")["id"]
    ana("sync")
    luis("sync")
    ana("set", "person", person, "phone=1")
    luis("set", "person", person, "phone=2")
    ana("sync")
    assert luis("sync", "--until-level")["beside"] == 1
    [choice] = luis("choices")
    assert (choice["shown"], choice["beside"]) == ("1", [{"value": "2", "author": "Luis"}])
    luis("choose", choice["id"], "--keep", keep)
    luis("sync")
    ana("sync")
    for ask in both:
        shown = ask("show", "person", person)
        assert (shown["phone"], shown["other_phones"]) == (phone, others)
        assert ask("choices") == []


def test_a_third_value_settles_a_choice_too(both):
    ana, luis = both
    meeting = ana("add", "meeting", "title=May", "starts_at=2026-05-01T18:00:00-05:00")["id"]
    ana("sync")
    luis("sync")
    ana("set", "meeting", meeting, "title=May!")
    luis("set", "meeting", meeting, "title=May?")
    for ask in (ana, luis, ana):
        ask("sync")
    ana("choose", f"{meeting}:title", "--value", "May.")
    ana("sync")
    luis("sync")
    assert luis("show", "meeting", meeting)["title"] == "May."
    assert ana("choices") == luis("choices") == []


@pytest.mark.parametrize(("keep", "code"), [("shown", 0), ("beside", 2)])
def test_a_deletion_asked_for_is_turned_down_or_followed(both, desks, capfd, keep, code):
    ana, luis = both
    person = ana("add", "person", "name=Asked")["id"]
    ana("sync")
    luis("sync")
    ana("set", "person", person, "goes_by=Still here")
    luis("trash", "person", person)
    ana("sync")
    luis("sync", "--until-level")
    ana("sync")
    assert [choice["field"] for choice in ana("choices")] == ["deletion"]
    ana("choose", f"{person}:deletion", "--keep", keep)
    ana("sync")
    luis("sync")
    for folder in desks:
        assert runner(folder, capfd)("show", "person", person)[0] == code
        assert asker(folder, capfd)("choices") == []


def test_a_code_works_once(office, server, space, desks, tmp_path, capfd):
    code = invite(office, space, "member", "Eve")
    asker(tmp_path / "eve", capfd)("join", code, "--server", server)
    assert runner(tmp_path / "mallory", capfd)("join", code, "--server", server)[0] == 3


def test_an_expired_code_is_refused_and_another_may_be_tried(office, server, space, tmp_path, capfd):
    late = invite(office, space, "member", "Late", timedelta(seconds=-1))
    assert runner(tmp_path, capfd)("join", late, "--server", server)[0] == 3
    joined = asker(tmp_path, capfd)("join", invite(office, space, "member", "Late"), "--server", server)
    assert joined["space"] == space
    assert joined["recovery"]
    assert joined["sync"]["level"]


def test_asking_again_with_the_same_code_changes_nothing(office, server, space, tmp_path, capfd):
    code, ask = invite(office, space, "member", "Twice"), asker(tmp_path, capfd)
    first, second = (ask("join", code, "--server", server) for _attempt in (1, 2))
    assert first["person"] == second["person"]
    assert "recovery" not in second


def test_a_carry_file_holds_what_is_unsent_and_is_no_excuse_to_forget_it(both, desks, capfd, tmp_path):
    ana = both[0]
    ana("add", "person", "name=Carried")
    carried = ana("carry", "out", str(tmp_path / "outbox"))
    assert carried["changes"] == ana("status")["unsent"] == 1
    assert runner(desks[0], capfd)("carry", "in", str(tmp_path / "none"))[0] == 4
    assert runner(desks[0], capfd)("carry", "in", str(tmp_path))[0] == 4


def test_a_computer_that_was_taken_off_says_so_until_it_joins_anew(office, server, space, tmp_path, capfd):
    folder, ask, run = tmp_path / "off", asker(tmp_path / "off", capfd), runner(tmp_path / "off", capfd)
    first = ask("join", invite(office, space, "member", "Off"), "--server", server)
    ask("add", "person", "name=Kept aside")
    revoke(office, device_of(folder), "The office")
    assert run("sync")[0] == 3
    for words in (("list", "person"), ("sync",), ("status",), ("passphrase", "set")):
        code, _printed, said = run(*words)
        assert code == 3 and "took this computer off" in said and "vault.json" not in said
    code, _printed, said = run("join", invite(office, space, "member", "Off"), "--server", server)
    assert code == 0 and "revoked-" in said
    assert [each.name[:8] for each in (folder / "backups").iterdir()] == ["revoked-"]
    assert ask("status")["unsent"] == 0 and first["space"] == space
    assert "Kept aside" not in run("list", "person")[1]


def test_a_data_file_that_is_gone_is_said_to_be_gone_with_the_way_back(tmp_path, capfd):
    folder, ask, run = tmp_path / "gone", asker(tmp_path / "gone", capfd), runner(tmp_path / "gone", capfd)
    ask("init", "--name", "Riverside")
    backup = ask("backup")["file"]
    (folder / "coalition.db").unlink()
    code, _printed, said = run("list", "person")
    assert code == 4 and "coalition.db" in said and backup in said
    ask("restore", backup)
    assert run("list", "person")[0] == 0


@pytest.fixture
def joined(office, server, space, tmp_path, capfd):
    """A folder that has just joined."""
    asker(tmp_path / "desk", capfd)("join", invite(office, space, "member", "Joined"), "--server", server)
    return tmp_path / "desk"


@pytest.mark.parametrize(("off", "words"), [(-10 * 365 * 86_400, "3650 days slow"), (7200, "2 hours fast")])
def test_a_clock_that_is_off_is_mentioned_until_it_is_right(joined, capfd, monkeypatch, off, words):
    run = runner(joined, capfd)

    def line(store, address):
        return HttpTransport(address, store.facts()["device"], device_key(store), now=lambda: time() + off)

    with monkeypatch.context() as wrong:
        wrong.setattr("desktop.exchanging.line_to", line)
        assert words in run("sync")[2]
        assert words in run("status")[1]
    assert run("sync")[0] == 0
    assert "clock" not in run("status")[1]
    assert asker(joined, capfd)("status")["clock_offset"] == 0


def test_a_wait_that_a_busy_office_asks_for_is_told(joined, capfd):
    with answering(lambda request: (429, {"Retry-After": "1"}, b"")) as busy:
        with opened(Profile(joined)) as store:
            store.keep_facts(server=busy)
        code, _printed, said = runner(joined, capfd)("sync", "--timeout", "2.5")
    assert code == 4 and "asks to wait 1 second" in said
