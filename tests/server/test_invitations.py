from contextlib import suppress
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from sync.errors import Malformed, Refused, Unknown
from sync.invitation import ALPHABET, LENGTH, new_code, read_code
from sync.records.base import new_id
from sync.server import schema
from sync.server.accounts import add_member, end_membership
from sync.server.devices import list_devices, revoke
from sync.server.invitations import invite
from sync.server.limits import Limits
from sync.server.refusals import Limited, Unrecognised
from sync.server.whole import reading_whole, writing_whole
from sync.signing import DeviceKey
from tests.server.entrance import HOME, PLENTY, Clock, Laptop, add_space, come_in, join, with_clock

FIVE = Limits(enrolments=5)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def door(office, clock):
    return with_clock(office, clock)


@pytest.fixture
def space(door):
    return add_space(door)


# ---- the code itself ----


def test_a_code_reads_as_four_groups_of_four():
    assert [len(group) for group in new_code().split("-")] == [4, 4, 4, 4]


@given(st.integers(0, LENGTH - 1), st.sampled_from(ALPHABET))
def test_any_one_wrong_letter_is_noticed(place, letter):
    letters = new_code().replace("-", "")
    typed = letters[:place] + letter + letters[place + 1 :]
    if typed == letters:
        assert read_code(typed) == letters
    else:
        with pytest.raises(Malformed, match="typing mistake"):
            read_code(typed)


@given(st.integers(0, LENGTH - 1), st.integers(0, LENGTH - 1))
def test_any_two_letters_that_changed_places_are_noticed(one, other):
    letters = list(read_code(new_code()))
    swapped = letters.copy()
    swapped[one], swapped[other] = letters[other], letters[one]
    if swapped == letters:
        return
    with pytest.raises(Malformed, match="typing mistake"):
        read_code("".join(swapped))


def test_small_letters_spaces_and_lookalikes_are_understood():
    code = new_code()
    sloppy = code.lower().replace("0", "o").replace("1", "l").replace("-", " ")
    assert read_code(sloppy) == code.replace("-", "")


@given(st.text(max_size=40))
def test_whatever_is_typed_is_a_code_or_refused_and_never_a_bug(typed):
    with suppress(Malformed):
        assert set(read_code(typed)) <= set(ALPHABET)


# ---- inviting ----


def test_the_office_keeps_no_code_that_could_be_read(door, space):
    code = invite(door, space, "leader")
    with reading_whole(door.storage) as connection:
        (row,) = connection.execute(select(schema.invitations)).all()
    assert code not in str(row)
    assert read_code(code) not in str(row)


def test_nobody_is_invited_into_a_space_that_is_not_there_or_as_what_nobody_is_there(door, space):
    with pytest.raises(Unknown, match="There is no space"):
        invite(door, new_id(), "leader")
    with pytest.raises(Refused, match="leader, treasurer, secretary, member"):
        invite(door, space, "instructor")


# ---- coming in ----


def test_a_code_lets_one_device_in_with_its_role(door, space):
    laptop = Laptop()
    answer = join(door, laptop, invite(door, space, "treasurer"))
    assert (answer.space, answer.role, answer.name, answer.sort) == (
        space,
        "treasurer",
        "Lake County",
        "coalition",
    )
    caller = come_in(door, laptop)
    assert (caller.device, caller.person, caller.name) == (laptop.id, answer.person, "Ana")
    assert caller.roles == {space: "treasurer"}


def test_every_member_of_anything_reads_the_space_of_the_state(door, space):
    state = add_space(door, "state", "Illinois")
    laptop = Laptop()
    answer = join(door, laptop, invite(door, space, "member"))
    assert {each.space: each.role for each in answer.spaces} == {space: "member", state: "reader"}
    assert come_in(door, laptop).roles == {space: "member", state: "reader"}


def test_who_works_for_the_state_does_not_become_a_mere_reader(door, space):
    state = add_space(door, "state", "Illinois")
    laptop = Laptop()
    join(door, laptop, invite(door, state, "finance"))
    join(door, laptop, invite(door, space, "finance"))
    assert come_in(door, laptop).roles == {space: "finance", state: "finance"}


def test_the_same_device_asking_again_after_a_lost_answer_gets_the_same_answer(door, space, clock):
    laptop, code = Laptop(), invite(door, space, "leader")
    first = join(door, laptop, code)
    clock.pass_by(days=9)
    again = join(door, laptop, code)
    assert again.model_dump(exclude={"server_time"}) == first.model_dump(exclude={"server_time"})
    assert len(list_devices(door)) == 1


def test_an_answer_asked_for_again_does_not_give_back_what_was_taken_away(door, space, clock):
    laptop, code = Laptop(), invite(door, space, "leader")
    person = join(door, laptop, code).person
    clock.pass_by(hours=1)
    end_membership(door, space, person)
    with pytest.raises(Refused, match="no longer in the space"):
        join(door, laptop, code)
    assert come_in(door, laptop).roles == {}


def test_one_code_is_good_for_one_device(door, space):
    code = invite(door, space, "leader")
    join(door, Laptop(), code)
    with pytest.raises(Refused, match="ask whoever invited you for a new one"):
        join(door, Laptop(), code)


