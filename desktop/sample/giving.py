"""Campaigns and gifts: money after the flood, cash counted by two, goods."""

from collections.abc import Iterator

from desktop.sample.calendar import fiscal_year
from desktop.sample.cast import Cast
from desktop.sample.deed import Deed, known
from desktop.sample.ledger import entry_titled
from desktop.sample.words import told
from sync.records.giving import (
    Campaign,
    CampaignGoal,
    CashCount,
    CashPile,
    Donation,
    DonationReceipt,
    InKind,
    ValueBasis,
)
from sync.records.projects import ProjectStatus
from sync.records.values import Period

FLOOD = known("campaign", "flood")


def giving_deeds(cast: Cast) -> Iterator[Deed]:
    """Yield campaigns, donations with receipts, the counted cash, and gifts of goods."""
    for words in told("projects")["campaigns"]:
        record = Campaign(
            id=known("campaign", words["as"]),
            title=words["title"],
            project=known("project", words["project"]),
            status=ProjectStatus(words["status"]),
            goal=CampaignGoal(words["goal"]),
            target=words.get("dollars", 0) * 100,
            target_items=words.get("items", 0),
            item=words.get("item", ""),
            fund=known("fund", words["fund"]) if "fund" in words else "",
            period=Period(first=cast.calendar.on(words["from"]), last=cast.calendar.day(words["to"])),
            lead=cast.person(words["lead"]),
            notes=words["notes"],
        )
        yield Deed(
            cast.calendar.moment(cast.calendar.on(words["from"]), 20, 50), f"Begin: {record.title}", (record,)
        )
    yield from _donations(cast)
    yield _counted(cast)
    yield from _goods(cast)


def _donations(cast: Cast) -> Iterator[Deed]:
    for number, (person, partner, dollars, month) in enumerate(told("money")["donors"], 1):
        day = cast.calendar.day(month)
        later = month > -5.5
        entry = "Gifts after the flood, second round" if later else "Gifts after the flood"
        gift = Donation(
            id=known("donation", number),
            cents=dollars * 100,
            donor=cast.person(person),
            partner=cast.partner(partner),
            anonymous=not (person or partner),
            day=day,
            campaign=FLOOD,
            fund=known("fund", "flood"),
            method="check" if partner else "cash",
            journal_entry=entry_titled(entry),
        )
        receipt = DonationReceipt(
            id=known("donation_receipt", number),
            about=gift.id,
            number=number,
            fiscal_year=fiscal_year(day),
            day=day,
        )
        records = (gift,) if gift.anonymous else (gift, receipt)
        who = person or partner or "somebody who wants no thanks"
        yield Deed(cast.calendar.moment(day, 12, number), f"Gift of ${dollars} from {who}", records)


def _counted(cast: Cast) -> Deed:
    piles = tuple(CashPile(cents=cents, pieces=pieces) for cents, pieces in told("money")["cash"])
    day = cast.calendar.day(-5.75)
    record = CashCount(
        id=known("cash_count", "flood"),
        campaign=FLOOD,
        at=cast.calendar.moment(day, 21),
        piles=piles,
        total=sum(each.cents * each.pieces for each in piles),
        first_counter=cast.person("Keisha Robinson"),
        second_counter=cast.person("Thomas Okafor"),
        note="Supper for the north side. Counted twice, once by each.",
    )
    return Deed(cast.calendar.moment(day, 21, 5), "Count the cash from the supper", (record,))


def _goods(cast: Cast) -> Iterator[Deed]:
    for item, quantity, unit, partner, person, dollars, month in told("projects")["gifts"]:
        day = cast.calendar.day(month)
        flood = -6.5 < month < -5
        record = InKind(
            id=known("in_kind", item),
            item=item,
            quantity=float(quantity),
            unit=unit,
            donor=cast.person(person),
            partner=cast.partner(partner),
            cents=dollars * 100,
            basis=ValueBasis.DONOR if dollars else ValueBasis.NOT_VALUED,
            day=day,
            campaign=known("campaign", "blankets") if flood else "",
            project=known("project", "flood" if flood else "food"),
        )
        yield Deed(cast.calendar.moment(day, 13), f"Given: {item}", (record,))
