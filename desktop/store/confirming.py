"""Records that I made and that the office took as they are: confirmed without reading them."""

from sqlalchemy import Connection

from desktop.store.commit import Author
from desktop.store.driver import fetch
from desktop.store.known import read_mine
from desktop.store.news import Moved, News
from desktop.store.writing import Row, Writing
from sync.changes import State, canonical, change_id
from sync.changes.digest import record_hash

_HEARD_ANEW = "SELECT space FROM spaces WHERE level = 0"


def confirm_new(
    connection: Connection, writing: Writing, author: Author, news: dict[str, News], moved: Moved
) -> dict[str, News]:
    """Confirm the records that I made, that the office took as they are and that nothing lies on.

    What the office holds of them follows from the change alone, so nothing is read.
    Returns the news that are left.
    """
    made = {record: each for record, each in news.items() if _is_new(each)}
    if not made:
        return news
    anew = {space for (space,) in fetch(connection, _HEARD_ANEW)}
    kept = read_mine(connection, made)
    rows = [
        _new_row(record, each, author)
        for record, each in made.items()
        if record not in kept and each.space not in anew
    ]
    confirmed = writing.confirm_new(rows)
    for row in rows:
        if row.id in confirmed:
            moved.note(row.space, b"", row.hash)
    return {record: each for record, each in news.items() if record not in confirmed}


def _is_new(news: News) -> bool:
    alone = news.state is None and news.answered == len(news.clean) == 1
    return alone and news.clean[0][2].keys() == {"set"}


def _new_row(record: str, news: News, author: Author) -> Row:
    ((n, seq, body),) = news.clean
    state = canonical(State(fields=body["set"], born=change_id(author.device, n)))
    return Row(record, news.kind, news.space, seq, "", record_hash(news.kind, record, seq, state))
