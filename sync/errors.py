"""Every error the two programs raise on purpose.

    CoalitionError
    |- Refused           a rule says no; the sentence is for the person (exit 3)
    |  |- Unknown        no such kind, field or record; wrong use (exit 2)
    |  '- Malformed      a value of the wrong type; wrong use (exit 2)
    '- Unavailable       the world failed; nothing is lost (exit 4)
       |- Offline        no answer from the office
       |- Damaged        a file is not what it should be
       '- Locked         the key is missing or wrong, or another program has the file

Each carries one plain sentence: what happened, what is safe, what to do next. It is
written in English, with {names} for the values in it; a desk has it translated.
"""

from collections.abc import Callable

_translate: Callable[[str], str] = str


def speak_with(translate: Callable[[str], str]) -> None:
    """Have sentences translated from now on."""
    global _translate
    _translate = translate


def sentence(words: str, **values: object) -> str:
    """Return a sentence in the language that is spoken, its values filled in."""
    said = _translate(words)
    return said.format(**values) if values else said


class CoalitionError(Exception):
    """An error with a sentence for a person."""

    exit_code = 1

    def __init__(self, words: str, code: str = "", **values: object) -> None:
        self.sentence = sentence(words, **values)
        super().__init__(self.sentence)
        self.code = code or type(self).__name__.lower()


class Refused(CoalitionError):
    """The rules say no."""

    exit_code = 3


class Unknown(Refused):
    """There is no such kind, field or record."""

    exit_code = 2


class Malformed(Refused):
    """A value is not of the type its field has."""

    exit_code = 2


class Unavailable(CoalitionError):
    """The world failed: disk, network, file. Trying again may help."""

    exit_code = 4


class Offline(Unavailable):
    """The office did not answer, or something else answered for it."""

    def __init__(self, words: str, code: str = "", retry_after: float = 0.0, **values: object) -> None:
        super().__init__(words, code, **values)
        self.retry_after = retry_after


class Damaged(Unavailable):
    """A file is damaged, foreign, or of a newer program."""


class Locked(Unavailable):
    """The file is closed to us: no key, a wrong key, or in use."""
