"""Pictures that came from anywhere: read small, turned the right way up, and never more than there is room.

Nothing here touches a widget, so it runs off the thread of the window.
"""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QImageWriter

from desktop.file_kinds import kind_of

MOST_MEMORY = 128
"""Megabytes that reading one picture may take."""
READ = ("png", "jpg", "gif", "webp")
"""The kinds of pictures that are shown; what a file is, its first bytes say."""
QUALITY = 88
_ROOM = 1600
"""Pixels of the longer side of a picture that is handed out."""


def small_picture(content: bytes, room: QSize) -> QImage:
    """Return a picture no larger than `room`; a null one for what is no picture or too large a one."""
    kind = kind_of(content)
    if kind is None or kind.ending not in READ:
        return QImage()
    QImageReader.setAllocationLimit(MOST_MEMORY)
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    reader = QImageReader(buffer, QByteArray(kind.ending.encode()))
    reader.setAutoTransform(True)
    _read_smaller(reader, room)
    picture = reader.read()
    if picture.isNull() or _fits(picture.size(), room):
        return picture
    ratio, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    return picture.scaled(room, ratio, smooth)


def plain_jpeg(content: bytes) -> bytes:
    """Return a picture as it may be handed out, a JPEG without the place noted in it; b"" if it is none."""
    picture = small_picture(content, QSize(_ROOM, _ROOM))
    return (
        encoded(picture.convertToFormat(QImage.Format.Format_RGB888), "JPEG") if not picture.isNull() else b""
    )


def encoded(picture: QImage, form: str) -> bytes:
    """Return a picture as the bytes of a file (PNG, JPEG, WEBP), without anything noted about it."""
    for key in picture.textKeys():
        picture.setText(key, "")
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(form.encode()))
    writer.setQuality(QUALITY if form == "JPEG" else -1)
    writer.write(picture)
    return bytes(buffer.data().data())


def _read_smaller(reader: QImageReader, room: QSize) -> None:
    """Have a picture made smaller while it is read, at twice its size, so that scaling it is smooth."""
    size = reader.size()
    if size.isValid() and not _fits(size, room * 2):
        # Turned by 90 degrees it fits as well: room is taken for the longer side.
        side = max(room.width(), room.height()) * 2
        reader.setScaledSize(size.scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio))


def _fits(size: QSize, room: QSize) -> bool:
    return size.width() <= room.width() and size.height() <= room.height()
