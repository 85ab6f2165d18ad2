"""Finding kinds by name."""

from typing import ClassVar

import pytest

from sync.errors import Unknown
from sync.records import KINDS, VOCABULARY, Vocabulary
from sync.records.base import Record
from sync.records.fields import fields_of
from sync.records.types import Title


class Kite(Record):
    """A kind that only this test knows."""

    kind: ClassVar[str] = "kite"
    name: Title


def test_kinds_are_found_by_name_and_keep_their_order() -> None:
    assert tuple(VOCABULARY.kinds.values()) == KINDS
    assert VOCABULARY.named("person").kind == "person"


def test_a_mistyped_kind_is_answered_with_the_nearest() -> None:
    with pytest.raises(Unknown, match=r"called 'persn'.*Did you mean 'person'"):
        VOCABULARY.named("persn")


def test_a_kind_like_none_is_answered_in_a_plain_sentence() -> None:
    with pytest.raises(Unknown, match="list of kinds"):
        VOCABULARY.named("zzzzzz")


def test_a_vocabulary_takes_a_kind_that_the_program_does_not_have() -> None:
    wider = Vocabulary((*KINDS, Kite))
    assert wider.named("kite") is Kite
    assert list(fields_of(Kite)) == ["name"]
    assert "kite" not in VOCABULARY.kinds
