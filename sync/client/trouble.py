"""What can stand between a computer and the office, each in a plain sentence."""

import time
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import requests
import urllib3.exceptions

from sync.errors import CoalitionError, Offline, Refused

PORTAL = "This Wi-Fi wants you to sign in first. Open your browser, sign in, then try again."
NO_OFFICE = (
    "At this address there is no office: something else answers there. Nothing was changed, and your work is "
    "safe here. Compare the address with the one you were given, or ask the office."
)
TLS = (
    "We can't be sure we're talking to the state office's server, so nothing was sent. "
    "Your school's network may be checking traffic. Your work is safe here."
)
UNREACHABLE = (
    "The office cannot be reached from here. Everything you do is saved on this computer and will sync later."
)
BUSY = "The office is busy. Your work is safe here; it will be sent in a while."
UNREADABLE = (
    "The office's answer was damaged on the way, so nothing was taken from it. Your work is safe here."
)
FAILED = "Something went wrong at the office. Your work is safe here; it will be sent again in a while."
PROXY = (
    "This network's proxy wants a name and a password before it lets anything through. "
    "Your work is safe here; ask whoever looks after the network."
)


PASSING = (503, 504)
"""Statuses of an office that is not there just now, whatever it is asked."""
UNREAD = (400, 413, 422)
"""Statuses of an office that cannot read what it was sent."""


class ClockIsOff(Refused):
    """This computer's clock is not the office's; with its time one can sign again."""

    def __init__(self, sentence: str, server_time: int) -> None:
        super().__init__(sentence, "clock")
        self.server_time = server_time


class Stumbled(Offline):
    """The office failed at what it was asked: perhaps at what the request carries."""


class TurnedDown(Refused):
    """The office cannot read what the request carries, and says so."""


class NumbersTaken(Refused):
    """The office knows a number of ours as another change: this file is a copy, or was put back."""

    def __init__(self, words: str, number: int) -> None:
        super().__init__(words, "numbers_taken")
        self.number = number


def portal() -> Offline:
    """Return the error for an answer that is not the office's."""
    return Offline(PORTAL, "portal")


def stranger(status: int) -> Offline:
    """Return the error for an answer that does not carry the office's mark.

    A page that wants something says 200; who only turns the request down knows nothing of an office.
    """
    return Offline(NO_OFFICE, "no_office") if 400 <= status < 500 else portal()


def raise_for_strangers(status: int, headers: Mapping[str, str]) -> None:
    """Raise for the statuses that anybody on the way may give, the office too."""
    if status == 407:
        raise Offline(PROXY, "proxy")
    if status == 511 or 300 <= status < 400:
        raise portal()
    if status >= 500 and status not in PASSING:
        raise Stumbled(FAILED, "busy", retry_after(headers.get("Retry-After", "")))
    if status == 429 or status >= 500:
        raise Offline(BUSY, "busy", retry_after(headers.get("Retry-After", "")))


def retry_after(value: str, now: float | None = None) -> float:
    """Return the seconds that a `Retry-After` header asks for, as a number or as a date; 0 if neither."""
    if value.strip().isdecimal():
        return min(float(value), 86_400.0)
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return 0.0
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    wait = (moment - datetime.fromtimestamp(time.time() if now is None else now, UTC)).total_seconds()
    return min(max(wait, 0.0), 86_400.0)


def is_stale(error: requests.RequestException) -> bool:
    """Tell whether the other side had closed the connection before it answered anything."""
    cause = error.args[0] if error.args else None
    return isinstance(error, requests.ConnectionError) and isinstance(cause, urllib3.exceptions.ProtocolError)


def explain(error: requests.RequestException) -> CoalitionError:
    """Return what an error of the network means for a person."""
    if isinstance(error, requests.exceptions.SSLError):
        return Offline(TLS, "tls")
    if isinstance(error, requests.exceptions.ProxyError) and "407" in str(error):
        return Offline(PROXY, "proxy")
    if isinstance(
        error,
        requests.exceptions.InvalidURL
        | requests.exceptions.MissingSchema
        | requests.exceptions.InvalidSchema,
    ):
        return Refused(
            "This is not the address of an office; it starts with https://. Nothing was sent. "
            "Please compare it with the one you were given.",
            "address",
        )
    if isinstance(error, requests.exceptions.ContentDecodingError):
        return Offline(UNREADABLE, "unreadable")
    return Offline(UNREACHABLE, "unreachable")
