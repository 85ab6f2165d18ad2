"""The power of the office is cut while laptops push: what it acknowledged is there, nothing by half.

SQLite: the office is stopped (SIGSTOP) in the middle of its work, its database and log are copied, and the
log is torn behind what was acknowledged; `power_cuts.py` says how, and what that shows. PostgreSQL: the
office is killed, and then every process of the server; `postgres_power.py`.
"""

import os
import shutil
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

from sync.server.audit import verify
from sync.server.office import Office
from sync.server.storage import open_storage
from tests.days.programs import OfficeProgram
from tests.faults.laptops import founded, invited, joined
from tests.faults.log_file import Place, end_of_log, log_of
from tests.faults.office_kills import Person, at_work, kill_office, start, stored_changes
from tests.faults.postgres_power import frail_postgres
from tests.faults.power_cuts import TEARS, tear
from tests.faults.tally import Tally

CUTS = "power cuts of an office"


def cut_power_on_sqlite(folder: Path, seed: int, cuts: int, tally: Tally) -> None:
    """Stop an office on SQLite again and again, and tear its log in several ways each time."""
    print(f"{CUTS}, sqlite, seed {seed}")
    chance, database = Random(seed), folder / "office.sqlite"  # noqa: S311 - thrown again, not secret
    with founded(str(database), folder) as (office, space):
        program = OfficeProgram(folder)
        start(program)
        try:
            person = Person(joined(folder, program.url, invited(office, space, 1)[0]))
            for _ in range(cuts):
                person.step()
                known, saved = person.laptop.answered(), end_of_log(database)
                with at_work([person]), _stopped(program, database, saved, chance):
                    for how in TEARS:
                        copy = _copy_of(database)
                        tally[CUTS] += 1
                        tally["unacknowledged bytes torn"] += tear(copy, saved, chance, how)
                        _check(copy, person.laptop.transport.device, known)
            assert person.trouble is None
            person.laptop.store.close()
        finally:
            program.stop()


def cut_power_on_postgres(folder: Path, seed: int, cuts: int, tally: Tally) -> None:
    """Kill an office under load and its PostgreSQL with it, again and again."""
    with frail_postgres() as (address, cut):
        kill_office(address, folder, seed, cuts, tally, cut=cut)
    tally[CUTS] += cuts


@contextmanager
def _stopped(program: OfficeProgram, database: Path, saved: Place, chance: Random) -> Iterator[None]:
    """Let an office stand still a moment after it began to write more than was acknowledged."""
    assert program.process
    end = time.monotonic() + 5
    while end_of_log(database) == saved and time.monotonic() < end:
        time.sleep(0.0005)
    time.sleep(chance.uniform(0, 0.003))
    program.process.send_signal(signal.SIGSTOP)
    os.waitid(os.P_PID, program.process.pid, os.WSTOPPED | os.WNOWAIT)
    try:
        yield
    finally:
        program.process.send_signal(signal.SIGCONT)


def _copy_of(database: Path) -> Path:
    folder = database.with_name("copy")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for path in (database, log_of(database)):
        shutil.copyfile(path, folder / path.name)
    return folder / database.name


def _check(database: Path, device: str, known: dict[int, int]) -> None:
    storage = open_storage(str(database))
    try:
        stored = stored_changes(Office(storage, database.parent))
        lost = {n for n, seq in known.items() if stored.get((device, n)) != seq}
        assert not lost, f"acknowledged and not there: {lost}"
        assert verify(storage) == [], "something is there by half"
        with storage.reading(()) as connection:
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
    finally:
        storage.close()
