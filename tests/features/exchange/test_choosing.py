"""Who is in an export, and who is not."""

from desktop.features.exchange.choosing import Chosen, Wish, choose, groups
from desktop.store.store import Store
from sync.records.partners import Partner
from sync.records.people import Person
from tests.features.exchange.crowd import ADDRESS, add_crowd


def names(chosen: Chosen) -> set[str]:
    return {record["name"] for record in chosen.records}


def test_minors_and_those_not_to_be_contacted_are_left_out_by_default(store: Store) -> None:
    add_crowd(store)
    chosen = choose(store, Wish())
    assert names(chosen) == {"Rosa Díaz", "Barred Bea", "Former Fay"}
    assert chosen.left_out == {"minors": 1, "asked not to be contacted": 1}


def test_an_address_that_must_not_be_used_is_left_off(store: Store) -> None:
    add_crowd(store)
    chosen = choose(store, Wish())
    bea = next(record for record in chosen.records if record["name"] == "Barred Bea")
    assert (bea["email"], bea["other_emails"], chosen.addresses) == ("bea@work.example.org", [], 1)


def test_a_table_can_have_everybody_if_that_is_wished_for(store: Store) -> None:
    add_crowd(store)
    chosen = choose(store, Wish(form="xlsx", minors=True, not_to_contact=True))
    assert {"Kid Kim", "Quiet Quinn"} < names(chosen)
    bea = next(record for record in chosen.records if record["name"] == "Barred Bea")
    assert (bea["email"], chosen.left_out) == ("bea@example.org", {})


def test_cards_never_have_those_who_asked_not_to_be_contacted(store: Store) -> None:
    add_crowd(store)
    chosen = choose(store, Wish(form="vcf", minors=True, not_to_contact=True))
    assert "Quiet Quinn" not in names(chosen) and "Kid Kim" in names(chosen)


def test_letters_go_to_those_who_may_be_written_to(store: Store) -> None:
    add_crowd(store)
    for form in ("labels", "letters"):
        chosen = choose(store, Wish(form=form, minors=True, not_to_contact=True))
        assert names(chosen) == {"Rosa Díaz"}
        assert chosen.left_out["not active any more"] == 1
        assert chosen.left_out["asked not to be contacted"] == 1
        assert chosen.left_out["a minor; a guardian has to agree first"] == 1


def test_a_directory_has_only_those_who_agreed_to_it(store: Store) -> None:
    add_crowd(store)
    assert names(choose(store, Wish(form="directory"))) == {"Rosa Díaz"}


def test_a_group_is_those_who_are_in_it(store: Store) -> None:
    add_crowd(store)
    ((group, name),) = groups(store)
    assert name == "Newsletter"
    assert names(choose(store, Wish(group=group))) == {"Rosa Díaz"}
    assert names(choose(store, Wish(group=group, minors=True))) == {"Rosa Díaz", "Kid Kim"}


def test_whoever_was_merged_into_another_is_there_once(store: Store) -> None:
    ids = add_crowd(store)
    with store.edit("Merge") as draft:
        draft.set(Person.kind, ids["Former Fay"], {"merged_into": ids["Rosa Díaz"]})
    assert "Former Fay" not in names(choose(store, Wish()))


def test_partners_without_an_address_get_no_label(store: Store) -> None:
    with store.edit("Two partners") as draft:
        draft.add(Partner(name="Rotary"))
        draft.add(Partner(name="Library", address=ADDRESS))
    chosen = choose(store, Wish(kind="partner", form="labels"))
    assert names(chosen) == {"Library"}
    assert chosen.left_out == {"has no address that may be used": 1}
    assert names(choose(store, Wish(kind="partner"))) == {"Library", "Rotary"}
