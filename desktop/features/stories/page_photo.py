"""The photo of a story, as large as there is room for."""

from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.attached_files import read_bytes
from desktop.i18n import _
from desktop.paths import Profile
from desktop.store.store import Store
from desktop.ui.desk import Desk
from desktop.ui.file_face import paint_picture
from desktop.ui.latest import Latest
from desktop.ui.picker import name_of
from desktop.ui.pictures import small_picture
from sync.errors import CoalitionError
from sync.records.library import Attachment, Story

_ROOM = QSize(640, 240)


class Photo(QWidget):
    """Takes no room where there is no photo, or none that can be shown."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._latest = desk, Latest(desk, self)
        self._photo, self._picture = "", QImage()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.hide()

    def show_story(self, story: Story) -> None:
        """Show the photo of a story, once it is read."""
        self.setAccessibleName(story.photo_description or _("Photo"))
        self.setToolTip(story.photo_description)
        if story.photo == self._photo and name_of(self._desk.store, Attachment.kind, story.photo):
            return
        self._photo = story.photo
        self._show(QImage())
        store, profile, room = self._desk.store, self._desk.profile, _ROOM * self.devicePixelRatio()
        self._latest.ask(partial(_read, store, profile, story.photo, room), self._show)

    def sizeHint(self) -> QSize:
        return self._picture.size().scaled(_ROOM, Qt.AspectRatioMode.KeepAspectRatio)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        size = self._picture.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        paint_picture(QPainter(self), self._picture, QRectF(0, 0, size.width(), size.height()))

    def _show(self, picture: QImage) -> None:
        self._picture = picture
        self.setVisible(not picture.isNull())
        self.updateGeometry()
        self.update()


def _read(store: Store, profile: Profile, photo: str, room: QSize) -> QImage:
    try:
        file = store.get(Attachment.kind, photo) if photo else None
        return (
            small_picture(read_bytes(store, profile, file), room)
            if isinstance(file, Attachment)
            else QImage()
        )
    except CoalitionError:
        return QImage()  # opening it says why
