"""Ways around the rules that only the office decides: every one of them was tried, and leads nowhere."""

import pytest

from sync.records.base import new_id
from sync.server.founding import add_space, found
from tests.server.grown import Laptop, entry


@pytest.fixture
def space(office):
    found(office, "Illinois", "admin@example.org")
    return add_space(office, "coalition", "Lake County")


@pytest.fixture
def ana(office, space):
    return Laptop(office, space, "leader")


@pytest.fixture
def ben(office, space):
    return Laptop(office, space, "leader")


@pytest.fixture
def finance(office, space):
    return Laptop(office, space, "finance")


def add(laptop, kind, **values):
    record = new_id()
    (receipt,) = laptop.send((kind, record, {"set": values}))
    assert receipt.letter == "c", receipt.reason
    return record


def ask(laptop, kind, case, step, **more):
    """The office's word on a step: the reason it was refused for, "" where it was not."""
    (receipt,) = laptop.send((kind, new_id(), {"set": {"case": case, "step": step, **more}}))
    return receipt.reason


def edit(laptop, kind, record, **values):
    (receipt,) = laptop.send((kind, record, {"set": values}))
    return receipt.reason


@pytest.fixture
def fund(ana):
    return add(ana, "fund", name="Grant", award=100_000)


@pytest.fixture
def stipend(ana, fund):
    """Ana's own request for 60.00."""
    return add(ana, "stipend", person=ana.person_called("Rosa"), requested=60_00, fund=fund)


@pytest.fixture
def submitted(ana, stipend):
    """The step by which Ana submitted it."""
    return add(ana, "stipend_step", case=stipend, step="submitted")


OWN = "nobody endorses, approves or pays their own request"


def test_nobody_approves_their_own_request(ana, stipend, submitted):
    assert ask(ana, "stipend_step", stipend, "approved") == OWN


@pytest.mark.parametrize("named", ["record", "case"])
def test_nor_by_first_touching_the_step_that_says_whose_it_is(ana, stipend, submitted, named):
    """In one round the step was read by its id, without its author, before the rules asked for that."""
    step = {"step": "submitted"} if named == "record" else {"step": "submitted", "case": submitted}
    touch = "stipend_step", submitted if named == "record" else new_id(), {"set": step}
    approve = "stipend_step", new_id(), {"set": {"case": stipend, "step": "approved"}}
    touched, approved = ana.send(touch, approve)
    assert touched.letter == "r"
    assert approved.reason == OWN


def test_who_approved_does_not_pay_though_they_touch_their_approval_first(ana, finance, stipend, submitted):
    approval = add(finance, "stipend_step", case=stipend, step="approved")
    touch = "stipend_step", approval, {"set": {"step": "approved"}}
    pay = "stipend_step", new_id(), {"set": {"case": stipend, "step": "paid"}}
    assert finance.send(touch, pay)[1].reason == "who approved it may not pay it; somebody else has to"


def test_a_record_that_only_looks_like_a_step_moves_nothing(office, space, ana, ben, stipend, submitted):
    member = Laptop(office, space, "member")
    add(member, "person", name="Rosa", case=stipend, step="approved", amount=900_00)
    assert ask(ben, "stipend_step", stipend, "paid") == "it is submitted, so it cannot be paid"


def test_a_step_says_nothing_of_who_made_it(ana, stipend):
    add(ana, "stipend_step", case=stipend, step="submitted", by=new_id(), person=new_id(), author="Ben")
    assert ask(ana, "stipend_step", stipend, "approved") == OWN


@pytest.mark.parametrize(("kind", "step"), [("stipend_step", "submitted"), ("month_lock", "locked")])
def test_a_step_moves_a_case_of_its_own_kind_only(ana, kind, step):
    """Otherwise money could be granted on a record that no fund counts."""
    other = add(ana, "person", name="Rosa", requested=900_00, month="2026-01")
    assert ask(ana, kind, other, step).startswith("there is no such")


def test_what_was_granted_stays_what_it_was_decided_on(ana, ben, finance, stipend, submitted):
    assert edit(ana, "stipend", stipend, title="For the training") == ""
    assert ask(ben, "stipend_step", stipend, "approved") == ""
    for values in ({"requested": 900_00}, {"fund": new_id()}, {"title": "Still", "requested": 900_00}):
        assert edit(ana, "stipend", stipend, **values).startswith(
            "this is approved, so what that was decided"
        )
    assert edit(ana, "stipend", stipend, work="What she will do") == ""
    too_much = ask(finance, "stipend_step", stipend, "paid", amount=60_01)
    assert too_much == "no more than the 60.00 granted can be paid"
    assert ask(finance, "stipend_step", stipend, "paid") == ""


def test_a_request_that_was_sent_back_may_be_changed_again(ana, ben, stipend, submitted):
    assert ask(ben, "stipend_step", stipend, "returned") == ""
    receipt = ana.send(("stipend", stipend, {"set": {"requested": 50_00}, "base": base_of(ana)}))[0]
    assert receipt.reason == ""


def base_of(laptop):
    return {"requested": f"{laptop.device}.3"}


def test_a_seat_is_not_moved_into_a_full_cohort(ana):
    cohort, other = add(ana, "cohort", title="One"), add(ana, "cohort", title="Two")
    enrolment = add(ana, "enrolment", person=new_id(), cohort=other)
    assert ask(ana, "enrolment_step", enrolment, "requested") == ""
    assert ask(ana, "enrolment_step", enrolment, "confirmed") == ""
    assert edit(ana, "enrolment", enrolment, cohort=cohort).startswith("this is confirmed")


@pytest.fixture
def january(ana):
    """A month that is closed."""
    month = add(ana, "month", month="2026-01")
    add(ana, "month_lock", case=month, step="locked")
    return month


CLOSED = "period locked: 2026-01 is closed"


def test_money_is_not_written_into_a_closed_month(ana, january):
    kind, record, body = entry(100, -100)
    body["set"]["day"] = "2026-01-05"
    assert ana.send((kind, record, body))[0].reason == CLOSED
    assert ana.send(("donation", new_id(), {"set": {"cents": 5_00, "day": "2026-01-05"}}))[0].reason == CLOSED


def test_nor_in_two_steps_first_without_a_day(ana, january):
    """A fact may be told twice; what the second telling adds stands before the same rules."""
    kind, record, body = entry(100, -100)
    donation = add(ana, "donation", cents=5_00)
    assert ana.send((kind, record, body))[0].reason == ""
    day = {"day": "2026-01-05"}
    assert ana.send((kind, record, {"set": {**body["set"], **day}}))[0].reason == CLOSED
    assert ana.send((kind, record, {"set": day}))[0].letter == "r"
    assert edit(ana, "donation", donation, cents=5_00, **day) == CLOSED
    assert edit(ana, "donation", donation, cents=5_00) == "", "the same again changes nothing"


def test_a_closed_month_does_not_become_another_month(ana, january):
    assert edit(ana, "month", january, month="2020-01").startswith("this is locked")


def test_a_member_reopens_no_month_with_a_record_that_says_so(office, space, ana, january):
    member = Laptop(office, space, "member")
    add(member, "person", name="Rosa", case=january, step="reopened")
    assert ana.send(("donation", new_id(), {"set": {"cents": 5_00, "day": "2026-01-05"}}))[0].reason == CLOSED
