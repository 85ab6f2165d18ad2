"""No byte of a record reaches a laptop whose person is not in its audience.

Three people in two coalitions, one of them from the state office, join and
leave at any moment and ask for what they should not. Every answer, and every
laptop's file of readable words, is searched for canaries.
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from sync.errors import CoalitionError
from sync.protocol import Cursor, SyncRequest
from sync.records.people import Household, Person
from sync.server.office import Caller, Office
from sync.server.rounds import answer
from tests.offices import prepared_office
from tests.simulation import WORDS, Device, Message, World, make_template

PEOPLE = st.integers(0, 2)
SPACES = st.integers(0, 1)
ROLES = ("leader", "leader", "finance")
"""Of each person; who is from the state office never sees households."""


@pytest.fixture(scope="module")
def template() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        yield make_template(Path(folder))


class Leaks(RuleBasedStateMachine):
    """People come and go, and every word they write is a canary."""

    folder: Path
    template: Path
    office: Office

    def __init__(self) -> None:
        super().__init__()
        self.world = World(self.folder, self.office, self.template)
        self.spaces = [self.world.add_space(), self.world.add_space()]
        for number, role in enumerate(ROLES):
            self.world.add_device(f"Person {number}", {self.spaces[number % 2]: role})
        self.canaries: dict[str, tuple[str, str, str]] = {}
        """Word -> its space, its kind, and the laptop it was written on."""

    def device(self, number: int) -> Device:
        return self.world.devices[number]

    def may_read(self, device: Device, space: str, kind: str) -> bool:
        role = self.world.callers[device.id].roles.get(space)
        return role == "leader" or (role == "finance" and kind != "household")

    @rule(who=PEOPLE, private=st.booleans())
    def write(self, who: int, private: bool) -> None:
        device = self.device(who)
        roles = self.world.callers[device.id].roles
        known = [space for space in device.cursors() if roles.get(space) == "leader"]
        if not known:
            return
        canary = f"canary{len(self.canaries):04d}x"
        record = Household(name=canary) if private else Person(name=canary)
        with device.store.edit(canary) as draft:
            draft.add(record, known[0])
        self.canaries[canary] = (known[0], record.kind, device.id)

    @rule(who=PEOPLE, where=SPACES)
    def join(self, who: int, where: int) -> None:
        self._change_roles(self.device(who), {self.spaces[where]: ROLES[who]})

    @rule(who=PEOPLE, where=SPACES)
    def leave(self, who: int, where: int) -> None:
        device = self.device(who)
        roles = dict(self.world.callers[device.id].roles)
        roles.pop(self.spaces[where], None)
        self._set_roles(device, roles)

    def _change_roles(self, device: Device, more: dict[str, str]) -> None:
        self._set_roles(device, {**self.world.callers[device.id].roles, **more})

    def _set_roles(self, device: Device, roles: dict[str, str]) -> None:
        self.world.callers[device.id] = Caller(device.id, device.person, device.name, roles)

    @rule(who=PEOPLE)
    def sync(self, who: int) -> None:
        device = self.device(who)
        reply = self.world.answer(device.ask())
        self._search(device, reply.body)
        device.hear(reply)

    @rule(who=PEOPLE, where=SPACES, epoch=st.integers(0, 2), cursor=st.integers(0, 3))
    def pry(self, who: int, where: int, epoch: int, cursor: int) -> None:
        """Ask for any space at any cursor, whether it is one's own or not."""
        device = self.device(who)
        asked = Cursor(space=self.spaces[where], epoch=epoch, cursor=cursor)
        request = SyncRequest(protocol=1, program="1", spaces=[asked])
        try:
            reply = answer(self.office, self.world.callers[device.id], request, "n" * 22)
        except CoalitionError as error:
            self._search(device, error.sentence.encode())
        else:
            self._search(device, reply.model_dump_json().encode())

    @rule(who=PEOPLE, where=SPACES)
    def push_into_a_space_of_others(self, who: int, where: int) -> None:
        """Claim that one's own changes belong to a space that one is not in."""
        device, foreign = self.device(who), self.spaces[where]
        if foreign in self.world.callers[device.id].roles:
            return
        before = self.world.states(foreign)
        body = device.ask().body
        for mine in self.spaces:
            body = body.replace(mine.encode(), foreign.encode())
        reply = self.world.answer(Message(body, [], device.id))
        self._search(device, reply.body)
        assert before == self.world.states(foreign)

    def _search(self, device: Device, told: bytes) -> None:
        for canary, (space, kind, author) in self.canaries.items():
            if author != device.id and not self.may_read(device, space, kind):
                assert canary.encode() not in told, f"{device.name} was told of a {kind} they may not read"

    @invariant()
    def digests_speak_only_of_what_one_may_read(self) -> None:
        for device in self.world.devices:
            roles = self.world.callers[device.id].roles
            asked = [Cursor(space=space) for space in self.spaces]
            request = SyncRequest(protocol=1, program="1", spaces=asked)
            reply = answer(self.office, self.world.callers[device.id], request, "n" * 22)
            assert {page.space for page in reply.spaces} == set(roles)

    def teardown(self) -> None:
        self.world.close()


def test_nobody_is_told_what_they_may_not_read(database_url: str, template: Path, tmp_path: Path) -> None:
    machine = type("Leaks", (Leaks,), {})
    with prepared_office(database_url, tmp_path, WORDS) as office:
        machine.folder, machine.template, machine.office = tmp_path, template, office
        steps = settings(max_examples=40, stateful_step_count=30, suppress_health_check=list(HealthCheck))
        run_state_machine_as_test(machine, settings=steps)
