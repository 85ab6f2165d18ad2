"""Who is already known: by e-mail or phone together with a name that fits.

Everybody known is looked up in dictionaries, so a thousand rows against twenty
thousand people take no longer than reading both.
"""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from desktop.i18n import _
from desktop.likeness import names_fit, traits_of
from desktop.transfer.entrant import Entrant
from desktop.transfer.filling import additions
from desktop.transfer.names import is_nearly, name_words
from desktop.transfer.namesakes import chosen
from desktop.transfer.phones import phone_key
from sync.records.partners import Partner
from sync.records.people import normal_email

LOOKED_AT = 50
"""Records with a like name that a new name is compared with."""


@dataclass(slots=True)
class Known:
    """A record in the store, or a new one from an earlier row."""

    id: str
    fields: dict[str, Any]
    row: str = ""
    """The row that brought it, with its sheet; "" = it is in the store."""
    is_same_file: bool = False
    """Whether an earlier import of the very same file brought it."""
    claimed: str = ""
    """The id that this program wrote into the row that brought it."""

    @property
    def name(self) -> str:
        """Its name."""
        return str(self.fields.get("name", ""))


@dataclass(frozen=True, slots=True)
class Found:
    """The record that a row is about, and what tells so; or none, and what is like it."""

    known: Known | None
    why: str = ""


class Acquaintances:
    """Everybody known, by what they can be recognized by."""

    def __init__(self) -> None:
        self._by_id: dict[str, Known] = {}
        self._by_email: dict[str, list[Known]] = defaultdict(list)
        self._by_phone: dict[str, list[Known]] = defaultdict(list)
        self._by_name: dict[tuple[str, ...], list[Known]] = defaultdict(list)
        self._by_initial: dict[tuple[str, str], list[Known]] = defaultdict(list)

    def learn(self, known: Known, fields: dict[str, Any] | None = None) -> None:
        """Recognize a record by its fields, or by those of one that was merged into it."""
        own = known.fields if fields is None else fields
        self._by_id[own.get("id", known.id)] = known
        for email in (own.get("email", ""), *own.get("other_emails", ())):
            _list(self._by_email, normal_email(email), known)
        for phone in (own.get("phone", ""), *own.get("other_phones", ())):
            _list(self._by_phone, phone_key(phone) if phone else "", known)
        words = name_words(str(own.get("name", "")))
        _list(self._by_name, tuple(sorted(words)), known)
        for word in words[1:]:
            _list(self._by_initial, (word, words[0][:1]), known)

    def find(self, entrant: Entrant) -> Found:
        """Return whom a row is about."""
        if entrant.id in self._by_id and entrant.id:
            return Found(self._by_id[entrant.id], _("same record"))
        others: list[str] = []
        for reason, known in self._reached(entrant):
            if self._fits(known, entrant):
                return Found(known, reason)
            others.append(
                _("{reason} as {name}, but another name").format(reason=reason, name=_called(known))
            )
        return self._namesake(entrant) or Found(None, next(iter(others), "") or self._similar(entrant))

    def _reached(self, entrant: Entrant) -> list[tuple[str, Known]]:
        emails = [known for email in entrant.emails for known in self._by_email.get(normal_email(email), ())]
        phones = [known for phone in entrant.phones for known in self._by_phone.get(phone_key(phone), ())]
        return [(_("same e-mail"), known) for known in emails] + [
            (_("same phone"), known) for known in phones
        ]

    def _fits(self, known: Known, entrant: Entrant) -> bool:
        return names_fit(traits_of(known.fields), traits_of(entrant.values))

    def _namesake(self, entrant: Entrant) -> Found | None:
        """A row that has nothing but a name is known if it brings nothing new, or came before."""
        words = tuple(sorted(name_words(str(entrant.values.get("name", "")))))
        namesakes = self._by_name.get(words, [])
        if entrant.kind == Partner.kind:
            namesakes = [each for each in namesakes if not _is_other_id(each, entrant)]
            known = chosen([each.fields for each in namesakes], entrant.values)
            return Found(namesakes[known], _("same name")) if known is not None else None
        if entrant.emails or entrant.phones:
            return None
        bare = [known for known in namesakes if known.is_same_file or not _is_reached(known)]
        same = [known for known in bare if not additions(known.fields, entrant).names]
        again = [known for known in bare if known.is_same_file]
        if same:
            return Found(same[0], _("same name, and nothing else is known"))
        return Found(again[0], _("same row, imported before")) if len(again) == 1 else None

    def _similar(self, entrant: Entrant) -> str:
        words = name_words(str(entrant.values.get("name", "")))
        keys = [(word, words[0][:1]) for word in words[1:]]
        near = [known for key in keys for known in self._by_initial.get(key, [])[:LOOKED_AT]]
        near += self._by_name.get(tuple(sorted(words)), [])[:1]
        mine = " ".join(words)
        like = next((known for known in near if is_nearly(mine, " ".join(name_words(known.name)))), None)
        return _("similar to {name}").format(name=_called(like)) if like else ""


def _called(known: Known) -> str:
    return _("{name} in row {row}").format(name=known.name, row=known.row) if known.row else known.name


def _is_other_id(known: Known, entrant: Entrant) -> bool:
    return entrant.is_ours and bool(known.claimed) and known.claimed != entrant.id


def _is_reached(known: Known) -> bool:
    return any(known.fields.get(name) for name in ("email", "phone", "other_emails", "other_phones"))


def _list(index: dict[Any, list[Known]], key: Any, known: Known) -> None:
    if key and (not index[key] or index[key][-1] is not known):
        index[key].append(known)
