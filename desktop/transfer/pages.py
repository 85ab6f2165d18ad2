"""The sheets of a workbook that hold contacts, as one list; the others are named."""

from dataclasses import replace

from desktop.transfer.dividing import Division, divide
from desktop.transfer.headings import meaning, plain_words
from desktop.transfer.sheet import MOST_ROWS, Sheet, SourceRow, refuse_rows
from desktop.transfer.workbook import Page
from sync.records.people import Person

_WHO = frozenset(["name", "first_name", "last_name"])
_HOW = frozenset(["email", "phone", "street", "address"])


def read_pages(pages: list[Page], file: str) -> Sheet:
    """Return the visible sheets that are lists of contacts of one kind; `unread` names the rest."""
    visible = [page for page in pages if not page.is_hidden] or pages
    divided = [(page, found) for page in visible if (found := divide(page.rows, file)).contacts]
    listed = [each for each in divided if each[1].is_sure]
    listed = listed or divided
    if not listed:
        return Sheet((), ())
    best = max(listed, key=lambda each: each[1].contacts)
    chosen = [each for each in listed if each is best or _are_alike(each[1], best[1])]
    read = {page.name for page, _division in chosen}
    unread = tuple(page.name for page in pages if page.name not in read)
    return _joined([(page.name, division) for page, division in chosen], unread, file)


def _are_alike(one: Division, other: Division) -> bool:
    """Whether two sheets are lists of one kind: the same headings, or who and how to reach them in both."""
    mine, theirs = _targets(one), _targets(other)
    if sorted(map(plain_words, one.headers)) == sorted(map(plain_words, other.headers)):
        return True
    shared = mine & theirs
    return bool(shared & _WHO and shared & _HOW) and len(shared) * 2 >= len(mine | theirs)


def _targets(division: Division) -> set[str]:
    return {meaning(Person.kind, header)[0] for header in division.headers} - {""}


def _joined(chosen: list[tuple[str, Division]], unread: tuple[str, ...], file: str) -> Sheet:
    if len(chosen) == 1:
        return Sheet(chosen[0][1].headers, chosen[0][1].rows, unread=unread)
    headers: dict[tuple[str, int], str] = {}
    for _name, division in chosen:
        for key, header in zip(_keys(division.headers), division.headers, strict=True):
            headers.setdefault(key, header)
    rows = [row for name, division in chosen for row in _aligned(name, division, list(headers))]
    if len(rows) > MOST_ROWS:
        raise refuse_rows(file)
    return Sheet(tuple(headers.values()), tuple(rows), unread=unread)


def _aligned(name: str, division: Division, keys: list[tuple[str, int]]) -> list[SourceRow]:
    """Return the rows of a sheet under the headings of all of them."""
    own = {key: place for place, key in enumerate(_keys(division.headers))}
    return [
        replace(row, sheet=name, cells=tuple(row.cells[own[key]] if key in own else "" for key in keys))
        for row in division.rows
    ]


def _keys(headers: tuple[str, ...]) -> list[tuple[str, int]]:
    """Return a heading in plain words with its number among those that are the same."""
    words = [plain_words(header) or header for header in headers]
    return [(word, words[:place].count(word)) for place, word in enumerate(words)]
