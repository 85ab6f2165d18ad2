"""What can be asked of each route, given a space; the matrix asks all of it for everybody.

A new route needs an act here and its rows in matrix.csv.
"""

from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass

from sync.carry import seal_outbox
from sync.invitation import new_code
from sync.protocol import Batch, Cursor, SyncRequest
from sync.records.base import new_id
from sync.sealing import public_text
from sync.uploads import FILES, PIECE_TYPE, TUS, file_address, upload_address
from tests.server.cast import CALLERS, Cast, Place
from tests.server.entrance import Laptop
from tests.server.knock import Knock

JSON = {"content-type": "application/json"}
SPEAKS_TUS = {"tus-resumable": TUS}


@dataclass(frozen=True)
class Act:
    """One thing to ask of a route."""

    route: str
    name: str
    ask: Callable[[Cast, str, Place, str], Knock]
    """Cast, caller, the space that is named, and which it is: own, foreign or random."""
    ids: tuple[str, ...] = ("own", "foreign", "random")


def plain(method, path):
    return lambda cast, caller, place, which: Knock(method, path)


def enrol(cast, caller, place, which):
    """A code: the caller's own, one that somebody else has used, one that was never given out."""
    other = "leader of B" if caller != "leader of B" else "leader of A"
    codes = {"own": cast.codes.get(caller, cast.codes[other]), "foreign": cast.codes[other]}
    laptop = cast.laptops.get(caller, Laptop())
    asked = laptop.asks(codes.get(which) or new_code())
    return Knock("POST", "/v1/enrol", asked.model_dump_json().encode(), JSON)


def pull(cast, caller, place, which):
    request = SyncRequest(protocol=1, program="1", spaces=[Cursor(space=place.id)])
    return Knock("POST", "/v1/sync", request.model_dump_json(exclude_defaults=True).encode())


def push(cast, caller, place, which):
    return Knock("POST", "/v1/sync", _with_change(cast, caller, place).model_dump_json().encode())


def snapshot(cast, caller, place, which):
    return Knock("GET", f"/v1/spaces/{place.id}/snapshot")


def events(cast, caller, place, which):
    return Knock("GET", f"/v1/events?seen={place.id}:0")


def announce(cast, caller, place, which):
    said = {"space": place.id, "hash": place.file}
    metadata = ",".join(f"{name} {b64encode(value.encode()).decode()}" for name, value in said.items())
    headers = {"upload-length": str(len(place.content)), "upload-metadata": metadata}
    return Knock("POST", FILES, b"", SPEAKS_TUS | headers)


def upload(method, **headers):
    def ask(cast, caller, place, which):
        size = len(place.content)
        said = {"upload-offset": str(size), "content-type": PIECE_TYPE} if method == "PATCH" else {}
        return Knock(method, upload_address(place.id, place.file, size), b"", SPEAKS_TUS | said)

    return ask


def fetch(cast, caller, place, which):
    return Knock("GET", file_address(place.id, place.file))


def carry(path):
    def ask(cast, caller, place, which):
        laptop = cast.laptops.get(caller, Laptop())
        request = _with_change(cast, caller, place)
        key = public_text(cast.office_key())
        return Knock("POST", path, seal_outbox([request], laptop.id, laptop.key, key))

    return ask


def _with_change(cast, caller, place):
    """A round that adds a person to a space."""
    n = cast.next_number(caller)
    columns = {"fields": ["name"], "columns": [["Rosa"]]}
    batch = Batch(n=n, edit=new_id(), space=place.id, kind="person", records=[new_id()], **columns)
    return SyncRequest(protocol=1, program="1", spaces=[], changes=[batch], oldest=n)


NO_ID = ("-",)
ACTS = (
    Act("GET /", "open the page", plain("GET", "/"), NO_ID),
    Act("GET /openapi.json", "read what there is", plain("GET", "/openapi.json"), NO_ID),
    Act("HEAD /openapi.json", "read what there is", plain("HEAD", "/openapi.json"), NO_ID),
    Act("GET /v1/health", "ask whether it is there", plain("GET", "/v1/health"), NO_ID),
    Act("OPTIONS /v1/files", "ask what it speaks", plain("OPTIONS", FILES), NO_ID),
    Act("POST /v1/enrol", "hand in a code", enrol),
    Act("POST /v1/sync", "pull", pull),
    Act("POST /v1/sync", "push", push),
    Act("GET /v1/spaces/{space}/snapshot", "hear all of it", snapshot),
    Act("GET /v1/events", "be told", events),
    Act("POST /v1/files", "announce a file", announce),
    Act("HEAD /v1/files/{hash}", "ask how far it is", upload("HEAD")),
    Act("PATCH /v1/files/{hash}", "send a piece", upload("PATCH")),
    Act("DELETE /v1/files/{hash}", "forget a piece", upload("DELETE")),
    Act("GET /v1/files/{hash}", "read a file", fetch),
    Act("POST /v1/carry", "bring an outbox", carry("/v1/carry")),
    Act("POST /v1/waiting", "leave unsent work", carry("/v1/waiting")),
)
CELLS = [(act, caller, which) for act in ACTS for caller in CALLERS for which in act.ids]
"""All that the matrix asks."""
