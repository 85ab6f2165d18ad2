"""Carrying an import out: one Edit, which undo takes back whole."""

from datetime import date
from typing import Any

from desktop.i18n import ngettext
from desktop.store.draft import Draft
from desktop.store.store import Store
from desktop.transfer import people
from desktop.transfer.filling import UNSAID
from desktop.transfer.plan import CHANGED, NEW, Heed, Plan, Verdict
from desktop.transfer.queries import records_of
from sync.records.documents import ImportBatch
from sync.records.partners import Affiliation


def carry_out(store: Store, plan: Plan, heed: Heed | None = None) -> str:
    """Import what the plan says, as one Edit; return its label, "" if there was nothing to import."""
    if not (plan.new or plan.changed):
        return ""
    current = {record["id"]: record for record in records_of(store, plan.kind)}
    label = _label(plan)
    batch = _batch(plan, store.now())
    with store.edit(label) as draft:
        draft.add(batch)
        for place, verdict in enumerate(plan.rows):
            if heed:
                heed(place, len(plan.rows))
            if verdict.verdict == NEW:
                kind = store.vocabulary.named(plan.kind)
                draft.add(kind.model_validate({"id": verdict.record, **verdict.values, "batch": batch.id}))
            elif verdict.verdict == CHANGED and verdict.record in current:
                _change(draft, plan.kind, verdict, current[verdict.record])
            if verdict.partner:
                _join(draft, verdict, batch.id)
    return label


def _change(draft: Draft, kind: str, verdict: Verdict, now: dict[str, Any]) -> None:
    """Add to a record as it is now: a field filled since the plan was made stays as it is."""
    added = verdict.additions
    empty = {name: value for name, value in added.values.items() if now.get(name) in UNSAID or value is True}
    sets = {name: items for name, items in added.more.items() if name in ("tags", "roles")}
    for name in added.more.keys() - sets.keys():
        held = list(now.get(name) or [])
        now[name] = held + [item for item in added.more[name] if item not in held]
        empty[name] = now[name]
    if empty:
        draft.set(kind, verdict.record, empty)
    for name, members in sets.items():
        draft.add_members(kind, verdict.record, name, members)
    if added.lines:
        before = "\n" if now.get("notes") else ""
        now["notes"] = "\n".join(added.lines)
        draft.append(kind, verdict.record, "notes", before + now["notes"])


def _join(draft: Draft, verdict: Verdict, batch: str) -> None:
    draft.add(Affiliation(person=verdict.record, partner=verdict.partner, role=verdict.role, batch=batch))


def _batch(plan: Plan, now: str) -> ImportBatch:
    return ImportBatch(
        name=plan.sheet.file[:300],
        into=plan.kind,
        file=plan.sheet.digest,
        made=plan.new,
        changed=plan.changed,
        matched=plan.matched,
        refused=plan.refused,
        day=date.fromisoformat(now[:10]),
    )


def _label(plan: Plan) -> str:
    count = plan.new or len({verdict.record for verdict in plan.rows if verdict.verdict == CHANGED})
    if plan.kind == people.KIND and plan.new:
        words = ngettext("Import {count} person from {file}", "Import {count} people from {file}", count)
    elif plan.kind == people.KIND:
        words = ngettext("Add to {count} person from {file}", "Add to {count} people from {file}", count)
    elif plan.new:
        words = ngettext("Import {count} partner from {file}", "Import {count} partners from {file}", count)
    else:
        words = ngettext("Add to {count} partner from {file}", "Add to {count} partners from {file}", count)
    return words.format(count=count, file=plan.sheet.file)
