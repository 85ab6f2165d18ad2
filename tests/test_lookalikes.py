import pytest

from desktop.lookalikes import Typed, lookalikes, partners_of
from sync.records.base import new_id
from sync.records.partners import Affiliation, Partner
from sync.records.people import Person
from tests.desks import new_desk, put


@pytest.fixture
def store(tmp_path):
    with new_desk(tmp_path) as store:
        yield store


@pytest.fixture
def library(store):
    library = Partner(name="Library")
    maria = Person(name="María Díaz", email="maria@example.org", phone="(847) 555-0100")
    others = [Person(name=f"Olga Number{number}", email=f"olga{number}@example.org") for number in range(30)]
    put(store, library, maria, *others, Affiliation(person=maria.id, partner=library.id))
    return library.id


def found(store, **typed):
    return [(each.name, each.reasons, each.is_strong) for each in lookalikes(store, Typed(**typed))]


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize(
    ("typed", "reasons", "is_strong"),
    [
        ({"email": "MARIA@example.org"}, ("same e-mail",), True),
        ({"phone": "847 555 0100"}, ("same phone",), True),
        ({"phone": "847 555 0100", "name": "M. Diaz"}, ("same phone", "similar name"), True),
        ({"phone": "+1-847-555-0100", "name": "Luis"}, ("same phone", "another name"), False),
        ({"name": "maria diaz"}, ("same name",), False),
        ({"name": "Maria Dias"}, ("similar name",), False),
        ({"name": "Maria Diaz", "phone": "847-555-0100"}, ("same phone", "same name"), True),
    ],
)
def test_who_is_known_is_found_and_it_is_said_why(store, typed, reasons, is_strong):
    assert found(store, **typed) == [("María Díaz", reasons, is_strong)]


def test_a_similar_name_at_the_same_organization_is_found(store, library):
    assert found(store, name="M. Diaz") == []
    assert found(store, name="M. Diaz", partner=library) == [
        ("María Díaz", ("similar name", "same organization"), False)
    ]
    assert found(store, name="Maria Dias", partner=library)[0][2]


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize(
    "typed",
    [{}, {"name": "M"}, {"name": "Maria"}, {"name": "Peter Diazzz"}, {"email": "@"}, {"phone": "847"}],
)
def test_nobody_is_found_while_too_little_is_typed_or_nobody_fits(store, typed):
    assert found(store, **typed) == []


@pytest.mark.usefixtures("library")
def test_the_surest_comes_first_and_no_more_than_asked_for(store):
    put(store, Person(name="Maria Diaz"), Person(name="Maria Diaz", merged_into=new_id()))
    both = found(store, name="Maria Diaz", email="maria@example.org")
    assert [name for name, _reasons, _strong in both] == ["María Díaz", "Maria Diaz"]
    assert len(lookalikes(store, Typed(name="Maria Diaz"), most=1)) == 1


def test_the_organizations_of_people_are_told(store, library):
    (maria,) = [each.id for each in lookalikes(store, Typed(name="Maria Diaz"))]
    assert partners_of(store, [maria, "nobody"]) == {maria: {library}}
