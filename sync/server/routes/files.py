"""Files over HTTP: sent by tus, read in ranges.

The address to which a device sends a file names the file, its space and its size, and the office keeps the
pieces of each device apart; so there is no upload to look up, and none of another device to guess.
"""

import re
from base64 import b64decode
from binascii import Error as NotBase64
from pathlib import Path as FilePath
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from sync.errors import Malformed
from sync.server import files
from sync.server.file_bytes import length_of, read_piece
from sync.server.files import Upload
from sync.server.guard import reply
from sync.server.office import Caller, Office
from sync.server.refusals import UnknownPacking
from sync.server.routes.caller import who_asks
from sync.uploads import (
    BYTES_TYPE,
    CONFIRMED,
    FILES,
    HASH,
    LARGEST_FILE,
    PIECE_TYPE,
    TUS,
    upload_address,
)

_SPACE = r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"
_RANGE = re.compile(r"bytes=(\d{1,15})-(\d{0,15})", re.ASCII)
_NUMBER = re.compile(r"\d{1,15}", re.ASCII)
FileHash = Annotated[str, Path(alias="hash", pattern=HASH)]
Space = Annotated[str, Query(pattern=_SPACE)]
Size = Annotated[int, Query(ge=1, le=LARGEST_FILE)]
CAN = {
    "Tus-Resumable": TUS,
    "Tus-Version": TUS,
    "Tus-Extension": "creation,termination",
    "Tus-Max-Size": str(LARGEST_FILE),
}


def file_routes(office: Office) -> APIRouter:
    """Return the routes by which files come in and go out."""
    router = APIRouter()

    @router.options(FILES)
    async def offer() -> Response:
        """Say which parts of tus the office speaks."""
        return Response(status_code=204, headers=CAN)

    @router.post(FILES)
    async def create(request: Request) -> Response:
        """Announce a file; the answer says how much of it the office has already."""
        caller, _ = await _asks(office, request)
        upload = _announced(request)
        offset = await run_in_threadpool(files.begin, office, caller, upload)
        return _told(201, upload, offset, Location=upload_address(upload.space, upload.hash, upload.size))

    @router.head(FILES + "/{hash}")
    async def resume(request: Request, file: FileHash, space: Space, size: Size) -> Response:
        """Say how much of a file has arrived from this device."""
        caller, _ = await _asks(office, request)
        upload = Upload(space, file, size)
        return _told(200, upload, await run_in_threadpool(files.offset_of, office, caller, upload))

    @router.patch(FILES + "/{hash}")
    async def send(request: Request, file: FileHash, space: Space, size: Size) -> Response:
        """Take in the next piece of a file."""
        caller, piece = await _asks(office, request)
        _require_piece(request)
        upload, offset = Upload(space, file, size), _number(request, "Upload-Offset")
        here = await run_in_threadpool(files.take, office, caller, upload, offset, piece)
        return _told(204, upload, here)

    @router.delete(FILES + "/{hash}")
    async def abandon(request: Request, file: FileHash, space: Space, size: Size) -> Response:
        """Forget what has arrived of a file from this device; a whole file stays."""
        caller, _ = await _asks(office, request)
        await run_in_threadpool(files.abandon, office, caller, Upload(space, file, size))
        return Response(status_code=204, headers={"Tus-Resumable": TUS})

    @router.get(FILES + "/{hash}")
    async def read(request: Request, file: FileHash, space: Space) -> Response:
        """Hand a file out, or a range of it, to somebody who may read a record in which it is."""
        caller, _ = await who_asks(office, request)
        path = await run_in_threadpool(files.find, office, caller, space, file)
        return await run_in_threadpool(_content, path, request.headers.get("range", ""))

    return router


async def _asks(office: Office, request: Request) -> tuple[Caller, bytes]:
    """Return who speaks tus of our version, and the body."""
    caller, body = await who_asks(office, request)
    if request.headers.get("tus-resumable") != TUS:
        raise HTTPException(412, headers={"Tus-Version": TUS})
    return caller, body


def _announced(request: Request) -> Upload:
    """Return what the headers of a creation say."""
    size = _number(request, "Upload-Length")
    said = _metadata(request.headers.get("upload-metadata", ""))
    space, file = said.get("space", ""), said.get("hash", "")
    if size < 1 or not re.fullmatch(_SPACE, space) or not re.fullmatch(HASH, file):
        raise Malformed(
            "A file is announced with its length, its space and its SHA-256. Nothing was changed."
        )
    return Upload(space, file, size)


def _metadata(header: str) -> dict[str, str]:
    """Return the pairs of an `Upload-Metadata` header: key, space, base64; then a comma."""
    pairs = (pair.strip().partition(" ") for pair in header.split(",") if pair.strip())
    try:
        return {key: b64decode(value, validate=True).decode() for key, _, value in pairs}
    except (NotBase64, ValueError):
        raise Malformed("What was said about the file could not be read. Nothing was changed.") from None


def _number(request: Request, name: str) -> int:
    found = _NUMBER.fullmatch(request.headers.get(name, ""))
    if found is None:
        raise Malformed(f"The header {name} has to be a number of bytes. Nothing was changed.")
    return int(found[0])


def _require_piece(request: Request) -> None:
    if request.headers.get("content-type", "") != PIECE_TYPE:
        raise UnknownPacking(
            f"A piece of a file is of the type {PIECE_TYPE}. Nothing was changed.", "piece_type"
        )


def _told(status: int, upload: Upload, offset: int, **more: str) -> Response:
    whole = {CONFIRMED: upload.hash} if offset == upload.size else {}
    length = {"Upload-Offset": str(offset), "Upload-Length": str(upload.size)}
    return Response(status_code=status, headers={"Tus-Resumable": TUS, **length, **whole, **more})


def _content(path: FilePath, wanted: str) -> Response:
    size = length_of(path) or 0
    found = _RANGE.fullmatch(wanted.strip())
    first, last = (int(found[1]), int(found[2] or size)) if found else (0, size)
    last = min(last, size - 1)
    headers = {"Accept-Ranges": "bytes", "ETag": f'"{path.name}"', "Content-Disposition": "attachment"}
    if first > last:
        sentence = f"This file has {size} bytes, so there is nothing in the range that was asked for."
        return reply({"error": "range", "sentence": sentence}, 416, {"Content-Range": f"bytes */{size}"})
    if found:
        headers["Content-Range"] = f"bytes {first}-{last}/{size}"
    piece = read_piece(path, first, last - first + 1)
    return Response(piece, 206 if found else 200, headers, BYTES_TYPE)
