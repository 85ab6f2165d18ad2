"""What one line asks for: a contact, an action item, or a person; whatever it leaves open stays open."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from desktop.quick import verbs
from desktop.quick.days import days_in
from desktop.quick.names import names_after, owners_in
from desktop.quick.newcomers import Newcomer, newcomer_in
from desktop.quick.times import time_in
from desktop.quick.words import Found, Word, begins_with, joined, left, words_of
from sync.records.engagements import EngagementFormat


@dataclass(frozen=True, slots=True)
class When:
    """The days and times that a line can mean; none, one, or several to choose among."""

    days: tuple[date, ...] = ()
    times: tuple[time, ...] = ()


@dataclass(frozen=True, slots=True)
class Contact:
    """Being in touch with somebody some day."""

    format: EngagementFormat
    words: str
    """The line without its day, time and owner."""
    names: tuple[str, ...]
    when: When
    owners: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Task:
    """Something that somebody will do."""

    words: str
    when: When
    owners: tuple[str, ...] = ()


Line = Contact | Task | Newcomer


@dataclass(frozen=True, slots=True)
class Reader:
    """How lines are read: on which day, in which language, and what was chosen where a line is open."""

    today: date
    language: str = "en"
    day: date | None = None
    """The one that is meant where a line names several: the others are words like any."""
    as_task: bool = False
    """Whether a line that begins like a contact is something to do all the same."""

    def read(self, line: str) -> Line | None:
        """Return what a line asks for, None while it says nothing."""
        words = words_of(line)
        words = words[begins_with(words, verbs.FILLERS) :]
        if count := begins_with(words, verbs.NEWCOMERS):
            return newcomer_in(words[count:])
        if count := begins_with(words, verbs.TASKS):
            return self._task(words[count:])
        for way, phrases in () if self.as_task else verbs.CONTACTS.items():
            if count := begins_with(words, phrases):
                return self._contact(way, words, count)
        return self._task(words)

    def _task(self, words: Sequence[Word]) -> Task | None:
        owners, owned = owners_in(words)
        days, at = self._chosen(days_in(words, self.today, self.language)), time_in(words)
        said = joined(left(words, owned, *_places(days), *_places([at] if at else [])))
        return Task(_capital(said), _when(days, at), owners) if words else None

    def _contact(self, way: EngagementFormat, words: Sequence[Word], count: int) -> Contact:
        (owners, owned), at = owners_in(words), time_in(words)
        taken = owned.union(*_places([at] if at else []))
        named = _after(days_in(words, self.today, self.language), count)
        days = self._chosen(named)
        names = names_after(words, count, taken.union(*_places(days)))
        if not names and len(named) > 1:  # Thu and Mar are names too
            days = self._chosen(named[1:])
            names = names_after(words, count, taken.union(*_places(days)))
        said = joined(left(words, taken, *_places(days)))
        return Contact(way, _capital(said), names, _when(days, at), owners)

    def _chosen(self, days: list[Found[date]]) -> list[Found[date]]:
        """Leave only the day that was chosen, where one was."""
        if self.day is None or not any(self.day in each.values for each in days):
            return days
        meant = next(each for each in days if self.day in each.values)
        return [Found(meant.first, meant.after, (self.day,))]


def _after(days: list[Found[date]], count: int) -> list[Found[date]]:
    """Leave out the days among the words of the verb."""
    return [Found(max(day.first, count), day.after, day.values) for day in days if day.after > count]


def _places(found: Sequence[Found[date]] | Sequence[Found[time]]) -> list[range]:
    return [each.places for each in found]


def _when(days: Sequence[Found[date]], at: Found[time] | None) -> When:
    meant = dict.fromkeys(value for each in days for value in each.values)
    return When(tuple(meant), at.values if at else ())


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
