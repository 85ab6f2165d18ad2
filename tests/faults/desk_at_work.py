"""A desk that works until somebody kills it: one line of JSON for each thing that it has saved.

    python -m tests.faults.desk_at_work FOLDER WORK RUN SEED

Every record says in its notes of which save it is and how many were saved with it, as in "2.17 of 40", so
that whoever looks afterwards can tell a save that is whole from one that was cut in two.
"""

import json
import sys
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

from desktop.features.syncing.actions import sync_now
from desktop.opening import now
from desktop.paths import Profile
from desktop.store.attachments import Attachments
from desktop.store.backup import back_up
from desktop.store.sealed_files import file_key
from desktop.store.store import Store, open_store
from desktop.transfer.carrying import carry_out
from desktop.transfer.plan import plan_import
from sync.records.people import Person
from tests.faults.log_file import end_of_log
from tests.simulation import KEY

Saved = dict[str, Any]
SIZES = (1, 1, 2, 7, 40)
"""Records in one save."""


def main(folder: str, work: str, run: str, seed: str) -> None:
    """Work, and say so after each save."""
    profile, chance = Profile(Path(folder)), Random(seed)  # noqa: S311 - thrown again, not secret
    store = open_store(profile.database, KEY, now=now)
    store.file_key = file_key(bytes.fromhex(KEY))
    saves = (f"{run}.{number} of {chance.choice(SIZES)}" for number in count())
    for saved in WORKS[work](store, profile, saves):
        print(json.dumps({**saved, "log": end_of_log(profile.database)}), flush=True)


def edit(store: Store, _: Profile, saves: Iterator[str]) -> Iterator[Saved]:
    """Add people, and change the one who was added first."""
    for save in saves:
        with store.edit("Add people") as draft:
            people = [draft.add(Person(name="Maria", notes=save)) for _ in range(size_of(save))]
        with store.edit("Change") as draft:
            draft.set("person", people[0], {"goes_by": save})
        yield {"save": save, "changed": save}


def take_in(store: Store, profile: Profile, saves: Iterator[str]) -> Iterator[Saved]:
    """Import files of people."""
    file = profile.folder / "people.csv"
    for save in saves:
        name = save.replace(" ", "-")
        rows = [f"Maria{place} Row,p{place}.{name}@example.org,{save}" for place in range(size_of(save))]
        file.write_text("\n".join(["Name,Email,Notes", *rows]), encoding="utf-8")
        carry_out(store, plan_import(store, "person", file))
        yield {"save": save}


def attach(store: Store, profile: Profile, saves: Iterator[str]) -> Iterator[Saved]:
    """Attach files."""
    files = Attachments(store, profile, store.file_key)
    for save in saves:
        source = profile.folder / "notes.txt"
        source.write_bytes(f"{save} ".encode() * 2000)
        yield {"file": files.attach(source)[0]}


def save_copies(store: Store, profile: Profile, saves: Iterator[str]) -> Iterator[Saved]:
    """Add people and back everything up."""
    for saved in edit(store, profile, saves):
        yield {**saved, "backup": back_up(store, profile).name}


def sync(store: Store, profile: Profile, saves: Iterator[str]) -> Iterator[Saved]:
    """Add people and exchange a round with the office."""
    for saved in edit(store, profile, saves):
        yield saved
        yield {"report": sync_now(store, until_level=False, timeout=60).as_json()}


def size_of(save: str) -> int:
    """Return how many records a save has."""
    return int(save.rpartition(" ")[2])


WORKS: dict[str, Callable[[Store, Profile, Iterator[str]], Iterator[Saved]]] = {
    "edit": edit,
    "import": take_in,
    "attach": attach,
    "backup": save_copies,
    "sync": sync,
}

if __name__ == "__main__":
    main(*sys.argv[1:])
