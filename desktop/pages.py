"""The pages there are, in the order of the rail; each is imported when it is first shown."""

from importlib import import_module
from types import ModuleType

from desktop.commands import Command
from desktop.i18n import _
from desktop.ui.desk import Desk
from desktop.ui.page import Page
from desktop.ui.rail import Stop
from desktop.ui.shell import Shell, Stay

FIRST = "today"
ELSEWHERE = {"room": "desktop.features.meetings.room.page"}
"""Pages that have no feature of their own, and where they are instead."""
PARTNERS = ("partner", "affiliation", "agreement", "tie", "sector")


def stays() -> list[Stay]:
    """Return the pages with what each of them opens."""
    return [
        _stay(Stop("today", _("Today"), "sun")),
        _stay(Stop("meetings", _("Meetings"), "calendar-days"), "meeting", "series"),
        # Entered from a meeting.
        _stay(Stop("room", _("Meeting room"), "door-open"), "room", on_rail=False),
        _stay(Stop("people", _("People"), "users"), "person"),
        _stay(Stop("partners", _("Partners"), "handshake"), *PARTNERS),
        _stay(Stop("stories", _("Stories"), "quote"), "story"),
        _stay(Stop("choices", _("Needs you"), "inbox", starts_group=True)),
        _stay(Stop("exchange", _("Import and export"), "download")),
        _stay(Stop("syncing", _("Sync"), "refresh-cw")),
        _stay(Stop("preferences", _("Preferences"), "settings")),
    ]


def quick_add(shell: Shell) -> Command:
    """Return the command that belongs to no page: one typed line makes something, wherever one is."""

    def run() -> None:
        if shell.desk is not None:
            import_module("desktop.features.quick.page_quick").show(shell, shell.desk)

    words = (_("new"), _("todo"), _("call"))
    return Command("quick.add", _("Quick add"), run, "Ctrl+Shift+N", "plus", words=words)


def import_page(page: str) -> ModuleType:
    """Import the module that builds a page; the first one's where there is no such page."""
    known = page if page in {stay.stop.page for stay in stays()} else FIRST
    return import_module(ELSEWHERE.get(known, f"desktop.features.{known}.page"))


def import_pages() -> None:
    """Import all of them ahead of their first visit, in a thread that nobody waits for."""
    for stay in stays():
        import_page(stay.stop.page)


def _stay(stop: Stop, *opens: str, on_rail: bool = True) -> Stay:
    def build(desk: Desk) -> Page:
        page: Page = import_page(stop.page).build(desk)
        return page

    return Stay(stop, build, frozenset(opens), on_rail)
