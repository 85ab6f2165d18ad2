"""Pictures from anywhere: small, the right way up, and nothing but pictures."""

import struct
import zlib

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QColor, QImage, QImageWriter

from desktop.ui.pictures import encoded, plain_jpeg, small_picture

ROOM = QSize(72, 72)


def picture(width: int = 300, height: int = 200, form: str = "PNG") -> bytes:
    """The left half is red, the right half blue."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("blue"))
    for x in range(width // 2):
        for y in range(height):
            image.setPixelColor(x, y, QColor("red"))
    return encoded(image, form)


def turned(jpeg: bytes, orientation: int) -> bytes:
    """The same picture, with a note that it is to be turned, and one of where it was taken."""
    entries = struct.pack("<HHHIHH", 1, 0x0112, 3, 1, orientation, 0) + struct.pack("<I", 0)
    exif = b"Exif\x00\x00II*\x00\x08\x00\x00\x00" + entries + b"GPS 41.8781 N"
    return jpeg[:2] + b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + jpeg[2:]


def bomb(side: int) -> bytes:
    """A small file that says it is an enormous picture."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
        )

    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"\x00" * 100_000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
def test_a_picture_becomes_as_small_as_there_is_room_for(qapp: object, form: str) -> None:
    assert small_picture(picture(form=form), ROOM).size() == QSize(72, 48)


def test_a_small_picture_stays_as_it_is(qapp: object) -> None:
    assert small_picture(picture(30, 20), ROOM).size() == QSize(30, 20)


def test_a_photo_is_turned_the_right_way_up(qapp: object) -> None:
    upright = small_picture(turned(picture(form="JPEG"), 6), ROOM)
    assert upright.size() == QSize(48, 72)
    assert upright.pixelColor(24, 10).red() > 200 and upright.pixelColor(24, 62).blue() > 200


@pytest.mark.no_qt_log
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"plain words",
        b"%PDF-1.7",
        picture()[:90],
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"GIF89a",
    ],
)
def test_what_is_no_picture_is_none(qapp: object, content: bytes) -> None:
    assert small_picture(content, ROOM).isNull() or content.startswith(b"\x89PNG")


@pytest.mark.no_qt_log
def test_a_small_file_that_would_fill_the_memory_is_not_read(qapp: object) -> None:
    assert small_picture(bomb(60_000), ROOM).isNull()


def test_what_is_handed_out_says_nothing_of_where_it_was_taken(qapp: object) -> None:
    photo = turned(picture(form="JPEG"), 6)
    assert b"GPS" in photo
    plain = plain_jpeg(photo)
    assert plain.startswith(b"\xff\xd8\xff") and b"GPS" not in plain and b"Exif" not in plain
    assert small_picture(plain, QSize(400, 400)).size() == QSize(200, 300)


def test_a_large_photo_is_handed_out_no_larger_than_a_page_shows(qapp: object) -> None:
    shown = small_picture(plain_jpeg(picture(2400, 20)), QSize(9000, 9000))
    assert shown.width() == 1600


def test_what_is_see_through_is_handed_out_all_the_same(qapp: object) -> None:
    image = QImage(20, 20, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    assert not small_picture(plain_jpeg(encoded(image, "PNG")), ROOM).isNull()


def test_notes_in_a_picture_are_left_out(qapp: object) -> None:
    image = QImage(4, 4, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    image.setText("Author", "Rosa Delgado")
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert QImageWriter(buffer, QByteArray(b"PNG")).write(image)
    assert b"Rosa" in bytes(buffer.data().data())
    assert b"Rosa" not in encoded(image, "PNG")
