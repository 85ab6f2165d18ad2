"""Which heading of a column means what, in English and Spanish, and as address books write them."""

import re
import unicodedata
from functools import cache

_COMMON = {
    "email": "email;e mail;email address;e mail address;mail;emails;contact email;correo;correo electronico;"
    "correos;direccion de correo",
    "phone": "phone;phone number;telephone;telephone number;tel;mobile;mobile phone;mobile number;cell;"
    "cell phone;cellphone;cell number;phones;phone s;contact number;day phone;evening phone;whatsapp;"
    "telefono;celular;movil;numero de telefono;telefono celular;telefono movil;tel cel",
    "street": "street;street address;address line;address street;addr;calle;direccion calle;calle y numero",
    "second_line": "address line 2;street 2;address 2;apt;apartment;unit;suite;extended address;"
    "address extended address;po box;address po box;departamento",
    "city": "city;town;address city;ciudad;municipio;locality;town city",
    "county": "county;condado",
    "state": "state;province;region;address region;estado;st;state province;address state;provincia",
    "postal_code": "zip;zip code;zipcode;postal code;postcode;address postal code;codigo postal;cp;"
    "address zip;zip postal code",
    "country": "country;pais;country region;address country",
    "address": "address;mailing address;full address;direccion;domicilio;address formatted;postal address",
    "sector": "sector;partner sector;stakeholder group;dfc sector;community sector",
    "tags": "tags;tag;groups;labels;group;label;categories;category;group membership;etiquetas;grupos;"
    "keywords;lists;categorias",
    "notes": "notes;note;comments;comment;remarks;notas;nota;comentarios;observaciones",
    "birthday": "birthday;date of birth;dob;birth date;birthdate;fecha de nacimiento;cumpleanos",
    "never": "ssn;social security;social security number;social security no;tin;itin;tax id;taxpayer id;"
    "student id;student number;seguro social;numero de seguro social",
    "ignored": "photo;phonetic first name;phonetic last name;phonetic middle name;first name phonetic;"
    "last name phonetic;middle name phonetic;given name yomi;family name yomi;additional name yomi;"
    "sensitivity;priority;private;email display name;e mail display name;email type;e mail type",
    "consent": "consent;opt in;subscribed;newsletter;email consent;photo consent;permission;consentimiento;"
    "marketing permissions;email marketing consent",
}
_PERSON = {
    "name": "name;full name;contact;contact name;display name;file as;last first;name last first;first last;"
    "first and last name;nombre completo;nombre y apellidos;nombre y apellido;apellidos nombre;member;"
    "member name;participant;attendee;person;volunteer;guest;contacto",
    "first_name": "first name;first;given name;forename;fname;firstname;nombre;nombres;primer nombre",
    "middle_name": "middle name;middle;middle initial;mi;additional name;segundo nombre",
    "last_name": "last name;last;family name;surname;lname;lastname;apellido;apellidos;primer apellido;"
    "apellido paterno",
    "second_last_name": "segundo apellido;apellido materno;second last name;maternal surname",
    "prefix": "prefix;name prefix;honorific;honorific prefix;salutation;tratamiento",
    "suffix": "suffix;name suffix;honorific suffix;sufijo",
    "goes_by": "nickname;nick name;preferred name;preferred;goes by;known as;alias;apodo;nombre preferido;"
    "preferred first name",
    "pronouns": "pronouns;preferred pronouns;pronombres",
    "languages": "language;languages;preferred language;language s;idioma;idiomas;idioma preferido;lengua",
    "organization": "organization;organisation;company;company name;employer;org;agency;affiliation;"
    "organization name;institution;organizacion;empresa;institucion;represents",
    "job": "job title;job;position;occupation;title;organization title;cargo;puesto;ocupacion",
    "roles": "role;roles;member role;rol",
    "member_since": "member since;joined;date joined;join date;since;miembro desde;fecha de ingreso",
    "age_band": "age band;minor;minors;is minor;menor;menor de edad",
    "do_not_contact": "do not contact;dnc;unsubscribed;opt out;opted out;email opt out;do not email;"
    "do not call;do not mail;no contactar",
    "do_not_photograph": "do not photograph;no photo;no photos;no fotos",
    "time_zone": "time zone;timezone;zona horaria",
}
_PARTNER = {
    "website": "website;url;web;web site;web page;webpage;sitio web;pagina web",
    "name": "name;organization;organisation;company;company name;org;agency;organization name;institution;"
    "partner;partner name;partner organization;agency name;business;business name;nombre;organizacion;"
    "empresa;institucion;display name;socio",
    "contact": "contact;contact name;contact person;primary contact;full name;representative;contacto;"
    "persona de contacto",
    "first_name": "first name;first;given name;contact first name",
    "last_name": "last name;last;family name;surname;contact last name",
    "partner_since": "partner since;since;joined;date joined;socio desde",
}
WORDS = {"person": {**_COMMON, **_PERSON}, "partner": {**_COMMON, **_PARTNER}}
"""Kind -> what a column is -> its headings, plain and divided by semicolons."""
_QUALIFIERS = frozenset(
    [
        "home",
        "work",
        "business",
        "other",
        "mailing",
        "primary",
        "personal",
        "main",
        "value",
        "alternate",
        "secondary",
        "second",
        "preferred",
        "contact",
        "casa",
        "trabajo",
        "principal",
        "otro",
    ]
)
_LABELS = re.compile(r"(e ?mail|phone|address|im|website) \d+ (type|label)")
_ALSO_VALUES = frozenset((
    "agency", "attendee", "business", "category", "cell", "celular", "company", "contact", "contacto",
    "group", "guest", "home", "institution", "label", "member", "menor", "minor", "minors", "mobile",
    "movil", "newsletter", "org", "participant", "partner", "person", "prefix", "priority", "private",
    "representative", "socio", "volunteer", "whatsapp", "work",
))  # fmt: skip
"""Headings that stand in the rows below as well."""


