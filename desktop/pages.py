"""The pages there are, in the order of the rail; each is imported when it is first shown."""

from importlib import import_module

from desktop.i18n import _
from desktop.ui.desk import Desk
from desktop.ui.page import Page
from desktop.ui.rail import Stop
from desktop.ui.shell import Stay

FIRST = "today"
PARTNERS = ("partner", "affiliation", "agreement", "tie", "sector")


def stays() -> list[Stay]:
    """Return the pages with what each of them opens."""
    return [
        _stay(Stop("today", _("Today"), "sun"), "today"),
        _stay(Stop("meetings", _("Meetings"), "calendar-days"), "meetings", "meeting", "series"),
        _room(),
        _stay(Stop("people", _("People"), "users"), "people", "person"),
        _stay(Stop("partners", _("Partners"), "handshake"), "partners", *PARTNERS),
        _stay(Stop("choices", _("Needs you"), "inbox", starts_group=True), "choices"),
        _stay(Stop("exchange", _("Import and export"), "download"), "exchange"),
        _stay(Stop("syncing", _("Sync"), "refresh-cw"), "syncing"),
        _stay(Stop("preferences", _("Preferences"), "settings"), "preferences"),
    ]


def _room() -> Stay:
    """The meeting room: a page without a stop, entered from a meeting."""

    def build(desk: Desk) -> Page:
        page: Page = import_module("desktop.features.meetings.page_room").build(desk)
        return page

    return Stay(Stop("room", _("Meeting room"), "door-open"), build, frozenset({"room"}), on_rail=False)


def _stay(stop: Stop, feature: str, *opens: str) -> Stay:
    def build(desk: Desk) -> Page:
        page: Page = import_module(f"desktop.features.{feature}.page").build(desk)
        return page

    return Stay(stop, build, frozenset(opens))
