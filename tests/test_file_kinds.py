"""What files are, by their first bytes, and that programs are neither attached nor opened."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from desktop.file_kinds import MOST_MEMBERS, PROGRAM, kind_of, require_no_program, require_openable
from sync.errors import Refused


def zipped(*names, **content):
    made = BytesIO()
    with ZipFile(made, "w") as package:
        for name in names:
            package.writestr(name, content.get(name, "x"))
    return made.getvalue()


DOCX = zipped("[Content_Types].xml", "word/document.xml")
ODT = zipped("mimetype", "content.xml", mimetype="application/vnd.oasis.opendocument.text")


@pytest.mark.parametrize(
    ("content", "ending"),
    [
        (b"%PDF-1.7", "pdf"),
        (b"\x89PNG\r\n\x1a\n....", "png"),
        (b"\xff\xd8\xff\xe0", "jpg"),
        (b"GIF89a", "gif"),
        (b"RIFF\n\x00\x00\x00WEBPVP8 ", "webp"),
        (b"\x00\x00\x00\x18ftypheic", "heic"),
        (b"\x00\x00\x00\x18ftypisom", "mp4"),
        (b"ID3\x04", "mp3"),
        (DOCX, "docx"),
        (zipped("[Content_Types].xml", "xl/workbook.xml"), "xlsx"),
        (ODT, "odt"),
        ("Grüße\n".encode(), "txt"),
        ("Grüße\n".encode("latin-1").replace(b"\x9f", b""), "txt"),
        ("Grüße".encode("utf-16"), "txt"),
    ],
)
def test_a_kind_is_told_from_the_first_bytes(content, ending):
    assert require_openable(content, "a.bin").ending == ending


def test_a_table_is_told_from_a_text_by_its_name():
    assert require_openable(b"a,b\n", "list.CSV").ending == "csv"


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"MZ\x90\x00", "photo.png"),
        (b"\x7fELF\x02", "a"),
        (b"\xcf\xfa\xed\xfe", "a"),
        (b"#!/bin/sh\n", "a.txt"),
        (b"L\x00\x00\x00\x01\x14\x02\x00", "a"),
        (b"echo hello", "receipt.pdf.bat"),
        (b"echo hello", "receipt.cmd. "),
        (b"<script>", "page.hta"),
        (zipped("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), "a.docx"),
        (zipped("META-INF/MANIFEST.MF", "Main.class"), "a.zip"),
        (zipped("mimetype", "Basic/script-lc.xml"), "a.odt"),
        (zipped("setup.exe"), "a.zip"),
    ],
)
def test_a_program_is_neither_attached_nor_opened_whatever_it_calls_itself(content, name):
    assert kind_of(content, name) is PROGRAM
    for work in (require_no_program, require_openable):
        with pytest.raises(Refused, match="program"):
            work(content, name)


@pytest.mark.parametrize(
    "content",
    [
        b"\x00\x01\x02",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        zipped("a.txt"),
        DOCX[:40],
        zipped("[Content_Types].xml", "word/a", *(f"word/{number}" for number in range(MOST_MEMBERS))),
        zipped("mimetype", mimetype="application/epub+zip"),
        b"",
    ],
    ids=range(7),
)
def test_a_kind_that_is_not_on_the_list_is_kept_but_not_opened(content):
    require_no_program(content, "a.bin")
    with pytest.raises(Refused, match="PDF or a picture"):
        require_openable(content, "a.bin")


def test_a_web_page_is_opened_as_a_text():
    assert require_openable(b"<html><script>alert(1)</script></html>", "page.html").ending == "txt"