def plain_words(text: str) -> str:
    """Return a heading in lower case, without accents, digits kept and signs as spaces."""
    bare = "".join(each for each in unicodedata.normalize("NFKD", text) if not unicodedata.combining(each))
    return " ".join(re.findall(r"[a-z0-9]+", bare.casefold()))


def meaning(kind: str, header: str) -> tuple[str, str]:
    """Return what a heading means ("" if nothing we know) and what sets it apart, such as home."""
    words = plain_words(header)
    known = _meanings(kind)
    if _LABELS.fullmatch(words):
        return "ignored", ""
    if words in known:
        return known[words], ""
    kept = [word for word in words.split() if not _qualifies(word)]
    group = " ".join(word for word in words.split() if _qualifies(word) and word != "value")
    return known.get(" ".join(kept), ""), group


def known_headings(row: list[str]) -> int:
    """Return how many cells of a row are headings of any kind we know."""
    short = [cell for cell in row if 0 < len(cell) < 60]
    return sum(any(meaning(kind, cell)[0] or _is_field(cell) for kind in WORDS) for cell in short)


def sure_headings(row: list[str]) -> int:
    """Return how many cells of a row are headings and not as likely what somebody is, such as Member."""
    return known_headings([cell for cell in row if plain_words(cell) not in _ALSO_VALUES])


def targets(kind: str) -> frozenset[str]:
    """Return what a column can be, to be named on a command line."""
    return frozenset(WORDS[kind])


def _qualifies(word: str) -> bool:
    return word in _QUALIFIERS or word.isdigit()


def _is_field(cell: str) -> bool:
    return "_" in cell and cell.replace("_", "").replace(".", "").isalpha() and cell == cell.lower()


@cache
def _meanings(kind: str) -> dict[str, str]:
    return {word: target for target, words in WORDS[kind].items() for word in words.split(";")}
