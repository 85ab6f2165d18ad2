"""One whole round of a device: take its changes in, tell it what it has not heard."""

from collections import defaultdict
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, bindparam, select, update

from sync.bulk import insert_missing
from sync.changes import Change
from sync.errors import Malformed
from sync.protocol import Cursor, Receipts, SpacePage, SyncReply, SyncRequest
from sync.sealing import public_text
from sync.server import schema
from sync.server.accounts import as_of_now
from sync.server.checking import read_batch
from sync.server.intake import Intake, Receipt, as_kept
from sync.server.office import Caller, Office
from sync.server.office_key import find_office_key
from sync.server.prepared import Prepared, is_one_of, listing
from sync.server.pull import is_beginning, page, with_key
from sync.server.refusals import NumbersTaken

Incoming = list[tuple[Change, str]]
_devices, _spaces, _changes = schema.devices, schema.spaces, schema.changes
_SPACES = Prepared(select(_spaces).where(is_one_of(_spaces.c.space, "spaces")))
_LOCK_SPACE = Prepared(select(_spaces).where(_spaces.c.space == bindparam("space")).with_for_update())
_LOCK_DEVICE = Prepared(
    select(_devices.c.next_n).where(_devices.c.id == bindparam("device")).with_for_update()
)
_COUNT_ON = Prepared(
    update(_devices)
    .where(_devices.c.id == bindparam("device"))
    .values(next_n=bindparam("next"), waiting=bindparam("unsent"))
)
_STORED = Prepared(
    select(
        *(_changes.c.n, _changes.c.outcome, _changes.c.seq, _changes.c.reason),
        *(_changes.c.kind, _changes.c.record, _changes.c.body),
    ).where(
        is_one_of(_changes.c.space, "spaces"),
        _changes.c.device == bindparam("device"),
        _changes.c.n.between(bindparam("first"), bindparam("last")),
    )
)


def answer(office: Office, caller: Caller, request: SyncRequest, nonce: str) -> SyncReply:
    """Return the office's answer to a round. Repeating a round changes nothing."""
    incoming = [pair for batch in request.changes for pair in read_batch(office.vocabulary, batch)]
    _check_order(incoming)
    storage = office.storage
    opened = storage.writing if incoming else storage.reading
    with opened(caller.roles) as connection:
        return _Round(connection, office, caller, request).answer(incoming, nonce)


