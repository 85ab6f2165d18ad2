"""A long life of two to five laptops from one seed, with every fault there is.

    run_seed(seed, database) -> Counts; with restores=True the office is now and then restored from a backup

Messages are lost, doubled, delayed, reordered and cut; laptops and the office die before any statement and
before any commit; requests are said again. Pages and batches are tiny, so that a few records take many
rounds. At the end the network is fair, and then nothing may be missing and nothing may differ.
"""

import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from random import Random
from unittest.mock import patch

from sync.client.session import read_reply
from sync.errors import Offline
from sync.server import backup, pull
from sync.server.office import Office
from tests.offices import prepared_office
from tests.properties.crashing import Crash, crashing
from tests.properties.life import Life
from tests.properties.quiet import bound, check_quiet, fingerprint
from tests.properties.seeded import seeded
from tests.simulation import WORDS, Device, Message, World, make_template

PAGE, BATCH = 3, 4
"""Records in a page, changes in a round."""
FATES = ("arrives", "arrives", "arrives", "doubled", "lost", "cut", "waits")
LONGEST = 60
"""Statements after which a crash may come."""


@dataclass
class Counts:
    """What happened in one run."""

    seed: int
    steps: int = 0
    laptops: int = 0
    values: int = 0
    money_steps: int = 0
    messages: int = 0
    faults: dict[str, int] = field(default_factory=dict)
    sweeps: int = 0
    """Rounds of everybody until it was quiet."""

    def note(self, fault: str) -> None:
        self.faults[fault] = self.faults.get(fault, 0) + 1


def run_seed(
    seed: int, database: str, steps: int = 150, template: Path | None = None, *, restores: bool = False
) -> Counts:
    """Live one life and check it; a broken promise raises AssertionError.

    `database` is the address of the office's, which is made ready; a seed can be run
    once in each. `template` is an empty store, made when there is none.
    """
    with (
        tempfile.TemporaryDirectory() as folder,
        prepared_office(database, Path(folder), WORDS) as office,
        patch("sync.server.rounds.page", partial(pull.page, limit=PAGE)),
        patch("sync.protocol.MOST_IN_ROUND", BATCH),
        seeded(seed) as chance,
    ):
        simulation = Simulation(seed, chance, Path(folder), office, template or make_template(Path(folder)))
        try:
            simulation.run(steps, restores=restores)
            simulation.end()
        finally:
            simulation.world.close()
    return simulation.counts


