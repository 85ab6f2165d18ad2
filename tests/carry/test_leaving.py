"""Losing a space, and losing the office's trust: unsent work goes sealed to the waiting room first."""

from pathlib import Path

import pytest
from sqlalchemy import select

from desktop.leaving import on_refused, sealed_file
from desktop.opening import opened
from desktop.paths import Profile, prepare
from desktop.revocation import keep_reason, revocation_of, set_aside
from desktop.vault import create_vault, destroy_vault, vault_exists
from sync.errors import Offline, Refused, Unavailable
from sync.records.people import Person
from sync.server import schema
from sync.server.accounts import admit_member, end_membership
from sync.server.carry import take_in
from sync.server.devices import revoke
from tests.carry.people import coalition


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    profile = Profile(tmp_path / "desk")
    prepare(profile)
    create_vault(profile.folder, passphrase="correct horse battery staple", use_keyring=False)
    (profile.backups / "old.coalition").write_bytes(b"a vault of its day")
    return profile


def waiting(office):
    with office.storage.reading(()) as connection:
        return connection.execute(select(schema.waiting_room)).all()


def revoked(office, laptop) -> Refused:
    """What a revoked laptop hears when it next asks."""
    revoke(office, laptop.wire.device, "The office")
    with pytest.raises(Refused) as heard:
        laptop.sync()
    assert heard.value.code == "device_revoked"
    return heard.value


def test_unsent_work_of_a_lost_space_goes_to_the_waiting_room_and_can_be_taken_in(office, ana, ben, space):
    ana.add(Person(name="Sent before"))
    ana.sync()
    person = ana.add(Person(name="Rosa Vidal"))
    end_membership(office, space, ana.store.facts()["person"])
    ana.sync()
    assert b"Sent before" not in ana.dump()
    assert ana.standings() == ["done", "refused"] and ana.reasons()
    ana.sync()
    (row,) = waiting(office)
    assert (row.device, row.space, row.why) == (ana.wire.device, space, "left")
    assert "Rosa" not in row.sealed
    with pytest.raises(Refused, match="not in the space"):
        take_in(office, Path(f"waiting:{ana.wire.device}"))
    admit_member(office, space, ana.store.facts()["person"], "leader")
    take_in(office, Path(f"waiting:{ana.wire.device}"))
    assert waiting(office) == []
    ben.sync()
    assert ben.store.get("person", person).name == "Rosa Vidal"


def test_only_the_lost_space_waits_and_each_change_keeps_its_number(office, ana, space):
    other = coalition(office)
    admit_member(office, other, ana.store.facts()["person"], "leader")
    ana.sync()
    records = [Person(name=f"Person {number}") for number in range(6)]
    with ana.store.edit("Add") as draft:
        for number, each in enumerate(records):
            draft.add(each, other if number % 2 else space)
    end_membership(office, space, ana.store.facts()["person"])
    assert ana.sync().level
    ana.sync()
    assert ana.standings() == ["refused", "done"] * 3
    admit_member(office, space, ana.store.facts()["person"], "leader")
    take_in(office, Path(f"waiting:{ana.wire.device}"))
    ana.sync()
    ana.sync()
    born = [ana.store.state("person", each.id)["born"] for each in records]
    assert born == [f"{ana.wire.device}.{number}" for number in range(1, 7)]


def test_the_bodies_of_what_was_not_sent_stay_readable_here(office, ana, space):
    from desktop.store.schema import changes

    ana.add(Person(name="Rosa Vidal"))
    end_membership(office, space, ana.store.facts()["person"])
    ana.sync()
    with ana.store.reading() as connection:
        assert "Rosa Vidal" in connection.execute(select(changes.c.body)).scalar_one()


def test_a_revoked_laptop_leaves_its_unsent_work_and_then_its_keys(office, ana, ben, profile):
    people = [ana.add(Person(name=f"Person {number}")) for number in range(3)]
    error = revoked(office, ana)
    words = on_refused(ana.store, profile, ana.wire, error)
    assert "The office took this computer off" in words and "3 unsent changes were sent" in words
    assert not vault_exists(profile.folder)
    assert list(profile.backups.iterdir()) == []
    assert not sealed_file(profile).exists()
    assert [row.why for row in waiting(office)] == ["revoked"]
    take_in(office, Path(f"waiting:{ana.wire.device}"))
    ben.sync()
    assert [ben.store.get("person", each).name for each in people] == ["Person 0", "Person 1", "Person 2"]


def test_without_a_line_the_work_is_kept_sealed_on_disk_before_the_keys_go(office, ana, ben, profile):
    ana.add(Person(name="Rosa Vidal"))
    error = revoked(office, ana)
    ana.wire.cut = True
    words = on_refused(ana.store, profile, ana.wire, error)
    sealed = sealed_file(profile)
    assert str(sealed) in words
    assert b"Rosa" not in sealed.read_bytes()
    assert not vault_exists(profile.folder)
    with pytest.raises(Refused, match="waiting room"):
        take_in(office, sealed)
    take_in(office, Path(f"waiting:{ana.wire.device}"))
    ben.sync()
    assert b"Rosa Vidal" in ben.dump()


