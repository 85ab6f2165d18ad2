"""Facts, requests and money: stories of what is written once and what only the office decides."""

import pytest

from sync.errors import Refused
from sync.protocol import SyncReply
from sync.records.attendance import Attendance
from sync.records.base import new_id
from sync.records.cohorts import Cohort, Enrolment, EnrolmentStep
from sync.records.ledger import JournalEntry, Posting
from sync.records.money import Fund, Stipend, StipendStep
from tests.properties.quiet import check_same
from tests.properties.stories import put, receipt_of
from tests.simulation import Device, Message, World


def test_a_fact_is_not_changed_once_it_is_written(world: World, space: str, ana: Device, maria: str) -> None:
    fact = Attendance(meeting=new_id(), person=maria)
    put(ana, fact)
    world.settle([space])
    before = world.states(space)[fact.id]
    with pytest.raises(Refused), ana.store.edit("Edit") as draft:
        draft.set("attendance", fact.id, {"presence": "absent"})
    message = ana.ask()
    base = before["born"]
    forged = (
        b'{"n":3,"edit":"%(e)s","space":"%(s)s","kind":"attendance","records":["%(r)s"],"bodies":'
        b'[{"set":{"presence":"absent"},"base":{"presence":"%(b)s"}}]}'
        % {b"e": new_id().encode(), b"s": space.encode(), b"r": fact.id.encode(), b"b": base.encode()}
    )
    body = message.body[:-1] + b',"changes":[' + forged + b"]}"
    reply = SyncReply.model_validate_json(world.answer(Message(body, [], ana.id)).body)
    assert reply.receipts[0].outcomes == "r" and world.states(space)[fact.id] == before


def test_the_same_fact_from_two_laptops_is_one(
    world: World, space: str, ana: Device, luis: Device, maria: str
) -> None:
    meeting = new_id()
    for device in (ana, luis):
        put(device, Attendance(meeting=meeting, person=maria))
    world.settle([space])
    assert sum(state["fields"].get("meeting") == meeting for state in world.states(space).values()) == 1
    check_same(world, space)


def test_a_request_that_was_refused_stays_refused_however_often_it_is_said(
    world: World, space: str, ana: Device, luis: Device
) -> None:
    fund = Fund(name="Grant", award=100)
    stipend = Stipend(person=new_id(), requested=5)
    step = StipendStep(case=stipend.id, step="approved")
    put(ana, stipend, fund)
    put(ana, step)
    message = ana.ask()
    words = receipt_of(world.answer(message))
    world.settle([space])
    put(ana, StipendStep(case=stipend.id, step="submitted"))
    put(luis, StipendStep(case=stipend.id, step="approved", amount=5, fund=fund.id))
    world.settle([space])
    assert receipt_of(world.answer(message)) == words and "submitted" in words
    for device in world.devices:
        assert "refused" in (device.state("stipend_step", step.id) or {})


def test_steps_of_one_round_are_judged_one_after_the_other(
    world: World, space: str, ana: Device, luis: Device
) -> None:
    fund = Fund(name="Grant", award=100)
    stipends = [Stipend(person=new_id(), requested=60, fund=fund.id) for _ in range(2)]
    put(ana, fund, *stipends)
    put(ana, *(StipendStep(case=each.id, step="submitted") for each in stipends))
    world.settle([space])
    steps = [StipendStep(case=each.id, step="approved") for each in stipends]
    put(luis, *steps)
    world.settle([space])
    refused = ["refused" in (ana.state("stipend_step", each.id) or {}) for each in steps]
    assert refused == [False, True]


def test_who_approved_does_not_pay_and_who_asked_does_neither(
    world: World, space: str, ana: Device, luis: Device, mei: Device
) -> None:
    fund = Fund(name="Grant", award=100)
    stipend = Stipend(person=new_id(), requested=60, fund=fund.id)
    put(ana, fund, stipend, StipendStep(case=stipend.id, step="submitted"))
    world.settle([space])
    moves = ((ana, "approved"), (luis, "approved"), (luis, "paid"), (ana, "paid"), (mei, "paid"))
    words = []
    for device, move in moves:
        step = StipendStep(case=stipend.id, step=move)
        put(device, step)
        world.settle([space])
        words.append((ana.state("stipend_step", step.id) or {}).get("refused", "")[:10])
    assert words == ["nobody end", "", "who approv", "nobody end", ""]


def test_who_asked_stays_who_asked_though_somebody_else_asks_again(
    world: World, space: str, ana: Device, luis: Device, mei: Device
) -> None:
    fund = Fund(name="Grant", award=100)
    stipend = Stipend(person=new_id(), requested=60, fund=fund.id)
    put(ana, fund, stipend)
    moves = ((ana, "submitted"), (luis, "returned"), (mei, "submitted"), (ana, "approved"))
    for device, move in moves:
        step = StipendStep(case=stipend.id, step=move)
        put(device, step)
        world.settle([space])
    assert "refused" in (luis.state("stipend_step", step.id) or {})


def test_twenty_five_are_confirmed_and_the_next_is_told_why_not(
    world: World, space: str, ana: Device, luis: Device
) -> None:
    cohort = Cohort(title="Autumn")
    cases = [Enrolment(person=new_id(), cohort=cohort.id) for _ in range(27)]
    put(ana, cohort, *cases)
    put(ana, *(EnrolmentStep(case=case.id, step="requested") for case in cases))
    world.settle([space])
    for device, some in ((ana, cases[:14]), (luis, cases[14:])):
        put(device, *(EnrolmentStep(case=case.id, step="confirmed") for case in some))
    world.settle([space])
    states = [state for state in world.states(space).values() if state["fields"].get("step") == "confirmed"]
    assert sum("refused" not in state for state in states) == 25
    assert sum("25 seats are taken" in state.get("refused", "") for state in states) == 2


def test_a_journal_that_misses_zero_by_a_cent_is_refused(world: World, space: str, mei: Device) -> None:
    entry = JournalEntry(postings=(Posting(account="a", cents=500), Posting(account="b", cents=-499)))
    put(mei, entry)
    world.settle([space])
    assert entry.id not in world.states(space) and mei.outbox()[-1][0] == "refused"
