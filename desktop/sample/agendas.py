"""The agenda of a meeting: what every agenda opens with, and what was its own."""

from datetime import timedelta

from desktop.sample.chance import between
from desktop.sample.gatherings import Gathering
from sync.records.meetings import AgendaItem

OPENING = 2
"""So many of the recurring topics come before what is new."""


def agenda_of(gathering: Gathering) -> list[AgendaItem]:
    """Return the items in order; of a meeting that was held, with the times they took."""
    moment = gathering.cast.calendar.moment(gathering.day, 18, 2)
    items = []
    for item in _planned(gathering):
        took = timedelta(minutes=max(2, item.duration + between(-4, 5, "took", item.id)))
        times = (None, None) if gathering.is_planned else (moment, moment + took)
        items.append(item.but(opened_at=times[0], finished_at=times[1]))
        moment += took
    return items


def _planned(gathering: Gathering) -> list[AgendaItem]:
    series, chair = gathering.cast.town["series"], gathering.told["chair"]
    topics = zip(series["minutes_for"], series["topics"], strict=True)
    usual = [_item(gathering, minutes, topic, chair, recurring=True) for minutes, topic in topics]
    own = [_item(gathering, *each, recurring=False) for each in gathering.told["agenda"]]
    return [*usual[:OPENING], *own, *usual[OPENING:]]


def _item(gathering: Gathering, minutes: int, topic: str, presenter: str, *, recurring: bool) -> AgendaItem:
    return AgendaItem(
        id=gathering.item(topic),
        title=topic,
        meeting=gathering.id,
        duration=minutes,
        presenter=gathering.cast.person(presenter),
        recurring=recurring,
        closed=topic == gathering.told.get("closed"),
    )
