"""What was dropped or pasted, as files to attach; a picture without a file becomes one."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QImage

from desktop.attached_files import Pasted
from desktop.i18n import _
from desktop.ui.pictures import encoded

Dropped = Path | QImage


def can_be_attached(content: QMimeData) -> bool:
    """Tell whether there is a file or a picture in what is dropped or pasted."""
    return content.hasUrls() or content.hasImage()


def dropped_in(content: QMimeData) -> tuple[list[Dropped], list[str]]:
    """Return the files and pictures in what was dropped, and a sentence for what is neither."""
    files: list[Dropped] = [Path(each.toLocalFile()) for each in content.urls() if each.isLocalFile()]
    if files:
        return files, []
    picture = QImage(content.imageData()) if content.hasImage() else QImage()
    if not picture.isNull():
        return [picture], []
    return [], [_("Only a file on this computer or a picture can be attached. Save it here first.")]


def files_of(dropped: Sequence[Dropped], moment: datetime) -> list[Path | Pasted]:
    """Return what can be attached; it takes a while for a picture, which becomes a PNG of that moment."""
    name = _("Picture {moment}.png").format(moment=moment.strftime("%Y-%m-%d %H.%M.%S"))
    return [Pasted(name, encoded(each, "PNG")) if isinstance(each, QImage) else each for each in dropped]
