"""Every error the two programs raise on purpose.

    CoalitionError
    |- Refused           a rule says no; the sentence is for the person (exit 3)
    |  |- Unknown        no such kind, field or record; wrong use (exit 2)
    |  '- Malformed      a value of the wrong type; wrong use (exit 2)
    '- Unavailable       the world failed; nothing is lost (exit 4)
       |- Offline        no answer from the office
       |- Damaged        a file is not what it should be
       '- Locked         the key is missing or wrong, or another program has the file

Each carries one plain sentence: what happened, what is safe, what to do next.
"""


class CoalitionError(Exception):
    """An error with a sentence for a person."""

    exit_code = 1

    def __init__(self, sentence: str, code: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
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

    def __init__(self, sentence: str, code: str = "", retry_after: float = 0.0) -> None:
        super().__init__(sentence, code)
        self.retry_after = retry_after


class Damaged(Unavailable):
    """A file is damaged, foreign, or of a newer program."""


class Locked(Unavailable):
    """The file is closed to us: no key, a wrong key, or in use."""
