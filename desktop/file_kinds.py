"""What a file is, by its first bytes: only kinds on this list are opened, and programs never.

A file is opened under the ending of its kind, whatever its name says, so a web page or a
script that calls itself a text is opened as a text.
"""

import re
from dataclasses import dataclass
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from desktop.i18n import _
from sync.errors import Refused

MOST_MEMBERS = 200
"""Of an office document, which is a zip."""


def kind_of(content: bytes, name: str = "") -> "FileKind | None":
    """Return the kind of a file, PROGRAM for what would run, None for what is not on the list."""
    if _would_run(content, name):
        return PROGRAM
    if content.startswith(b"PK\x03\x04"):
        return _kind_of_zip(content)
    for pattern, kind in _BY_START:
        if pattern.match(content):
            return kind
    if not _is_text(content):
        return None
    return CSV if name.lower().endswith(".csv") else TEXT


def require_no_program(content: bytes, name: str) -> None:
    """Refuse to attach what would run when somebody opens it."""
    if kind_of(content, name) is PROGRAM:
        words = _("'{name}' is a program, so it was not attached. Attach a document or a picture instead.")
        raise Refused(words.format(name=name), "program")


def require_openable(content: bytes, name: str) -> "FileKind":
    """Return the kind of a file that may be opened; Refused for any other."""
    kind = kind_of(content, name)
    if kind is PROGRAM:
        words = _(
            "'{name}' is a program, so it was not opened. It is kept as it is; ask whoever attached it."
        )
        raise Refused(words.format(name=name), "program")
    if kind is None:
        words = _(
            "'{name}' is of a kind that this program does not open. It is kept as it is; "
            "ask whoever attached it for a PDF or a picture."
        )
        raise Refused(words.format(name=name), "unknown_kind")
    return kind


def _would_run(content: bytes, name: str) -> bool:
    ending = name.lower().rstrip(". ").rpartition(".")[2]
    return ending in _ENDINGS_OF_PROGRAMS or any(content.startswith(start) for start in _STARTS_OF_PROGRAMS)


def _kind_of_zip(content: bytes) -> "FileKind | None":
    try:
        with ZipFile(BytesIO(content)) as package:
            names = package.namelist()
    except (BadZipFile, ValueError, NotImplementedError):
        return None
    if len(names) > MOST_MEMBERS:
        return None
    if any(_is_code(name) for name in names):
        return PROGRAM
    if "[Content_Types].xml" in names:
        return next(
            (kind for folder, kind in _OFFICE.items() if any(n.startswith(folder) for n in names)), None
        )
    return _kind_of_open_document(content)


def _kind_of_open_document(content: bytes) -> "FileKind | None":
    # Its type comes first and unpacked, so that it can be read without unpacking anything.
    return next(
        (kind for kind in _OPEN_DOCUMENT if b"mimetype" + kind.media_type.encode() in content[:120]), None
    )


def _is_code(name: str) -> bool:
    """Tell whether a member of a zip is a macro or a program."""
    plain = name.lower()
    return plain.startswith(("meta-inf/manifest.mf", "basic/", "scripts/")) or plain.endswith(
        ("vbaproject.bin", *(f".{ending}" for ending in _ENDINGS_OF_PROGRAMS))
    )


def _is_text(content: bytes) -> bool:
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        words = content.decode(encoding)
    except UnicodeDecodeError:
        words = content.decode("latin-1")
    return bool(words) and not re.search(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x9f]", words)


@dataclass(frozen=True)
class FileKind:
    """A kind of file; `ending` is what a copy of it is called when it is opened."""

    ending: str
    media_type: str


_WORD = "application/vnd.openxmlformats-officedocument."
_OPEN = "application/vnd.oasis.opendocument."
PROGRAM = FileKind("", "application/x-executable")
TEXT, CSV = FileKind("txt", "text/plain"), FileKind("csv", "text/csv")
_OFFICE = {
    "word/": FileKind("docx", f"{_WORD}wordprocessingml.document"),
    "xl/": FileKind("xlsx", f"{_WORD}spreadsheetml.sheet"),
    "ppt/": FileKind("pptx", f"{_WORD}presentationml.presentation"),
}
_OPEN_DOCUMENT = (
    FileKind("odt", f"{_OPEN}text"),
    FileKind("ods", f"{_OPEN}spreadsheet"),
    FileKind("odp", f"{_OPEN}presentation"),
)
_BY_START = tuple(
    (re.compile(pattern, re.DOTALL), FileKind(ending, media_type))
    for pattern, ending, media_type in (
        (rb"%PDF-", "pdf", "application/pdf"),
        (rb"\x89PNG\r\n\x1a\n", "png", "image/png"),
        (rb"\xff\xd8\xff", "jpg", "image/jpeg"),
        (rb"GIF8[79]a", "gif", "image/gif"),
        (rb"RIFF....WEBP", "webp", "image/webp"),
        (rb"II\*\x00|MM\x00\*", "tif", "image/tiff"),
        (rb"....ftyp(heic|heix|heim|heis|hevc|hevx|mif1|msf1)", "heic", "image/heic"),
        (rb"....ftypavif", "avif", "image/avif"),
        (rb"....ftypM4A ", "m4a", "audio/mp4"),
        (rb"....ftypqt  ", "mov", "video/quicktime"),
        (rb"....ftyp(isom|iso[2-9]|mp4[12]|avc1|M4V |3gp.|dash|MSNV)", "mp4", "video/mp4"),
        (rb"ID3|\xff[\xfb\xf3\xf2]", "mp3", "audio/mpeg"),
        (rb"RIFF....WAVE", "wav", "audio/wav"),
        (rb"OggS", "ogg", "audio/ogg"),
    )
)
_STARTS_OF_PROGRAMS = (
    b"MZ",  # Windows
    b"\x7fELF",  # Linux
    b"\xfe\xed\xfa\xce",  # macOS, in both byte orders, 32 and 64 bits, and several in one
    b"\xfe\xed\xfa\xcf",
    b"\xce\xfa\xed\xfe",
    b"\xcf\xfa\xed\xfe",
    b"\xca\xfe\xba\xbe",  # also Java
    b"#!",
    b"L\x00\x00\x00\x01\x14\x02\x00",  # a Windows shortcut
    b"MSCF",
    b"dex\n",
    b"\x00asm",
)
_ENDINGS = """
app appimage apk bat cmd com command cpl desktop dll dmg exe gadget hta inf jar js jse lnk msc msi msp pif
pkg ps1 psm1 py pyw reg scf scr sh so url vb vbe vbs wsf wsh docm dotm xlsm xltm xlam pptm
"""
_ENDINGS_OF_PROGRAMS = frozenset(_ENDINGS.split())
