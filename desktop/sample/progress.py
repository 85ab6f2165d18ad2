"""Levels: who claims which, what shows it, and the way to the next."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from desktop.sample.cast import Cast
from desktop.sample.deed import OFFICE, Deed, known
from desktop.sample.words import told
from sync.records.base import Entry
from sync.records.framework import (
    EvidenceLink,
    LevelClaim,
    LevelMove,
    LevelPlan,
    LevelScope,
    LevelStep,
    SupportRequest,
    SupportStatus,
)
from sync.records.motions import ActionItem, ActionStatus

BY_OFFICE = (LevelMove.VERIFIED, LevelMove.RETURNED)


def progress_deeds(cast: Cast) -> Iterator[Deed]:
    """Yield claims with their steps and evidence, plans, and requests for support."""
    for claim in told("training")["claims"]:
        yield from _claim(cast, claim)
    yield from _plans(cast)
    yield from _requests(cast)


def claim_id(name: str, level: str) -> str:
    """Return the id of somebody's claim to a level."""
    return known("level_claim", name, level)


def _claim(cast: Cast, words: dict[str, Any]) -> Iterator[Deed]:
    name, level = words["person"], words["level"]
    record = LevelClaim(
        id=claim_id(name, level),
        person=cast.person(name),
        level=level,
        scope=LevelScope(words["scope"]),
        reached_on=cast.calendar.on(words["at"]),
        coalition=cast.space,
        previous=claim_id(name, str(int(level) - 1)) if "follows" in words else "",
        statement=words["statement"],
    )
    links = [
        *((link, False) for link in words["evidence"]),
        *((link, True) for link in words.get("suggested", ())),
    ]
    evidence = tuple(
        _evidence(record, place, link, suggested=suggested) for place, (link, suggested) in enumerate(links)
    )
    for place, (move, month, *note) in enumerate(words["steps"]):
        day = cast.calendar.on(month)
        step = LevelStep(
            id=known("level_step", record.id, place),
            case=record.id,
            step=LevelMove(move),
            note="".join(note),
            day=day,
        )
        at = cast.calendar.moment(day, 10, 5 + place)
        records: tuple[Entry, ...] = (step,) if place else (record, *evidence, step)
        elsewhere = OFFICE if step.step in BY_OFFICE else ""
        yield Deed(at, f"Level {level}, {name}: {move}", records, elsewhere=elsewhere)


def _evidence(record: LevelClaim, place: int, link: list[Any], *, suggested: bool) -> EvidenceLink:
    indicator, kind, name, note = (*link, "")[:4]
    return EvidenceLink(
        id=known("evidence_link", record.id, place),
        claim=record.id,
        indicator=indicator,
        about=known(kind, name),
        about_kind=kind,
        note=note,
        suggested=suggested,
    )


def _plans(cast: Cast) -> Iterator[Deed]:
    for words in told("training")["plans"]:
        plan = LevelPlan(
            id=known("level_plan", words["person"]),
            title=words["title"],
            person=cast.person(words["person"]),
            level=words["level"],
            aim_for=cast.calendar.day(days=words["in"]),
            mentor=cast.person(words["mentor"]),
            notes=words["notes"],
        )
        tasks = tuple(_task(cast, plan, *task) for task in words["tasks"])
        at = cast.calendar.moment(cast.calendar.day(-1.5), 17, len(words["title"]))
        yield Deed(at, f"Plan of {words['person']}: {plan.title}", (plan, *tasks))


def _task(cast: Cast, plan: LevelPlan, title: str, owner: str, days: int, status: str) -> ActionItem:
    return ActionItem(
        id=known("action_item", "plan", title),
        title=title,
        owner=cast.person(owner),
        due=cast.calendar.day(days=days),
        status=ActionStatus(status),
        level_plan=plan.id,
    )


def _requests(cast: Cast) -> Iterator[Deed]:
    for words in told("training")["support"]:
        day = cast.calendar.day(words["at"])
        record = SupportRequest(
            id=known("support_request", words["title"]),
            title=words["title"],
            support_type=words["type"],
            coalition=cast.space,
            person=cast.person(words["person"]),
            requested=words["dollars"] * 100,
            needed_by=cast.calendar.day(days=words["in"]),
            notes=words["notes"],
        )
        yield Deed(cast.calendar.moment(day, 9, 30), f"Ask the state office: {record.title}", (record,))
        if words["status"] != "open":
            answer = {"status": SupportStatus(words["status"]).value, "answer": words["answer"]}
            later = cast.calendar.moment(day + timedelta(days=8), 14)
            yield Deed(later, f"Answer: {record.title}", changes={("support_request", record.id): answer})
