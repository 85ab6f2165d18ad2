"""An office that was restored from a backup, at any moment: nothing that a laptop still has is lost."""

import shutil
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule, run_state_machine_as_test
from sqlalchemy import select

from sync.records.attendance import Attendance
from sync.records.base import new_id
from sync.server import backup, schema
from sync.server.audit import verify
from sync.server.migrate import migrate
from sync.server.office import Office
from sync.server.storage import open_storage
from sync.server.whole import reading_whole, writing_whole
from tests.properties.test_sync import LAPTOPS, People, _values
from tests.simulation import WORDS


class Restored(People):
    """Three people, and an office that may go back in time; it has a database of its own."""

    empty: Path

    def __init__(self) -> None:
        self.place = self.folder / f"{new_id()}.sqlite"
        shutil.copy(self.empty, self.place)
        self.office = Office(open_storage(str(self.place)), self.folder, WORDS)
        super().__init__()
        self.backups: list[Path] = []
        self.facts: set[str] = set()

    @rule()
    def back_up(self) -> None:
        copy = self.folder / f"{new_id()}.backup"
        with reading_whole(self.office.storage) as connection:
            spaces = {row.space: row.seq for row in connection.execute(select(schema.spaces))}
        self.office.storage.close()  # the last one to leave writes all into the one file
        shutil.copy(self.place, copy)
        backup._set_durable(self.office, spaces)
        self.backups.append(copy)

    @precondition(lambda self: self.backups)
    @rule(which=st.integers(0, 5))
    def restore_the_office(self, which: int) -> None:
        """Lose everything since a backup, and start a new epoch."""
        with reading_whole(self.office.storage) as connection:
            epochs, _ = backup._remember(connection)
        self.office.storage.close()
        shutil.copy(self.backups[which % len(self.backups)], self.place)
        migrate(self.office.storage)
        with writing_whole(self.office.storage) as connection:
            backup._start_epochs(connection, epochs)
        self.said.clear()  # what the office has forgotten it may hear as new

    @rule(laptop=LAPTOPS)
    def mark(self, laptop: int) -> None:
        device = self.laptop(laptop)
        fact = Attendance(meeting=self.records[0], person=self.records[1])
        if device.state("attendance", fact.id) is None:
            with device.store.edit("mark") as draft:
                draft.add(fact)
            self.facts.add(fact.id)

    def present(self) -> set[str]:
        """What the office lost is still on the laptops that had it, until it is offered again."""
        there = super().present()
        for device in self.world.devices:
            there |= {str(each) for _, _, body in device.outbox() for each in body.get("set", {}).values()}  # type: ignore[attr-defined]
        return there

    def check_quiet(self) -> None:
        super().check_quiet()
        held = {value for state in self.world.states(self.space).values() for value in _values(state)}
        missing = set(self.typed) - held - self.replaced
        assert not missing, f"lost with the office: {missing}"
        assert self.facts <= self.world.states(self.space).keys()
        assert verify(self.office.storage) == []

    def teardown(self) -> None:
        try:
            super().teardown()
        finally:
            self.office.storage.close()
            for file in (self.place, *self.backups):
                file.unlink()


def test_an_office_that_goes_back_in_time_loses_nothing(
    template: Path, empty_office: Path, tmp_path: Path
) -> None:
    machine = type("Restored", (Restored,), {"folder": tmp_path, "template": template, "empty": empty_office})
    steps = settings(max_examples=25, stateful_step_count=40, suppress_health_check=list(HealthCheck))
    run_state_machine_as_test(machine, settings=steps)
