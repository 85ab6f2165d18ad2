"""Records that the office hands out and nothing of mine lies on: they replace what is here, all at once."""

from desktop.store.known import Known
from desktop.store.news import Moved, News
from desktop.store.writing import Row, Writing
from sync.changes.digest import record_hash


def take_arrived(writing: Writing, news: dict[str, News], known: Known, moved: Moved) -> dict[str, News]:
    """Show the office's newer states of records that nobody here has changed; return the news left."""
    arrived: list[Row] = []
    changed: list[Row] = []
    left: dict[str, News] = {}
    for record, each in news.items():
        before = known.rows.get(record)
        if not each.state or (before and before.seq >= each.seq) or _has_mine(known, record):
            left[record] = each
            continue
        row = _row(record, each, each.state)
        moved.note(row.space, before.hash if before else b"", row.hash)
        arrived.append(row)
        if before is None or before.state != row.state:
            changed.append(row)
    writing.confirm(arrived)
    writing.put(changed)
    return left


def _has_mine(known: Known, record: str) -> bool:
    return record in known.under or record in known.mine


def _row(record: str, news: News, state: str) -> Row:
    digest = record_hash(news.kind, record, news.seq, state.encode())
    return Row(record, news.kind, news.space, news.seq, state, digest)
