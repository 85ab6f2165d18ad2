"""What an import or export reads from the store."""

from typing import Any

from desktop.store.reading import as_json, read_state
from desktop.store.store import Store
from sync.records.consents import Channel, Suppression
from sync.records.documents import ImportBatch
from sync.records.partners import Affiliation

REACHED_BY = {Channel.EMAIL: "email", Channel.PHONE: "phone", Channel.TEXT_MESSAGE: "phone"}
"""Channel -> the field whose addresses it uses."""


def records_of(store: Store, kind: str) -> list[dict[str, Any]]:
    """Return every record of a kind that is not deleted, as JSON with its id, in the order of ids."""
    table = store.tables.of(kind)
    wanted = table.select().with_only_columns(table.c.id, table.c["_state"])
    with store.reading() as connection:
        rows = connection.execute(wanted.where(table.c["_trash"].is_(None)).order_by(table.c.id)).all()
    cls = store.vocabulary.named(kind)
    return [as_json(cls, record, read_state(state)) for record, state in rows]


def suppressed(store: Store) -> dict[str, frozenset[str]]:
    """Return field (email or phone) -> the normalized addresses that must not be used."""
    facts = records_of(store, Suppression.kind)
    lifted = {fact["corrects"] for fact in facts if fact["lifted"]}
    standing = [fact for fact in facts if not fact["lifted"] and fact["id"] not in lifted]
    return {
        name: frozenset(fact["address"] for fact in standing if REACHED_BY.get(fact["channel"]) == name)
        for name in ("email", "phone")
    }


def imports_of(store: Store, digest: str) -> frozenset[str]:
    """Return the ids of the earlier imports of the very same file."""
    return frozenset(batch["id"] for batch in records_of(store, ImportBatch.kind) if batch["file"] == digest)


def affiliated(store: Store) -> frozenset[tuple[str, str]]:
    """Return every (person, partner) that are joined already."""
    return frozenset((each["person"], each["partner"]) for each in records_of(store, Affiliation.kind))
