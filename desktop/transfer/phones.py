"""Phone numbers as keys, fast for the many that are plain."""

import re
from functools import lru_cache

from sync.records.people import normal_phone

_PLAIN = re.compile(r"(?:\+?1[ .-]?)?\(?([2-9]\d\d)\)?[ .-]?([2-9]\d\d)[ .-]?(\d{4})", re.ASCII)


@lru_cache(maxsize=200_000)
def phone_key(text: str) -> str:
    """Return what `normal_phone` returns, without its tables where a number is plainly American."""
    found = _PLAIN.fullmatch(text)
    return f"+1{found[1]}{found[2]}{found[3]}" if found else normal_phone(text)
