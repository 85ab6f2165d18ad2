"""What a row of the list of people says."""

from collections.abc import Sequence

from desktop.features.people.queries import belongings_of
from desktop.features.people.reading import today_of
from desktop.features.people.words import first_chip
from desktop.store.listing import Line
from desktop.store.reading import as_record
from desktop.store.store import Store
from desktop.ui.codes import codes_of
from desktop.ui.record_model import RowText
from desktop.words import spoken
from sync.records.people import Person


class Codes:
    """The words behind the codes of people, read once."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._words: dict[str, dict[str, str]] = {}

    def words(self, kind: str, code: str) -> str:
        """Return the words for a code of a list; the code, spelled out, where the list lacks it."""
        if kind not in self._words:
            self._words[kind] = dict(codes_of(self._store, kind))
        return self._words[kind].get(code) or (spoken(code) if code else "")

    def forget(self) -> None:
        """Read the lists anew."""
        self._words.clear()


class Describer:
    """Remembers what rows say until it is told that something changed."""

    def __init__(self, store: Store, codes: Codes) -> None:
        self._store, self._codes = store, codes
        self._said: dict[str, RowText] = {}
        self._organizations: dict[str, str] = {}

    def foresee(self, lines: Sequence[Line]) -> None:
        """Read at once what rows that come into view need, rather than row by row while they are painted."""
        found = belongings_of(self._store, [line.id for line in lines], today_of(self._store))
        for line in lines:
            current = (each.name for each in found.get(line.id, ()) if each.is_current)
            self._organizations[line.id] = next(current, "")

    def __call__(self, line: Line) -> RowText:
        """Return what the row of somebody says."""
        if line.id not in self._said:
            self._said[line.id] = self._describe(line)
        return self._said[line.id]

    def forget(self) -> None:
        """Read anew what rows say."""
        self._said.clear()
        self._organizations.clear()

    def _describe(self, line: Line) -> RowText:
        person = as_record(Person, line.id, line.state)
        if not isinstance(person, Person):
            return RowText("")
        words, tone = first_chip(person)
        parts = (self._organization(line), self._codes.words("sector", person.sector))
        reached = "" if person.do_not_contact else person.email or person.phone
        detail = " · ".join(filter(None, parts)) or reached
        return RowText(person.name, detail, words, tone, faded=person.inactive)

    def _organization(self, line: Line) -> str:
        if line.id not in self._organizations:
            self.foresee([line])
        return self._organizations[line.id]
