"""How the bytes of files travel: tus 1.0 in pieces, under a name that is their SHA-256.

https://tus.io/protocols/resumable-upload, the core with creation and termination. The
checksum extension would say twice what the signature of each request says: it covers
the SHA-256 of the body.
"""

TUS = "1.0.0"
PIECE = 256 * 1024
"""Bytes in one request: what is sent again at most after the line was cut."""
LARGEST_FILE = 10 * 1024 * 1024
"""Bytes."""
PIECE_TYPE = "application/offset+octet-stream"
BYTES_TYPE = "application/octet-stream"
FILES = "/v1/files"
HASH = r"^[0-9a-f]{64}$"
CONFIRMED = "Upload-Confirmed"
"""The header with which the office says that it has a whole file: the SHA-256 of what it stored."""


def upload_address(space: str, file: str, size: int) -> str:
    """Return where a device sends the pieces of a file of `size` bytes; `file` is its hash."""
    return f"{FILES}/{file}?space={space}&size={size}"


def file_address(space: str, file: str) -> str:
    """Return where a file is read; `file` is its hash."""
    return f"{FILES}/{file}?space={space}"
