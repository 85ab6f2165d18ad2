"""Long text in which two people's typing merges, hidden behind six functions.

A document is opaque bytes (a Loro text with its whole history), an update the
bytes that one person's typing adds to it. Importing happens in a scratch
document, so bytes that turn out bad never touch the good one.

A text that nobody has typed into since it was first written needs no document:
`plant` makes the same one from it everywhere when the time comes.
"""

import re
from base64 import b64decode, b64encode
from hashlib import blake2b
from itertools import accumulate

from loro import ExportMode, Frontiers, LoroDoc, LoroText

from sync.errors import Malformed
from sync.passages import differing


class Early(Malformed):
    """An update came before the words it stands on."""


FEW = 2_000
"""Letters that are still compared one by one, which takes time as their square."""
STRETCH = 4_000
"""Letters that are inserted at once."""
IN_A_ROW = 3
"""Words that tell a place in a text from others."""
_WORD = re.compile(r"[\u2e80-\ud7ff\uf900-\ufaff]\s*|[^\s\u2e80-\ud7ff\uf900-\ufaff]+\s*|\s+")
"""A word with the space behind it; East Asian writing has none, so there a word is a letter."""
_SENTENCE = re.compile(r"[^.!?\n]+[.!?\n]*")
_BAD = "This text could not be merged because its update is damaged. The text itself is unchanged."
_EARLY = "This text stands on words that have not arrived yet."


def compose(document: str, text: str) -> str:
    """Return the update that turns the text of `document` ("" = none yet) into `text`."""
    scratch = _open(document)
    seen = scratch.oplog_vv
    _rewrite(scratch, text)
    return b64encode(scratch.export(ExportMode.Updates(seen))).decode()


def plant(text: str, change: str) -> str:
    """Return the document of a text that `change` wrote in one go: the same history everywhere."""
    scratch = _open("")
    scratch.peer_id = int.from_bytes(blake2b(change.encode(), digest_size=7).digest(), "big")
    scratch.get_text("text").insert(0, text)
    scratch.commit()
    return b64encode(scratch.export(ExportMode.Snapshot())).decode()


def combine(document: str, update: str) -> tuple[str, str]:
    """Return `document` with `update` in it, and its text.

    Raises Early when the update stands on words that are not here yet.
    """
    scratch = _open(document)
    _import(scratch, update)
    text = str(scratch.get_text("text").to_string())
    return b64encode(scratch.export(ExportMode.Snapshot())).decode(), text


def overlap(document: str, update: str) -> str:
    """Return the sentence that both `document` and `update` changed since they parted, or ""."""
    ours = _open(document)
    seen = _start(update)
    if seen.encode() == ours.oplog_frontiers.encode():
        return ""
    theirs = _forked(ours, seen)
    before = _text(theirs)
    _import(theirs, update)
    return _changed_by_both(before, _text(ours), _text(theirs))


def reverse(document: str, update: str) -> str:
    """Return the update that takes `update` back and leaves what others typed into `document`."""
    mine = _forked(_open(document), _start(update))
    before = _text(mine)
    _import(mine, update)
    known = mine.oplog_vv
    _rewrite(mine, before)
    return b64encode(mine.export(ExportMode.Updates(known))).decode()


def text_after(document: str, update: str) -> str:
    """Return the text that the author of `update` saw once it was typed; `document` has it in it."""
    then = _forked(_open(document), _start(update))
    _import(then, update)
    return _text(then)


def _open(document: str) -> LoroDoc:
    # A new peer id for each opening: two openings never write as one.
    scratch = LoroDoc()  # type: ignore[no-untyped-call]
    if document:
        _import(scratch, document)
    return scratch


def _start(update: str) -> Frontiers:
    """Return where the history stood that an update goes on from."""
    return LoroDoc.decode_import_blob_meta(b64decode(update), check_checksum=False).start_frontiers


def _forked(document: LoroDoc, seen: Frontiers) -> LoroDoc:
    """Return a text as it was when its author had `seen` just that."""
    then = LoroDoc()  # type: ignore[no-untyped-call]
    try:
        known = document.frontiers_to_vv(seen)
        if known is None:
            raise Early(_EARLY)
        # Not `fork_at`, whose time grows as the square of a long text.
        missing = then.oplog_vv.get_missing_span(known)
        then.import_(document.export(ExportMode.UpdatesInRange(missing)))
    except Early:
        raise
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # Loro panics derive from BaseException
        raise Early(_EARLY) from error
    return then


def _import(scratch: LoroDoc, encoded: str) -> None:
    try:
        status = scratch.import_(b64decode(encoded, validate=True))
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # Loro panics derive from BaseException
        raise Malformed(_BAD) from error
    if status.pending:
        raise Early(_EARLY)


def _text(document: LoroDoc) -> str:
    return str(document.get_text("text").to_string())


def _rewrite(document: LoroDoc, after: str) -> None:
    """Turn the text of a document into another, letter by letter if little differs, else word by word."""
    text = document.get_text("text")
    ours, theirs = _WORD.findall(_text(document)), _WORD.findall(after)
    passages = list(differing(ours, theirs, IN_A_ROW))
    places, others = _places(ours), _places(theirs)
    sizes = (
        places[end] - places[start] + others[last] - others[first] for start, end, first, last in passages
    )
    if sum(sizes) <= FEW:
        text.update(after)
    else:
        for start, end, first, last in reversed(passages):  # so that the places before it hold
            text.delete(places[start], places[end] - places[start])
            _insert(text, places[start], after[others[first] : others[last]])
    document.commit()


def _insert(text: LoroText, place: int, written: str) -> None:
    """Insert from the end: who merges one long insert needs a time that grows as its square."""
    for begin in reversed(range(0, len(written), STRETCH)):
        text.insert(place, written[begin : begin + STRETCH])


def _places(words: list[str]) -> list[int]:
    """Return where each word begins, and where the last one ends."""
    return list(accumulate(map(len, words), initial=0))


def _changed_by_both(before: str, ours: str, theirs: str) -> str:
    sentences = _SENTENCE.findall(before)
    both = _touched(sentences, ours) & _touched(sentences, theirs)
    return str(sentences[min(both)]).strip() if both else ""


def _touched(sentences: list[str], after: str) -> set[int]:
    """Return the positions of the sentences that are no longer there word for word."""
    passages = differing(sentences, _SENTENCE.findall(after))
    return {position for passage in passages for position in range(passage.start, passage.end)}
