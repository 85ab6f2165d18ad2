"""Sector and member-role codes behind the words that people write."""

import re

from desktop.transfer.headings import plain_words

SECTORS = {
    "school_and_district_leaders": r"school (and|or) district|school districts?|superintendents?|principals?|"
    r"schools?|k 12|distrito escolar|escuelas?",
    "mental_health_boards": r"(local )?mental health( boards?)?|708 boards?|salud mental",
    "parks_and_recreation": r"parks?( and | )rec(reation)?|park districts?|parks?|distrito de parques|"
    r"parques",
    "libraries": r"(public )?librar(y|ies)|bibliotecas?",
    "parent_groups": r"parents?|parent groups?|pta|pto|ptsa|padres( de familia)?",
    "police": r"police|police departments?|law enforcement|sheriff|policia",
    "faith_groups": r"faith|faith groups?|faith based|church(es)?|religious|clergy|iglesias?|fe|"
    r"religious fraternal|religious fraternal organizations",
    "universities": r"(leading )?universit(y|ies)|colleges?|higher ed(ucation)?|universidad(es)?",
    "elected_leaders": r"elected( leaders?| officials?)?|mayors?|aldermen|legislators?|politicians?",
}
ROLES = {
    "faculty_and_staff": r"faculty|staff|faculty (and|or) staff|teachers?|maestr[oa]s?",
    "administrators": r"administrators?|school administrators?",
    "board_members": r"(school )?board members?|board of education",
    "community_leaders": r"community leaders?|local community leaders?|lider comunitari[oa]",
    "parents": r"parents?|caregivers?|guardians?|madre|padre|padres",
    "students": r"students?|estudiantes?",
    "university_researchers": r"(university )?researchers?",
}


def sector_of(words: str) -> str:
    """Return the code of the sector that words clearly name, "" if none or several."""
    return _code(SECTORS, words)


def role_of(words: str) -> str:
    """Return the code of the member role that words clearly name, "" if none or several."""
    return _code(ROLES, words)


def _code(patterns: dict[str, str], words: str) -> str:
    if words.strip() in patterns:
        return words.strip()
    plain = plain_words(words)
    found = [
        code
        for code, pattern in patterns.items()
        if plain == plain_words(code) or re.fullmatch(pattern, plain)
    ]
    return found[0] if len(found) == 1 else ""
