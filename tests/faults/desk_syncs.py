"""A desk that is killed while it syncs with a real office, while somebody else there keeps it busy."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import orjson

from desktop.features.syncing.actions import join, sync_now
from desktop.paths import Profile
from desktop.store.dump import dump
from sync.records import VOCABULARY
from sync.server.app import make_app
from tests.client.serving import served
from tests.faults.desk_kills import opened
from tests.faults.laptops import PLENTY, Laptop, founded, invited, joined
from tests.faults.office_kills import Person, at_work


@contextmanager
def at_an_office(profile: Profile, folder: Path, database_url: str) -> Iterator[Laptop]:
    """Join an office where Luis adds people and syncs all the time; yields his laptop."""
    with (
        founded(database_url.removeprefix("sqlite:///"), folder, VOCABULARY) as (office, space),
        served(make_app(office, PLENTY)) as address,
    ):
        codes = invited(office, space, 2)
        with opened(profile) as store:
            join(store, codes[0], address, "Blue laptop")
        luis = Person(joined(folder, address, codes[1], "Luis"))
        with at_work([luis]):
            yield luis.laptop
        assert luis.trouble is None
        luis.laptop.store.close()


def check_after_sync(profile: Profile, other: Laptop) -> None:
    """After the next sync the desk shows all that it had shown, and what Luis had sent by then."""
    sent = {seq for seq in other.answered().values() if seq}
    with opened(profile) as store:
        before = _people(b"".join(dump(store)))
        report = sync_now(store, until_level=True, timeout=60)
        after = _people(b"".join(dump(store)))
    assert report.waiting == 0
    assert before <= after
    assert len([name for name in after if name.startswith("Luis ")]) >= len(sent)


def _people(dumped: bytes) -> set[str]:
    """Return what tells people apart."""
    told = [each["state"]["fields"] for records in orjson.loads(dumped).values() for each in records]
    return {fields.get("goes_by") or fields.get("name", "") for fields in told}
