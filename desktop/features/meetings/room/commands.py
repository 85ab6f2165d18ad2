"""The keys of the room, as commands and as the line at its foot that names them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence

from desktop.commands import Command
from desktop.i18n import _

if TYPE_CHECKING:
    from desktop.features.meetings.room.page import Room

PEOPLE, MOTIONS, ACTIONS, DECISIONS, MINUTES = "Alt+P", "Alt+V", "Alt+A", "Alt+D", "Alt+M"
WALK_IN, TALK, SHEET, CLOSE = "Alt+W", "Alt+T", "Alt+S", "Alt+C"
ABOUT, CONSENT = "Alt+B", "Alt+G"
NEXT, BEFORE = "Ctrl+Down", "Ctrl+Up"


def room_commands(room: "Room") -> Sequence[Command]:
    """Return what can be done in the room."""
    return (
        Command(
            "room.minutes", _("Write the minutes"), lambda: room.show_part("minutes"), MINUTES, "notebook-pen"
        ),
        Command(
            "room.people",
            _("Mark who is here"),
            lambda: room.show_part("attendance"),
            PEOPLE,
            "users",
            words=(_("attendance"), _("roster")),
        ),
        Command("room.motions", _("Vote on a motion"), lambda: room.show_part("motions"), MOTIONS, "vote"),
        Command(
            "room.about",
            _("Say what a motion is about"),
            room.ask_about,
            ABOUT,
            "link",
            words=(_("stipend request"), _("budget line"), _("project")),
        ),
        Command(
            "room.consent",
            _("Approve the consent agenda"),
            lambda: room.show_part("consent"),
            CONSENT,
            "check-check",
            enabled=room.has_consent_agenda,
        ),
        Command(
            "room.take_out",
            _("Take an item out of the consent agenda"),
            room.take_out,
            icon="message-circle",
            enabled=room.has_consent_agenda,
        ),
        Command(
            "room.actions",
            _("Write down who does what"),
            lambda: room.show_part("actions"),
            ACTIONS,
            "list-checks",
            words=(_("tasks"),),
        ),
        Command(
            "room.decisions", _("Record a decision"), lambda: room.show_part("decisions"), DECISIONS, "gavel"
        ),
        Command("room.next", _("Go on to the next item"), lambda: room.agenda.step(1), NEXT, "arrow-down"),
        Command(
            "room.before", _("Go back to the item before"), lambda: room.agenda.step(-1), BEFORE, "arrow-up"
        ),
        Command(
            "room.walk_in", _("Add somebody who walked in"), room.attendance.walk_in, WALK_IN, "user-plus"
        ),
        Command(
            "room.talk",
            _("Log a talk"),
            room.log_talk,
            TALK,
            "message-circle",
            words=(_("one-on-one"), _("hallway")),
        ),
        Command(
            "room.sheet",
            _("Enter the sign-in sheet"),
            lambda: room.show_part("sheet"),
            SHEET,
            "file-text",
            words=(_("paper"), _("codes")),
        ),
        Command("room.pen", _("Take the pen"), room.minutes.take_pen, icon="pencil"),
        Command("room.close", _("Close the meeting"), lambda: room.show_part("close"), CLOSE, "door-closed"),
        Command("room.leave", _("Leave the room"), room.go_out, icon="log-out"),
    )


def legend() -> str:
    """Return the line that names the keys."""
    named = (
        (PEOPLE, _("people")),
        (MINUTES, _("minutes")),
        (MOTIONS, _("motions")),
        (ACTIONS, _("actions")),
        (DECISIONS, _("decisions")),
        (NEXT, _("next item")),
        (WALK_IN, _("walk-in")),
        (TALK, _("talk")),
        (CLOSE, _("close")),
    )
    return "   ".join(f"{_native(key)} {words}" for key, words in named)


def _native(key: str) -> str:
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
