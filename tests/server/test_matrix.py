"""Two spaces never see each other: every route, asked by everybody, for a space of their own, one of
somebody else's and one that never was.

What is expected stands in matrix.csv: the status; the code of an error; otherwise what the answer holds
of the space that was named, by the names in `cast.Place.secrets`, and whether the space moved. A word, a
key or a file of a space that the caller is not in is a leak wherever it turns up.
"""

import csv
import re
from dataclasses import replace
from pathlib import Path

import orjson
import pytest

from tests.offices import prepared_office
from tests.postgres import fresh_database
from tests.server.acts import ACTS, CELLS, NO_ID
from tests.server.cast import CALLERS, gather
from tests.server.conftest import NOON
from tests.server.knock import answer_to, signed

TABLE = Path(__file__).with_name("matrix.csv")
NAMES = [f"{act.route} {act.name}, {caller}, {which}" for act, caller, which in CELLS]
HEADING = ["route", "act", "caller", "id", "status", "what"]
VARIES = re.compile(rb'"n":\d+|"expected":\d+|"\d+":|nonce\W+[\w-]{22}')
"""What two questions of the same sort differ in anyhow: the number of a change, the nonce."""


def read_table():
    with TABLE.open(newline="") as file:
        heading, *rows = csv.reader(file)
    assert heading == HEADING
    return {tuple(row[:4]): (int(row[4]), row[5]) for row in rows}


EXPECTED = read_table() if TABLE.exists() else {}


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def cast(request, tmp_path_factory):
    """The same people on each sort of database, asked everything one after another."""
    folder = tmp_path_factory.mktemp("office")
    if request.param == "sqlite":
        yield from gathered(str(folder / "office.sqlite"), folder)
    else:
        with fresh_database(request.getfixturevalue("postgres_url")) as address:
            yield from gathered(address, folder)


def gathered(address, folder):
    with pytest.MonkeyPatch.context() as patch, prepared_office(address, folder) as office:
        patch.setattr("sync.server.routes.sync.HELD_SECONDS", 0.02)
        patch.setattr("sync.server.routes.sync.LOOKS_EVERY", 0.02)
        yield gather(replace(office, now=lambda: NOON))


def asked(cast, act, caller, which):
    """The answer to one cell, and the space that was named in it."""
    place = cast.place(caller, which)
    knock = act.ask(cast, caller, place, which)
    if caller in cast.laptops:
        knock = signed(cast.office, cast.laptops[caller], knock)
    return answer_to(cast.app, knock), place


def seen(cast, act, caller, which):
    """The two columns of the table that an answer fills."""
    before = cast.sequences()
    answer, place = asked(cast, act, caller, which)
    moved = {space for space, seq in cast.sequences().items() if seq != before[space]}
    assert moved <= ({place.id} if which == "own" else set()), "a space of somebody else's moved"
    told = answer.body + repr(answer.headers).encode()
    refuse_leaks(cast, caller, told, place)
    if answer.status >= 400:
        assert set(orjson.loads(answer.body)) <= {"error", "sentence", "server_time"}
        return answer.status, answer.code
    words = [what for what, secret in place.secrets.items() if secret in told] if act.ids != NO_ID else []
    return answer.status, " ".join([*words, *(["moved"] if moved else [])]) or "-"


def refuse_leaks(cast, caller, told, place):
    """Fail if an answer holds anything of a space that the caller is not in, but for what they said."""
    for name, other in cast.places.items():
        said = {"id", "hash"} if other is place else set()
        public = {"name"} if name == "state" else set()  # it stands on the page that everybody may open
        hidden = other.secrets.keys() - said - public if name not in cast.inside(caller) else set()
        leaked = sorted(what for what in hidden if other.secrets[what] in told)
        assert leaked == [], f"of space {name}, {leaked} reached the caller: {caller}"


@pytest.mark.parametrize(("act", "caller", "which"), CELLS, ids=NAMES)
def test_everybody_gets_what_is_theirs_and_nothing_else(cast, act, caller, which):
    key = (act.route, act.name, caller, which)
    assert key in EXPECTED, f"{TABLE.name} has no row for {key}: write what is expected, or write it anew"
    assert seen(cast, act, caller, which) == EXPECTED[key]


@pytest.mark.parametrize("caller", CALLERS)
@pytest.mark.parametrize("act", [act for act in ACTS if len(act.ids) > 1], ids=lambda act: act.name)
def test_nobody_can_tell_a_space_of_others_from_one_that_never_was(cast, act, caller):
    answers = []
    for which in ("foreign", "random"):
        answer, place = asked(cast, act, caller, which)
        told = answer.body + repr((answer.status, sorted(answer.headers.items()))).encode()
        told = told.replace(place.id.encode(), b"SPACE").replace(place.file.encode(), b"FILE")
        answers.append(VARIES.sub(b"", told))
    assert answers[0] == answers[1]


def test_every_route_is_in_the_matrix_and_every_row_has_its_route(cast):
    served = set(routes_of(cast.app))
    acted = {act.route for act in ACTS}
    assert served - acted == set(), (
        "these routes have no rows in tests/server/matrix.csv: add an act for each to tests/server/acts.py, "
        "then say for every caller and id what is expected (python -m tests.server.test_matrix drafts it)"
    )
    assert acted - served == set(), "these routes are gone: take their acts and rows out"
    assert {key[:2] for key in EXPECTED} == {(act.route, act.name) for act in ACTS}
    assert len(EXPECTED) == len(CELLS)


def routes_of(app):
    """Every method and path of a web program, those of included routers too."""
    for route in app.routes:
        inner = getattr(route, "original_router", None)
        if inner is not None:
            yield from routes_of(inner)
        else:
            yield from (f"{method} {route.path}" for method in route.methods)


def test_a_new_route_without_rows_is_noticed(cast):
    from fastapi import APIRouter, FastAPI

    app, router = FastAPI(docs_url=None, redoc_url=None), APIRouter()
    router.add_api_route("/v1/new", lambda: None, methods=["GET", "DELETE"])
    app.include_router(router)
    assert {"GET /v1/new", "DELETE /v1/new"} <= set(routes_of(app)) - {act.route for act in ACTS}


def test_404_is_the_only_no_for_an_id_of_somebody_else():
    """Nobody is told 403, and who is let in at all hears 404 of a space or a file of others."""
    let_in = set(CALLERS) - {"anonymous", "revoked leader of A"}
    for (route, _, caller, which), (status, _) in EXPECTED.items():
        assert status != 403
        if caller in let_in and which != "own" and ("/files/" in route or "/spaces/" in route):
            assert status == 404


if __name__ == "__main__":  # writes a draft of the table: read every line of it
    import tempfile

    with tempfile.TemporaryDirectory() as folder, TABLE.open("w", newline="") as file:
        people = next(gathered(f"{folder}/office.sqlite", Path(folder)))
        table = csv.writer(file, lineterminator="\n")
        table.writerow(HEADING)
        for act, caller, which in CELLS:
            table.writerow([act.route, act.name, caller, which, *seen(people, act, caller, which)])
