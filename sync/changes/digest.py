"""The number that two ends compare when they are level.

The digest of a space is the sum modulo 2**128 of one 128-bit hash for each
record, so one record's change moves it without reading the others.
"""

from collections.abc import Iterable
from hashlib import blake2b

MODULUS = 1 << 128
BUCKETS = 256
"""A difference is drilled down by the first byte of the record's hash of its id."""


def record_hash(kind: str, record: str, sequence: int, state: bytes) -> bytes:
    """Return the 16-byte hash of one record as the office holds it."""
    return blake2b(f"{kind} {record} {sequence} ".encode() + state, digest_size=16).digest()


def add(digest: int, gone: Iterable[bytes], come: Iterable[bytes]) -> int:
    """Return the digest after the hashes `gone` made way for the hashes `come`."""
    for each in come:
        digest += int.from_bytes(each, "big")
    for each in gone:
        digest -= int.from_bytes(each, "big")
    return digest % MODULUS


def bucket_of(record: str) -> int:
    """Return the bucket (0-255) of a record: the last byte of its id, which is random."""
    return int(record[-2:], 16)


def spell(digest: int) -> str:
    """Return the digest as it goes over the wire: 32 hex digits."""
    return f"{digest:032x}"


def read(spelled: str) -> int:
    """Return the digest behind 32 hex digits."""
    return int(spelled, 16)
