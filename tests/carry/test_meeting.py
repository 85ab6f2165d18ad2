"""A whole meeting for another laptop, with no network and no office in between."""

import pytest

from sync.errors import Damaged, Refused, Unknown
from sync.records.attendance import Attendance
from sync.records.meetings import AgendaItem, ClosedNote, Meeting
from sync.records.motions import Motion, Vote
from sync.records.people import Person
from sync.server.devices import revoke
from tests.carry.people import at_office, coalition, joined


def evening(laptop) -> tuple[str, str]:
    """A meeting as it looks at its end; returns it and one who was there."""
    rosa, gus = Person(name="Rosa Vidal"), Person(name="Gus Otto")
    meeting = Meeting(title="November", chair=rosa.id)
    item, motion = (
        AgendaItem(title="Budget", meeting=meeting.id),
        Motion(title="Adopt it", meeting=meeting.id),
    )
    there = [Attendance(meeting=meeting.id, person=each.id) for each in (rosa, gus)]
    laptop.add(rosa, gus, Person(name="Elsewhere"), meeting, item, motion)
    laptop.add(*there, Vote(motion=motion.id, person=gus.id), ClosedNote(meeting=meeting.id))
    return meeting.id, gus.id


def test_the_other_laptop_shows_the_meeting_and_changes_nothing_of_its_own(ana, ben):
    meeting, gus = evening(ana)
    arrived = ben.carry_in(ana.carry_out(meeting))
    assert arrived.received == 8
    assert ben.store.get("meeting", meeting).title == "November"
    assert ben.store.get("person", gus).name == "Gus Otto"
    assert ben.standings() == []
    assert b"Elsewhere" not in ben.dump()
    assert b"closed_note" not in ben.dump()


def test_the_laptop_that_took_it_in_may_meet_the_office_first(ana, ben):
    meeting, gus = evening(ana)
    ben.carry_in(ana.carry_out(meeting))
    ben.set("person", gus, name="Augusto Otto")
    report = ben.sync()
    assert report.level and report.refused == 0 and report.beside == 0
    assert ben.waiting_to_hand_over() == []
    assert ana.sync().refused == 0
    assert ben.carried() == []
    assert set(ana.standings()) == {"done"}
    assert ana.store.get("person", gus).name == "Augusto Otto"
    assert ana.dump() == ben.dump()
    assert ben.sync().level and ana.sync().level


def test_the_maker_may_meet_the_office_first(ana, ben):
    meeting, gus = evening(ana)
    path = ana.carry_out(meeting)
    ana.sync()
    ben.carry_in(path)
    ben.set("person", gus, name="Augusto Otto")
    assert ben.sync().beside == 0
    ana.sync()
    assert ana.dump() == ben.dump()


def test_the_changes_count_as_the_makers(ana, ben):
    meeting, gus = evening(ana)
    ben.carry_in(ana.carry_out(meeting))
    ben.sync()
    assert ben.store.state("person", gus)["born"].startswith(ana.wire.device)


def test_a_meeting_arriving_twice_or_out_of_order_does_nothing_more(ana, ben):
    meeting, gus = evening(ana)
    first = ana.carry_out(meeting)
    ana.set("person", gus, name="Gus O.")
    second = ana.carry_out(meeting)
    ben.carry_in(second)
    before = ben.dump()
    assert ben.carry_in(first).received == 0
    assert ben.carry_in(second).received == 0
    assert ben.dump() == before
    ben.sync()
    ana.sync()
    assert ana.dump() == ben.dump()


def test_what_is_known_better_here_stays(ana, ben):
    meeting, gus = evening(ana)
    ana.sync()
    ben.sync()
    old = ana.carry_out(meeting)
    ben.set("person", gus, name="Augusto")
    ben.carry_in(old)
    assert ben.store.get("person", gus).name == "Augusto"
    ben.sync()
    ben.carry_in(old)
    assert ben.store.get("person", gus).name == "Augusto"


def test_edits_of_known_records_are_shown_and_then_confirmed(ana, ben):
    meeting, gus = evening(ana)
    ana.sync()
    ben.sync()
    ana.append("meeting", meeting, "minutes", "We adopted it.")
    ana.set("person", gus, name="Gus O.")
    ben.carry_in(ana.carry_out(meeting))
    assert ben.store.get("person", gus).name == "Gus O."
    assert ben.store.get("meeting", meeting).minutes == "We adopted it."
    ben.append("meeting", meeting, "minutes", " Unanimously.")
    assert ben.sync().level
    ana.sync()
    assert ben.store.get("meeting", meeting).minutes == "We adopted it. Unanimously."
    assert ana.dump() == ben.dump()


def test_what_the_office_never_gets_is_set_aside_and_not_lost(office, ana, ben):
    meeting, gus = evening(ana)
    ana.sync()
    ben.sync()
    ana.set("person", gus, name="Gus O.")
    new = ana.add(Attendance(meeting=meeting, person=ana.add(Person(name="Late Comer"))))
    path = ana.carry_out(meeting)
    revoke(office, ana.wire.device, "The office")
    ben.carry_in(path)
    assert ben.sync().level
    assert ben.store.get("person", gus).name == "Gus Otto"
    assert new in ben.aside()
    assert ben.carried() == []


def test_a_member_of_another_coalition_cannot_open_it(office, ana, tmp_path):
    eve = joined(office, tmp_path, coalition(office), "Eve")
    meeting, _ = evening(ana)
    path = ana.carry_out(meeting)
    assert b"Rosa" not in path.read_bytes()
    with pytest.raises(Refused, match="same coalition"):
        eve.carry_in(path)
    eve.store.close()


def test_a_damaged_meeting_changes_nothing(ana, ben):
    meeting, _ = evening(ana)
    path = ana.carry_out(meeting)
    path.write_bytes(path.read_bytes()[:-1])
    before = ben.dump()
    with pytest.raises(Damaged, match="damaged"):
        ben.carry_in(path)
    assert ben.dump() == before and ben.waiting_to_hand_over() == []


def test_the_office_says_what_a_meeting_file_is_for(office, ana):
    meeting, _ = evening(ana)
    with pytest.raises(Refused, match="another computer"):
        at_office(office, ana.carry_out(meeting))


def test_there_has_to_be_such_a_meeting(ana):
    with pytest.raises(Unknown, match="no meeting"):
        ana.carry_out(ana.space)


def test_another_laptop_can_take_an_outbox_to_the_office(ana, ben):
    person = ana.add(Person(name="Rosa Vidal"))
    ben.carry_in(ana.carry_out())
    assert b"Rosa" not in ben.dump()
    ben.sync()
    assert ben.store.get("person", person).name == "Rosa Vidal"
    ana.sync()
    assert ana.dump() == ben.dump()


def test_a_line_that_is_cut_keeps_the_makers_work_to_be_handed_over(ana, ben):
    from sync.errors import Offline

    meeting, _ = evening(ana)
    ben.carry_in(ana.carry_out(meeting))
    ben.wire.cut = True
    with pytest.raises(Offline):
        ben.sync()
    assert ben.waiting_to_hand_over() == ["/v1/carry"]
    ben.wire.cut = False
    ben.sync()
    assert ben.waiting_to_hand_over() == []
    assert b"November" in ben.dump()
