"""The program speaks Spanish: every word has one, and the two say the same things."""

import gettext
import re

import pytest
from babel.messages import Message

from desktop.i18n import _, ngettext, pgettext, use_language
from sync.client import trouble
from sync.errors import Malformed, Offline, Unknown
from sync.records import VOCABULARY
from sync.records.fields import parse_field
from sync.records.meetings import Meeting
from tests.tasks.translate import DOMAIN, as_mo, as_po, translated, updated

CATALOG = translated()
MESSAGES = [message for message in CATALOG if message.id]


def forms(words: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return (words,) if isinstance(words, str) else tuple(words or ())


def places(words: str) -> set[str]:
    """The names in braces."""
    return set(re.findall(r"{[^{}]*}", words))


def test_the_catalog_has_every_message_and_no_other() -> None:
    assert DOMAIN.read_bytes() == as_po(updated()), "run: python3 dev.py translate"


def test_what_the_program_reads_is_what_people_wrote() -> None:
    with DOMAIN.with_suffix(".mo").open("rb") as file:
        read = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
    assert DOMAIN.with_suffix(".mo").read_bytes() == as_mo(CATALOG)
    assert len(read) >= len(MESSAGES)


def test_nothing_is_left_in_english() -> None:
    assert [each.id for each in MESSAGES if not all(forms(each.string)) or not each.string] == []


@pytest.mark.parametrize("sort", ["placeholders", "line breaks", "ends"])
def test_both_say_the_same(sort: str) -> None:
    assert [each.id for each in MESSAGES if not _agree(each, sort)] == []


def _agree(message: Message, sort: str) -> bool:
    english, spanish = forms(message.id), forms(message.string)
    pairs = zip(english, spanish, strict=True)
    if sort == "placeholders":
        return all(places(one) == places(other) for one, other in pairs)
    if sort == "line breaks":
        return all(one.count("\n") == other.count("\n") for one, other in pairs)
    return all(_edges(one) == _edges(other) for one, other in pairs)


def _edges(words: str) -> tuple[bool, bool]:
    """Whether words begin and end with a space, to stand beside others."""
    return words[:1] == " ", words[-1:] == " "


def test_a_word_can_be_two_in_spanish_and_nothing_stays_nothing() -> None:
    use_language("es")
    try:
        assert (_("Minutes"), pgettext("time", "Minutes")) == ("Acta", "Minutos")
        said = [ngettext("{count} record", "{count} records", count) for count in (1, 2)]
        assert said == ["{count} registro", "{count} registros"]
        assert _("") == ""
        assert _("a word that nobody has translated") == "a word that nobody has translated"
    finally:
        use_language("en")
    assert _("Minutes") == "Minutes"


def test_what_the_ground_raises_is_said_in_spanish_too() -> None:
    use_language("es")
    try:
        assert str(Offline(trouble.PORTAL)).startswith("Esta red Wi-Fi pide que primero inicie sesión")
        with pytest.raises(Malformed, match="El campo «starts_at» de «meeting» no puede ser"):
            parse_field(Meeting, "starts_at", "soon")
        with pytest.raises(Unknown, match="Quiso decir «person»"):
            VOCABULARY.named("persn")
    finally:
        use_language("en")
    assert str(Offline(trouble.PORTAL)) == trouble.PORTAL
