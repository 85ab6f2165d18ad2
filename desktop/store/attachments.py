"""Files that belong to records: kept sealed on this computer, and known by their SHA-256.

waiting     attached here, and the office has not confirmed it
confirmed   the office has said the hash of what it stored
here        fetched from the office
"""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from sqlalchemy import Connection, delete, func, literal_column, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from desktop.file_kinds import require_no_program
from desktop.file_names import clean_name
from desktop.i18n import _
from desktop.paths import Profile
from desktop.safe_files import plain_disk_errors
from desktop.store import schema, sealed_files
from desktop.store.store import Store
from sync.client.files import WaitingFile
from sync.errors import Refused
from sync.uploads import LARGEST_FILE

_files = schema.files


def files_unsent(connection: Connection) -> int:
    """Return how many files the office has not confirmed."""
    return connection.execute(select(func.count()).where(_files.c.standing == "waiting")).scalar_one()


def offer_files_again(connection: Connection, space: str) -> None:
    """Send the files of a space anew: a restored office may have lost them, and says if it has not."""
    mine = _files.c.space == space, _files.c.standing.in_(("waiting", "confirmed"))
    connection.execute(update(_files).where(*mine).values(standing="waiting", sent=0, upload=""))


def forget_files(connection: Connection, space: str) -> None:
    """Know no files of a space any more; what had been waiting is not sent."""
    connection.execute(delete(_files).where(_files.c.space == space))


@dataclass(frozen=True)
class Attachments:
    """The files of one profile: the source of what is sent, and the sink of what is fetched."""

    store: Store
    profile: Profile
    key: bytes
    """From `sealed_files.file_key`."""

    def attach(self, path: Path, *, space: str = "") -> tuple[str, int]:
        """Keep a sealed copy of a file to be sent, by default to the home space; return its hash and size.

        The file itself is left as it is. Refused if it is empty, too large, or a program.
        """
        return self.keep(read_to_attach(path), clean_name(path.name), space=space)

    def keep(self, content: bytes, name: str, *, space: str = "") -> tuple[str, int]:
        """Keep bytes of that name as `attach` keeps a file."""
        require_no_program(content, name)
        file = sha256(content).hexdigest()
        sealed_files.store_whole(self.profile.files, self.key, file, content)
        self._note(file, space or self.store.author.home, name, len(content))
        return file, len(content)

    def open_file(self, file: str) -> bytes:
        """Return the bytes of a file; Unavailable if it is not here, Damaged if it is not what it was."""
        return sealed_files.read_whole(self.profile.files, self.key, file)

    def is_here(self, file: str) -> bool:
        """Tell whether the bytes of a file are on this computer."""
        return sealed_files.path_of(self.profile.files, file).is_file()

    def waiting_files(self) -> list[WaitingFile]:
        """Return the files that the office has not confirmed, the oldest first."""
        columns = (_files.c.space, _files.c.hash, _files.c.size, _files.c.upload)
        waiting = select(*columns).where(_files.c.standing == "waiting")
        with self.store.reading() as connection:
            rows = connection.execute(waiting.order_by(literal_column("rowid")))
            return [WaitingFile(*row) for row in rows]

    def read_piece(self, file: str, offset: int) -> bytes:
        """Return at most 256 KiB of a file from `offset` on."""
        return sealed_files.read_piece(self.profile.files, self.key, file, offset)

    def keep_progress(self, waiting: WaitingFile, upload: str, sent: int) -> None:
        """Keep how much of a file the office has, and where it wants the rest."""
        self._change(waiting, upload=upload, sent=sent)

    def confirm(self, waiting: WaitingFile) -> None:
        """Take note that the office has a file."""
        self._change(waiting, standing="confirmed", sent=waiting.size, upload="")

    def count_arrived(self, file: str) -> int:
        """Return how many bytes of a file are here from an earlier attempt to fetch it."""
        return sealed_files.count_arrived(self.profile.files, file)

    def take_piece(self, file: str, offset: int, piece: bytes) -> None:
        """Keep the next piece of a file from the office."""
        sealed_files.keep_piece(self.profile.files, self.key, file, offset, piece)

    def settle(self, space: str, file: str, name: str = "", standing: str = "here") -> bool:
        """Keep a file that has arrived; tell whether it has its hash. If not, nothing of it is kept."""
        size = sealed_files.settle(self.profile.files, self.key, file)
        if size is None:
            return False
        row = {"hash": file, "space": space, "name": name, "size": size, "upload": ""}
        row |= {"standing": standing, "sent": 0 if standing == "waiting" else size}
        with self.store.writing() as connection:
            connection.execute(upsert(_files).values(**row).on_conflict_do_nothing())
        return True

    def forget_arriving(self, file: str) -> None:
        """Keep nothing of a file that was arriving."""
        sealed_files.forget_arriving(self.profile.files, file)

    def _note(self, file: str, space: str, name: str, size: int) -> None:
        row = {"hash": file, "space": space, "name": name, "size": size, "sent": 0, "upload": ""}
        with self.store.writing() as connection:
            known = connection.execute(select(_files).where(_files.c.hash == file)).one_or_none()
            if known is not None and known.space == space and known.standing in ("waiting", "confirmed"):
                return
            if known is not None and known.standing == "waiting":
                raise _on_its_way()
            new = upsert(_files).values(**row, standing="waiting")
            changed = {**row, "standing": "waiting"}
            connection.execute(new.on_conflict_do_update(index_elements=["hash"], set_=changed))

    def _change(self, waiting: WaitingFile, **values: str | int) -> None:
        here = _files.c.hash == waiting.hash, _files.c.space == waiting.space, _files.c.standing == "waiting"
        with self.store.writing() as connection:
            connection.execute(update(_files).where(*here).values(**values))


def read_to_attach(path: Path) -> bytes:
    """Return the bytes of a file; Refused if they cannot be attached, Unavailable if they cannot be read."""
    name = clean_name(path.name)
    with plain_disk_errors(name):
        if not path.is_file():
            words = _("'{name}' is not a file, so nothing was attached. Choose a file.")
            raise Refused(words.format(name=name), "no_file")
        with path.open("rb") as source:
            content = source.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        words = _(
            "'{name}' is larger than {most} MB, so it was not attached. Make it smaller, or link to it."
        )
        raise Refused(words.format(name=name, most=LARGEST_FILE // 1024**2), "file_too_large")
    if not content:
        words = _("'{name}' is empty, so it was not attached.")
        raise Refused(words.format(name=name), "empty_file")
    return content


def _on_its_way() -> Refused:
    return Refused(
        _(
            "This file is still on its way to another space, so it was not attached here yet. "
            "Sync, then try again."
        ),
        "on_its_way",
    )
