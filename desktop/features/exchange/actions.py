"""Bringing a file in: look through it first, then import it as one Edit, which undo takes back whole."""

from pathlib import Path

from desktop.features.exchange.progress import Progress
from desktop.store.store import Store
from desktop.transfer.carrying import carry_out
from desktop.transfer.mapping import is_ours
from desktop.transfer.plan import Plan, plan_import
from sync.records.partners import Partner
from sync.records.people import Person


def look_through(store: Store, kind: str, path: Path, told: dict[str, str], progress: Progress) -> Plan:
    """Return what importing a file would do to each of its rows; nothing is changed.

    `told` (heading -> what its column holds, "" = leave it out) overrides the guess.
    Malformed for a file that is no list of contacts; Refused("stopped") if it was stopped.
    """
    return plan_import(store, kind, path, told, progress.heed)


def look_through_first(store: Store, path: Path, progress: Progress) -> Plan:
    """Look through a file of which nothing is known: its rows are people, unless it says partners."""
    plan = look_through(store, Person.kind, path, {}, progress)
    if is_ours(plan.sheet, Partner.kind) and not plan.mapping.is_ours:
        return look_through(store, Partner.kind, path, {}, progress)
    return plan


def bring_in(store: Store, plan: Plan, progress: Progress) -> str:
    """Import what the plan says and return the label of the Edit; "" if there was nothing new.

    Refused("stopped") if it was stopped, with nothing changed.
    """
    return carry_out(store, plan, progress.heed)
