"""What time it is for a page: the store's clock, so that tests can turn it."""

from datetime import date, datetime

from desktop.ui.desk import Desk


def now_of(desk: Desk) -> datetime:
    """Return the moment it is, with this computer's offset."""
    return datetime.fromisoformat(desk.store.now()).astimezone()


def today_of(desk: Desk) -> date:
    """Return the day it is here."""
    return now_of(desk).date()
