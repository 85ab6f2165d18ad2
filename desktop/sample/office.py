"""A state office as far as the sample needs one: it has confirmed what is older than a few days.

So steps that were accepted look accepted, the latest wait to be sent, records come from
other computers too, and two people have given the same field different values. It answers
in the words of the protocol, and the store takes its answer in as from any office.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Set
from itertools import groupby

from desktop.sample.cast import Cast
from desktop.sample.deed import Deed, known
from desktop.store.outbox import unsent
from desktop.store.replica import Replica
from desktop.store.store import Store
from sync.changes import Body, Change, State, canonical, change_id, merge
from sync.protocol import Receipts, SpacePage, SyncReply
from sync.records.base import Entry

EPOCH = 1
CLEAN = "c"
ROLE = "leader"


def confirm(store: Store, cast: Cast, told: Iterable[Deed], unheard: Set[str]) -> None:
    """Confirm all Edits but the `unheard` ones, and hand out what was done on other computers."""
    sent = [change for change in _all_unsent(store) if change.edit not in unheard]
    heard = list(_from_elsewhere(told))
    first = len(sent) + 1
    page = _page(cast, heard, range(first, first + len(heard)))
    receipts = [_run(run) for run in _neighbours(sent)]
    reply = SyncReply(nonce="", receipts=receipts, spaces=[page])
    Replica(store, "sample").take(reply, sent)
    _differ(store, cast, page.cursor)


def corrections(cast: Cast) -> Iterator[Deed]:
    """Yield what this computer wrote into fields into which somebody else wrote something different."""
    for place, (kind, name, field, mine, _theirs, _author) in enumerate(cast.town["choices"]):
        at = cast.calendar.moment(cast.calendar.day(days=-5), 19, place)
        changed = {(kind, _named(cast, kind, name)): {field: mine}}
        yield Deed(at, f"Correct a {field}", changes=changed)


def _named(cast: Cast, kind: str, name: str) -> str:
    return cast.person(name) if kind == "person" else known(kind, name)


def _all_unsent(store: Store) -> list[Change]:
    with store.reading() as connection:
        changes = some = unsent(connection)
        while some:
            some = unsent(connection, some[-1].n)
            changes = [*changes, *some]
    return changes


def _neighbours(sent: list[Change]) -> Iterator[list[tuple[int, Change]]]:
    """Yield changes with their sequences, those together whose numbers follow one another."""
    numbered = list(enumerate(sent, 1))
    for _, run in groupby(numbered, key=lambda pair: pair[1].n - pair[0]):
        yield list(run)


def _run(run: list[tuple[int, Change]]) -> Receipts:
    sequences = [sequence for sequence, _change in run]
    return Receipts(n=run[0][1].n, outcomes=CLEAN * len(run), sequences=sequences)


def _from_elsewhere(told: Iterable[Deed]) -> Iterator[tuple[Entry, str]]:
    """Yield each record that was made on another computer, and the change that made it."""
    made: Counter[str] = Counter()
    for deed in told:
        for record in deed.records:
            made[deed.elsewhere] += 1
            yield record, change_id(deed.elsewhere, made[deed.elsewhere])


def _page(cast: Cast, heard: list[tuple[Entry, str]], sequences: range) -> SpacePage:
    return _words(cast, sequences.stop - 1).model_copy(
        update={
            "kinds": [record.kind for record, _ in heard],
            "ids": [record.id for record, _ in heard],
            "sequences": list(sequences),
            "states": [_state(record, born) for record, born in heard],
        }
    )


def _words(cast: Cast, cursor: int) -> SpacePage:
    name = cast.town["coalition"]["name"]
    return SpacePage(
        space=cast.space, epoch=EPOCH, cursor=cursor, durable=cursor, role=ROLE, name=name, sort="coalition"
    )


def _state(record: Entry, born: str) -> str:
    fields = record.model_dump(mode="json", include=record.model_fields_set - {"id"})
    return canonical(State(fields=fields, born=born)).decode()


def _differ(store: Store, cast: Cast, cursor: int) -> None:
    """Hand out what somebody else wrote into a field at the same time as this computer."""
    kinds, ids, states = [], [], []
    for place, (kind, name, field, _mine, value, author) in enumerate(cast.town["choices"], 1):
        record = _named(cast, kind, name)
        change = change_id(cast.computer_of(author), 10_000 + place)
        state, _outcome = merge(store.state(kind, record), change, Body(set={field: value}), author)
        kinds.append(kind)
        ids.append(record)
        states.append(canonical(state).decode())
    sequences = list(range(cursor + 1, cursor + 1 + len(ids)))
    page = _words(cast, cursor + len(ids)).model_copy(
        update={"kinds": kinds, "ids": ids, "sequences": sequences, "states": states}
    )
    Replica(store, "sample").take(SyncReply(nonce="", spaces=[page]), [])
