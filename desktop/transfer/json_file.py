"""Records as JSON, each as the command `list` shows it."""

from typing import Any

import orjson


def json_bytes(records: list[dict[str, Any]]) -> bytes:
    """Return an array of records, readable and the same for the same records."""
    return orjson.dumps(records, option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS) + b"\n"
