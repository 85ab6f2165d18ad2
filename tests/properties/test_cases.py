"""Money and seats: whatever anybody asks for, in whatever order it arrives, the books are right.

Four people with different roles ask for steps offline: of three stipends out of
one small fund, of thirty enrolments for twenty-five seats, of a month and its
journal. Requests are doubled, lost, and cut short by crashes of either side.
Whether a step was rightly accepted is worked out here from nothing but the
steps that were accepted, in their order.
"""

from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test
from sqlalchemy import select

from sync.records.base import Entry, new_id
from sync.records.closing import Month, MonthLock
from sync.records.cohorts import Cohort, Enrolment, EnrolmentStep
from sync.records.ledger import JournalEntry, Posting
from sync.records.money import Fund, Stipend, StipendStep
from sync.server import schema
from sync.server.audit import verify
from sync.server.office import Office
from tests.offices import prepared_office
from tests.properties.books import Limits, check_books
from tests.properties.crashing import Crash, crashing
from tests.properties.quiet import check_same, check_steps
from tests.simulation import WORDS, Message, World

ROLES = ("leader", "treasurer", "member", "finance")
WHO = st.integers(0, len(ROLES) - 1)
AWARD, ASKED = 70_00, (40_00, 60_00, 0)
"""Cents: what the fund holds, and what each stipend asks for (0 = whatever is granted)."""
AMOUNTS = st.sampled_from([0, 1, 30_00, 40_00, 60_00, 90_00, -5_00])
MOVES = st.sampled_from(["submitted", "endorsed", "approved", "paid", "returned", "voided", "reconciled"])
CONFIRMED = 23
PLACES = st.integers(CONFIRMED - 1, 29)
SEAT_MOVES = st.sampled_from(["confirmed", "confirmed", "confirmed", "withdrawn", "requested", "waitlisted"])


