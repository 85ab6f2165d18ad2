"""Packing an answer: which way, and whether it is worth it."""

import re
import zlib
from functools import cached_property

from backports import zstd
from starlette.datastructures import MutableHeaders

from sync.protocol import MEDIA_TYPE

WORTH_IT = 500
"""Bytes."""
QUICKLY, WELL = 1, 3
"""Levels: of zstd the first makes whole spaces smaller still than the third, in half the time."""
# No web pages: where a page holds a secret token and words of a stranger, its packed length tells on it.
PACKED_TYPES = (MEDIA_TYPE, "application/json", "text/css", "text/javascript", "text/plain")
_REFUSED = re.compile(r"q=0(\.0*)?")


def packer_for(accepted: str) -> "Packer | None":
    """Return the best packer that an `Accept-Encoding` header allows, if any."""
    if not accepted:
        return None
    choices = (choice.partition(";") for choice in accepted.lower().split(","))
    names = {name.strip() for name, _, quality in choices if not _REFUSED.fullmatch(quality.strip())}
    return next((packer() for packer in (Zstd, Gzip) if packer.name in names), None)


class Packer:
    """One answer being packed, part by part."""

    name: str

    def pack(self, part: bytes, *, more: bool) -> bytes:
        """Return a part packed so that it can be read on arrival."""
        raise NotImplementedError

    def wants(self, status: int, headers: MutableHeaders, length: int, *, more: bool) -> bool:
        """Tell whether an answer is worth packing."""
        sort = headers.get("content-type", "").partition(";")[0]
        plain = status == 200 and "content-encoding" not in headers and sort in PACKED_TYPES
        return plain and (more or length >= WORTH_IT)


class Zstd(Packer):
    """Smaller and faster, where both ends have it."""

    name = "zstd"

    @cached_property
    def compressor(self) -> zstd.ZstdCompressor:
        """Made when the answer turns out to be worth it: it takes longer than packing a short one."""
        return zstd.ZstdCompressor(QUICKLY)

    def pack(self, part: bytes, *, more: bool) -> bytes:
        """Return a part packed so that it can be read on arrival."""
        if more:
            return self.compressor.compress(part, zstd.ZstdCompressor.FLUSH_BLOCK)
        return self.compressor.compress(part) + self.compressor.flush()


class Gzip(Packer):
    """What everybody has."""

    name = "gzip"

    def __init__(self) -> None:
        self.compressor = zlib.compressobj(level=WELL, wbits=31)

    def pack(self, part: bytes, *, more: bool) -> bytes:
        """Return a part packed so that it can be read on arrival."""
        return self.compressor.compress(part) + self.compressor.flush(
            zlib.Z_SYNC_FLUSH if more else zlib.Z_FINISH
        )
