"""A document onto a printer: its pages are drawn in another thread, then handed over."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QDialog, QWidget

from desktop.reports.document import Document
from desktop.reports.printing import pictures
from desktop.ui.bridge import Bridge

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

DOTS = 300
"""To the inch: what printers print."""


def print_document(parent: QWidget, bridge: Bridge, document: Document) -> None:
    """Draw a document and ask on which printer it goes."""
    bridge.run(lambda: pictures(document, DOTS), lambda pages: _ask(parent, pages), owner=parent)


def _ask(parent: QWidget, pages: list[bytes]) -> None:
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    if QPrintDialog(printer, parent).exec() == QDialog.DialogCode.Accepted:
        paint_pages(printer, pages)


def paint_pages(printer: "QPrinter", pages: list[bytes]) -> None:
    """Paint pictures, each on a page of its own, over the whole of the paper."""
    painter = QPainter(printer)
    for place, page in enumerate(pages):
        if place:
            printer.newPage()
        picture = QImage.fromData(page)
        paper = printer.pageLayout().fullRectPixels(printer.resolution())
        room = printer.pageLayout().paintRectPixels(printer.resolution())
        paper.translate(-room.topLeft())
        painter.drawImage(paper, picture)
    painter.end()
