"""Words that go into the minutes by themselves: what was moved, counted and decided."""

from desktop.i18n import _
from desktop.store.draft import Draft
from sync.records.meetings import Meeting


def tell_minutes(draft: Draft, meeting: Meeting, words: str) -> None:
    """Put words at the end of the minutes, as a paragraph of their own, in the same edit."""
    if words:
        draft.append(Meeting.kind, meeting.id, "minutes", apart(meeting.minutes, words))


def apart(text: str, words: str) -> str:
    """Return what to put behind a text so that words stand in a paragraph of their own."""
    if not text.strip():
        return words
    return "\n" * max(0, 2 - (len(text) - len(text.rstrip("\n")))) + words


def is_told(meeting: Meeting, words: str) -> bool:
    """Tell whether the minutes say these words already."""
    return bool(words) and words in meeting.minutes


def decided_words(title: str) -> str:
    """Return what the minutes say of a decision that no motion tells of."""
    return _("Decided: {title}.").format(title=title.strip().rstrip("."))
