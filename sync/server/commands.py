"""What each command of `coalition-office` does; `cli.py` reads the options and prints the answers."""

from argparse import Namespace
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from sync.server.settings import Settings


@dataclass(frozen=True)
class Answer:
    """What a command has to say: a JSON value for programs, lines for people."""

    value: Any
    lines: list[str] = field(default_factory=list)
    exit_code: int = 0


def init(settings: Settings, options: Namespace) -> Answer:
    """Make the database, the state's space, its first administrator, and publish what comes with it."""
    from sync.records.packs import bundled_packs
    from sync.server.founding import found
    from sync.server.migrate import migrate
    from sync.server.opening import place_at
    from sync.server.publish import publish

    with place_at(settings) as office:
        migrate(office.storage)
        space, token = found(office, options.state, options.admin)
        published = sum(publish(office, pack) for pack in bundled_packs())
    link = f"{settings.outside_address}/sign-in/{token}"
    lines = [f"The office of {options.state} is ready, with {published} entries of reference data."]
    lines += [f"The administrator signs in here, once, within a day: {link}"]
    return Answer({"space": space, "sign_in": link, "published": published}, lines)


def serve(settings: Settings, options: Namespace) -> Answer | None:
    """Serve until told to stop."""
    from sync.server.serve import serve as serve_office

    serve_office(settings, options.announce)
    return None


def add_coalition(settings: Settings, options: Namespace) -> Answer:
    """Make a coalition's space."""
    return _add_space(settings, "coalition", options.name)


def add_cohort(settings: Settings, options: Namespace) -> Answer:
    """Make a cohort's space."""
    return _add_space(settings, "cohort", options.name, options.year)


def coalitions(settings: Settings, _: Namespace) -> Answer:
    """List the coalitions."""
    return _spaces(settings, "coalition")


def cohorts(settings: Settings, _: Namespace) -> Answer:
    """List the cohorts."""
    return _spaces(settings, "cohort")


def invite(settings: Settings, options: Namespace) -> Answer:
    """Make an invitation code."""
    from sync.server.invitations import invite as make_code
    from sync.server.opening import office_at

    with office_at(settings) as office:
        code = make_code(office, options.space, options.role, options.name or "", options.expires)
    return Answer({"code": code}, [code])


def devices(settings: Settings, options: Namespace) -> Answer:
    """List the computers that have joined."""
    from sync.server.devices import list_devices
    from sync.server.opening import office_at

    with office_at(settings) as office:
        rows = list_devices(office, options.space or "")
    value = [{name: getattr(row, name) for name in _OF_A_DEVICE} for row in rows]
    lines = [f"{row['id']}  {row['name']}, {row['person_name']}{_trouble(row)}" for row in value]
    return Answer(value, lines or ["No computer has joined yet."])


def revoke(settings: Settings, options: Namespace) -> Answer:
    """Trust a computer no longer."""
    from sync.server.devices import revoke as revoke_device
    from sync.server.opening import office_at

    with office_at(settings) as office:
        revoke_device(office, options.device, "The office")
    lines = [
        "This computer is no longer trusted. What it had sent is kept; the next time it asks, it is told."
    ]
    return Answer({"device": options.device}, lines)


def publish(settings: Settings, options: Namespace) -> Answer:
    """Publish a reference pack."""
    from sync.records.packs import read_pack
    from sync.server.opening import office_at
    from sync.server.publish import publish as publish_pack

    pack = read_pack(options.file)
    with office_at(settings) as office:
        changed = publish_pack(office, pack)
    said = f"{changed} entries changed." if changed else "It was published before, so nothing changed."
    return Answer({"pack": pack.name, "changed": changed}, [f"Pack {pack.name}: {said}"])


