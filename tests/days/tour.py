"""The main job, with real processes: an office, two laptops, an evening offline, a sync.

    python dev.py tour [CONTACT_FILE] [--postgres] [--stick]

Leaves what the laptops hold, and the minutes as a PDF, in a folder that it names.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from desktop.attached_files import Pasted, Place, attach_files, attached, read_bytes
from desktop.paths import Profile
from tests.days.programs import Desk, Failed, OfficeProgram
from tests.postgres import fresh_database, running_postgres
from tests.transfer.messy import write_messy_contacts

TYPED = {"Ana": "Ana: the library opens its hall on Saturdays.", "Luis": "Luis: the parents bring breakfast."}
SHEET = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 3000
PHONES = {"Ana": "+1 847 555 0111", "Luis": "+1 847 555 0122"}


def main() -> int:
    """Run the tour as the command line asks; return 0 if everything was as promised."""
    parser = argparse.ArgumentParser(prog="dev.py tour", description="The main job with real processes.")
    parser.add_argument("contacts", nargs="?", type=Path, help="a contact file of your own")
    parser.add_argument("--postgres", action="store_true", help="keep the office on PostgreSQL")
    parser.add_argument(
        "--stick", action="store_true", help="one laptop hands its changes over by carry file"
    )
    asked = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="coalition-tour-"))
    try:
        with _database(asked.postgres) as address:
            take(folder, asked.contacts, address, by_stick=asked.stick)
    except Failed as failure:
        print(f"The tour stopped: {failure}", file=sys.stderr)
        return 1
    return 0


def take(
    folder: Path, contacts: Path | None = None, database_url: str = "", *, by_stick: bool = False
) -> None:
    """Walk the whole tour in `folder`; Failed where something is not as promised."""
    if contacts is None:
        contacts = folder / "contacts.csv"
        write_messy_contacts(contacts)
    office = OfficeProgram(folder / "office", database_url)
    try:
        ana, luis = _open(office, folder)
        maria = _import_contacts(ana, contacts)
        meeting = str(
            ana.json("add", "meeting", "title=Library night", "starts_at=2026-11-24T18:00:00-06:00")["id"]
        )
        _sync(ana)
        _sync(luis)
        office.stop()
        _say("The network goes away. Both hold the same meeting in the basement.")
        for desk in (ana, luis):
            _hold_meeting(desk, meeting, maria)
        if by_stick:
            _attach(luis, meeting)
        office.start()
        _reconnect(office, ana, luis, folder if by_stick else None)
        _check(folder, ana, luis, meeting, maria)
        if by_stick:
            _open_sheet(ana, meeting)
        _prove(office)
    finally:
        office.stop()


@contextmanager
def _database(on_postgres: bool) -> Iterator[str]:
    if not on_postgres:
        yield ""
        return
    with running_postgres() as server, fresh_database(server) as address:
        yield address


def _open(office: OfficeProgram, folder: Path) -> tuple[Desk, Desk]:
    """Found an office and let two laptops join it by code."""
    office.json("init", "--state", "Illinois", "--admin", "office@example.org")
    space = office.json("coalition", "add", "Belvidere")["space"]
    url = office.start()
    _say(f"The office listens on {url} and knows one coalition.")
    desks = []
    for name, role in (("Ana", "leader"), ("Luis", "secretary")):
        code = office.json("invite", "--space", space, "--role", role, "--name", name)["code"]
        desk = Desk(name, folder / name.lower())
        desk.json("join", code, "--server", url, "--device", f"{name}'s laptop")
        _say(f"{name} joined with the code {code}.")
        desks.append(desk)
    return desks[0], desks[1]


def _import_contacts(ana: Desk, contacts: Path) -> str:
    """Import the contact file, dry run first; return the id of somebody to disagree about."""
    tried = ana.json("import", "people", str(contacts), "--dry-run")
    _say(f"{contacts.name} would bring {_verdicts(tried)}; nothing was written.")
    _must(not ana.json("list", "person"), "a dry run writes nothing")
    done = ana.json("import", "people", str(contacts), "--yes")
    _say(f"Imported: {_verdicts(done)}. One undo would take it all back.")
    _must(_counts(done) == _counts(tried), "an import does what its dry run said")
    people = ana.json("list", "person")
    _must(len(people) == done["new"], "every new row is a person")
    return str(people[0]["id"])


def _hold_meeting(desk: Desk, meeting: str, maria: str) -> None:
    """Type minutes, mark attendance and correct a phone number, with no office anywhere."""
    here = desk.json("list", "person", "--limit", "4")
    desk.json("set", "meeting", meeting, f"minutes+={TYPED[desk.name]}\n")
    for person in here[:2] if desk.name == "Ana" else here[1:3]:
        desk.json("add", "attendance", f"meeting={meeting}", f"person={person['id']}")
    desk.json("set", "person", maria, f"phone={PHONES[desk.name]}")
    desk.json("sync", expect=4)
    _say(f"{desk.name} recorded it: {desk.json('status')['unsent']} changes wait, for there is no office.")


def _reconnect(office: OfficeProgram, ana: Desk, luis: Desk, stick: Path | None) -> None:
    _sync(ana)
    if stick is None:
        _sync(luis)
    else:
        _carry(office, luis, stick)
    _sync(ana)


def _attach(desk: Desk, meeting: str) -> None:
    """Attach the photo of the sign-in sheet; this is done in the window, so there is no command for it."""
    with desk.open() as store:
        place, photo = Place("meeting", meeting, "attachments"), Pasted("sheet.png", SHEET)
        _must(attach_files(store, Profile(desk.profile), place, [photo]).names == ("sheet.png",), "attached")
    _must(desk.json("status")["files_unsent"] == 1, "the photo waits")
    _say(f"{desk.name} attached a photo of the sign-in sheet.")


def _open_sheet(desk: Desk, meeting: str) -> None:
    """See that a photo that went by stick reaches the other laptop by network."""
    with desk.open() as store:
        (sheet,) = attached(store, Place("meeting", meeting, "attachments"))
        content = read_bytes(store, Profile(desk.profile), sheet, fetch=True)
    _must(content == SHEET, "the photo is the one that was attached")
    _say(f"{desk.name} opens the photo of the sign-in sheet, {len(content):,} bytes.")


def _carry(office: OfficeProgram, desk: Desk, stick: Path) -> None:
    out, receipt = stick / "outbox.carry", stick / "receipt.carry"
    _must(desk.json("carry", "out", str(out))["files"] == 1, "the photo is on the stick")
    for confirmed in (1, 0):
        taken = office.json("carry", "in", str(out), "--receipt", str(receipt))
        _must((taken["files"], taken["files_refused"]) == (1, []), "the office has the photo")
        _must(desk.json("carry", "in", str(receipt))["files"] == confirmed, "the receipt counts once")
    _must(desk.json("status")["files_unsent"] == 0, "the photo is not sent again")
    _say(f"{desk.name}'s changes and photo went by stick, twice; the second time changed nothing.")


def _check(folder: Path, ana: Desk, luis: Desk, meeting: str, maria: str) -> None:
    """Hold what both laptops show against what was typed."""
    dumps = {desk.name: desk.text("dump") for desk in (ana, luis)}
    for name, dumped in dumps.items():
        (folder / f"{name.lower()}.json").write_text(dumped, encoding="utf-8")
    _must(dumps["Ana"] == dumps["Luis"], "both laptops show the same, byte for byte")
    _say(f"Both dumps are the same {len(dumps['Ana'].encode()):,} bytes.")
    for desk in (ana, luis):
        minutes = desk.json("show", "meeting", meeting)["minutes"]
        _must(
            all(minutes.count(typed) == 1 for typed in TYPED.values()), "both minutes texts are there, once"
        )
        present = desk.json("list", "attendance", "--where", f"meeting={meeting}")
        _must(len(present) == 3, "attendance is the union")
        choices = desk.json("choices")
        _must(len(choices) == 1 and choices[0]["field"] == "phone", "the phone number is the only choice")
        values = {choices[0]["shown"], *(kept["value"] for kept in choices[0]["beside"])}
        _must(
            values == set(PHONES.values()) and choices[0]["record"] == maria, "the choice names both numbers"
        )
        _must(desk.json("status")["unsent"] == 0, "nothing waits")
    _say("Both minutes texts are there, attendance is the union of both.")
    minutes = folder / "minutes.pdf"
    ana.json("report", "minutes", meeting, "--to", str(minutes))
    _must(minutes.read_bytes().startswith(b"%PDF"), "the minutes can be printed")
    _say(f"One thing needs a person: is the phone {PHONES['Ana']} or {PHONES['Luis']}?")
    _say(f"Everything is in {folder}")


def _prove(office: OfficeProgram) -> None:
    office.json("verify")
    _say("The office's history and its records agree from the first entry.")


def _sync(desk: Desk) -> None:
    report = desk.json("sync", "--until-level")
    _must(report["level"], f"{desk.name} is level after a sync")
    _say(
        f"{desk.name} synced: {report['sent']} sent, {report['received']} received,"
        f" {report['beside']} beside."
    )


def _counts(report: dict[str, Any]) -> dict[str, int]:
    return {verdict: report[verdict] for verdict in ("new", "matched", "changed", "refused")}


def _verdicts(report: dict[str, Any]) -> str:
    return ", ".join(f"{count} {verdict}" for verdict, count in _counts(report).items())


def _must(holds: bool, promise: str) -> None:
    if not holds:
        raise Failed(f"not so: {promise}")


def _say(sentence: str) -> None:
    print(sentence, flush=True)


if __name__ == "__main__":
    sys.exit(main())
