"""Long text in which two people's typing merges, hidden behind six functions.

A document is opaque bytes (a Loro text with its whole history), an update the
bytes that one person's typing adds to it. Importing happens in a scratch
document, so bytes that turn out bad never touch the good one.

A text that nobody has typed into since it was first written needs no document:
`plant` makes the same one from it everywhere when the time comes.
"""

import re
from base64 import b64decode, b64encode
from difflib import SequenceMatcher
from hashlib import blake2b

from loro import ExportMode, Frontiers, LoroDoc

from sync.errors import Malformed


class Early(Malformed):
    """An update came before the words it stands on."""


_BAD = "This text could not be merged because its update is damaged. The text itself is unchanged."
_EARLY = "This text stands on words that have not arrived yet."


def compose(document: str, text: str) -> str:
    """Return the update that turns the text of `document` ("" = none yet) into `text`."""
    scratch = _open(document)
    seen = scratch.oplog_vv
    scratch.get_text("text").update(text)
    scratch.commit()
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
    if seen == ours.oplog_frontiers:
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
    mine.get_text("text").update(before)
    mine.commit()
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
    try:
        return document.fork_at(seen)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # Loro panics derive from BaseException
        raise Early(_EARLY) from error


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


def _changed_by_both(before: str, ours: str, theirs: str) -> str:
    sentences = re.findall(r"[^.!?\n]+[.!?\n]*", before)
    both = _touched(sentences, ours) & _touched(sentences, theirs)
    return sentences[min(both)].strip() if both else ""


def _touched(sentences: list[str], after: str) -> set[int]:
    """Return the positions of the sentences that are no longer there word for word."""
    matcher = SequenceMatcher(None, sentences, re.findall(r"[^.!?\n]+[.!?\n]*", after), autojunk=False)
    gone = (
        range(first, last) for tag, first, last, *_ in matcher.get_opcodes() if tag in ("replace", "delete")
    )
    return {position for positions in gone for position in positions}
