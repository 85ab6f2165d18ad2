"""What the page of stories reads."""

from sqlalchemy import ColumnElement, func, select

from desktop.store.conditions import is_there
from desktop.store.reading import as_record, read_state
from desktop.store.store import Store
from sync.records.library import PublishState, Story


def conditions(store: Store, state: str = "") -> list[ColumnElement[bool]]:
    """Return what a list of stories is narrowed to: those of one state, or all."""
    said = func.coalesce(store.tables.of(Story.kind).c.state, PublishState.DRAFT.value)
    return [said == state] if state else []


def stories_in(store: Store, state: str) -> list[Story]:
    """Return the stories of one state, the newest first."""
    table = store.tables.of(Story.kind)
    found = select(table.c.id, table.c["_state"]).where(is_there(table), *conditions(store, state))
    with store.reading() as connection:
        rows = connection.execute(found.order_by(table.c.day.desc(), table.c.id)).all()
    read = (as_record(Story, record, read_state(words)) for record, words in rows)
    return [each for each in read if isinstance(each, Story)]
