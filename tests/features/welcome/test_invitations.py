import pytest

from desktop.features.welcome.invitations import parts_of, read_invitation
from sync.errors import Malformed

CODE = "MRAY-5S6G-1PGY-42RP"


@pytest.mark.parametrize(
    "pasted",
    [
        f"Your code is {CODE} and the office is https://office.example.org.",
        f"https://office.example.org {CODE}",
        f"Code: {CODE.lower()}, address: https://office.example.org)",
        f"https://office.example.org {CODE.replace('-', ' ')}",
        f"https://office.example.org {CODE.replace('-', '')}",
    ],
)
def test_an_invitation_is_found_in_what_was_pasted(pasted: str):
    code, address = parts_of(pasted)
    assert read_invitation(code, address).server == "https://office.example.org"


def test_a_code_alone_has_no_address():
    assert parts_of(CODE) == (CODE, "")


def test_what_holds_neither_gives_neither():
    assert parts_of("Come on Tuesday at six.") == ("", "")


@pytest.mark.parametrize("typed", ["office.example.org", " https://office.example.org/ "])
def test_an_address_may_be_typed_without_its_beginning(typed: str):
    assert read_invitation(CODE, typed).server == "https://office.example.org"


@pytest.mark.parametrize(
    ("code", "server", "wrong"),
    [
        (CODE[:-1], "https://office.example.org", "code_typo"),
        (CODE, "", "address"),
        (CODE, "http://office.example.org", "address"),
        (CODE, "https://", "address"),
    ],
)
def test_a_typing_mistake_is_told_before_anything_is_sent(code: str, server: str, wrong: str):
    with pytest.raises(Malformed) as refusal:
        read_invitation(code, server)
    assert refusal.value.code == wrong