def test_wrong_used_and_old_codes_sound_the_same_to_a_stranger(door, space, clock):
    used, old = invite(door, space, "leader"), invite(door, space, "leader", expires=timedelta(hours=1))
    join(door, Laptop(), used)
    clock.pass_by(hours=2)
    said = set()
    for code in (new_code(), used, old):
        with pytest.raises(Refused) as caught:
            join(door, Laptop(), code)
        said.add((caught.value.sentence, caught.value.code))
    assert len(said) == 1


def test_a_code_is_good_until_the_moment_it_expires(door, space, clock):
    code = invite(door, space, "leader", expires=timedelta(hours=72))
    clock.pass_by(hours=71, minutes=59, seconds=59)
    assert join(door, Laptop(), code).space == space


def test_a_device_that_is_in_comes_into_another_space_as_the_same_person(door, space):
    other = add_space(door, "cohort", "Level One")
    laptop = Laptop()
    first = join(door, laptop, invite(door, space, "leader"))
    second = join(door, laptop, invite(door, other, "instructor"))
    assert second.person == first.person
    assert come_in(door, laptop).roles == {space: "leader", other: "instructor"}


def test_nobody_takes_over_a_device_by_its_name(door, space):
    laptop = Laptop()
    join(door, laptop, invite(door, space, "leader"))
    code = invite(door, space, "member")
    thief = Laptop(id=laptop.id, key=DeviceKey.generate())
    with pytest.raises(Refused, match="Another computer has joined under this one's name"):
        join(door, thief, code)
    assert join(door, Laptop(), code).role == "member", "the code was not used up"


def test_a_device_that_was_taken_off_does_not_come_back_with_a_code(door, space):
    laptop = Laptop()
    join(door, laptop, invite(door, space, "leader"))
    revoke(door, laptop.id, "Pat Office")
    with pytest.raises(Unrecognised, match="Pat Office took this computer off"):
        join(door, laptop, invite(door, space, "leader"))


def test_a_person_who_gave_no_name_gets_the_one_on_the_invitation(door, space):
    assert join(door, Laptop(), invite(door, space, "leader", "Bo"), person_name="").person_name == "Bo"


# ---- how often ----


def test_ten_wrong_codes_and_even_a_right_one_has_to_wait(door, space, clock):
    code = invite(door, space, "leader")
    for _ in range(10):
        with pytest.raises(Refused):
            join(door, Laptop(), new_code(), limits=Limits())
    with pytest.raises(Limited) as caught:
        join(door, Laptop(), code, limits=Limits())
    assert 0 < caught.value.retry_after <= 300
    clock.pass_by(seconds=caught.value.retry_after)
    assert join(door, Laptop(), code, limits=Limits()).space == space


def test_one_who_guesses_locks_out_nobody_at_another_address(door, space):
    for _ in range(10):
        with pytest.raises(Refused):
            join(door, Laptop(), new_code(), limits=Limits())
    assert join(door, Laptop(), invite(door, space, "leader"), "198.51.100.7", Limits()).space == space


def test_guesses_from_everywhere_are_counted_together(door):
    limits = Limits(wrong_codes=1000, wrong_codes_everywhere=3)
    for number in range(3):
        with pytest.raises(Refused):
            join(door, Laptop(), new_code(), f"203.0.113.{number}", limits)
    with pytest.raises(Limited):
        join(door, Laptop(), new_code(), "203.0.113.99", limits)


def test_five_new_computers_an_hour_join_from_one_address(door, space, clock):
    laptop, first = Laptop(), invite(door, space, "member")
    join(door, laptop, first, limits=FIVE)
    for _ in range(4):
        join(door, Laptop(), invite(door, space, "member"), limits=FIVE)
    code = invite(door, space, "member")
    with pytest.raises(Limited, match="minutes"):
        join(door, Laptop(), code, limits=FIVE)
    assert join(door, laptop, first, limits=FIVE).space == space, "asking again is no new computer"
    clock.pass_by(hours=1)
    assert join(door, Laptop(), code, limits=FIVE).space == space, "and the code was not used up"


def test_typing_mistakes_are_not_counted_as_guesses(door, space):
    for _ in range(30):
        with pytest.raises(Malformed):
            join(door, Laptop(), "K7QM-2R9X", limits=Limits())
    assert join(door, Laptop(), invite(door, space, "leader"), limits=Limits()).space == space


def test_only_the_running_window_of_an_address_is_kept(door, clock):
    for _ in range(3):
        with pytest.raises(Refused):
            join(door, Laptop(), new_code())
        clock.pass_by(minutes=6)
    with reading_whole(door.storage) as connection:
        rows = connection.execute(select(schema.attempts)).all()
    assert {row.what: row.count for row in rows} == {f"wrong_code:{HOME}": 1, "wrong_codes:everywhere": 1}


def test_a_member_may_be_given_another_role(door, space):
    laptop = Laptop()
    person = join(door, laptop, invite(door, space, "member"), limits=PLENTY).person
    with writing_whole(door.storage) as connection:
        add_member(connection, space, person, "leader", door.now())
    assert come_in(door, laptop).roles == {space: "leader"}
