"""Values kept beside one another, deletions asked for, and merged text: what waits for a person."""

from collections.abc import Iterator
from typing import Any, TypedDict

from desktop.features.choices.queries import waiting_records
from desktop.features.choices.settling import keep_beside, keep_both, keep_shown, put_value
from desktop.i18n import _
from desktop.store.store import Store
from sync.changes import State
from sync.errors import Malformed, Unknown

DELETION = "deletion"
"""The field of a choice between a record and somebody's wish to delete it."""


class Kept(TypedDict):
    """One value beside the one that is shown."""

    value: Any
    author: str


class Choice(TypedDict):
    """One question for a person; `id` is the record's id and the field."""

    id: str
    kind: str
    record: str
    field: str
    shown: Any
    beside: list[Kept]


def list_choices(store: Store) -> list[Choice]:
    """Return everything that waits for a person."""
    return [
        choice
        for kind, record in waiting_records(store)
        for choice in _choices(kind, record, store.state(kind, record))
    ]


def choose(store: Store, choice: str, keep: str = "", value: str | None = None, author: str = "") -> None:
    """Settle one choice: keep shown, beside or both, or put another value as typed.

    Where several values are kept beside, `author` names whose is meant, else it is the first.
    Unknown if there is no such choice any more.
    """
    asked = _find(store, choice)
    if (value is None) == (not keep):
        raise Malformed(_("Say either what to keep or another value; nothing was changed."))
    kind, record, name = asked["kind"], asked["record"], asked["field"]
    if name == DELETION:
        return _settle_deletion(store, kind, record, keep)
    if value is not None:
        return put_value(store, kind, record, name, value)
    if keep == "beside":
        return keep_beside(store, kind, record, name, author)
    return keep_both(store, kind, record, name) if keep == "both" else keep_shown(store, kind, record, name)


def _choices(kind: str, record: str, state: State) -> Iterator[Choice]:
    if "trash" in state:  # a deleted record asks nothing; it asks again when it comes back
        return
    for name, values in state.get("beside", {}).items():
        kept = [Kept(value=each["value"], author=each["author"]) for each in values]
        yield _choice(kind, record, name, state["fields"].get(name), kept)
    for name, sentence in state.get("merged", {}).items():
        if name not in state.get("beside", {}):
            merged = Kept(value=sentence, author="")
            yield _choice(kind, record, name, state["fields"].get(name), [merged])
    if state.get("asked"):
        yield _choice(kind, record, DELETION, False, [Kept(value=True, author="")])


def _choice(kind: str, record: str, field: str, shown: Any, beside: list[Kept]) -> Choice:
    return Choice(id=f"{record}:{field}", kind=kind, record=record, field=field, shown=shown, beside=beside)


def _find(store: Store, choice: str) -> Choice:
    found = next((each for each in list_choices(store) if each["id"] == choice), None)
    if found is None:
        words = _("There is no choice '{id}'; perhaps it was made already. Nothing was changed.")
        raise Unknown(words.format(id=choice[:120]), "no_choice")
    return found


def _settle_deletion(store: Store, kind: str, record: str, keep: str) -> None:
    if keep == "shown":
        keep_shown(store, kind, record, DELETION)
    elif keep == "beside":
        with store.edit(_("Delete it as asked")) as draft:
            draft.trash(kind, record)
    else:
        raise Malformed(_("A record is kept (shown) or deleted (beside); nothing was changed."))
