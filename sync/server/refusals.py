"""How the office says no over HTTP: each error's status, and the words that go with it."""

from typing import Any

from sync.errors import CoalitionError, Malformed, Refused, Unavailable, Unknown


def a(noun: str) -> str:
    """Return a role or a kind with its article, as one says it: an auditor, a stipend step."""
    return f"{'an' if noun[:1] in 'aeio' else 'a'} {noun.replace('_', ' ')}"


def status_of(error: CoalitionError) -> int:
    """Return the HTTP status of an error."""
    return next((status for kind, status in _STATUSES if isinstance(error, kind)), 500)


def content_of(error: CoalitionError) -> dict[str, Any]:
    """Return what the answer says: a code for programs and a sentence for people."""
    content = {"error": error.code, "sentence": error.sentence}
    if isinstance(error, Unrecognised):
        return content | {"server_time": error.server_time}
    return content | {"number": error.number} if isinstance(error, NumbersTaken) else content


def headers_of(error: CoalitionError) -> dict[str, str]:
    """Return the headers that belong to an error."""
    return {"Retry-After": str(error.retry_after)} if isinstance(error, Limited) else {}


class Unrecognised(Refused):
    """The office does not know who is asking, or no longer trusts them.

    Codes: device_unknown, signature, clock, device_revoked.
    """

    def __init__(self, sentence: str, code: str, server_time: int = 0) -> None:
        super().__init__(sentence, code)
        self.server_time = server_time
        """Unix seconds of the office's clock, so that a device can learn how far off its own is."""


class Unreadable(Refused):
    """A body that is not packed as it says (400)."""


class TooLarge(Refused):
    """More than the office takes in at once (413)."""


class UnknownPacking(Refused):
    """A body packed in a way the office does not speak (415)."""


class Limited(Unavailable):
    """Too many requests; `retry_after` seconds from now there is room again."""

    def __init__(self, sentence: str, retry_after: int) -> None:
        super().__init__(sentence, "limited")
        self.retry_after = retry_after


class NumbersTaken(Refused):
    """A device gave a number to something else before: its file is a copy, or was put back (409)."""

    def __init__(self, number: int) -> None:
        super().__init__(
            "This computer's data was copied, or put back to an earlier day, and uses numbers a second time. "
            "Nothing was changed; update the program there, and it takes new ones.",
            "numbers_taken",
        )
        self.number = number
        """The first that stands for something else at the office."""


_STATUSES: tuple[tuple[type[CoalitionError], int], ...] = (
    (Unrecognised, 401),
    (Unreadable, 400),
    (TooLarge, 413),
    (UnknownPacking, 415),
    (Malformed, 422),
    (Unknown, 404),
    (Refused, 409),
    (Limited, 429),
    (Unavailable, 503),
)