def test_the_keys_stay_where_the_work_can_be_put_nowhere(office, ana, profile):
    ana.add(Person(name="Rosa Vidal"))
    error = revoked(office, ana)
    ana.wire.cut = True
    sealed_file(profile).mkdir()  # nothing can be written in its place
    with pytest.raises(Unavailable):
        on_refused(ana.store, profile, ana.wire, error)
    assert vault_exists(profile.folder)


def test_any_other_refusal_destroys_nothing(ana, profile):
    for error in (Refused("Not now.", "device_unknown"), Offline("No line.", "device_revoked")):
        assert on_refused(ana.store, profile, ana.wire, error) == error.sentence
    assert vault_exists(profile.folder)


def test_work_that_cannot_be_sealed_keeps_the_keys(ana, profile, tmp_path):
    from desktop.store.spaces import found_coalition
    from desktop.store.store import create_store
    from tests.carry.people import KEY, noon

    store = create_store(tmp_path / "alone.db", KEY, now=noon, me="Ana")
    found_coalition(store, "Lake County", "leader")
    error = Refused("Off the list.", "device_revoked")
    assert on_refused(store, profile, ana.wire, error) == error.sentence
    assert vault_exists(profile.folder)
    store.close()


def test_with_nothing_unsent_only_the_keys_go(office, ana, profile):
    words = on_refused(ana.store, profile, ana.wire, revoked(office, ana))
    assert not vault_exists(profile.folder) and "unsent" not in words
    assert waiting(office) == []


def test_the_same_work_left_twice_is_kept_once(office, ana):
    from desktop.store import sealing
    from sync.client.transport import Outgoing

    ana.add(Person(name="Rosa Vidal"))
    with ana.store.reading() as connection:
        (part,) = sealing.seal_parts(connection, ana.key, sealing.unsent(connection))
    revoke(office, ana.wire.device, "The office")
    for _ in range(2):
        ana.wire.send(Outgoing("POST", "/v1/waiting", part))
    assert len(waiting(office)) == 1


def test_the_waiting_room_takes_nothing_that_another_laptop_made(office, ana, ben):
    from desktop.store import sealing
    from sync.client.transport import Outgoing

    ana.add(Person(name="Rosa Vidal"))
    with ana.store.reading() as connection:
        (part,) = sealing.seal_parts(connection, ana.key, sealing.unsent(connection))
    for body in (part, part[:-1], b"anything"):
        with pytest.raises(Refused):
            ben.wire.send(Outgoing("POST", "/v1/waiting", body))
    assert waiting(office) == []


def test_the_waiting_room_has_an_end(office, ana, monkeypatch):
    from desktop.store import sealing
    from sync.client.transport import Outgoing

    monkeypatch.setattr("sync.server.waiting.MOST_PARTS", 2)
    ana.add(Person(name="Rosa Vidal"))
    for left in (True, True, False):
        with ana.store.reading() as connection:
            (part,) = sealing.seal_parts(connection, ana.key, sealing.unsent(connection))
        if left:
            ana.wire.send(Outgoing("POST", "/v1/waiting", part))
        else:
            with pytest.raises(Refused, match="full"):
                ana.wire.send(Outgoing("POST", "/v1/waiting", part))
    assert len(waiting(office)) == 2


def test_the_reason_stays_readable_after_the_keys_are_gone(office, ana, profile):
    words = on_refused(ana.store, profile, ana.wire, revoked(office, ana))
    heard = revocation_of(profile)
    assert heard is not None and heard.code == "device_revoked"
    assert heard.sentence.startswith(words) and "join anew" in heard.sentence
    with pytest.raises(Refused, match="took this computer off"), opened(profile):
        pass


def test_the_reason_says_nothing_while_there_is_a_key(profile):
    keep_reason(profile, "Off the list.")
    assert revocation_of(profile) is None


def test_a_reason_that_somebody_damaged_still_says_that_the_computer_was_taken_off(profile):
    keep_reason(profile, "Off the list.")
    destroy_vault(profile.folder)
    (profile.folder / "revoked.json").write_bytes(b"[]")
    heard = revocation_of(profile)
    assert heard is not None and "took this computer off" in heard.sentence


def test_what_nobody_can_open_is_kept_aside_and_outlives_another_revocation(office, ana, profile):
    profile.database.write_bytes(b"sealed")
    sealed_file(profile).write_bytes(b"work for the office")
    on_refused(ana.store, profile, ana.wire, revoked(office, ana))
    said = set_aside(profile)
    assert revocation_of(profile) is None and not profile.database.exists()
    assert "unsent.sealed" in said
    (folder,) = profile.backups.iterdir()
    assert str(folder) in said
    on_refused(ana.store, profile, ana.wire, Refused("Again.", "device_revoked"))
    assert (folder / "unsent.sealed").read_bytes() == b"work for the office"
    assert (folder / "coalition.db").read_bytes() == b"sealed"
    set_aside(profile)
    assert len(list(profile.backups.iterdir())) == 2
