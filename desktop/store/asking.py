"""Asking the office again for what it did not accept, and putting away what nobody wants any more."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from desktop.i18n import _
from desktop.store.answering import ASKED, PUT_AWAY
from desktop.store.draft import Draft
from desktop.store.entered import Told, entered_again, folded
from desktop.store.reading import as_record
from desktop.store.refusals import Refusal, refusals_named
from desktop.store.store import Store
from sync.changes import Body, State
from sync.errors import Refused, Unknown
from sync.prose import Early
from sync.records.base import Entry


def ask_again(store: Store, numbers: Collection[int]) -> None:
    """Enter again what some refused changes entered, on top of what is shown now, as one Edit.

    A record that could not be added comes back under the id it had, and an edit of it brings
    it along. Refused where nothing can be asked again, Unknown for a change that does not wait.
    """
    asked = _waiting(store, numbers)
    for each in asked:
        if not each.can_ask_again:
            raise _not_here(each)
    by_record: dict[str, list[Refusal]] = defaultdict(list)
    for each in reversed(asked):
        by_record[each.record].append(each)
    with store.edit(_label(_("Ask again: {label}"), asked)) as draft:
        for some in by_record.values():
            _enter(store, draft, some)


def put_away(store: Store, numbers: Collection[int]) -> None:
    """Take refused changes off the list of what waits; the history of their records keeps them."""
    seen = _waiting(store, numbers)
    with store.edit(_label(_("Put away: {label}"), seen)) as draft:
        for each in seen:
            _answer(draft, each, each.told[-1:], PUT_AWAY)


def _waiting(store: Store, numbers: Collection[int]) -> list[Refusal]:
    found = refusals_named(store, numbers)
    missing = sorted(set(numbers) - {each.n for each in found})
    if missing or not found:
        words = _("There is no change {number} that waits for you; perhaps it was dealt with already.")
        raise Unknown(words.format(number=", ".join(map(str, missing))), "no_refusal")
    return found


def _not_here(refusal: Refusal) -> Refused:
    words = _(
        "“{label}” cannot be asked again: what it belongs to is not on this computer any more. "
        "Nothing was changed; take it out as a file, or copy it."
    )
    return Refused(words.format(label=refusal.label), "not_here")


def _label(words: str, refusals: Sequence[Refusal]) -> str:
    """Return the words of an Edit; asking a second time is called as the first was."""
    before, _named, after = words.partition("{label}")
    label = refusals[0].label
    return label if label.startswith(before) and label.endswith(after) else words.format(label=label)


def _enter(store: Store, draft: Draft, some: Sequence[Refusal]) -> None:
    """Enter what was refused of one record, in order."""
    last, told = some[-1], tuple(each.told[-1] for each in some)
    if last.under is None:
        told = last.told
        _make(store, draft, last)
    else:
        kind, body = store.vocabulary.named(last.kind), Body()
        try:
            body = entered_again(kind, told, last.under)
        except Early:
            told = tuple(each for each in last.told if each in told or "prose" in each[1])
            body = _with_what_it_stands_on(kind, told, last.under)
        if body:
            draft.exactly(last.kind, last.record, body)
    _answer(draft, last, told, ASKED)


def _make(store: Store, draft: Draft, last: Refusal) -> None:
    """Add a record that could not be added, with all that was entered into it until then."""
    state = folded(last.told, None)
    if state is not None and "trash" not in state:
        draft.add(as_record(store.vocabulary.named(last.kind), last.record, state), last.space)


def _with_what_it_stands_on(kind: type[Entry], told: Sequence[Told], now: State) -> Body:
    try:
        return entered_again(kind, told, now)
    except Early:
        words = _(
            "These words stand on others that are not here any more. Copy them, and type them in again."
        )
        raise Refused(words, "words_gone") from None


def _answer(draft: Draft, refusal: Refusal, told: Iterable[Told], how: str) -> None:
    for change, _body in told:
        draft.answer(refusal.kind, refusal.record, f"{how}{change.rpartition('.')[2]}")
