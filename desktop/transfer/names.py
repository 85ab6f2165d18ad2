"""People's names as lists spell them: turned round, with titles, with two surnames."""

import re
import unicodedata
from functools import lru_cache

TITLES = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "miss",
        "mx",
        "dr",
        "prof",
        "rev",
        "fr",
        "sr",
        "sra",
        "srta",
        "hon",
        "don",
        "dona",
        "doctor",
        "reverend",
        "pastor",
    ]
)
AFTER = frozenset(
    ["jr", "sr", "ii", "iii", "iv", "phd", "edd", "md", "esq", "rn", "dds", "cpa", "mba", "med", "lcsw", "jd"]
)
"""What stands behind a name."""
SHORT = {
    "bob": "robert", "bobby": "robert", "rob": "robert", "bill": "william", "billy": "william",
    "will": "william", "liz": "elizabeth", "beth": "elizabeth", "betty": "elizabeth", "mike": "michael",
    "jim": "james", "jimmy": "james", "tom": "thomas", "tommy": "thomas", "dick": "richard",
    "rick": "richard", "peggy": "margaret", "maggie": "margaret", "kate": "katherine",
    "kathy": "katherine", "cathy": "katherine", "katie": "katherine", "jack": "john", "johnny": "john",
    "joe": "joseph", "chuck": "charles", "dave": "david", "andy": "andrew", "danny": "daniel",
    "eddie": "edward", "sue": "susan", "jenny": "jennifer", "becky": "rebecca", "debbie": "deborah",
    "cindy": "cynthia", "vicky": "victoria", "patty": "patricia", "hank": "henry", "tony": "anthony",
    "pepe": "jose", "paco": "francisco", "pancho": "francisco", "lupe": "guadalupe", "nacho": "ignacio",
    "chuy": "jesus", "memo": "guillermo", "beto": "alberto", "lalo": "eduardo", "quique": "enrique",
    "kike": "enrique", "nando": "fernando", "chela": "graciela",
}  # fmt: skip
"""Short forms that do not begin like the name they stand for."""
_OF_FIRMS = frozenset(
    ["inc", "llc", "ltd", "co", "corp", "llp", "pc", "nfp", "plc", "lp", "sa", "s.a", "l.l.c"]
)
"""What stands behind the name of a firm, after a comma."""
_PRONOUNS = re.compile(r"(?i)\s*\(\s*((?:he|she|they|ze|él|ella|elle)\s*/[\w\s/]+?)\s*\)")
_PARTICLES = frozenset(["de", "del", "la", "las", "los", "da", "do", "dos", "van", "von", "y", "e"])


def in_order(text: str) -> str:
    """Return a name the way it is spoken: "García López, Ana" is Ana García López."""
    name = " ".join(text.split())
    parts = [part.strip() for part in name.split(",")]
    if len(parts) not in (2, 3) or not all(parts):
        return name
    family, given, *rest = parts
    if _is_after(given) or given.rstrip(".").casefold() in _OF_FIRMS:
        return name
    given, remark = _without_remark(given)
    if rest and not _is_after(rest[0]):
        return name
    if len(family.split()) > 5 or len(given.split()) > 4:
        return name
    words = family.split()
    suffix = words.pop() if len(words) > 1 and _is_after(words[-1]) else ""
    return " ".join(filter(None, (given, *words, suffix, *rest, remark)))


def without_pronouns(name: str) -> tuple[str, str]:
    """Return a name without the pronouns in brackets, and those; "" if there are none."""
    found = _PRONOUNS.search(name)
    return (" ".join(_PRONOUNS.sub(" ", name, count=1).split()), found[1]) if found else (name, "")


def join_name(before: str, given: str, middle: str, family: str, after: str) -> str:
    """Return the parts of a name as one."""
    return " ".join(" ".join(filter(None, (before, given, middle, family, after))).split())


def fullest_name(whole: str, given: str, family: str, parts: str) -> str:
    """Return whose name a row has, of the one in a single column and the one in several; "" for none.

    A column of whole names may hold only a first name, or the words a person is filed under.
    """
    if not whole or not parts:
        return whole or parts
    if set(name_words(join_name("", given, "", family, ""))) <= set(name_words(whole)):
        return whole
    return parts if given else join_name("", whole, "", parts, "")


def looks_like_name(text: str) -> bool:
    """Return whether a cell reads like the name of a person."""
    words = text.replace(",", " ").split()
    letters = re.sub(r"[\s.,'’()-]", "", text)
    return 2 <= len(words) <= 6 and letters.isalpha() and text[:1].isupper()


@lru_cache(maxsize=200_000)
def name_words(name: str) -> tuple[str, ...]:
    """Return the words by which names are compared: bare letters, no titles, short forms written out."""
    text = name.casefold() if name.isascii() else _bare(name)
    words = re.findall(r"[^\W_]+", text.replace("'", "").replace("’", ""))
    kept = [word for word in words if word not in TITLES and word not in AFTER and word not in _PARTICLES]
    return tuple(SHORT.get(word, word) for word in kept or words)


def are_compatible(one: str, other: str) -> bool:
    """Return whether two names, at the same address, can be the same person's."""
    mine, theirs = name_words(one), name_words(other)
    if not mine or not theirs or set(mine) <= set(theirs) or set(theirs) <= set(mine):
        return True
    shares_family = bool(set(mine[1:]) & set(theirs[1:]))
    if shares_family and (mine[0].startswith(theirs[0]) or theirs[0].startswith(mine[0])):
        return True
    return is_nearly(" ".join(mine), " ".join(theirs))


def is_nearly(one: str, other: str) -> bool:
    """Return whether two texts differ by no more than a slip of the pen."""
    from rapidfuzz.fuzz import ratio

    return ratio(one, other) >= 88


def _is_after(text: str) -> bool:
    words = text.replace(".", "").casefold().split()
    return bool(words) and all(word in AFTER for word in words)


def _without_remark(given: str) -> tuple[str, str]:
    """Return a first name without what stands in brackets behind it, and that."""
    found = re.fullmatch(r"([^()]+?)\s*(\([^()]*\))", given)
    return (found[1], found[2]) if found else (given, "")


def _bare(text: str) -> str:
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(part for part in parts if not unicodedata.combining(part))
