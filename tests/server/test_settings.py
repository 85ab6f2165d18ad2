from pathlib import Path

import pytest

from sync.errors import Malformed
from sync.server.settings import read_settings


def test_an_option_wins_over_a_variable_and_that_over_the_default():
    environ = {
        "COALITION_OFFICE_DATA": "/somewhere",
        "COALITION_OFFICE_PORT": "8001",
        "COALITION_OFFICE_HOST": "",
    }
    settings = read_settings({"port": "8002", "folder": None}, environ)
    assert (settings.folder, settings.port, settings.host) == (Path("/somewhere"), 8002, "127.0.0.1")


def test_without_a_word_the_folder_is_where_programs_keep_their_data():
    assert read_settings({}, {}).folder.name == "coalition-office"


@pytest.mark.parametrize(
    ("options", "named"),
    [
        ({"port": "70000"}, "--port"),
        ({"workers": "many"}, "--workers"),
        ({"tls_cert": "cert.pem"}, "--tls-key"),
        ({"database_url": "mysql://elsewhere"}, "--database-url"),
        ({"address": "office.example.org"}, "--address"),
    ],
)
def test_what_is_wrong_is_named_in_a_sentence_with_its_option(options, named):
    with pytest.raises(Malformed) as caught:
        read_settings({"folder": "/somewhere", **options}, {})
    assert named in caught.value.sentence
    assert caught.value.sentence.endswith("Nothing was started.")
    assert caught.value.exit_code == 2


def test_a_password_in_the_address_of_the_database_is_not_repeated():
    with pytest.raises(Malformed) as caught:
        read_settings({"folder": "/x", "database_url": "postgres://office:hunter2@host"}, {})
    assert "hunter2" not in caught.value.sentence


def test_settings_survive_the_way_through_the_environment_to_another_process():
    given = {"folder": "/x", "database_url": "postgresql+psycopg://host/office", "port": 0, "rounds": 7}
    settings = read_settings(given, {})
    assert read_settings({}, settings.environment) == settings


def test_the_database_is_a_file_in_the_folder_unless_an_address_says_otherwise():
    assert read_settings({"folder": "/x"}, {}).database == str(Path("/x/office.sqlite"))
    assert read_settings({"folder": "/x", "database_url": "sqlite:///y.sqlite"}, {}).database == "y.sqlite"


@pytest.mark.parametrize(("host", "shown"), [("127.0.0.1", "http://127.0.0.1:5"), ("::1", "http://[::1]:5")])
def test_an_address_can_be_clicked(host, shown):
    assert read_settings({"folder": "/x", "host": host}, {}).listening_address(5) == shown
