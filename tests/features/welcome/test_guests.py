"""What the window shows where a profile does not open."""

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop.features.welcome.page_guests import Trouble, guest_for
from desktop.paths import Profile
from desktop.ui.bridge import Bridge
from sync.errors import Refused


def test_a_computer_that_was_taken_off_shows_why_and_offers_to_start_anew(
    qtbot: QtBot, profile: Profile
) -> None:
    bridge = Bridge()
    guest = guest_for(Refused("Taken off.", "device_revoked"), bridge, profile, may_look=True)
    qtbot.addWidget(guest)
    assert isinstance(guest, Trouble)
    (button,) = guest.findChildren(QPushButton)
    assert button.text() == "Start anew"
    with qtbot.waitSignal(guest.anew):
        button.click()
    bridge.close()
