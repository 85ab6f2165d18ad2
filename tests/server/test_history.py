import pytest
from sqlalchemy import select

from sync.server import schema
from sync.server.audit import verify
from sync.server.history import link
from sync.server.whole import reading_whole, writing_whole
from tests.server.conftest import run
from tests.server.grown import Laptop, entry, grow

ROW = {
    "space": "s", "device": "d", "n": 1, "seq": 1, "edit": "e", "kind": "person", "record": "r",
    "body": "{}", "outcome": "a", "reason": "", "person": "p",
}  # fmt: skip


@pytest.fixture
def space(office):
    """A coalition whose entries are: person, edit, beside, refused without a number, 2 of money, person."""
    return grow(office).space


def found(office):
    return [(problem.space, problem.seq, problem.what) for problem in verify(office.storage)]


def first(office, space):
    """The entry that is named for one space, and nothing for any other."""
    ((where, seq, what),) = found(office)
    assert where == space
    return seq, what


def test_a_history_as_it_was_written_has_no_problem(office, space):
    assert found(office) == []
    with reading_whole(office.storage) as connection:
        entries = connection.execute(select(schema.changes.c.seq).where(schema.changes.c.space == space))
        assert sorted(entries.scalars()) == [0, 1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize("column", [name for name in ROW if name not in ("n", "seq")])
def test_every_word_of_an_entry_is_in_its_link(column):
    assert link("", {**ROW, column: "x"}) != link("", ROW)


def test_a_link_depends_on_the_one_before_and_on_the_numbers():
    assert len({link("", ROW), link("a", ROW), link("", {**ROW, "n": 2}), link("", {**ROW, "seq": 2})}) == 4


@pytest.fixture
def tamper(office, space):
    """Do something by hand to the coalition's rows, `:space` being its id."""
    return lambda statement, **values: run(office.storage, statement, space=space, **values)


@pytest.mark.parametrize("seq", [1, 2, 3, 4, 5, 6])
@pytest.mark.parametrize("words", [{"body": '{"set":{}}'}, {"person": "somebody"}, {"outcome": "s"}])
def test_an_entry_that_was_edited_is_named(office, space, seq, words):
    here = schema.changes.c.space == space, schema.changes.c.seq == seq
    with writing_whole(office.storage) as connection:
        connection.execute(schema.changes.update().where(*here).values(**words))
    assert first(office, space)[0] == seq


@pytest.mark.parametrize("seq", [1, 2, 3, 4, 5, 6])
def test_an_entry_that_was_deleted_is_named(office, space, seq, tamper):
    tamper("DELETE FROM changes WHERE space = :space AND seq = :seq", seq=seq)
    assert first(office, space)[0] == seq


@pytest.mark.parametrize("seq", [1, 2, 3, 4, 5])
def test_two_entries_that_changed_places_are_named(office, space, seq, tamper):
    for was, now in ((seq, -1), (seq + 1, seq), (-1, seq + 1)):
        tamper("UPDATE changes SET seq = :now WHERE space = :space AND seq = :was", was=was, now=now)
    assert first(office, space)[0] == seq


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM changes WHERE space = :space AND seq = 0",
        "UPDATE changes SET reason = 'because' WHERE space = :space AND seq = 0",
    ],
)
def test_a_refusal_without_a_number_is_in_the_chain_too(office, space, statement, tamper):
    tamper(statement)
    seq, what = first(office, space)
    assert seq == 4
    assert "a refused one just before it, was changed, moved or taken out" in what


def test_a_refusal_at_the_end_cannot_be_taken_out(office, space, tamper):
    tamper("DELETE FROM changes WHERE space = :space AND seq > 3")
    tamper(
        "UPDATE spaces SET seq = 3, chain = (SELECT chain FROM changes WHERE space = :space AND seq = 0)"
        " WHERE space = :space"
    )
    tamper("DELETE FROM changes WHERE space = :space AND seq = 0")
    assert first(office, space)[0] == 3


def test_a_history_that_was_cut_short_is_named(office, space, tamper):
    tamper("DELETE FROM changes WHERE space = :space AND seq > 4")
    seq, what = first(office, space)
    assert seq == 5
    assert what.startswith("the history ends before this entry")


def test_a_history_cut_short_with_its_number_is_named_by_its_head(office, space, tamper):
    tamper("DELETE FROM changes WHERE space = :space AND seq > 4")
    tamper("UPDATE spaces SET seq = 4 WHERE space = :space")
    assert first(office, space)[0] == 4


def test_a_history_without_its_space_is_named(office, space, tamper):
    tamper("DELETE FROM spaces WHERE space = :space")
    assert first(office, space) == (0, "there is a history, but its space is gone.")


def test_a_record_that_its_history_did_not_make_is_named(office, space, tamper):
    state = '{"born":"x.1","fields":{"name":"Mallory"}}'
    tamper("UPDATE records SET state = :state WHERE space = :space AND seq = 6", state=state)
    seq, what = first(office, space)
    assert seq == 6
    assert what.endswith("is not what its history makes it.")


def test_a_record_that_is_gone_is_named(office, space, tamper):
    tamper("DELETE FROM records WHERE space = :space AND seq = 4")
    seq, what = first(office, space)
    assert seq == 4
    assert "missing from the records" in what


def test_a_record_from_nowhere_is_named(office, space, tamper):
    tamper(
        "INSERT INTO records (space, id, kind, seq, case_id, state, hash)"
        " SELECT space, 'nowhere', kind, seq, case_id, state, hash"
        " FROM records WHERE space = :space AND seq = 6"
    )
    assert "in no entry of the history" in first(office, space)[1]


def test_a_digest_that_is_not_the_sum_of_its_records_is_named(office, space, tamper):
    tamper("UPDATE digests SET digest = :one WHERE space = :space AND kind = 'person'", one=f"{1:032x}")
    assert "'person'" in first(office, space)[1]


def test_a_journal_entry_that_does_not_balance_is_named_although_the_chain_holds(office, space, monkeypatch):
    monkeypatch.setattr("sync.server.rules.judge", lambda asked: "")
    Laptop(office, space).send(entry(100, -100), entry(1250, -1249))
    seq, what = first(office, space)
    assert seq == 8
    assert what.endswith("does not balance: its postings miss zero by 1 cents.")


def test_a_person_who_changed_their_name_since_is_no_problem(office, space):
    with reading_whole(office.storage) as connection:
        states = connection.execute(select(schema.records.c.state).where(schema.records.c.space == space))
        assert any('"author":"Ana"' in state for state in states.scalars())
    assert found(office) == []
