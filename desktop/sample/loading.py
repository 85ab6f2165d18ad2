"""Writing the sample into a store: what was done here as Edits, the rest as the office hands it out."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta

from desktop.features.meetings.canonical import hash_of
from desktop.paths import Profile
from desktop.sample.bank import bank_deeds
from desktop.sample.cast import Cast
from desktop.sample.coursework import coursework_deeds
from desktop.sample.deed import Deed, known
from desktop.sample.engagements import engagement_deeds
from desktop.sample.equity import equity_deeds
from desktop.sample.expenses import expense_deeds
from desktop.sample.funds import fund_deeds
from desktop.sample.gatherings import gatherings
from desktop.sample.giving import giving_deeds
from desktop.sample.ledger import ledger_deeds
from desktop.sample.library import library_deeds
from desktop.sample.meetings import meeting_deeds
from desktop.sample.office import ROLE, confirm, corrections
from desktop.sample.partners import coalition_words, partner_deeds
from desktop.sample.people import people_deeds
from desktop.sample.progress import progress_deeds
from desktop.sample.projects import project_deeds
from desktop.sample.requests import request_deeds
from desktop.sample.results import result_deeds
from desktop.sample.scales import scale_deeds
from desktop.sample.settled import approval_motion, approving
from desktop.sample.training import training_deeds
from desktop.sample.words import FOLDER
from desktop.store.attachments import Attachments
from desktop.store.draft import Draft
from desktop.store.past import write_past
from desktop.store.reference import load_packs
from desktop.store.store import Store, add_space
from sync.changes import Edit
from sync.records.meetings import Meeting, MinutesStatus
from sync.records.spaces import Coalition

TELLERS: tuple[Callable[[Cast], Iterator[Deed]], ...] = (
    *(people_deeds, partner_deeds, engagement_deeds, scale_deeds, meeting_deeds),
    *(training_deeds, coursework_deeds, progress_deeds),
    *(fund_deeds, ledger_deeds, bank_deeds, request_deeds, expense_deeds),
    *(giving_deeds, project_deeds, equity_deeds, result_deeds, library_deeds, corrections),
)
PUBLISHED = -4
"""The month up to which approved minutes are published."""
UNHEARD = timedelta(days=4)
"""What was done since then waits to be sent."""


def load_sample(store: Store, today: date) -> None:
    """Fill an empty store with the sample coalition, two years up to `today`."""
    cast = Cast(today, known("coalition", "sample"))
    load_packs(store)
    store.keep_facts(me=cast.town["me"], person=cast.me)
    add_space(store, cast.space, "coalition", cast.town["coalition"]["name"], ROLE, home=True)
    deeds = sorted((deed for tell in TELLERS for deed in tell(cast)), key=lambda deed: deed.at)
    mine = [_beginning(cast), *(deed for deed in deeds if not deed.elsewhere)]
    write_past(store, _edits(store, mine))
    write_past(store, _edits(store, _approvals(store, cast)))
    unheard = {_name(deed) for deed in mine if deed.at > cast.calendar.moment(today) - UNHEARD}
    confirm(store, cast, (deed for deed in deeds if deed.elsewhere), unheard)
    _keep_files(store)


def _edits(store: Store, deeds: Iterable[Deed]) -> Iterator[tuple[Edit, Draft]]:
    for deed in deeds:
        draft = Draft(store.vocabulary)
        for record in deed.records:
            draft.add(record)
        for (kind, changed), values in deed.changes.items():
            draft.set(kind, changed, dict(values))
        for (kind, longer, name), words in deed.appended.items():
            draft.append(kind, longer, name, words)
        yield Edit(deed.label, deed.at.isoformat(timespec="milliseconds"), _name(deed)), draft


def _name(deed: Deed) -> str:
    return known("edit", deed.at, deed.label)


def _beginning(cast: Cast) -> Deed:
    at = cast.calendar.moment(cast.calendar.day(-26.5), 8)
    record = Coalition.model_validate({"id": cast.space, **coalition_words(cast)})
    return Deed(at, "Start the coalition", (record,))


def _approvals(store: Store, cast: Cast) -> Iterator[Deed]:
    """Yield the approvals of minutes; their hash is worked out from what is stored."""
    for before in gatherings(cast):
        if (gathering := approving(before)) is None:
            continue
        held = store.get("meeting", before.id)
        assert isinstance(held, Meeting)  # noqa: S101 - what was stored above
        done = MinutesStatus.PUBLISHED if before.month <= PUBLISHED else MinutesStatus.APPROVED
        values = {
            "minutes_status": done.value,
            "approved_hash": hash_of(store, held),
            "approved_by": approval_motion(gathering, before),
        }
        at = cast.calendar.moment(gathering.day, 18, 9)
        yield Deed(at, f"Approve the minutes of “{held.title}”", changes={("meeting", before.id): values})


def _keep_files(store: Store) -> None:
    """Keep the files themselves, where whoever opened the store gave the key that seals them."""
    if store.file_key:
        attachments = Attachments(store, Profile(store.path.parent), store.file_key)
        for path in sorted((FOLDER / "files").iterdir()):
            attachments.attach(path)
