import subprocess
import sys
from pathlib import Path

import pytest

from desktop.vault.passphrase import FLOOR, LARGEST, LONGEST, Cost, calibrate, check_passphrase, stretch
from sync.errors import Refused

ROOT = Path(__file__).parents[2]
SALT = bytes(16)


def test_twelve_characters_are_enough_and_eleven_are_not() -> None:
    check_passphrase("a" * 12)
    with pytest.raises(Refused) as refused:
        check_passphrase("a" * 11)
    assert refused.value.code == "passphrase_short"


def test_the_floor_is_64_mib_three_passes_four_lanes() -> None:
    assert Cost(65536, 3, 4) == FLOOR


def test_calibration_never_goes_under_the_floor_nor_over_what_a_file_may_ask() -> None:
    cost = calibrate()
    assert (cost.m, cost.p) == (FLOOR.m, FLOOR.p)
    assert FLOOR.t <= cost.t <= LONGEST
    assert cost.bearable()


def test_a_passphrase_is_the_same_however_a_system_composes_its_letters(cheap: Cost) -> None:
    assert stretch("ma\u00f1ana caf\u00e9", SALT, cheap) == stretch("man\u0303ana cafe\u0301", SALT, cheap)


def test_bytes_that_are_no_text_can_be_a_passphrase_too(cheap: Cost) -> None:
    assert stretch("\udcff" * 12, SALT, cheap) != stretch("\udcfe" * 12, SALT, cheap)


def test_salt_and_every_number_of_the_cost_change_the_key() -> None:
    costs = [Cost(32, 1, 1), Cost(33, 1, 1), Cost(32, 2, 1), Cost(32, 1, 2)]
    keys = {stretch("correct horse", salt, cost) for salt in (SALT, b"1" * 16) for cost in costs}
    assert len(keys) == 8


@pytest.mark.parametrize(
    "cost",
    [Cost(m=64 * 1024**2), Cost(m=LARGEST + 1), Cost(m=31), Cost(t=0), Cost(t=10**9), Cost(p=0), Cost(p=17)],
)
def test_a_cost_that_no_honest_file_has_is_not_bearable(cost: Cost) -> None:
    assert not cost.bearable()


SHORT_OF_MEMORY = """
import resource
from desktop.vault.passphrase import LARGEST, Cost, stretch
from sync.errors import Unavailable
resource.setrlimit(resource.RLIMIT_AS, (LARGEST * 1024, LARGEST * 1024))
try:
    stretch("four plain garden words", bytes(16), Cost(LARGEST, 1, 1))
except Unavailable as error:
    print(error.code, error.sentence)
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="limits of Linux")
def test_a_computer_short_of_memory_gets_a_sentence_not_a_crash() -> None:
    command = [sys.executable, "-c", SHORT_OF_MEMORY]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert ran.stdout.startswith("memory There isn't enough free memory")
