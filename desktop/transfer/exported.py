"""What an export comes to: how much was written, and what was left out on purpose."""

from dataclasses import dataclass
from pathlib import Path

from desktop.i18n import _, ngettext


@dataclass(frozen=True, slots=True)
class Exported:
    """The outcome of an export."""

    path: Path
    written: int
    """Records in the file, or files in the folder."""
    minors: int = 0
    """Minors left out."""
    not_to_contact: int = 0
    """People left out because they asked not to be contacted."""
    addresses: int = 0
    """Suppressed addresses left off."""
    closed: int = 0
    """Meetings left out: closed ones, and those without a time."""
    cut: int = 0
    """Cells longer than a spreadsheet takes, cut short."""

    def sentence(self) -> str:
        """Return what a person is told."""
        wrote = _("Wrote {count} to {file}.").format(count=self.written, file=self.path.name)
        left = [words.format(count=count) for words, count in self._left_out() if count]
        return " ".join((wrote, *left))

    def _left_out(self) -> list[tuple[str, int]]:
        return [
            (
                ngettext("{count} minor was left out.", "{count} minors were left out.", self.minors),
                self.minors,
            ),
            (_("{count} who asked not to be contacted were left out."), self.not_to_contact),
            (_("{count} addresses that must not be used were left off."), self.addresses),
            (_("{count} closed or undated meetings were left out."), self.closed),
            (_("{count} cells were cut to what Excel can hold; the JSON file has all of them."), self.cut),
        ]
