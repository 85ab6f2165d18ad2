import pytest

from desktop.likeness import Traits, compare, generation, names_fit, traits_of
from sync.records.people import AgeBand


def traits(name, **known):
    sets = {key: frozenset(value) for key, value in known.items() if isinstance(value, list | set)}
    return Traits(id=name, name=name, **{**known, **sets})


def judged(one, other, common=()):
    like = compare(one, other, common)
    return None if like is None else (like.is_strong, like.reasons)


def test_people_are_recognized_by_normalized_addresses():
    known = traits_of(
        {
            "id": "1",
            "name": "Ana",
            "email": "ANA@Example.org ",
            "other_phones": ["(847) 555-0100"],
            "address": {"street": " 12  Oak Ave", "postal_code": "61008-1234"},
            "other_addresses": [{"city": "Galena"}],
        },
        ["library"],
    )
    assert (known.emails, known.phones) == ({"ana@example.org"}, {"+18475550100"})
    assert (known.places, known.partners) == ({"12 oak ave|61008"}, {"library"})
    assert known.is_reached and not traits_of({"name": "Ana"}).is_reached


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Maria Diaz", "María Díaz", (True, ("same phone", "same name"))),
        ("Maria Diaz", "M. Diaz", (True, ("same phone", "similar name"))),
        ("Bob Miller", "Robert Miller", (True, ("same phone", "same name"))),
        ("Maria Diaz", "Luis Ortega", (False, ("same phone", "another name"))),
        ("Mario Diaz", "Maria Diaz", (False, ("same phone", "another name"))),
        ("Daniel Diaz", "Daniela Diaz", (False, ("same phone", "another name"))),
        ("John Smith", "John Smith Jr.", (False, ("same phone", "same name"))),
    ],
)
def test_one_phone_is_one_person_if_the_names_can_be(one, other, expected):
    assert judged(traits(one, phones=["1"]), traits(other, phones=["1"])) == expected


def test_a_parent_and_a_child_are_two_unless_they_share_an_e_mail():
    father, son = traits("Al Cruz", places=["a|1"]), traits("Al Cruz III", places=["a|1"])
    assert judged(father, son) == (False, ("same name", "same address"))
    both = {"emails": ["a"]}
    assert compare(traits("Al Cruz", **both), traits("Al Cruz III", **both)).is_strong


def test_an_adult_and_a_minor_are_two():
    adult = traits("Al Cruz", phones=["1"], age_band=AgeBand.ADULT)
    assert judged(adult, traits("Al Cruz", phones=["1"], age_band=AgeBand.MINOR)) is None
    assert judged(adult, traits("Al Cruz", phones=["1"])) is not None


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Maria Diaz", "Maria Diaz", (True, ("same name", "same organization"))),
        ("Maria Diaz", "Maria Dias", (True, ("similar name", "same organization"))),
        ("Maria Diaz", "Maria Diaz Ruiz", (True, ("similar name", "same organization"))),
        ("Maria Diaz", "M. Diaz", (False, ("similar name", "same organization"))),
        ("Maria Diaz", "Maria", (False, ("similar name", "same organization"))),
        ("Maria Diaz", "Olga Diaz", None),
    ],
)
def test_at_one_organization_it_takes_a_whole_name(one, other, expected):
    assert judged(traits(one, partners=["x"]), traits(other, partners=["x"])) == expected


def test_colleagues_of_similar_names_with_e_mails_of_their_own_are_only_worth_a_look():
    one = traits("Maria Diaz", partners=["x"], emails=["a"])
    other = traits("Maria Diaz Ruiz", partners=["x"], emails=["b"])
    assert judged(one, other) == (False, ("similar name", "same organization"))


def test_a_name_alone_is_worth_a_look_only_if_it_is_near():
    assert judged(traits("Maria Diaz"), traits("Maria Diaz")) == (False, ("same name",))
    assert judged(traits("Maria Diaz"), traits("Maria Dias")) == (False, ("similar name",))
    assert judged(traits("Maria Diaz"), traits("M. Diaz")) is None
    assert judged(traits("Maria Diaz"), traits("Maria")) is None


def test_two_common_given_names_are_two_people_however_near():
    shared = {"phones": ["1"]}
    one, other = traits("Marta Diaz", **shared), traits("Maria Diaz", **shared)
    assert compare(one, other).is_strong
    assert judged(one, other, {"marta", "maria"}) == (False, ("same phone", "another name"))


def test_one_household_is_one_address():
    assert judged(traits("Al Cruz", household="h"), traits("Al Cruz", household="h")) == (
        True,
        ("same name", "same address"),
    )


def test_an_address_that_stands_for_a_name_fits_any_name_and_so_does_a_nickname():
    assert names_fit(traits("ana@example.org"), traits("Olga Diaz"))
    assert names_fit(traits("Francisca Diaz", goes_by="Kika Diaz"), traits("Kika Diaz"))
    assert not names_fit(traits("Francisca Diaz"), traits("Olga Ruiz"))


@pytest.mark.parametrize(
    ("name", "found"),
    [("Al Cruz Jr.", "jr"), ("Al Cruz, III", "iii"), ("Sr. Al Cruz", ""), ("Al", ""), ("", "")],
)
def test_a_generation_stands_at_the_end_of_a_name(name, found):
    assert generation(name) == found
