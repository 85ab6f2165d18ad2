"""What has to be saved goes first: a computer may hear at any request that it is trusted no longer."""

import pytest
from sqlalchemy import select

from desktop.store import sealing
from sync.errors import Refused
from sync.records.people import Person
from sync.server import schema
from sync.server.accounts import end_membership
from sync.server.devices import revoke


def test_the_work_of_a_lost_space_goes_before_what_others_gave_along(office, ana, ben, space):
    ben.add(Person(name="Carla"))
    with ben.store.reading() as connection:
        (of_others,) = sealing.seal_parts(connection, ben.key, sealing.unsent(connection))
    with ana.store.writing() as connection:
        sealing.hand_over_later(connection, sealing.TO_OFFICE, "", [of_others])
    ana.wire.cut = True
    ana.add(Person(name="Rosa Vidal"))
    with ana.store.writing() as connection:
        sealing.seal_before_leaving(connection, space, [])
    assert ana.waiting_to_hand_over() == [sealing.TO_OFFICE, sealing.TO_WAITING_ROOM]
    end_membership(office, space, ana.store.facts()["person"])
    revoke(office, ana.wire.device, "The office")
    ana.wire.cut = False
    with pytest.raises(Refused) as heard:
        ana.sync()
    assert heard.value.code == "device_revoked"
    with office.storage.reading(()) as connection:
        (row,) = connection.execute(select(schema.waiting_room)).all()
    assert (row.device, row.space) == (ana.wire.device, space)
    assert ana.waiting_to_hand_over() == [sealing.TO_OFFICE], "the others still have what is theirs"
