from datetime import date
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from desktop.recovery_check import recovery_sheet
from desktop.reports.printing import pictures
from desktop.ui.bridge import Bridge
from desktop.ui.printing import paint_pages
from desktop.ui.recovery_paper import RecoveryPaper
from sync.errors import Refused

CODE = "7Q2K-0DMV-W4HT-1111-ABCD-EFGH-JKMN-PQRS"
TODAY = date(2026, 11, 24)


@pytest.fixture
def paper(qtbot: QtBot):
    bridge = Bridge()
    widget = RecoveryPaper(bridge, CODE, "Riverside", TODAY)
    qtbot.addWidget(widget)
    yield widget
    bridge.close()


def test_the_sheet_is_saved_for_this_person_only(qtbot: QtBot, paper: RecoveryPaper, tmp_path: Path):
    path = tmp_path / "code.pdf"
    paper.save(path)
    qtbot.waitUntil(lambda: "code.pdf" in paper.said.text(), timeout=10_000)
    assert path.read_bytes().startswith(b"%PDF")
    assert path.stat().st_mode & 0o077 == 0


def test_a_folder_that_is_gone_is_told(qtbot: QtBot, paper: RecoveryPaper, tmp_path: Path):
    with qtbot.waitSignal(paper.failed, timeout=10_000) as signal:
        paper.save(tmp_path / "gone" / "code.pdf")
    assert "isn't there any more" in signal.args[0]


def test_the_groups_asked_for_are_checked(paper: RecoveryPaper):
    for place, field in paper.fields.items():
        field.setText(CODE.split("-")[place - 1])
    paper.check()
    next(iter(paper.fields.values())).setText("XXXX")
    with pytest.raises(Refused):
        paper.check()


def test_its_pages_go_onto_a_printer(qapp: object, tmp_path: Path):
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    paint_pages(printer, pictures(recovery_sheet(CODE, "Riverside", TODAY), 72))
    assert (tmp_path / "printed.pdf").read_bytes().startswith(b"%PDF")
