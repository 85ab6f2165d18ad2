"""An outbox that has grown while there was no office for months."""

from pathlib import Path

from sync.protocol import LARGEST_BODY
from sync.records.people import Person
from tests.offices import prepared_office
from tests.simulation import WORDS, World


def drain(many: int, template: Path, database_url: str, folder: Path) -> int:
    """Let somebody work offline for `many` changes, then sync; return in how many rounds that went."""
    with prepared_office(database_url, folder, WORDS) as office:
        world = World(folder, office, template)
        space = world.add_space()
        ana, luis = (world.add_device(name, {space: "leader"}) for name in ("Ana", "Luis"))
        for start in range(0, many, 500):
            with ana.store.edit("A long evening") as draft:
                for number in range(start, start + 500):
                    draft.add(Person(name=f"Maria {number}", notes="She came by. " * 20))
        rounds = 0
        while not world.is_level(ana, space):
            message = ana.ask()
            assert len(message.body) < LARGEST_BODY
            ana.hear(world.answer(message))
            rounds += 1
        world.settle([space])
        assert len(world.states(space)) == many
        assert ana.dump() == luis.dump()
        world.close()
    return rounds
