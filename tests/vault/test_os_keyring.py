import logging
import subprocess
import sys
from pathlib import Path

from desktop.vault import os_keyring

ROOT = Path(__file__).parents[2]
SECRET = bytes(range(32))


def test_what_is_kept_is_fetched_until_forgotten(key_store) -> None:
    assert os_keyring.keep("a", SECRET)
    assert os_keyring.fetch("a") == SECRET
    os_keyring.forget("a")
    assert os_keyring.fetch("a") is None


def test_where_there_is_no_store_nothing_is_kept(no_key_store) -> None:
    assert not os_keyring.keep("a", SECRET)
    assert os_keyring.fetch("a") is None


def test_a_store_that_keeps_plain_text_is_not_used(key_store, monkeypatch) -> None:
    monkeypatch.setattr(type(key_store), "priority", 0.5)
    assert not os_keyring.keep("a", SECRET)
    assert key_store.kept == {}


def test_a_store_that_drops_what_it_is_given_is_noticed(key_store, monkeypatch) -> None:
    monkeypatch.setattr(type(key_store), "set_password", lambda *_given: None)
    assert not os_keyring.keep("a", SECRET)


def test_whatever_a_store_raises_it_is_logged_without_its_words(key_store, monkeypatch, caplog) -> None:
    def fail(*_given: str) -> None:
        raise TimeoutError("maria's keyring")

    for name in ("get_password", "set_password", "delete_password"):
        monkeypatch.setattr(type(key_store), name, fail)
    with caplog.at_level(logging.WARNING):
        assert not os_keyring.keep("a", SECRET)
        assert os_keyring.fetch("a") is None
        os_keyring.forget("a")
    assert caplog.text.count("TimeoutError") == 3
    assert "maria" not in caplog.text


def test_the_package_is_not_loaded_before_it_is_asked() -> None:
    program = "import sys, desktop.vault; print('keyring' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, check=True)
    assert ran.stdout.split() == [b"False"]
