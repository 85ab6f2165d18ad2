"""From settings to an office: its folder, its database, its files."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sync.errors import Refused
from sync.server.migrate import require_current
from sync.server.office import Office
from sync.server.settings import Settings
from sync.server.storage import open_storage


@contextmanager
def office_at(settings: Settings) -> Iterator[Office]:
    """Open the office that is there; refuse where there is none, or one of another version."""
    require_place(settings)
    with place_at(settings) as office:
        require_current(office.storage)
        yield office


def require_place(settings: Settings) -> None:
    """Refuse where there is no database: only `init` and `restore` make one."""
    if not settings.database.startswith("postgresql") and not Path(settings.database).exists():
        raise Refused(
            f"There is no office in '{settings.folder}' yet; nothing was changed."
            " Run `coalition-office init` to make one, or name its folder with --data.",
            "database_empty",
        )


@contextmanager
def place_at(settings: Settings) -> Iterator[Office]:
    """Open the place of an office, whatever is there; make the folder if there is none."""
    office = open_place(settings)
    try:
        yield office
    finally:
        office.storage.close()


def open_place(settings: Settings) -> Office:
    """Return the office of a process that keeps it open as long as it lives."""
    settings.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    settings.files.mkdir(mode=0o700, exist_ok=True)
    return Office(open_storage(settings.database), settings.files)
