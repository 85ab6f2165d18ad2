"""From a line to what it would make: contacts and action items."""

from datetime import date, time, timedelta

from desktop.features.quick.actions import ContactPlan, Somebody, TaskPlan
from desktop.features.quick.joining import preview_newcomer
from desktop.features.quick.naming import Named, meant_by, owner_of
from desktop.features.quick.preview import Asker, Offer, Part, Preview, Question
from desktop.quick.reading import Contact, Reader, Task
from desktop.quick.times import time_words


def preview(asker: Asker, line: str) -> Preview:
    """Return what a line would make, with the first thing that is still to be chosen."""
    chosen = asker.answers.get("day", "")
    as_task = asker.answers.get("sort") == "task"
    day = date.fromisoformat(chosen) if chosen else None
    read = Reader(asker.today, asker.language, day, as_task).read(line)
    if isinstance(read, Contact):
        return _contact(asker, read)
    if isinstance(read, Task):
        return _task(asker, read)
    return preview_newcomer(asker, read) if read is not None else Preview()


def _contact(asker: Asker, said: Contact) -> Preview:
    whom = [meant_by(asker, name, "person", "partner") for name in said.names]
    owner = owner_of(asker, said.owners)
    whole = [each.who for each in whom if each.who is not None]
    nobody = () if whole or any(each.question for each in whom) else (_nobody(),)
    day, days = _day(asker, said.when.days, is_needed=True)
    at, times = _time(asker, said.when.times)
    named = (*nobody, *whom, owner if said.owners else Named(who=owner.who), days, times)
    step = _with_time(said.words, at, asker.language)
    question = _first(named)
    parts = (Part(said.format.value), *(part for each in named for part in each.parts))
    if question is not None or day is None:
        return Preview(parts, question)
    plan = ContactPlan(said.format, step, day, tuple(whole), owner.who or Somebody())
    return Preview(parts, plan=plan)


def _task(asker: Asker, said: Task) -> Preview:
    owner = owner_of(asker, said.owners)
    day, days = _day(asker, said.when.days, is_needed=False)
    at, times = _time(asker, said.when.times)
    title = _with_time(said.words, at, asker.language) if said.words else ""
    wording = Named() if title else Named((Part("task", is_open=True),), Question("words", "words"))
    named = (wording, owner, days, times)
    parts = (Part("task"), *(part for each in named[1:] for part in each.parts))
    question = _first(named)
    return Preview(parts, question, None if question else TaskPlan(title, owner.who or Somebody(), day))


def _first(named: tuple[Named, ...]) -> Question | None:
    return next((each.question for each in named if each.question is not None), None)


def _nobody() -> Named:
    """Ask with whom; a line that only begins like a contact can be something to do."""
    offers = (Offer("task", "task"),)
    return Named((Part("person", is_open=True),), Question("sort", "whom", "", offers))


def _day(asker: Asker, days: tuple[date, ...], *, is_needed: bool) -> tuple[date | None, Named]:
    """Return the day that is meant; ask for it where there are several, where it is past, or missing."""
    chosen = asker.answers.get("day", "")
    coming = [each for each in days if each >= asker.today]
    is_asked = bool(days) or is_needed
    if chosen and (date.fromisoformat(chosen) in days or (is_asked and not coming)):
        coming = [date.fromisoformat(chosen)]
    if len(coming) == 1:
        return coming[0], Named((Part("day", day=coming[0]),))
    if not days and not is_needed:
        return None, Named()
    sort = "days" if coming else "past" if days else "day"
    offers = tuple(Offer(each.isoformat(), "day", day=each) for each in coming or _soon(asker.today))
    return None, Named((Part("day", is_open=True),), Question("day", sort, "", offers))


def _soon(today: date) -> list[date]:
    """Return the days that are offered: today, tomorrow, the next Monday, a week from now."""
    monday = today + timedelta(days=7 - today.weekday())
    return sorted({today, today + timedelta(days=1), monday, today + timedelta(days=7)})


def _time(asker: Asker, times: tuple[time, ...]) -> tuple[time | None, Named]:
    chosen = asker.answers.get("time", "")
    meant = [each for each in times if each.isoformat() == chosen] or list(times)
    if len(meant) < 2:
        return (meant[0] if meant else None), Named(tuple(Part("time", at=each) for each in meant))
    offers = tuple(Offer(each.isoformat(), "time", at=each) for each in times)
    return None, Named((Part("time", is_open=True),), Question("time", "time", "", offers))


def _with_time(words: str, at: time | None, language: str) -> str:
    """Put the time behind the words: neither a next step nor an action item has a field for it."""
    return f"{words}, {time_words(at, language)}" if at is not None else words
