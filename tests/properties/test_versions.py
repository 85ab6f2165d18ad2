"""Old and new programs together: what a newer one wrote survives an older laptop and an older office."""

import tempfile
from pathlib import Path
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sync.records import Vocabulary
from sync.records.base import Fact, Record, Value
from sync.records.types import Count, Line, Prose, Tags, Title, Yes
from tests.offices import prepared_office
from tests.properties.quiet import check_same
from tests.simulation import Device, World, make_template


class Strings(Value):
    """What a kite hangs on, as the older program knows it."""

    metres: Count = 0


class NewerStrings(Value):
    """And as the newer one does."""

    metres: Count = 0
    material: Line = ""


class Kite(Record):
    """A kite, as the older program knows it."""

    kind: ClassVar[str] = "kite"
    title: Title
    tails: Count = 0
    strings: Strings | None = None
    notes: Prose = ""


class NewerKite(Record):
    """The same kind in a newer program: more fields, of every way to merge."""

    kind: ClassVar[str] = "kite"
    title: Title
    tails: Count = 0
    strings: NewerStrings | None = None
    notes: Prose = ""
    maker: Line = ""
    colours: Tags = ()
    story: Prose = ""
    flies: Yes = False


class Flight(Fact):
    """A kind that the older program has never heard of."""

    kind: ClassVar[str] = "flight"
    kite: Line
    minutes: Count = 0


OLD, NEW = Vocabulary((Kite,)), Vocabulary((NewerKite, Flight))
LINES = st.text("abcñ é", min_size=1, max_size=8).map(str.strip).filter(bool)
WRITTEN = st.fixed_dictionaries(
    {"title": LINES},
    optional={
        "tails": st.integers(0, 9),
        "strings": st.builds(NewerStrings, metres=st.integers(0, 90), material=LINES),
        "notes": LINES,
        "maker": LINES,
        "colours": st.lists(LINES, max_size=3, unique=True).map(lambda members: tuple(sorted(members))),
        "story": LINES,
        "flies": st.just(True),
    },
)
ADDED = ("colours", "story")
EDITED = st.fixed_dictionaries({}, optional={"title": LINES, "tails": st.integers(10, 99), "notes": LINES})


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """An empty store of each program."""
    return {name: make_template(tmp_path_factory.mktemp(name), words) for name, words in _BOTH.items()}


_BOTH = {"old": OLD, "new": NEW}


@pytest.mark.parametrize("office_is", ["old", "new"])
@settings(max_examples=15, suppress_health_check=list(HealthCheck))
@given(written=WRITTEN, edited=EDITED, more=WRITTEN, crash=st.booleans())
def test_what_a_newer_program_wrote_survives_an_older_one(
    office_is: str,
    stores: dict[str, Path],
    written: dict[str, Any],
    edited: dict[str, Any],
    more: dict[str, Any],
    crash: bool,
) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        prepared_office(f"sqlite:///{folder}/office.sqlite", Path(folder), _BOTH[office_is]) as office,
    ):
        world = World(Path(folder), office, stores["new"], NEW)
        space = world.add_space()
        ana, bo = (world.add_device(name, {space: "leader"}) for name in ("Ana", "Bo"))
        world.template, world.words = stores["old"], OLD
        luis = world.add_device("Luis", {space: "leader"})
        try:
            _live_together(world, space, (ana, bo, luis), (written, edited, more), crash)
        finally:
            world.close()


def _live_together(
    world: World,
    space: str,
    devices: tuple[Device, Device, Device],
    words: tuple[dict[str, Any], dict[str, Any], dict[str, Any]],
    crash: bool,
) -> None:
    ana, bo, luis = devices
    written, edited, more = words
    kite = NewerKite(**written)
    flight = Flight(kite=kite.id, minutes=7)
    with ana.store.edit("Write") as draft:
        draft.add(kite)
        draft.add(flight)
    world.settle([space])
    if crash:
        luis.crash()
    if edited:
        with luis.store.edit("Edit") as draft:
            draft.set("kite", kite.id, edited)
    with bo.store.edit("More") as draft:
        draft.set(
            "kite", kite.id, {"maker": "Bo", **{name: _plain(more[name]) for name in ADDED if name in more}}
        )
    world.settle([space])
    shown = bo.store.get("kite", kite.id)
    _check(shown, kite, edited, more)
    _check_hands_untouched(world, space, luis, kite.id)
    _open_with(luis, NEW)
    world.settle([space])
    assert luis.store.get("kite", kite.id) == shown == ana.store.get("kite", kite.id)
    assert luis.store.get("flight", flight.id) == flight
    assert [hit.kind for hit in luis.store.search("Bo")] == ["kite"]
    check_same(world, space)


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _check(shown: Any, kite: NewerKite, edited: dict[str, Any], more: dict[str, Any]) -> None:
    wanted = {**dict(kite), **edited, "maker": "Bo", **{name: more[name] for name in ADDED if name in more}}
    assert {name: getattr(shown, name) for name in wanted} == wanted


def _check_hands_untouched(world: World, space: str, luis: Device, kite: str) -> None:
    """The older laptop holds what the office holds, to the byte."""
    assert luis.state("kite", kite) == world.states(space)[kite]
    assert luis.digest(space) == world.digest(space)
    with luis.store.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM unknown WHERE kind = 'flight'").scalar() == 1


def _open_with(device: Device, words: Vocabulary) -> None:
    device.words = words
    device.crash()
