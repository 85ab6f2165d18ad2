import re
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.vault.recovery import ALPHABET, read_recovery_code, recovery_code
from sync.errors import Locked

places = st.integers(0, 31)


def refused(typed: str) -> str:
    with pytest.raises(Locked) as locked:
        read_recovery_code(typed)
    assert locked.value.code == "wrong_recovery"
    return locked.value.sentence


def without(code: str, place: int, letter: str) -> str:
    letters = code.replace("-", "")
    return letters[:place] + letter + letters[place + 1 :]


def test_a_code_is_eight_groups_of_four_without_letters_that_are_mistaken() -> None:
    assert re.fullmatch(r"([0-9A-HJKMNP-TV-Z]{4}-){7}[0-9A-HJKMNP-TV-Z]{4}", recovery_code())


def test_codes_are_128_fresh_bits() -> None:
    secrets = {read_recovery_code(recovery_code()) for _ in range(200)}
    assert len(secrets) == 200
    assert {len(secret) for secret in secrets} == {16}


@pytest.mark.parametrize(
    "retype",
    [
        str.lower,
        lambda code: code.replace("-", ""),
        lambda code: code.replace("-", " "),
        lambda code: f"  {code.replace('-', ' - ')}\n",
        lambda code: code.replace("-", "\u2013").replace("0", "O").replace("1", "l"),
        lambda code: code.replace("0", "o").replace("1", "I"),
        lambda code: "".join(chr(ord(letter) + 0xFEE0) if letter != "-" else "\u00a0" for letter in code),
    ],
)
def test_however_it_is_typed_it_is_the_same_code(retype) -> None:
    for _ in range(20):
        code = recovery_code()
        assert read_recovery_code(retype(code)) == read_recovery_code(code)


@given(places, st.sampled_from(ALPHABET))
def test_one_wrong_letter_is_noticed_and_its_group_named(place: int, letter: str) -> None:
    code = recovery_code()
    wrong = without(code, place, letter)
    if wrong != code.replace("-", ""):
        assert f"group {place // 4 + 1} " in refused(wrong)


def test_two_letters_swapped_are_noticed() -> None:
    letters = recovery_code().replace("-", "")
    for one, other in list(combinations(range(32), 2))[::9]:
        if letters[one] != letters[other]:
            swapped = without(without(letters, one, letters[other]), other, letters[one])
            assert "mistake" in refused(swapped)


NO_CODES = ("", "-", "7Q2K", recovery_code() + "0", "\u00fc" * 32, "U" * 32, "\ud800")


@pytest.mark.parametrize("typed", NO_CODES, ids=range(len(NO_CODES)))
def test_what_is_no_code_is_refused_in_words(typed: str) -> None:
    assert refused(typed).endswith(".")


def test_a_code_of_the_wrong_length_says_how_many_letters_there_were() -> None:
    assert "this one has 31" in refused(recovery_code()[:-1])