class _Round:
    """What one transaction of one round needs to know."""

    def __init__(self, connection: Connection, office: Office, caller: Caller, request: SyncRequest) -> None:
        self.connection, self.office, self.caller, self.request = connection, office, caller, request
        self.cursors = {each.space: each for each in request.spaces}
        self.known: dict[str, set[str]] = defaultdict(set)
        self.reached: dict[str, int] = {}
        """Space -> the number up to which the caller knows everything, what it has just said included."""
        self.spaces: dict[str, Any] = {}
        """Space -> its row."""

    def answer(self, incoming: Incoming, nonce: str) -> SyncReply:
        expected = self._lock(incoming) if incoming else self.caller.next_n
        receipts = self._take(incoming, expected) if incoming else []
        pages = self._pages()
        key = find_office_key(self.connection) if self._begins() else None
        return SyncReply.model_construct(
            nonce=nonce,
            receipts=_in_runs(receipts),
            spaces=pages,
            gone=[space for space in self.cursors if space not in self.caller.roles],
            expected=max(expected, receipts[-1].n + 1) if receipts else expected,
            server_time=self.office.now().isoformat(),
            office_key=public_text(key) if key else "",
        )

    def _begins(self) -> bool:
        """Return whether a space is heard from its beginning; later the office's key is known."""
        spaces, heard = self.spaces, self.request.spaces
        return any(each.space in spaces and is_beginning(spaces[each.space], each) for each in heard)

    def _lock(self, incoming: Incoming) -> int:
        """Take the rows of the device and then of the spaces, always in that order."""
        expected = int(_LOCK_DEVICE.first(self.connection, device=self.caller.device).next_n)
        touched = sorted({change.space for change, _ in incoming} & self.caller.roles.keys())
        for space in touched:
            self.spaces[space] = _LOCK_SPACE.first(self.connection, space=space)
        self.caller = as_of_now(self.connection, self.office, self.caller)  # it may have had to wait
        self.spaces = {space: row for space, row in self.spaces.items() if space in self.caller.roles}
        return expected

    def _take(self, incoming: Incoming, expected: int) -> list[Receipt]:
        incoming = self._before_gap(incoming, expected)
        if not incoming:
            return []  # the device is told what is expected
        stored = self._stored(incoming) if incoming[0][0].n < expected else {}
        fresh = [pair for pair in incoming if pair[0].n not in stored]
        receipts = {**stored, **{each.n: each for each in self._take_fresh(fresh)}}
        next_n, unsent = max(expected, incoming[-1][0].n + 1), self.request.waiting
        _COUNT_ON.run(self.connection, device=self.caller.device, next=next_n, unsent=unsent)
        return [receipts[change.n] for change, _ in incoming]

    def _before_gap(self, incoming: Incoming, expected: int) -> Incoming:
        """Return the changes up to the first one that comes too early."""
        for place, (change, _) in enumerate(incoming):
            if change.n > expected and change.n != self.request.oldest:
                return incoming[:place]
            expected = max(expected, change.n + 1)
        return incoming

    def _stored(self, incoming: Incoming) -> dict[int, Receipt]:
        rows = _STORED.all(
            self.connection,
            spaces=listing(self.caller.roles),
            device=self.caller.device,
            first=incoming[0][0].n,
            last=incoming[-1][0].n,
        )
        told = {n: (kind, record, body) for n, _letter, _seq, _reason, kind, record, body in rows}
        for change, _fault in incoming:
            if change.n in told and told[change.n] != (change.kind, change.record, as_kept(change.body)):
                raise NumbersTaken(change.n)
        return {n: Receipt(n, letter, seq, reason) for n, letter, seq, reason, *_told in rows}

    def _take_fresh(self, fresh: Incoming) -> list[Receipt]:
        by_space: dict[str, Incoming] = defaultdict(list)
        for pair in fresh:
            by_space[pair[0].space].append(pair)
        return [receipt for space, some in by_space.items() for receipt in self._take_into(space, some)]

    def _take_into(self, space: str, incoming: Incoming) -> list[Receipt]:
        if space not in self.spaces:
            return [Receipt(change.n, "r", 0, "you are not in this space") for change, _ in incoming]
        cursor = self.cursors.get(space, Cursor(space=space))
        heard = cursor.cursor if cursor.epoch == self.spaces[space].epoch else 0
        intake = Intake(self.connection, self.office, self.caller, self.spaces[space], heard)
        receipts = intake.take(incoming)
        self._keep_words(space)
        self.known[space] = intake.clean()
        if heard == self.spaces[space].seq and len(self.known[space]) == intake.touched():
            self.reached[space] = intake.seq
        # The row as it is after the intake, so that the pull reaches its numbers.
        self.spaces[space] = self._read([space])[0]
        return receipts

    def _keep_words(self, space: str) -> None:
        words = self.request.edits
        rows = [
            {"space": space, "id": each.id, "device": self.caller.device, "label": each.label, "at": each.at}
            for each in words
        ]
        insert_missing(self.connection, schema.edits, rows)

    def _pages(self) -> list[SpacePage]:
        asked = [space for space in self.cursors if space in self.caller.roles]
        # A space the device does not know yet is announced by an empty page.
        new = [space for space in self.caller.roles if space not in self.cursors]
        for row in self._read([space for space in (*asked, *new) if space not in self.spaces]):
            self.spaces[row.space] = row
        return [self._page(space) for space in asked] + [
            _announce(self.spaces[each], self.caller) for each in new
        ]

    def _page(self, space: str) -> SpacePage:
        cursor, row = self.cursors[space], self.spaces[space]
        if cursor.epoch not in (0, row.epoch):
            return _announce(row, self.caller)
        role, known = self.caller.roles[space], self.known[space]
        reached = self.reached.get(space, cursor.cursor)
        told = page(self.connection, self.office, row, role, reached, known=known)
        return with_key(self.connection, told) if is_beginning(row, cursor) else told

    def _read(self, spaces: list[str]) -> list[Any]:
        return _SPACES.named(self.connection, spaces=listing(spaces)) if spaces else []


def _announce(space: Any, caller: Caller) -> SpacePage:
    """Name a space and its epoch to a device that has to start over, without any records."""
    return SpacePage.model_construct(
        space=space.space,
        epoch=space.epoch,
        cursor=0,
        more=True,
        role=caller.roles[space.space],
        name=space.name,
        sort=space.sort,
    )


def _check_order(incoming: Incoming) -> None:
    numbers = [change.n for change, _ in incoming]
    if numbers != sorted(set(numbers)):
        raise Malformed("The changes are not in the order of their numbers; none was taken in.", "order")


def _in_runs(receipts: list[Receipt]) -> list[Receipts]:
    """Return the receipts, neighbouring numbers together."""
    placed = groupby(enumerate(receipts), key=lambda pair: pair[1].n - pair[0])
    return [_run([receipt for _, receipt in run]) for _, run in placed]


def _run(receipts: list[Receipt]) -> Receipts:
    return Receipts.model_construct(
        n=receipts[0].n,
        outcomes="".join(each.letter for each in receipts),
        sequences=[each.seq for each in receipts],
        reasons={str(each.n): each.reason for each in receipts if each.reason},
    )
