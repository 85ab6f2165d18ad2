"""What has to hold once everybody has said and heard everything."""

from math import ceil
from typing import Any

from sqlalchemy import func, select

from desktop.store import schema as mine
from desktop.store.examining import count_faults
from sync.server import schema
from sync.server.audit import audit_space
from sync.server.whole import reading_whole
from tests.properties.life import Life, values_of
from tests.simulation import Device, World


def bound(world: World, space: str, batch: int, page: int, *, again: bool = False) -> int:
    """Return the number of sweeps within which a fair network brings quiet.

    `again`: the office was restored, so everything may be offered once more.
    """
    standings = [standing for device in world.devices for standing, _, _ in device.outbox()]
    waiting = len(standings if again else [each for each in standings if each in ("unsent", "acked")])
    return ceil(waiting / batch) + ceil((world.space_row(space).seq + waiting) / page) + (5 if again else 3)


def check_quiet(world: World, space: str, life: Life, *, restored: bool = False) -> None:
    """Compare everybody with everybody, and with what was entered."""
    check_same(world, space, restored=restored)
    check_values(world, space, life)
    check_steps(world, space, life.steps)
    for device in world.devices:
        check_found(device)


def check_same(world: World, space: str, *, restored: bool = False) -> None:
    """All laptops show the same, and it is what the office holds, for both histories and digests."""
    assert len({device.dump() for device in world.devices}) == 1, (
        "laptops that have heard the same things show different things"
    )
    for device in world.devices:
        assert device.digest(space) == world.digest(space), "digests differ"
        with device.store.reading() as connection:
            faults = {
                name: many for name, many in count_faults(connection, device.store.tables).items() if many
            }
            faults.pop("links", None)
            assert not faults, f"a laptop is not in order: {faults}"
            aside = connection.execute(select(func.count()).select_from(mine.set_aside)).scalar_one()
            assert restored or not aside, "the office did not hand out what it was given"
    with reading_whole(world.office.storage) as connection:
        row = connection.execute(select(schema.spaces).where(schema.spaces.c.space == space)).mappings().one()
        assert audit_space(connection, row) == []


def check_values(world: World, space: str, life: Life) -> None:
    """Everything that was entered is there, and a deletion hides only what its author saw."""
    device, states = world.devices[0], world.states(space)
    kinds = {record: kind for kind, record in life.records}
    there = {
        value for record, state in states.items() for value in values_of(kinds.get(record, "person"), state)
    }
    missing = life.typed.keys() - there - life.replaced
    assert not missing, f"lost: {sorted(missing)}"
    for words, (kind, record, _) in life.words.items():
        shown = str((device.state(kind, record) or {"fields": {}})["fields"])
        assert shown.count(words) == 1, f"{words} is there {shown.count(words)} times in {shown}"
    assert life.facts <= states.keys(), "a fact is lost"
    for kind, record in life.records:
        state = states.get(record)
        if state is not None and "trash" in state:
            unseen = values_of(kind, state) - life.seen_by_deleter[record]
            assert not unseen, f"hidden by a deletion whose author never saw it: {unseen}"


def check_steps(world: World, space: str, steps: dict[str, str]) -> None:
    """Each step was accepted or refused, once, and everybody is shown which."""
    states = world.states(space)
    answers = outcomes_of(world, space)
    for step, asker in steps.items():
        assert len(answers.get(step, [])) == 1, "a step was not judged exactly once"
        (outcome,) = answers[step]
        refused = "refused" in states[step] if step in states else True
        assert refused == (outcome == "r")
        standing = next(
            each[0]
            for device in world.devices
            if device.id == asker
            for each in device.outbox()
            if each[1] == step
        )
        assert standing == ("refused" if refused else "done"), "who asked is not told what became of it"


def outcomes_of(world: World, space: str) -> dict[str, list[str]]:
    """Return record -> the office's word on each change that would make it."""
    changes, answers = schema.changes, dict[str, list[Any]]()
    with world.office.storage.reading([space]) as connection:
        wanted = select(changes.c.record, changes.c.outcome, changes.c.body).where(changes.c.space == space)
        for record, outcome, body in connection.execute(wanted):
            if body.startswith('{"set"'):
                answers.setdefault(record, []).append(outcome)
    return answers


def check_found(device: Device) -> None:
    """A search finds exactly the living people, by their names, and nobody who is deleted."""
    people = device.store.tables.of("person")
    with device.store.reading() as connection:
        rows = connection.execute(select(people.c.id, people.c.name, people.c["_trash"])).all()
    found = {hit.id for hit in device.store.search("name", most=10_000)}
    named = {row.id for row in rows if row[2] is None and row.name.startswith("Name ")}
    assert found == named, "a search does not find what is there"
    for row in rows[:3]:
        hits = {hit.id for hit in device.store.search(row.name, most=10_000)}
        assert (row.id in hits) == (row[2] is None), "a search does not find what is there"


def fingerprint(device: Device) -> tuple[object, ...]:
    """Return all that one transaction of a laptop has to keep together."""
    return device.dump(), device.outbox(), device.cursors()
