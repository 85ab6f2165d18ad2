"""Paper for a list of people: labels, letters and a directory, without those who may not get or be in it."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from desktop.i18n import _
from desktop.lookalikes import partners_of
from desktop.postal import address_lines, first_name, own_coalition, sender_lines, signature_lines, today_of
from desktop.reach import Permissions, read_permissions
from desktop.reports.directory import Directory, DirectoryEntry
from desktop.reports.labels import MailingLabels
from desktop.reports.letters import Letters, Recipient
from desktop.store.store import Store
from desktop.transfer.queries import records_of
from sync.errors import Refused
from sync.records.consents import Channel
from sync.records.partners import Partner
from sync.records.people import Person
from sync.records.spaces import Coalition


@dataclass
class Addressees:
    """Who gets what is printed, and why others of the list do not."""

    permissions: Permissions
    people: list[dict[str, Any]] = field(default_factory=list)
    """As JSON, in the order of the list."""
    left: Counter[str] = field(default_factory=Counter)
    """Why not -> how many."""

    def remark(self) -> str:
        """Return who was left out, and why; "" where nobody was."""
        listed = "; ".join(f"{count} {why}" for why, count in self.left.most_common())
        return _("Left out: {listed}.").format(listed=listed) if listed else ""


def addressees(store: Store, people: Sequence[str], channel: Channel) -> Addressees:
    """Return those of a list who may be reached, or shown, in a way; Refused where nobody may."""
    found = Addressees(read_permissions(store))
    records = {each["id"]: each for each in records_of(store, Person.kind)}
    for person in (records[each] for each in people if each in records):
        if why := found.permissions.why_not(person, channel):
            found.left[why] += 1
        else:
            found.people.append(person)
    if not found.people:
        raise Refused(_("Nobody of this list is left for it. {why}").format(why=found.remark()), "nobody")
    return found


def mailing_labels(store: Store, people: Sequence[str], *, first: int = 1) -> tuple[MailingLabels, str]:
    """Return a label for each home of a list, and who was left out; `first` is the first free label."""
    found = addressees(store, people, Channel.POST)
    labels = tuple((_together(home), *lines) for lines, home in _homes(found))
    return MailingLabels(title=_("Mailing labels"), labels=labels, first=first), found.remark()


def letters(store: Store, people: Sequence[str], body: str, signed: str = "") -> tuple[Letters, str]:
    """Return a letter to each person of a list, and who was left out.

    `body` may hold {first_name}, {name} and {coalition}; printing one with another such word is Malformed.
    """
    found, home = addressees(store, people, Channel.POST), _home(store)
    recipients = (
        Recipient(
            name=person["name"],
            address=address_lines(found.permissions.addresses(person, Channel.POST)[0]),
            tokens=(("first_name", first_name(person)), ("coalition", home.name)),
        )
        for person in found.people
    )
    written = Letters(
        title=_("Letters"),
        coalition=home.name,
        written_on=today_of(store),
        sender=sender_lines(home),
        body=body,
        signed=signature_lines(signed),
        recipients=tuple(recipients),
    )
    return written, found.remark()


def directory(store: Store, people: Sequence[str]) -> tuple[Directory, str]:
    """Return those of a list who agreed to be in a directory, and who was left out."""
    found, home = addressees(store, people, Channel.DIRECTORY), _home(store)
    names = {each["id"]: str(each["name"]) for each in records_of(store, Partner.kind)}
    joined = partners_of(store, [person["id"] for person in found.people])
    entries = (
        DirectoryEntry(
            name=person["name"],
            organization=", ".join(sorted(names.get(each, "") for each in joined[person["id"]])),
            phone=next(iter(found.permissions.addresses(person, Channel.PHONE)), ""),
            email=next(iter(found.permissions.addresses(person, Channel.EMAIL)), ""),
        )
        for person in found.people
    )
    made = Directory(
        title=_("Directory"),
        coalition=home.name,
        as_of=today_of(store),
        entries=tuple(entries),
        remark=found.remark(),
    )
    return made, found.remark()


def _homes(found: Addressees) -> Iterator[tuple[tuple[str, ...], list[str]]]:
    """Yield the lines of each address, and the names of those of one household who get one letter."""
    homes: dict[tuple[str, ...], list[str]] = {}
    for person in found.people:
        lines = address_lines(found.permissions.addresses(person, Channel.POST)[0])
        homes.setdefault((person["household"] or person["id"], *lines), []).append(person["name"])
    yield from ((key[1:], names) for key, names in homes.items())


def _together(names: Collection[str]) -> str:
    """Return the names of one household on one line: Ana and Luis Ruiz."""
    *others, last = names
    families = {name.split()[-1] for name in names}
    if others and len(families) == 1:
        others = [" ".join(name.split()[:-1]) or name for name in others]
    return _("{names} and {name}").format(names=", ".join(others), name=last) if others else last


def _home(store: Store) -> Coalition:
    return own_coalition(store) or Coalition(name=_("The coalition"))
