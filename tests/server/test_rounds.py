"""What a device is told in a round: all that it has not heard, its keys once, and nothing twice."""

from dataclasses import dataclass, field

import pytest

from sync.changes import Body, Change
from sync.protocol import Cursor, SpacePage, SyncReply, SyncRequest, pack
from sync.records.base import new_id
from sync.server import founding
from sync.server.office import Caller, Office
from sync.server.rounds import answer
from tests.server.grown import Laptop as Written


@dataclass
class Laptop:
    """A member's computer that says rounds and remembers how far it has heard."""

    office: Office
    space: str
    written: Written = field(init=False)
    heard: Cursor = field(init=False)
    n: int = 0

    def __post_init__(self) -> None:
        self.written = Written(self.office, self.space, "leader")
        self.heard = Cursor(space=self.space)

    def says(self, *bodies: Body, record: str = "") -> tuple[SyncReply, SpacePage]:
        """Send changes of people; return the answer and its page, and have heard it."""
        first, edit = self.n + 1, new_id()
        self.n += len(bodies)
        changes = [
            Change(n, edit, self.space, "person", record or new_id(), body)
            for n, body in enumerate(bodies, first)
        ]
        request = SyncRequest(protocol=1, program="1", spaces=[self.heard], changes=pack(changes), oldest=1)
        caller = Caller(self.written.device, self.written.person, "Ana", {self.space: "leader"})
        reply = answer(self.office, caller, request, "n" * 22)
        (page,) = reply.spaces
        self.heard = Cursor(space=self.space, epoch=page.epoch, cursor=page.cursor)
        return reply, page


@pytest.fixture
def space(office: Office) -> str:
    founding.found(office, "Illinois", "admin@example.org")
    return founding.add_space(office, "coalition", "Lake County")


@pytest.fixture
def ana(office: Office, space: str) -> Laptop:
    return Laptop(office, space)


@pytest.fixture
def luis(office: Office, space: str) -> Laptop:
    return Laptop(office, space)


def named(name: str) -> Body:
    return {"set": {"name": name}}


def test_whoever_is_level_hears_nothing_of_what_they_say_but_how_far_that_goes(ana: Laptop) -> None:
    ana.says()
    reply, page = ana.says(named("Mei"), named("Ruth"))
    assert [run.outcomes for run in reply.receipts] == ["cc"]
    assert (page.cursor, page.ids, page.more) == (2, [], False)
    assert page.digest == ana.says()[1].digest != "0" * 32


def test_what_others_wrote_meanwhile_comes_with_the_answer(ana: Laptop, luis: Laptop) -> None:
    ana.says()
    luis.says(named("Mei"))
    _, page = ana.says(named("Ruth"))
    assert (page.cursor, page.sequences) == (2, [1])
    assert "Mei" in page.states[0]
    assert luis.says()[1].digest == page.digest


def test_who_is_level_is_handed_what_became_of_a_change_that_was_kept_beside(ana: Laptop) -> None:
    ana.says()
    person = new_id()
    ana.says(named("Mei"), record=person)
    seen = {"name": f"{ana.written.device}.1"}
    ana.says({"set": {"name": "May"}, "base": seen}, record=person)
    reply, page = ana.says({"set": {"name": "Maja"}, "base": seen}, record=person)
    assert [run.outcomes for run in reply.receipts] == ["b"]
    assert page.ids == [person]
    assert "Maja" in page.states[0] and "May" in page.states[0]


def test_a_first_page_tells_the_keys_and_a_later_one_does_not(ana: Laptop, luis: Laptop) -> None:
    luis.says(named("Mei"))
    (first, page), (second, later) = ana.says(), ana.says()
    assert first.office_key and page.carry_key
    assert (second.office_key, later.carry_key) == ("", "")


def test_a_space_that_was_heard_while_it_was_empty_begins_with_its_first_record(
    ana: Laptop, luis: Laptop
) -> None:
    assert ana.says()[1].carry_key
    reply, page = ana.says()
    assert (reply.office_key, page.carry_key) == ("", "")
    luis.says(named("Mei"))
    reply, page = ana.says()
    assert len(page.ids) == 1
    assert reply.office_key and page.carry_key


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ({"set": {"phone": 5}, "base": {"phone": ""}}, "'phone' is not a"),
        ({"add": {"name": ["Ana"]}}, "'name' is not written as a set"),
        ({"remove": {"tags": {"a": "b"}}}, "the change cannot be read ('remove')"),
        ({"prose": {"notes": "!"}}, "'notes' is not an update of a text"),
        ({"set": {"id": "1"}, "base": {}}, "'id' cannot be set"),
        ({}, "the change is empty"),
    ],
)
def test_one_bad_change_among_good_ones_is_refused_by_itself(ana: Laptop, bad: Body, reason: str) -> None:
    record = new_id()
    ana.says({"set": {"name": "Rosa Vidal"}}, record=record)
    good: list[Body] = [{"set": {"phone": f"+1 {n}"}, "base": {"phone": ""}} for n in range(2)]
    receipts = ana.says(good[0], bad, good[1], record=record)[0].receipts
    outcomes = "".join(each.outcomes for each in receipts)
    told = {n: said for each in receipts for n, said in each.reasons.items()}
    assert (outcomes[0], outcomes[1], outcomes[2]) == ("c", "r", "b")
    assert list(told) == ["3"]
    assert told["3"].startswith(reason)
