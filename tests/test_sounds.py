import pytest

from desktop.sounds import sound


@pytest.mark.parametrize(
    ("one", "other"),
    [("hernandez", "ernandes"), ("gonzalez", "gonsales"), ("vasquez", "basques"), ("phillips", "filips"),
     ("jimenez", "gimenez"), ("kowalski", "covalsky"), ("john", "jon"), ("smith", "smyth")],
)  # fmt: skip
def test_names_that_sound_alike_sound_alike(one, other):
    assert sound(one) == sound(other)


def test_names_that_do_not_sound_alike_do_not():
    assert len({sound(name) for name in ("garcia", "lopez", "torres", "diaz", "mendoza", "", "ana")}) == 7
