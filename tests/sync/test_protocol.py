"""Messages on the wire: packed, spelled and read again."""

import orjson
from hypothesis import given
from hypothesis import strategies as st

from sync.changes import Body, Change, Edit
from sync.protocol import Cursor, Receipts, SpacePage, SyncReply, SyncRequest, as_json, pack, unpack, words_of
from sync.records.base import new_id

SPACE, EDIT = new_id(), new_id()
words = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
numbers = st.integers(0, 2**53)


@st.composite
def pages(draw: st.DrawFn) -> SpacePage:
    states = draw(st.lists(words, max_size=3))
    return SpacePage(
        space=SPACE,
        epoch=draw(numbers),
        cursor=draw(numbers),
        more=draw(st.booleans()),
        name=draw(words),
        kinds=["person"] * len(states),
        ids=[new_id() for _ in states],
        sequences=[draw(numbers) for _ in states],
        states=states,
    )


@st.composite
def receipts(draw: st.DrawFn) -> Receipts:
    outcomes = draw(st.text("casbr", max_size=4))
    reasons = draw(st.dictionaries(st.integers(1, 9).map(str), words, max_size=2))
    sequences = [draw(numbers) for _ in outcomes]
    return Receipts(n=draw(numbers), outcomes=outcomes, sequences=sequences, reasons=reasons)


replies = st.builds(
    SyncReply,
    nonce=words,
    receipts=st.lists(receipts(), max_size=2),
    spaces=st.lists(pages(), max_size=2),
    gone=st.lists(st.just(SPACE), max_size=1),
    expected=numbers,
    server_time=words,
)


@given(replies)
def test_an_answer_is_spelled_as_its_model_would_and_read_as_it_was(reply: SyncReply) -> None:
    spelled = orjson.loads(as_json(reply))
    assert spelled == orjson.loads(reply.model_dump_json(exclude_defaults=True))
    assert SyncReply.model_validate(spelled) == reply


def test_a_round_is_spelled_as_its_model_would_and_read_as_it_was() -> None:
    edit = Edit("Add José", "2026-03-02T12:00:00+00:00")
    bodies: list[Body] = [{"set": {"name": "José"}}, {"set": {"name": "Ana"}, "base": {"name": ""}}]
    changes = [Change(n, edit.id, SPACE, "person", new_id(), body) for n, body in enumerate(bodies, 1)]
    request = SyncRequest(
        protocol=1,
        program="1",
        spaces=[Cursor(space=SPACE), Cursor(space=new_id(), epoch=2, cursor=7)],
        edits=words_of([edit]),
        changes=pack(changes),
        oldest=1,
    )
    spelled = orjson.loads(as_json(request))
    assert spelled == orjson.loads(request.model_dump_json(exclude_defaults=True))
    assert SyncRequest.model_validate(spelled) == request


def test_what_was_packed_into_columns_is_unpacked_in_its_order_and_with_its_numbers() -> None:
    bodies: list[Body] = [{"set": {"name": "Ana", "phone": "1"}}, {"set": {"name": "Luis", "phone": "2"}}]
    bodies += [
        {"set": {"phone": "3"}, "base": {"phone": "x.1"}},
        {"trash": ["x.1"]},
        {"set": {"name": "Mei"}},
    ]
    made = [Change(n, EDIT, SPACE, "person", new_id(), body) for n, body in enumerate(bodies, 7)]
    batches = pack(made)
    assert [change for batch in batches for change in unpack(batch)] == made
    assert len(batches) == 3
