"""What each person took home to do: one slip each, to be cut apart."""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from desktop.i18n import _
from desktop.reports.document import Document
from desktop.reports.wording import day


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do."""

    what: str
    due: date | None = None
    notes: str = ""


@dataclass(frozen=True, slots=True)
class TaskSlip:
    """All that one person promised."""

    owner: str
    tasks: tuple[Task, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskSlips(Document):
    """The slips of a meeting; `title` is that of the meeting."""

    template: ClassVar[str] = "slips"
    held_on: date | None = None
    slips: tuple[TaskSlip, ...] = ()
    contact: str = ""
    """Whom to tell when something is done or cannot be, e.g. Ana Reyes, 847 555 0142."""

    def content(self) -> dict[str, Any]:
        """Return the slips in the order given."""
        return {
            "held": day(self.held_on, self.language) if self.held_on else "",
            "slips": [self._slip(slip) for slip in self.slips],
            "contact": _("Done, or stuck? Tell {who}.").format(who=self.contact) if self.contact else "",
            "words": {"document": _("Task slips"), "due": _("by"), "no_due": _("no date set")},
        }

    def _slip(self, slip: TaskSlip) -> dict[str, Any]:
        tasks = [
            {"what": task.what, "notes": task.notes, "due": day(task.due, self.language) if task.due else ""}
            for task in slip.tasks
        ]
        return {"owner": slip.owner, "tasks": tasks}
