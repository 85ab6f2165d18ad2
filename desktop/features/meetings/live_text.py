"""A text that is being typed while others may type in it too: the minutes, or the notes of a closed item."""

from desktop.features.meetings.minutes import Kept, closed_notes, keep_closed_notes, keep_minutes, minutes_of
from desktop.store.store import Store
from sync.changes import State
from sync.records.meetings import ClosedNote


class LiveText:
    """What stands in the file, and how what was typed is merged into it.

    With the id of a closed item it is that item's notes, which travel to fewer people; they
    never stand in the minutes themselves.
    """

    def __init__(self, store: Store, meeting: str, closed_item: str = "") -> None:
        self._store, self.meeting, self.closed_item = store, meeting, closed_item
        self.text = ""
        self._seen: State | None = None
        self.read()

    def read(self) -> str:
        """Take the text as it stands in the file, and return it."""
        if self.closed_item:
            self._read_notes()
        else:
            self._take(minutes_of(self._store, self.meeting))
        return self.text

    def keep(self, typed: str) -> str:
        """Save what was typed and return the text with what others typed meanwhile in it."""
        if typed == self.text:
            return self.read()
        if self.closed_item:
            keep_closed_notes(self._store, self.meeting, self.closed_item, typed, self._seen)
            self._read_notes()
        elif self._seen is not None:
            self._take(keep_minutes(self._store, self.meeting, typed, self._seen))
        return self.text

    def _take(self, kept: Kept) -> None:
        self.text, self._seen = kept.text, kept.state

    def _read_notes(self) -> None:
        held = closed_notes(self._store, self.meeting, self.closed_item)
        self.text, self._seen = "", None
        if held is not None:
            self._seen = self._store.state(ClosedNote.kind, held.id)
            self.text = str(self._seen["fields"].get("notes") or "")
