import pytest

from desktop.features.meetings.attendance.badges import badge_of, badges_of, looks_like_badge, read_badge
from desktop.store.sealing import CARRY_KEY
from sync.errors import Malformed, Refused, Unknown


def test_a_scanned_badge_names_its_person_without_a_network(store, people):
    for person, text in badges_of(store, people).items():
        assert looks_like_badge(text) and read_badge(store, text) == person


def test_the_text_is_what_every_keyboard_types_and_a_small_qr_code_holds(store, people):
    text = badge_of(store, people[0])
    assert text.isalnum() and text == text.upper() and len(text) == 45


def test_caps_lock_and_a_trailing_return_do_no_harm(store, people):
    text = badge_of(store, people[0])
    assert read_badge(store, f" {text.lower()}\n") == people[0]


def test_a_badge_of_another_person_cannot_be_made_from_ones_own(store, people):
    mine, theirs = badge_of(store, people[0]), badge_of(store, people[1])
    forged = theirs[:29] + mine[29:]
    with pytest.raises(Refused, match="not of this coalition"):
        read_badge(store, forged)


@pytest.mark.parametrize("place", [5, 20, 40])
def test_one_wrong_sign_is_noticed(store, people, place):
    text = badge_of(store, people[0])
    wrong = text[:place] + ("A" if text[place] != "A" else "B") + text[place + 1 :]
    with pytest.raises(Refused):
        read_badge(store, wrong)


def test_a_torn_scan_is_to_be_done_again(store, people):
    text = badge_of(store, people[0])
    for torn in (text[:-1], text[:10], "", "CD1" + "0" * 42):
        with pytest.raises(Malformed, match="Scan it again"):
            read_badge(store, torn)
    assert not looks_like_badge("maria")


def test_computers_that_share_the_offices_secret_take_each_others_badges(store, people):
    store.keep_facts(**{f"{CARRY_KEY}{store.author.home}": "c2VjcmV0"})
    text = badge_of(store, people[0])
    store.keep_facts(badge_key="of another computer")
    assert read_badge(store, text) == people[0]


def test_badges_made_before_joining_an_office_stay_good_on_their_computer(store, people):
    text = badge_of(store, people[0])
    store.keep_facts(**{f"{CARRY_KEY}{store.author.home}": "c2VjcmV0"})
    assert badge_of(store, people[0]) != text
    assert read_badge(store, text) == people[0]


def test_the_badge_of_another_coalition_is_not_taken(store, people):
    text = badge_of(store, people[0])
    store.keep_facts(badge_key="of another coalition")
    with pytest.raises(Refused, match="not of this coalition"):
        read_badge(store, text)


def test_the_badge_of_somebody_merged_finds_the_one_that_was_kept(store, people):
    text = badge_of(store, people[0])
    with store.edit("Merge") as draft:
        draft.set("person", people[0], {"merged_into": people[1]})
    assert read_badge(store, text) == people[1]


def test_the_badge_of_somebody_deleted_checks_nobody_in(store, people):
    text = badge_of(store, people[0])
    with store.edit("Delete") as draft:
        draft.trash("person", people[0])
    with pytest.raises(Unknown):
        read_badge(store, text)


def test_two_people_merged_into_each_other_are_nobody(store, people):
    text = badge_of(store, people[0])
    with store.edit("A faulty program") as draft:
        draft.set("person", people[0], {"merged_into": people[1]})
        draft.set("person", people[1], {"merged_into": people[0]})
    with pytest.raises(Refused, match="no longer known"):
        read_badge(store, text)