def carry_in(settings: Settings, options: Namespace) -> Answer:
    """Take in a carry file and write the receipt that goes back."""
    from sync.server.archive import write_whole
    from sync.server.carry import take
    from sync.server.opening import office_at

    with office_at(settings) as office:
        taken = take(office, options.file)
        write_whole(options.receipt, taken.receipt)
    refused = [each.why for each in taken.files if each.why]
    stored = len(taken.files) - len(refused)
    lines = [f"Taken in. Bring '{options.receipt}' back to the computer that the file came from."]
    lines += [f"Attached files that came along and are stored here: {stored}."] if taken.files else []
    lines += [f"One attached file was not stored. {why}" for why in refused]
    return Answer({"receipt": str(options.receipt), "files": stored, "files_refused": refused}, lines)


def back_up(settings: Settings, options: Namespace) -> Answer:
    """Write a verified backup."""
    from sync.server.backup import back_up as write_backup
    from sync.server.opening import office_at

    with office_at(settings) as office:
        value = write_backup(office, options.to)
    return Answer(value, [f"Backed up to '{options.to}' and read back: {_holds(value)}."])


def restore(settings: Settings, options: Namespace) -> Answer:
    """Put the office back to a backup."""
    from sync.server.backup import restore as restore_backup
    from sync.server.opening import place_at

    with place_at(settings) as office:
        value = restore_backup(office, options.file, settings.aside)
    lines = [
        f"The office is as it was on {value['made']}: {_holds(value)}. Devices offer again what is newer."
    ]
    lines += [f"What was here before is kept in '{value['aside']}'."] if value["aside"] else []
    return Answer(value, lines)


def verify(settings: Settings, _: Namespace) -> Answer:
    """Check every history, record and journal entry from the first."""
    from sync.server.audit import verify as find_problems
    from sync.server.opening import office_at

    with office_at(settings) as office:
        problems = find_problems(office.storage)
    value = [{"space": each.space, "entry": each.seq, "sentence": each.sentence} for each in problems]
    if not problems:
        return Answer({"problems": []}, ["Every history, record and journal entry is as it was written."])
    return Answer({"problems": value}, [each.sentence for each in problems], 4)


def migrate(settings: Settings, _: Namespace) -> Answer:
    """Bring the database to this version; an older one is backed up first."""
    from sync.server.backup import keep_copy
    from sync.server.migrate import HEAD, require_office
    from sync.server.migrate import migrate as bring_up
    from sync.server.opening import place_at, require_place

    require_place(settings)
    with place_at(settings) as office:
        older = require_office(office.storage) == "older"
        kept = keep_copy(office, settings.aside, "migrate") if older else ""
        before = bring_up(office.storage)
    lines = [
        "It was up to date already." if before == "current" else f"The database is now of version {HEAD}."
    ]
    return Answer({"version": HEAD, "before": before, "aside": kept}, lines)


def _add_space(settings: Settings, sort: str, name: str, year: str = "") -> Answer:
    from sync.server.founding import add_space
    from sync.server.opening import office_at

    with office_at(settings) as office:
        space = add_space(office, sort, name, year)
    return Answer({"space": space}, [space])


def _spaces(settings: Settings, sort: str) -> Answer:
    from sync.server.founding import spaces_of
    from sync.server.opening import office_at

    with office_at(settings) as office:
        found = spaces_of(office, sort)
    lines = [" ".join(filter(None, (each["space"], each["name"], each["year"]))) for each in found]
    return Answer(found, lines or [f"There is no {sort} yet."])


def _trouble(row: dict[str, Any]) -> str:
    waiting = f", {row['waiting']} changes not sent yet" if row["waiting"] else ""
    return f", no longer trusted since {row['revoked']}" if row["revoked"] else waiting


def _holds(value: dict[str, Any]) -> str:
    return f"{value['spaces']} spaces, {value['changes']} changes"


_OF_A_DEVICE = (
    "id",
    "name",
    "person_name",
    "program",
    "enrolled",
    "last_seen",
    "waiting",
    "revoked",
    "revoked_by",
)
Command = Callable[[Settings, Namespace], Answer | None]