class Cases(RuleBasedStateMachine):
    """Four people at four laptops who want money, seats and closed books."""

    office: Office
    folder: Path
    template: Path

    def __init__(self) -> None:
        super().__init__()
        self.world = World(self.folder, self.office, self.template)
        self.space = self.world.add_space()
        for role in ROLES:
            self.world.add_device(f"The {role}", {self.space: role})
        self.persons = {device.id: device.person for device in self.world.devices}
        self.steps: dict[str, str] = {}
        self.said: list[Message] = []
        self.begin()

    def begin(self) -> None:
        """Write down the fund, the requests and the cohort; 23 seats are taken already."""
        self.fund, self.other = Fund(name="Grant", award=AWARD), Fund(name="Gift", award=10_00)
        self.stipends = [Stipend(person=new_id(), requested=cents, fund=self.fund.id) for cents in ASKED]
        self.cohort, self.full = Cohort(title="Autumn", capacity=40), Cohort(title="Spring", capacity=1)
        self.enrolments = [Enrolment(person=new_id(), cohort=self.cohort.id) for _ in range(30)]
        self.month = Month(coalition=self.space, month="2026-11")
        taken = self.enrolments[:CONFIRMED]
        self.put(
            0, self.fund, self.other, self.cohort, self.full, self.month, *self.stipends, *self.enrolments
        )
        self.ask(0, *(EnrolmentStep(case=each.id, step="requested") for each in self.enrolments))
        self.ask(0, *(EnrolmentStep(case=each.id, step="confirmed") for each in taken))
        self.ask(2, *(StipendStep(case=each.id, step="submitted") for each in self.stipends))
        self.world.settle([self.space])

    def put(self, who: int, *records: Entry) -> None:
        with self.world.devices[who].store.edit("Write down") as draft:
            for record in records:
                draft.add(record)

    def ask(self, who: int, *steps: Entry) -> None:
        self.put(who, *steps)
        self.steps |= {step.id: self.world.devices[who].id for step in steps}

    @rule(
        who=WHO,
        which=st.integers(0, 2),
        move=MOVES,
        amount=AMOUNTS,
        elsewhere=st.booleans(),
        day=st.booleans(),
    )
    def move_a_stipend(
        self, who: int, which: int, move: str, amount: int, elsewhere: bool, day: bool
    ) -> None:
        fund = self.other.id if elsewhere else ""
        on = date(2026, 11, 5) if day else None
        case = self.stipends[which].id
        self.ask(who, StipendStep(case=case, step=move, amount=amount, fund=fund, day=on))

    @rule(
        which=st.integers(0, 2),
        who=st.sampled_from([1, 3]),
        sums=st.tuples(AMOUNTS, AMOUNTS),
        day=st.booleans(),
    )
    def carry_through(self, which: int, who: int, sums: tuple[int, int], day: bool) -> None:
        """Approve and pay, each as soon as the office has heard of the other."""
        on = date(2026, 11, 5) if day else None
        for each, move, amount, then in ((0, "approved", sums[0], None), (who, "paid", sums[1], on)):
            self.ask(each, StipendStep(case=self.stipends[which].id, step=move, amount=amount, day=then))
            self.world.round(self.world.devices[each])

    @rule(which=st.integers(0, 2), move=st.sampled_from(["approved", "paid"]), who=WHO)
    def hurry(self, which: int, move: str, who: int) -> None:
        """Approve and pay from three laptops at once."""
        for each in {who, 0, 3}:
            self.ask(each, StipendStep(case=self.stipends[which].id, step=move))

    @rule(who=st.sampled_from([0, 3]), which=st.integers(0, 2), cents=st.sampled_from([1, 200_00]))
    def ask_for_another_sum(self, who: int, which: int, cents: int) -> None:
        """Edit the request, which may have been approved long ago."""
        device, stipend = self.world.devices[who], self.stipends[which].id
        if device.state("stipend", stipend) is not None:
            with device.store.edit("Another sum") as draft:
                draft.set("stipend", stipend, {"requested": cents})

    @rule(who=WHO, place=PLACES, move=SEAT_MOVES)
    def move_an_enrolment(self, who: int, place: int, move: str) -> None:
        self.ask(who, EnrolmentStep(case=self.enrolments[place].id, step=move))

    @rule(place=PLACES)
    def crowd(self, place: int) -> None:
        """Ask for three seats in one go."""
        cases = [self.enrolments[(place + number) % len(self.enrolments)].id for number in range(3)]
        self.ask(0, *(EnrolmentStep(case=case, step="confirmed") for case in cases))

    @rule(who=st.sampled_from([0, 1]), place=PLACES, away=st.booleans())
    def change_cohort(self, who: int, place: int, away: bool) -> None:
        """Write another cohort into an enrolment, which may have a seat."""
        device, enrolment = self.world.devices[who], self.enrolments[place].id
        if device.state("enrolment", enrolment) is not None:
            with device.store.edit("Other cohort") as draft:
                draft.set("enrolment", enrolment, {"cohort": (self.full if away else self.cohort).id})

    @rule(who=WHO, locks=st.booleans())
    def lock_or_open_the_month(self, who: int, locks: bool) -> None:
        self.ask(who, MonthLock(case=self.month.id, step="locked" if locks else "reopened"))
        self.world.round(self.world.devices[who])

    @rule(who=WHO, cents=st.sampled_from([0, 0, 1]), month=st.sampled_from([10, 11]))
    def write_in_the_journal(self, who: int, cents: int, month: int) -> None:
        postings = (Posting(account="cash", cents=500), Posting(account="stipends", cents=cents - 500))
        self.put(who, JournalEntry(title="Paid", day=date(2026, month, 7), postings=postings))

    @rule(who=WHO, fate=st.sampled_from(["arrives", "arrives", "lost", "doubled"]))
    def sync(self, who: int, fate: str) -> None:
        device = self.world.devices[who]
        message = device.ask()
        self.said.append(message)
        reply = self.world.answer(message)
        if fate == "doubled":
            self.world.answer(message)
            device.hear(reply)
        if fate != "lost":
            device.hear(reply)

    @precondition(lambda self: self.said)
    @rule(which=st.integers(0, 50))
    def say_again(self, which: int) -> None:
        before = self.world.states(self.space)
        self.world.answer(self.said[which % len(self.said)])
        assert before == self.world.states(self.space)

    @rule(who=WHO, after=st.integers(0, 40), the_office=st.booleans())
    def crash(self, who: int, after: int, the_office: bool) -> None:
        device = self.world.devices[who]
        storage = self.office.storage
        with suppress(Crash), crashing(storage.engine if the_office else device.store.engine, after):
            device.hear(self.world.answer(device.ask()))
        storage.close()
        device.crash()

    def accepted(self) -> list[dict[str, Any]]:
        """Return what the office accepted, in order, with whose credential it came."""
        changes = schema.changes
        here = (changes.c.space == self.space) & (changes.c.outcome == "a")
        with self.office.storage.reading([self.space]) as connection:
            rows = connection.execute(select(changes).where(here).order_by(changes.c.seq)).mappings()
            return [{**row, "values": orjson.loads(row["body"]).get("set", {})} for row in rows]

    def limits(self) -> Limits:
        """Return what must not be exceeded."""
        funds = {self.fund.id: AWARD, self.other.id: 10_00}
        return Limits(funds, {self.cohort.id: 25, self.full.id: 1}, self.month.id)

    def teardown(self) -> None:
        try:
            self.world.settle([self.space])
            check_same(self.world, self.space)
            check_steps(self.world, self.space, self.steps)
            check_books(self.accepted(), self.limits())
        finally:
            self.world.close()


@pytest.mark.parametrize("database", ["sqlite", "postgres"])
def test_no_order_of_requests_breaks_the_books(
    database: str, template: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    machine = type("Cases", (Cases,), {"folder": tmp_path, "template": template})
    sqlite = f"sqlite:///{tmp_path / 'office.sqlite'}"
    address = request.getfixturevalue("fresh_postgres") if database == "postgres" else sqlite
    with prepared_office(address, tmp_path, WORDS) as office:
        machine.office = office
        most = min(settings().max_examples, 100) // (3 if database == "sqlite" else 10)
        steps = settings(max_examples=most, stateful_step_count=30, suppress_health_check=list(HealthCheck))
        run_state_machine_as_test(machine, settings=steps)
        assert verify(office.storage) == []
