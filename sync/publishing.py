"""Whether a story may be told in public: everybody in it said yes, and has not taken it back. On both ends.

People, stories and consents are the values of their records, as JSON; what is not given has its default.
"""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from sync.records.consents import Channel, ConsentAnswer
from sync.records.library import PublishState
from sync.records.people import AgeBand

Fields = Mapping[str, Any]
Answers = Mapping[tuple[str, str], Fields]
"""Person and channel -> the consent that counts."""
JUDGED_BY = frozenset({"state", "people", "teller", "photo"})
"""The fields of a story that decide whether it may be published."""


class Lack(NamedTuple):
    """One consent without which a story stays here; `person` is "" where nobody is named at all."""

    person: str
    channel: Channel
    why: str
    """nobody unknown not_asked refused withdrawn no_guardian no_photographs"""


def weight(consent: Fields) -> tuple[str, bool, str]:
    """Return what answers are ordered by: the last one counts, and of one day the one that says no."""
    return (
        consent.get("day") or "",
        consent.get("answer", ConsentAnswer.GIVEN) != ConsentAnswer.GIVEN,
        consent["id"],
    )


def counting(consents: Iterable[Fields], kept_as: Mapping[str, str]) -> dict[tuple[str, str], Fields]:
    """Return the answer of each person on each channel that counts today.

    `kept_as` leads from a person who was merged into another to that other.
    """
    said = list(consents)
    corrected = {each.get("corrects") for each in said}
    answers = {}
    for each in sorted((each for each in said if each["id"] not in corrected), key=weight):
        person = _kept_as(each.get("person", ""), kept_as)
        answers[person, each.get("channel", Channel.EMAIL)] = each
    return answers


def _kept_as(person: str, kept_as: Mapping[str, str]) -> str:
    """Return into whom a person was merged in the end; whoever sends a ring of merges moves nobody."""
    passed = [person]
    while (kept := kept_as.get(passed[-1])) is not None:
        if kept in passed:
            return person
        passed.append(kept)
    return passed[-1]


def shown_in(story: Fields) -> list[str]:
    """Return the ids of those whose story it is, the teller first."""
    named = [story.get("teller", ""), *story.get("people", ())]
    return [each for each in dict.fromkeys(named) if each]


def channels_of(story: Fields) -> tuple[Channel, ...]:
    """Return the ways in which a story shows people."""
    return (Channel.STORY, Channel.PHOTO) if story.get("photo") else (Channel.STORY,)


def lacks(story: Fields, people: Mapping[str, Fields], answers: Answers) -> list[Lack]:
    """Return which consents a story lacks; it may be published where there are none."""
    shown = shown_in(story)
    if not shown:
        return [Lack("", Channel.STORY, "nobody")]
    asked = [(person, channel) for person in shown for channel in channels_of(story)]
    found = (Lack(*each, _why_not(each, people.get(each[0]), answers.get(each))) for each in asked)
    return [lack for lack in found if lack.why]


def newly_lacking(
    before: Fields, after: Fields, people: Mapping[str, Fields], answers: Answers
) -> list[Lack]:
    """Return what a story lacks that is published by a change, or that the change makes a published one lack.

    A published story whose consent was taken back can still be changed for the better.
    """
    if after.get("state") != PublishState.PUBLISHED:
        return []
    was_public = before.get("state") == PublishState.PUBLISHED
    known = set(lacks(before, people, answers)) if was_public else set()
    return [lack for lack in lacks(after, people, answers) if lack not in known]


def _why_not(asked: tuple[str, Channel], person: Fields | None, consent: Fields | None) -> str:
    if person is None:
        return "unknown"
    said = consent.get("answer", ConsentAnswer.GIVEN) if consent else ""
    if said in (ConsentAnswer.REFUSED, ConsentAnswer.WITHDRAWN):
        return str(said)
    if asked[1] == Channel.PHOTO and person.get("do_not_photograph"):
        return "no_photographs"
    if consent is None:
        return "not_asked"
    is_minor = person.get("age_band") == AgeBand.MINOR
    return "no_guardian" if is_minor and not consent.get("guardian") else ""
