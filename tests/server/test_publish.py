import pytest
from sqlalchemy import select

from sync.errors import Refused
from sync.records.packs import bundled_packs
from sync.server import schema
from sync.server.audit import verify
from sync.server.founding import OFFICE, found, state_space
from sync.server.publish import publish
from sync.server.whole import reading_whole
from tests.server.grown import SMALL_PACK


@pytest.fixture(autouse=True)
def founded(office):
    found(office, "Illinois", "admin@example.org")


def numbers(office):
    with reading_whole(office.storage) as connection:
        n = connection.execute(
            select(schema.devices.c.next_n).where(schema.devices.c.id == OFFICE)
        ).scalar_one()
        return connection.execute(select(schema.spaces.c.seq)).scalar_one(), n


def pack(number, **changed):
    first, *rest = SMALL_PACK.records
    return SMALL_PACK.model_copy(
        update={"name": number, "records": (first.model_copy(update=changed), *rest)}
    )


def test_the_packs_that_come_with_the_program_can_be_published(office):
    published = [publish(office, each) for each in bundled_packs()]
    assert published[0] > 50
    assert numbers(office) == (sum(published), sum(published) + 1)
    assert verify(office.storage) == []


def test_publishing_the_same_pack_twice_changes_nothing(office):
    assert publish(office, SMALL_PACK) == 2
    before = numbers(office)
    assert publish(office, SMALL_PACK) == 0
    assert numbers(office) == before


def test_a_later_pack_changes_only_what_differs(office):
    publish(office, SMALL_PACK)
    assert publish(office, pack("2026.2", name="Public libraries")) == 1
    with reading_whole(office.storage) as connection:
        states = connection.execute(select(schema.records.c.state)).scalars().all()
    assert sum("Public libraries" in state for state in states) == 1
    assert not any("beside" in state for state in states)
    assert verify(office.storage) == []


def test_an_earlier_pack_is_refused_even_where_words_would_sort_it_later(office):
    publish(office, pack("2026.10"))
    with pytest.raises(Refused, match=r"2026\.9 is earlier than 2026\.10"):
        publish(office, pack("2026.9", name="Old libraries"))
    assert numbers(office)[0] == 2


def test_the_same_pack_with_other_content_is_refused(office):
    publish(office, SMALL_PACK)
    with pytest.raises(Refused, match="published before with other content"):
        publish(office, pack("2026.1", name="Other libraries"))
    assert numbers(office)[0] == 2


def test_history_names_the_pack(office):
    publish(office, SMALL_PACK)
    with reading_whole(office.storage) as connection:
        rows = connection.execute(select(schema.edits.c.space, schema.edits.c.label)).all()
    assert rows == [(state_space(office), "Reference pack 2026.1")]
