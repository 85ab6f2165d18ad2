"""The journal: every cent that came in or went out, told once and read by whoever needs it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from desktop.sample.cast import Cast
from desktop.sample.deed import Deed, known
from desktop.sample.words import table
from sync.records.ledger import JournalEntry, JournalPurpose, Posting

TREASURER = "Thomas Okafor"
TAKEN_BACK = "Taken back: "


@dataclass(frozen=True)
class Booking:
    """One row of the ledger, on its day."""

    place: int
    day: date
    title: str
    to: str
    source: str
    fund: str
    cents: int

    @property
    def id(self) -> str:
        """The id of its journal entry."""
        return known("journal_entry", self.place)

    @property
    def in_bank(self) -> int:
        """Cents that it adds to the bank account, or takes from it."""
        return self.cents * ((self.to == "bank") - (self.source == "bank"))


def bookings(cast: Cast) -> list[Booking]:
    """Return the rows of the ledger; their days count from the meeting of their month."""
    return [_booking(cast, place, row) for place, row in enumerate(table("ledger"))]


def entry_titled(title: str) -> str:
    """Return the id of the first journal entry of that title, "" if there is none."""
    places = (place for place, row in enumerate(table("ledger")) if row["title"] == title)
    return next((known("journal_entry", place) for place in places), "")


def ledger_deeds(cast: Cast) -> Iterator[Deed]:
    """Yield the journal entries; the treasurer makes them on a computer of his own."""
    for booking in bookings(cast):
        at = cast.calendar.moment(booking.day, 20, booking.place % 60)
        yield Deed(at, booking.title, (_entry(booking),), elsewhere=cast.computer_of(TREASURER))


def _booking(cast: Cast, place: int, row: dict[str, str]) -> Booking:
    day = cast.calendar.meeting_day(int(row["month"])) + timedelta(days=int(row["day"]))
    day = min(day, cast.calendar.day(days=-3))
    cents = round(float(row["dollars"]) * 100)
    return Booking(place, day, row["title"], row["to"], row["from"], row["fund"], cents)


def _entry(booking: Booking) -> JournalEntry:
    fund = known("fund", booking.fund)
    is_reversal = booking.title.startswith(TAKEN_BACK)
    return JournalEntry(
        id=booking.id,
        day=booking.day,
        title=booking.title,
        postings=(
            Posting(account=booking.to, fund=fund, cents=booking.cents),
            Posting(account=booking.source, fund=fund, cents=-booking.cents),
        ),
        purpose=JournalPurpose.REVERSAL if is_reversal else JournalPurpose.ORDINARY,
        reverses=known("journal_entry", booking.place - 1) if is_reversal else "",
    )
