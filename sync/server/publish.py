"""Publishing reference packs into the state's own space, where every device reads them.

The office makes these changes like any device: numbered, merged and written into
the history. Only the permissions are not asked, because nobody else has them.
"""

from typing import Any

from sqlalchemy import Connection, select, update

from sync.bulk import insert_missing
from sync.changes import Body, Change
from sync.changes.compose import compose
from sync.errors import Refused
from sync.records.base import Entry, Reference, natural_id
from sync.records.packs import Pack
from sync.server import schema
from sync.server.checking import creation_fault
from sync.server.founding import OFFICE, state_space
from sync.server.intake import Intake
from sync.server.office import Caller, Office
from sync.server.shelf import Held

_LABEL = "Reference pack "


class _OwnIntake(Intake):
    """Changes of the office itself, which no permission stands against."""

    def _refusal(self, kind: type[Entry] | None, held: Held | None, change: Change) -> str:
        return creation_fault(kind, change.body) if held is None else ""


def publish(office: Office, pack: Pack) -> int:
    """Publish a pack and return how many records it changed; 0 when it was published before.

    Refused when a later pack, or this one with other content, was published already.
    """
    space = state_space(office)
    with office.storage.writing([space]) as connection:
        published = _published(connection, space)
        _refuse_earlier(pack.name, published)
        intake = _intake(connection, office, space)
        changes = _changes(intake, pack)
        if changes and pack.name in published:
            raise Refused(
                f"The pack {pack.name} was published before with other content; nothing was changed."
                " Give the new content a new number."
            )
        _take(intake, changes)
        if pack.name not in published:
            _note(connection, office, space, pack)
    return len(changes)


def _published(connection: Connection, space: str) -> list[str]:
    """Return the names of the packs that were published."""
    table = schema.edits
    own = select(table.c.label).where(table.c.space == space, table.c.device == OFFICE)
    labels = connection.execute(own).scalars()
    return [label.removeprefix(_LABEL) for label in labels if label.startswith(_LABEL)]


def _refuse_earlier(name: str, published: list[str]) -> None:
    newest = max(published, key=_order, default="0.0")
    if _order(name) < _order(newest):
        raise Refused(
            f"The pack {name} is earlier than {newest}, which was published already; nothing was changed."
            " Publish a later one."
        )


def _order(name: str) -> tuple[int, ...]:
    return tuple(int(part) for part in name.split("."))


def _intake(connection: Connection, office: Office, space: str) -> _OwnIntake:
    # The device's row first and the space's after it, as in every round.
    connection.execute(select(schema.devices.c.id).where(schema.devices.c.id == OFFICE).with_for_update())
    row = connection.execute(
        select(schema.spaces).where(schema.spaces.c.space == space).with_for_update()
    ).one()
    caller = Caller(device=OFFICE, person="", name="The office", roles={space: "admin"})
    return _OwnIntake(connection, office, caller, row, row.seq)


def _changes(intake: Intake, pack: Pack) -> list[Change]:
    intake.shelf.load(record.id for record in pack.records)
    n = intake.connection.execute(
        select(schema.devices.c.next_n).where(schema.devices.c.id == OFFICE)
    ).scalar_one()
    edit, changes = _edit_of(pack), list[Change]()
    for record in pack.records:
        if body := _body(intake, record):
            changes.append(Change(n + len(changes), edit, intake.space.space, record.kind, record.id, body))
    return changes


def _body(intake: Intake, record: Reference) -> Body:
    """Return the change that makes a record what the pack says, {} if it is that already."""
    held = intake.shelf.get(record.id)
    wanted: dict[str, Any] = record.model_dump(mode="json", exclude={"id"})
    return compose(type(record), held.state if held else None, wanted)


def _take(intake: Intake, changes: list[Change]) -> None:
    for receipt in intake.take([(change, "") for change in changes]):
        if receipt.letter == "r":
            raise Refused(f"The pack cannot be published because {receipt.reason}; nothing was changed.")
    own = update(schema.devices).where(schema.devices.c.id == OFFICE)
    intake.connection.execute(own.values(next_n=schema.devices.c.next_n + len(changes)))


def _note(connection: Connection, office: Office, space: str, pack: Pack) -> None:
    words = {"label": f"{_LABEL}{pack.name}", "at": office.now().isoformat(), "device": OFFICE}
    insert_missing(connection, schema.edits, [{"space": space, "id": _edit_of(pack), **words}])


def _edit_of(pack: Pack) -> str:
    return natural_id("reference_pack", pack.name)