class Simulation:
    """One run: a world, its people, what is under way between them."""

    def __init__(self, seed: int, chance: Random, folder: Path, office: Office, template: Path) -> None:
        self.chance, self.counts = chance, Counts(seed)
        self.world, self.life = World(folder, office, template), Life(chance)
        self.space = self.world.add_space()
        self.counts.laptops = chance.randint(2, 5)
        for number in range(self.counts.laptops):
            self.world.add_device(f"Person {number}", {self.space: "leader"})
        self.under_way: list[tuple[str, Message]] = []
        self.said: list[Message] = []
        self.highest: dict[str, tuple[int, int]] = {}
        self.backups: list[Path] = []

    def run(self, steps: int, *, restores: bool) -> None:
        """Let one thing after another happen."""
        self.life.begin(self.world.devices[0])
        events: tuple[tuple[Callable[[Device], None], int], ...] = (
            (self.life.act, 8),
            (self.ask, 4),
            (self.round, 3),
            (self.round_ahead, 2),
            (self.crash, 1),
            (self.die_in_an_edit, 1),
            (self.die_hearing, 1),
            (self.office_dies, 1),
            (self.say_again, 1),
            (self.back_up, int(restores)),
            (self.restore, int(restores)),
        )
        calls, weights = zip(*events, strict=True)
        for step in range(steps):
            if restores and step in (steps // 3, 2 * steps // 3):  # once for certain, besides by chance
                (self.back_up if step == steps // 3 else self.restore)(self.world.devices[0])
            self.deliver(self.chance.choice((0, 0, 1, 2)))
            self.chance.choices(calls, weights)[0](self.chance.choice(self.world.devices))
            self.check_cursors()
            self.counts.steps += 1

    def end(self) -> None:
        """Give everybody a fair network; then look at everything."""
        self.under_way.clear()
        restored = "restored" in self.counts.faults
        most = bound(self.world, self.space, BATCH, PAGE, again=restored)
        self.counts.sweeps = self.world.settle([self.space], most)
        self.check_cursors()
        check_quiet(self.world, self.space, self.life, restored=restored)
        self.counts.values, self.counts.money_steps = len(self.life.typed), len(self.life.steps)

    def ask(self, device: Device) -> None:
        """Send a request that will arrive some time or never."""
        self.under_way.append(("ask", device.ask()))

    def deliver(self, many: int) -> None:
        """Let the network do something with what is under way."""
        for _ in range(min(many, len(self.under_way))):
            place = self.chance.randrange(len(self.under_way))
            fate = self.chance.choice(FATES)
            if fate != "arrives":
                self.counts.note(fate)
            if fate != "waits":
                sort, message = self.under_way[place]
                if fate != "doubled":
                    self.under_way.pop(place)
                if fate != "lost":
                    self.arrive(sort, message, cut=fate == "cut")

    def arrive(self, sort: str, message: Message, *, cut: bool) -> None:
        """Hand a message to the end it was meant for."""
        self.counts.messages += 1
        if cut:
            self.cut(sort, message)
        elif sort == "ask":
            self.under_way.append(("reply", self.say(message)))
        else:
            self.owner(message).hear(message)

    def cut(self, sort: str, message: Message) -> None:
        """The line breaks at some byte: half an answer is none, and half a request is refused unread."""
        half = message.body[: self.chance.randrange(len(message.body))]
        if sort == "reply":
            with suppress(Offline):
                self.owner(message).hear(Message(half, message.sent, message.device))
                raise AssertionError("half an answer was taken in")
        else:
            with suppress(ValueError):
                self.world.answer(Message(half, message.sent, message.device))
                raise AssertionError("half a request was answered")

    def round(self, device: Device) -> None:
        """Exchange one round without a fault."""
        device.hear(self.say(device.ask()))

    def round_ahead(self, device: Device) -> None:
        """Send the next round before the answer to the last is taken in, as a real sync does."""
        first = device.ask()
        device.replica.look_ahead(first.sent)
        reply = self.say(first)
        ahead = device.replica.ahead(read_reply(reply.body), first.sent)
        if ahead is not None:
            body = ahead[0].model_dump_json(exclude_defaults=True).encode()
            self.under_way.append(("reply", self.say(Message(body, ahead[1], device.id))))
        device.hear(reply)

    def say(self, message: Message) -> Message:
        """Let the office answer, and remember what it has taken in."""
        reply = self.world.answer(message)
        if b'"receipts"' in reply.body or not message.sent:
            self.said.append(message)
        return reply

    def crash(self, device: Device) -> None:
        """Turn a laptop off, with all that was on the line."""
        self.counts.note("crash")
        self.under_way = [each for each in self.under_way if each[1].device != device.id]
        device.crash()

    def die_in_an_edit(self, device: Device) -> None:
        """Die somewhere in an Edit: it is kept whole or not at all."""
        with suppress(Crash), crashing(device.store.engine, self.chance.randrange(LONGEST)):
            self.life.act(device)
        self.crash(device)

    def die_hearing(self, device: Device) -> None:
        """Die somewhere while taking in an answer: it is taken in whole or not at all."""
        reply, before = self.world.answer(device.ask()), fingerprint(device)
        with suppress(Crash), crashing(device.store.engine, self.chance.randrange(LONGEST), commits=9):
            device.hear(reply)
            before = None
        self.crash(device)
        assert before is None or before == fingerprint(device), "half an answer was kept"

    def office_dies(self, device: Device) -> None:
        """Let the office die somewhere in its answer: it has taken all in or nothing."""
        message, before = device.ask(), self.world.space_row(self.space)
        engine = self.world.office.storage.engine
        with suppress(Crash), crashing(engine, self.chance.randrange(LONGEST), commits=9):
            self.world.answer(message)
            before = None
        self.world.office.storage.close()  # its connections die with it
        self.counts.note("office died")
        assert before is None or before == self.world.space_row(self.space), "half a round was kept"

    def say_again(self, _: Device) -> None:
        """Repeat a request of long ago: nothing may come of it."""
        if self.said:
            before = self.world.states(self.space), self.world.space_row(self.space)
            self.under_way.append(("reply", self.world.answer(self.chance.choice(self.said))))
            assert before == (self.world.states(self.space), self.world.space_row(self.space)), "said twice"

    def back_up(self, _: Device) -> None:
        """Back the office up."""
        self.backups.append(self.world.folder / f"backup {len(self.backups)}.zip")
        backup.back_up(self.world.office, self.backups[-1])

    def restore(self, _: Device) -> None:
        """Bring the office back to some backup; what came since is only on the laptops."""
        if self.backups:
            backup.restore(self.world.office, self.chance.choice(self.backups), self.world.folder / "aside")
            self.said.clear()  # what it has forgotten it may hear as new
            self.counts.note("restored")

    def check_cursors(self) -> None:
        """Cursors only move forward."""
        for device in self.world.devices:
            now = device.cursors()[self.space]
            assert now >= self.highest.get(device.id, (0, 0)), "a cursor went back"
            self.highest[device.id] = now

    def owner(self, message: Message) -> Device:
        return next(each for each in self.world.devices if each.id == message.device)
