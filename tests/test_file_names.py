"""Names that files came with, made safe to show and to offer."""

import unicodedata
from pathlib import PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.file_names import LONGEST, clean_name


@pytest.mark.parametrize(
    ("given_name", "safe"),
    [
        ("receipt.pdf", "receipt.pdf"),
        ("Año 2026 – acta.pdf", "Año 2026 – acta.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\Ana\\receipt.pdf", "receipt.pdf"),
        ("C:evil.txt", "C_evil.txt"),
        ("photo\x00.png", "photo.png"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("LPT1.tar.gz", "_LPT1.tar.gz"),
        ("COM¹", "_COM¹"),
        ("..", "file"),
        ("", "file"),
        ("   ", "file"),
        ("notes. . .", "notes"),
        ('a<b>:"c|?*.txt', "a_b___c___.txt"),
        ("two\nlines.txt", "twolines.txt"),
    ],
)
def test_a_name_is_made_safe(given_name, safe):
    assert clean_name(given_name) == safe


def test_a_long_name_keeps_its_ending():
    assert clean_name("é" * 300 + ".pdf").endswith("é.pdf")
    assert len(clean_name("é" * 300 + ".pdf").encode()) <= LONGEST


@given(st.text(max_size=400))
def test_whatever_came_in_the_name_is_one_visible_part_of_a_path(given_name):
    name = clean_name(given_name)
    assert PurePosixPath(name).name == PureWindowsPath(name).name == name
    assert 0 < len(name.encode()) <= LONGEST
    assert not any(unicodedata.category(letter) in ("Cc", "Cf", "Cs") for letter in name)
    assert clean_name(name) == name
