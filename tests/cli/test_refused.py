"""What the office did not accept, from the command line: seen, asked again, put away, taken out."""

import csv
import io
import json

import pytest

from sync.server.accounts import admit_member
from sync.server.invitations import invite
from tests.cli.conftest import asker, runner


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "ben"


@pytest.fixture(autouse=True)
def ben(office, server, space, folder, capfd):
    """Somebody who only reads, and whose edit was refused."""
    code = invite(office, space, "auditor", "Ben")
    ask = asker(folder, capfd)
    person = ask("join", code, "--server", server)["person"]
    ask("add", "person", "name=Luis", "goes_by==1+1", "tags=choir")
    assert ask("sync")["refused"] == 1
    return person


@pytest.fixture
def ask(folder, capfd):
    return asker(folder, capfd)


@pytest.fixture
def desk(folder, capfd):
    return runner(folder, capfd)


def test_what_was_refused_is_listed_with_what_was_entered(ask):
    [refused] = ask("refused")
    assert refused["fields"] == {"name": "Luis", "goes_by": "=1+1", "tags": ["choir"]}
    assert (refused["kind"], refused["headline"], refused["label"]) == ("person", "Luis", "Add person")
    assert refused["reason"] == "an auditor may not add a person"
    assert refused["can_ask_again"] is True
    assert refused["id"].endswith(f".{refused['n']}")
    assert ask("status")["refused"] == 1


def test_the_words_for_people_name_it_and_say_where_to_look(desk):
    code, printed, _said = desk("refused")
    assert code == 0
    assert "Luis" in printed
    assert "may not add a person" in printed
    assert "1 change not accepted; see: coalition-desk refused" in desk("status")[1]


def test_asked_again_it_is_with_the_office_once_it_may_be(ask, ben, office, space):
    [refused] = ask("refused")
    assert ask("ask-again", str(refused["n"])) == {"n": refused["n"]}
    assert ask("refused") == []
    assert ask("sync")["refused"] == 1
    [again] = ask("refused")
    admit_member(office, space, ben, "leader")
    ask("sync", "--until-level")
    ask("ask-again", str(again["n"]))
    assert ask("sync", "--until-level")["refused"] == 0
    assert ask("show", "person", refused["record"])["name"] == "Luis"
    assert ask("status")["refused"] == 0


def test_put_away_it_is_off_the_list_and_in_the_history(ask):
    [refused] = ask("refused")
    ask("put-away", str(refused["n"]))
    assert ask("refused") == []
    [told] = ask("history", "person", refused["record"])
    assert (told["standing"], told["answer"], told["entered"]) == ("refused", "put away", refused["fields"])
    ask("undo")
    assert [each["n"] for each in ask("refused")] == [refused["n"]]


def test_nothing_is_asked_that_does_not_wait(desk):
    assert desk("ask-again", "999")[0] == 2
    assert "no change 999 that waits" in desk("put-away", "999")[2]


def test_taken_out_as_json_it_is_whole(ask, tmp_path):
    file = tmp_path / "refused.json"
    assert ask("refused", "--to", str(file)) == {"file": str(file), "written": 1}
    assert json.loads(file.read_bytes()) == ask("refused")


def test_taken_out_as_a_table_no_cell_is_a_formula(ask, tmp_path):
    file = tmp_path / "refused.csv"
    ask("refused", "--to", str(file))
    rows = list(csv.DictReader(io.StringIO(file.read_text("utf-8-sig"))))
    assert {row["field"]: row["entered"] for row in rows} == {
        "name": "Luis",
        "goes_by": "'=1+1",
        "tags": "choir",
    }
    assert {row["reason"] for row in rows} == {"an auditor may not add a person"}


def test_no_other_file_is_written(desk, tmp_path):
    code, _printed, said = desk("refused", "--to", str(tmp_path / "refused.docx"))
    assert (code, "json, csv" in said) == (2, True)
    assert not (tmp_path / "refused.docx").exists()
