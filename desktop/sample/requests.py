"""Who asks for money: stipends and expenses with their steps, advances, payees and their papers."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from desktop.sample.calendar import fiscal_year
from desktop.sample.cast import Cast
from desktop.sample.deed import OFFICE, Deed, known
from desktop.sample.funds import budget_line
from desktop.sample.ledger import TREASURER, entry_titled
from desktop.sample.words import told
from sync.records.money import Override, PaymentMethod, Stipend, StipendBasis, StipendMove, StipendStep
from sync.records.payments import BatchLine, Payee, PayeeTotal, PaymentBatch, TaxForm, TaxTreatment
from sync.records.values import Period

PAYER = "Marcus Whitfield"
"""Whoever approves does not pay."""
LINE = "Stipends, Level One"


def request_deeds(cast: Cast) -> Iterator[Deed]:
    """Yield stipends, payees and what follows from paying."""
    for words in told("money")["stipends"]:
        yield from _stipend(cast, words)
    yield from _payees(cast)
    yield from _paid_together(cast)
    yield _let_pass(cast)


def by_whom(cast: Cast, step: str) -> str:
    """Return the computer on which a step of a request is made: "" for this one."""
    makers = {"submitted": "", "endorsed": "", "paid": cast.computer_of(PAYER), "reported": ""}
    return makers.get(step, cast.computer_of(TREASURER))


def _stipend(cast: Cast, words: dict[str, Any]) -> Iterator[Deed]:
    name, first = words["person"], words["steps"][0][1] if words["steps"] else -0.04
    asked = cast.calendar.on(first)
    line = budget_line(LINE, fiscal_year(asked))
    record = Stipend(
        id=known("stipend", name),
        person=cast.person(name),
        title=words["title"],
        coalition=cast.space,
        basis=StipendBasis(words["basis"]),
        level=words["level"],
        work=words["work"],
        requested=words["dollars"] * 100,
        fund=known("fund", "stipends"),
        budget_line=line,
        period=Period(first=asked, last=asked + timedelta(days=120)),
        report_due=asked + timedelta(days=150),
        report=words.get("report", ""),
    )
    at = cast.calendar.moment(asked, 8, len(name))
    yield Deed(at, f"Ask for a stipend for {name}", (record,))
    for place, step in enumerate(words["steps"]):
        yield _step(cast, record, name, place, step)


def _step(cast: Cast, stipend: Stipend, name: str, place: int, told_step: list[Any]) -> Deed:
    move, month = told_step[:2]
    dollars, note = sum(told_step[2:3]), "".join(told_step[3:])
    day = cast.calendar.on(month)
    paid = move == "paid"
    step = StipendStep(
        id=known("stipend_step", stipend.id, place),
        case=stipend.id,
        step=StipendMove(move),
        note=note,
        amount=dollars * 100,
        fund=stipend.fund if dollars else "",
        budget_line=stipend.budget_line if dollars else "",
        day=day,
        method=PaymentMethod.CHECK,
        reference=str(1100 + len(name) * 3) if paid else "",
        journal_entry=entry_titled(f"Stipend, {name}") if paid else "",
    )
    at = cast.calendar.moment(day, 18, 20 + place)
    return Deed(at, f"Stipend of {name}: {move}", (step,), elsewhere=by_whom(cast, move))


def _payees(cast: Cast) -> Iterator[Deed]:
    rows = told("money")
    people = [(name, cast.person(name), "", *rest) for name, *rest in rows["payees"]]
    partners = [(name, "", cast.partner(name), *rest) for name, *rest in rows["payee_partners"]]
    for place, (name, person, partner, form, treatment, method) in enumerate([*people, *partners]):
        day = cast.calendar.day(-6.7, 2 * place)
        record = Payee(
            id=known("payee", name),
            name=name,
            person=person,
            partner=partner,
            tax_form=TaxForm(form),
            tax_form_day=day if form == "on_file" else None,
            treatment=TaxTreatment(treatment),
            method=PaymentMethod(method),
        )
        yield Deed(cast.calendar.moment(day, 11), f"Payee: {name}", (record,))
    for name, dollars in rows["totals"]:
        now = cast.calendar.moment(cast.calendar.day(days=-8), 6)
        total = PayeeTotal(
            id=known("payee_total", name),
            payee=known("payee", name),
            year=now.year,
            cents=dollars * 100,
            as_of=now,
        )
        yield Deed(now, f"What {name} got this year", (total,), elsewhere=OFFICE)


def _paid_together(cast: Cast) -> Iterator[Deed]:
    day = cast.calendar.day(-6.3)
    lines = tuple(
        BatchLine(
            case=known("stipend", name), payee=known("payee", name), cents=40000, reference=f"L1-{place}"
        )
        for place, name in enumerate(("Samuel Adeyemi", "Sarah Feldman"), 1)
    )
    batch = PaymentBatch(
        id=known("payment_batch", 1),
        name="Stipends, first two",
        method=PaymentMethod.CHECK,
        bank_account=known("bank_account", "checking"),
        day=day,
        lines=lines,
    )
    yield Deed(
        cast.calendar.moment(day, 18, 50), "Pay two stipends", (batch,), elsewhere=cast.computer_of(PAYER)
    )


def _let_pass(cast: Cast) -> Deed:
    day = cast.calendar.day(-0.65)
    record = Override(
        id=known("override", "toner"),
        about=known("expense", "Paper and toner"),
        rule="receipt",
        reason="The receipt is lost; the statement is signed and the shop remembers.",
        by=cast.person(TREASURER),
        day=day,
    )
    return Deed(
        cast.calendar.moment(day, 21, 10),
        "Let a lost receipt pass",
        (record,),
        elsewhere=cast.computer_of(TREASURER),
    )
