"""Short codes that people and scanners type: no letter that looks like another, typos found.

The 31 signs are a prime number of them, so that the sum of the signs, each weighed by its
place, shows every single wrong sign and every two neighbours that changed places.
"""

SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""No 0, 1, I, L or O: whoever reads them off paper takes one for another."""


def code_from(digest: bytes, length: int) -> str:
    """Return a code of `length` signs made from random-looking bytes, its check sign behind."""
    number, signs = int.from_bytes(digest), ""
    for _place in range(length - 1):
        number, sign = divmod(number, len(SIGNS))
        signs += SIGNS[sign]
    return signs + check_sign(signs)


def check_sign(signs: str) -> str:
    """Return the sign that belongs behind others."""
    total = sum(weight * SIGNS.index(sign) for weight, sign in enumerate(signs, 2))
    return SIGNS[total % len(SIGNS)]


def is_code(text: str, length: int) -> bool:
    """Tell whether a text, as `tidy` returns it, is a code of that length without a typing mistake."""
    signs, check = text[:-1], text[-1:]
    return len(text) == length and all(sign in SIGNS for sign in text) and check_sign(signs) == check


def tidy(text: str) -> str:
    """Return a code as typed, without the spaces and hyphens between and in capitals."""
    return "".join(sign for sign in text.upper() if sign.isalnum())
