"""Bytes into text, for files that several programs have written into.

A list kept for years holds lines of different encodings. UTF-8 is recognized
for certain, so only lines that are not UTF-8 are guessed at, one by one:
Windows (cp1252) or old Mac (mac-roman), whichever reads more like names.
"""

import codecs

BYTE_ORDER_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
LETTERS = frozenset("áéíóúñüàèìòùâêîôûäëïöçãõåøæßÁÉÍÓÚÑÜÀÈÂÊÔÄÖÇÅØŠšŽž")
MARKS = frozenset("’‘“”–—…¡¿ºª°«»®™©€½\u00a0")
"""Signs that people do type, before or after a word."""


def decode(content: bytes) -> str:
    """Return the text of a file, each line in its own encoding where they are mixed."""
    for mark, encoding in BYTE_ORDER_MARKS.items():
        if content.startswith(mark) and encoding == "utf-16":
            return content.decode(encoding, "replace")
    wide = _wide_encoding(content)
    if wide:
        return content.decode(wide, "replace")
    content = content.removeprefix(codecs.BOM_UTF8)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_lines(content.split(b"\n"))


def _wide_encoding(content: bytes) -> str:
    """UTF-16 without its mark: every other byte of Western text is zero."""
    sample = content[:2000]
    half = len(sample) // 2
    for start, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if half >= 4 and sample[start::2].count(0) > half * 0.7 and sample[1 - start :: 2].count(0) == 0:
            return encoding
    return ""


def _decode_lines(lines: list[bytes]) -> str:
    read = [_as_utf8(line) for line in lines]
    leaning = sum(_leaning(line) for line, text in zip(lines, read, strict=True) if text is None)
    decoded = (
        _decode_old(line, leaning) if text is None else text for line, text in zip(lines, read, strict=True)
    )
    return "\n".join(decoded)


def _as_utf8(line: bytes) -> str | None:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _decode_old(line: bytes, leaning: int) -> str:
    own = _leaning(line)
    lean = own if abs(own) > 1 else leaning
    return line.decode("mac-roman") if lean > 0 else line.decode("cp1252", "replace")


def _leaning(line: bytes) -> int:
    """Return how much more a line reads like names in mac-roman than in cp1252."""
    return _likeness(line.decode("mac-roman")) - _likeness(line.decode("cp1252", "replace"))


def _likeness(text: str) -> int:
    return sum(
        _fitness(character, text[place - 1 : place], text[place + 1 : place + 2])
        for place, character in enumerate(text)
        if ord(character) > 127
    )


def _fitness(character: str, before: str, after: str) -> int:
    if character in MARKS:
        is_inside = before.isalpha() and after.isalpha() and character != "’"
        return -1 if is_inside or (character in "”…" and after.isalpha()) else 1
    if character not in LETTERS or (character.isupper() and before.islower()):
        return -1  # nobody writes JosÈ
    return -1 if character.islower() and before.isupper() and after.isupper() else 1
