import pytest

from desktop.transfer.headings import meaning
from desktop.transfer.names import are_compatible, in_order
from desktop.transfer.sectors import role_of, sector_of
from sync.errors import Unknown

GOOGLE = (
    "First Name,Middle Name,Last Name,Organization Name,Organization Title,Birthday,Notes,Photo,Labels,"
    "E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value,Phone 1 - Label,Phone 1 - Value,"
    "Address 1 - Formatted,Address 1 - Street,Address 1 - City,Address 1 - Region,Address 1 - Postal Code\n"
    "Ana,María,Ruiz,Acme,Clerk,,kind,http://x,* myContacts ::: PTA,* Home,a@example.org,Work,w@example.org,"
    'Mobile,847-555-0100,"1 Oak St\nPeoria, IL 61602",1 Oak St,Peoria,IL,61602\n'
)
OUTLOOK = (
    "Title,First Name,Last Name,Suffix,Company,Job Title,Business Street,Business City,Home Street,Home City,"
    "Business Fax,Home Phone,Mobile Phone,E-mail Address,E-mail 2 Address,Categories,Priority\n"
    "Dr.,Ben,Lee,Jr.,Acme,Nurse,2 Elm St,Pekin,1 Oak St,Peoria,309-555-0199,309-555-0101,309-555-0102,"
    "ben@example.org,lee@example.org,night;fair,Normal\n"
)


def first(plan):
    return plan.rows[0].values


def test_a_google_list_is_read(plan):
    values = first(plan(GOOGLE))
    assert values["name"] == "Ana María Ruiz"
    assert (values["email"], values["other_emails"]) == ("a@example.org", ["w@example.org"])
    assert values["phone"] == "847-555-0100"
    assert values["address"]["street"] == "1 Oak St" and "other_addresses" not in values
    assert values["tags"] == ["PTA"]
    assert values["notes"] == "Organization: Acme\nJob: Clerk" or "kind" in values["notes"]


def test_an_outlook_list_is_read(plan):
    made = plan(OUTLOOK)
    values = first(made)
    assert values["name"] == "Dr. Ben Lee Jr."
    assert (values["phone"], values["other_phones"]) == ("309-555-0101", ["309-555-0102"])
    assert values["address"]["city"] == "Pekin" and values["other_addresses"][0]["city"] == "Peoria"
    assert "Business Fax: 309-555-0199" in values["notes"]
    assert made.unmapped == ("Business Fax",)


def test_a_spanish_list_is_read(plan):
    values = first(
        plan(
            "Nombre;Apellido paterno;Apellido materno;Correo electrónico;Teléfono;Calle;Ciudad;Código postal;"
            "Idioma;Etiquetas;Notas\nAna María;García;López;ana@example.org;312 555 0100;1 Oak;Peoría;61602;"
            "español e inglés;noche;hola\n"
        )
    )
    assert values["name"] == "Ana María García López"
    assert values["address"]["postal_code"] == "61602"
    assert values["tags"] == ["noche"] and "hola" in values["notes"]


def test_without_headings_columns_are_told_by_what_stands_in_them(plan):
    values = first(
        plan("847-555-0100,Ana Ruiz,ana@example.org,red\n847-555-0101,Ben Lee,ben@example.org,blue\n")
    )
    assert values == {
        "email": "ana@example.org",
        "phone": "847-555-0100",
        "name": "Ana Ruiz",
        "notes": "Column 4: red",
    }


def test_unhelpful_headings_are_overruled_by_what_stands_below(plan):
    values = first(plan("Name,Field A,Field B\nAna Ruiz,ana@example.org,847-555-0100\n"))
    assert (values["email"], values["phone"]) == ("ana@example.org", "847-555-0100")


def test_what_a_person_says_of_a_column_has_the_last_word(plan):
    made = plan("Name,Thing,Junk\nAna Ruiz,Annie,x1\n", told={"Thing": "goes_by", "Junk": ""})
    assert first(made) == {"name": "Ana Ruiz", "goes_by": "Annie"}


@pytest.mark.parametrize("told", [{"Nope": "name"}, {"Name": "nope"}])
def test_a_column_or_field_that_is_not_there_is_named(plan, told):
    with pytest.raises(Unknown, match="ope'"):
        plan("Name\nAna Ruiz\n", told=told)


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("Smith, John", "John Smith"),
        ("García López, Ana María", "Ana María García López"),
        ("de la Cruz, José", "José de la Cruz"),
        ("Smith Jr., John", "John Smith Jr."),
        ("Smith, John, Jr.", "John Smith Jr."),
        ("John Smith, Jr.", "John Smith, Jr."),
        ("Jane Doe, PhD", "Jane Doe, PhD"),
        ("  Ana   Ruiz ", "Ana Ruiz"),
    ],
)
def test_names_are_turned_the_way_they_are_spoken(written, spoken):
    assert in_order(written) == spoken


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Ana Ruiz", "Ana María Ruiz Soto", True),
        ("José Núñez", "Jose Nunez", True),
        ("Bob Smith", "Robert Smith", True),
        ("Chris Lee", "Christopher Lee", True),
        ("Dr. Ana Ruiz", "Ana Ruiz, PhD", True),
        ("Katherine Jonson", "Katherine Johnson", True),
        ("Ana Ruiz", "Luis Ruiz", False),
        ("Ana Ruiz", "Ana Okafor", False),
    ],
)
def test_names_fit_together_or_not(one, other, same):
    assert are_compatible(one, other) is same


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Library", "libraries"),
        ("POLICE DEPARTMENT", "police"),
        ("Faith-based", "faith_groups"),
        ("Biblioteca", "libraries"),
        ("Padres", "parent_groups"),
        ("Libraries", "libraries"),
        ("Business", ""),
        ("Library and police", ""),
    ],
)
def test_sector_words_are_matched_only_where_they_are_clear(words, code):
    assert sector_of(words) == code


def test_role_words_are_matched():
    assert (role_of("Teacher"), role_of("Students"), role_of("Wizard")) == (
        "faculty_and_staff",
        "students",
        "",
    )


@pytest.mark.parametrize(
    ("header", "target", "group"),
    [
        ("E-mail 2 - Value", "email", "2"),
        ("Work Email", "email", "work"),
        ("Home Street", "street", "home"),
        ("Address Line 2", "second_line", ""),
        ("Teléfono celular", "phone", ""),
        ("Phone 1 - Type", "ignored", ""),
        ("Shirt size", "", ""),
    ],
)
def test_headings_mean_what_they_say(header, target, group):
    assert meaning("person", header) == (target, group)
