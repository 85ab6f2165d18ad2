"""What can be done anywhere in the window, as commands over a shell."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from desktop.commands import Command
from desktop.i18n import _
from desktop.ui.rail import Stop

if TYPE_CHECKING:
    from desktop.ui.shell import Shell


def ways(shell: "Shell", stops: Sequence[Stop]) -> list[Command]:
    """Return going to each page on the rail; the first nine have a key."""
    return [_way(shell, stop, place) for place, stop in enumerate(stops, 1)]


def _way(shell: "Shell", stop: Stop, place: int) -> Command:
    title = _("Go to {page}").format(page=stop.title)
    keys = f"Ctrl+{place}" if place < 10 else ""
    return Command(f"go.{stop.page}", title, lambda: shell.go(stop.page), keys, stop.icon)


def everywhere(shell: "Shell") -> list[Command]:
    """Return what every page has."""
    return [
        Command("palette", _("Find anything"), shell.show_palette, "Ctrl+K", "search"),
        Command("search", _("Search on this page"), shell.search_here, "Ctrl+F", "search"),
        Command("undo", _("Undo"), shell.undo, "Ctrl+Z", "undo-2", words=(_("take back"),)),
        Command("redo", _("Redo"), shell.redo, "Ctrl+Shift+Z", "redo-2"),
        Command("save", _("Save"), shell.reassure, "Ctrl+S", "check"),
        Command("dismiss", _("Close the message"), shell.toast.dismiss, "Shift+Esc", "x"),
        Command("back", _("Back"), lambda: shell.step(-1), "Alt+Left", "arrow-left"),
        Command("forward", _("Forward"), lambda: shell.step(1), "Alt+Right", "arrow-right"),
        Command("shortcuts", _("Show the keys"), shell.show_shortcuts, "F1", "keyboard", words=(_("help"),)),
        Command("quit", _("Quit"), shell.close, "Ctrl+Q", "log-out", words=(_("exit"),)),
    ]
