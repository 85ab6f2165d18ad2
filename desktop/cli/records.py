"""Commands on records of any kind. What they do lives in the features."""

from argparse import Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from desktop.cli.output import Output, write
from desktop.cli.parsing import profile_of
from desktop.i18n import _, ngettext
from desktop.opening import opened
from sync.errors import Malformed

if TYPE_CHECKING:
    from desktop.store.store import Store

FOUND = 50
"""Records that a search lists."""


def kinds(arguments: Namespace, output: Output) -> None:
    """List every kind of record with its fields."""
    from desktop.features.records.kinds import describe_kinds

    described = describe_kinds()
    if output.json:
        output.answer(described)
    for kind in () if output.json else described:
        output.say(f"{kind['kind']} ({kind['merge']}): {kind['doc']}")
        for field in kind["fields"]:
            needed = _(", needed") if field["required"] else ""
            output.say(f"    {field['name']}: {field['type']}{needed}  {field['doc']}".rstrip())


def add(arguments: Namespace, output: Output) -> None:
    """Add one record and print its id."""
    from desktop.features.records.actions import add_record
    from desktop.features.records.assignments import read_assignments

    values = read_assignments(arguments.values, signs=("=",))
    with opened(profile_of(arguments)) as store:
        record = add_record(store, arguments.kind, values)
    output.answer({"id": record}, record)


def change(arguments: Namespace, output: Output) -> None:
    """Change fields of a record."""
    from desktop.features.records.actions import set_fields
    from desktop.features.records.assignments import read_assignments

    values = read_assignments(arguments.values)
    if not values:
        raise Malformed(_("Say what to change, as field=value; nothing was changed."))
    with opened(profile_of(arguments)) as store:
        set_fields(store, arguments.kind, arguments.id, values)
    output.answer({"id": arguments.id}, _("Changed."))


def show(arguments: Namespace, output: Output) -> None:
    """Show one record."""
    from desktop.features.records.queries import show_record

    with opened(profile_of(arguments)) as store:
        output.fields(show_record(store, arguments.kind, arguments.id))


def list_records(arguments: Namespace, output: Output) -> None:
    """List the records of a kind."""
    from desktop.features.records.assignments import read_assignments
    from desktop.features.records.queries import Wanted, columns_of
    from desktop.features.records.queries import list_records as listed

    if arguments.limit is not None and arguments.limit < 0:
        raise Malformed(_("A limit cannot be below zero."))
    where = tuple(read_assignments(arguments.where, signs=("=",)))
    wanted = Wanted(where, arguments.search, arguments.sort, arguments.limit, arguments.deleted)
    with opened(profile_of(arguments)) as store:
        output.records(listed(store, arguments.kind, wanted), columns_of(store, arguments.kind))


def search(arguments: Namespace, output: Output) -> None:
    """Find records of any kind."""
    from desktop.features.records.queries import search_all

    with opened(profile_of(arguments)) as store:
        output.records(search_all(store, " ".join(arguments.text), FOUND), ("kind", "headline", "id"))


def trash(arguments: Namespace, output: Output) -> None:
    """Delete a record."""
    from desktop.features.records.actions import trash_record

    with opened(profile_of(arguments)) as store:
        trash_record(store, arguments.kind, arguments.id)
    output.answer({"id": arguments.id}, _("Deleted. `undo` or `restore-record` brings it back."))


def restore_record(arguments: Namespace, output: Output) -> None:
    """Bring a deleted record back."""
    from desktop.features.records.actions import restore_record as bring_back

    with opened(profile_of(arguments)) as store:
        bring_back(store, arguments.kind, arguments.id)
    output.answer({"id": arguments.id}, _("Brought back."))


def undo(arguments: Namespace, output: Output) -> None:
    """Take back what was done last."""
    with opened(profile_of(arguments)) as store:
        label = store.undo()
    output.answer({"undone": label}, _("Undone: {label}").format(label=label))


def redo(arguments: Namespace, output: Output) -> None:
    """Do again what was undone last."""
    with opened(profile_of(arguments)) as store:
        label = store.redo()
    output.answer({"redone": label}, _("Done again: {label}").format(label=label))


def history(arguments: Namespace, output: Output) -> None:
    """Tell who changed what, when, from which device."""
    from desktop.features.records.queries import history_of

    with opened(profile_of(arguments)) as store:
        done = history_of(store, arguments.kind, arguments.id)
    output.records(done, ("at", "label", "did", "entered", "author", "standing", "reason"))


def step(arguments: Namespace, output: Output) -> None:
    """Ask for a step of a case."""
    from desktop.features.records.assignments import read_assignments
    from desktop.features.records.steps import ask_step

    values = read_assignments(arguments.values, signs=("=",))
    with opened(profile_of(arguments)) as store:
        asked = ask_step(store, arguments.case_kind, arguments.id, arguments.step, arguments.note, values)
    output.answer({"id": asked}, asked)


def choices(arguments: Namespace, output: Output) -> None:
    """List what waits for a person."""
    from desktop.features.choices.actions import list_choices

    with opened(profile_of(arguments)) as store:
        output.records(list_choices(store), ("id", "kind", "field", "shown", "beside"))


def choose(arguments: Namespace, output: Output) -> None:
    """Settle one choice."""
    from desktop.features.choices.actions import choose as settle

    with opened(profile_of(arguments)) as store:
        settle(store, arguments.id, arguments.keep, arguments.value, arguments.author)
    output.answer({"id": arguments.id}, _("Settled."))


def dump(arguments: Namespace, output: Output) -> None:
    """Print the logical content of every space."""
    from desktop.store.dump import dump as pieces

    with opened(profile_of(arguments)) as store:
        for piece in pieces(store):
            write(piece)


def status(arguments: Namespace, output: Output) -> None:
    """Tell how this computer stands."""
    with opened(profile_of(arguments)) as store:
        standing = _standing(store)
    output.answer(standing)
    for line in () if output.json else _standing_words(standing):
        output.say(line)


def _standing(store: "Store") -> dict[str, Any]:
    from desktop.features.choices.actions import list_choices
    from desktop.features.records.queries import count_records
    from desktop.features.syncing.queries import integrity, standing, versions

    return {
        **standing(store),
        "choices": len(list_choices(store)),
        "counts": count_records(store),
        "integrity": integrity(store),
        "versions": versions(),
    }


def _standing_words(standing: dict[str, Any]) -> Iterator[str]:
    from desktop.features.syncing.clock import clock_words

    unsent, waiting = standing["unsent"], standing["choices"]
    yield ngettext("{count} change to send", "{count} changes to send", unsent).format(count=unsent)
    if refused := standing["refused"]:
        words = ngettext("{count} change not accepted", "{count} changes not accepted", refused)
        yield _("{changes}; see: coalition-desk refused").format(changes=words.format(count=refused))
    yield ngettext("{count} choice for you", "{count} choices for you", waiting).format(count=waiting)
    yield _("Last sync: {at}").format(at=standing["last_sync"] or _("never"))
    yield _("Office: {server}").format(server=standing["server"] or _("none yet"))
    yield from filter(None, [clock_words(standing["clock_offset"])])
    yield _("Data file: {integrity}").format(integrity=standing["integrity"])
    yield from (f"{kind}: {count}" for kind, count in standing["counts"].items() if count)
