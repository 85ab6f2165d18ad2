"""Where two texts differ: always all of it, and hardly more, however long they are."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from sync.passages import Passage, differing

UNITS = st.lists(st.sampled_from("abcdefgh"), max_size=250)


class Looked(list[str]):
    """A text that counts how often somebody looks at one of its units."""

    looks = 0

    def __getitem__(self, place):  # type: ignore[no-untyped-def]
        self.looks += len(range(*place.indices(len(self)))) if isinstance(place, slice) else 1
        return super().__getitem__(place)


def rewritten(before: Sequence[str], after: Sequence[str], passages: list[Passage]) -> list[str]:
    made, place = [], 0
    for start, end, first, last in passages:
        made += [*before[place:start], *after[first:last]]
        place = end
    return [*made, *before[place:]]


@given(UNITS, UNITS, st.integers(1, 3))
def test_what_differs_turns_the_one_text_into_the_other(
    before: list[str], after: list[str], row: int
) -> None:
    assert rewritten(before, after, list(differing(before, after, row))) == after


def test_only_what_differs_is_named() -> None:
    before = [str(number) for number in range(20_000)]
    after = list(before)
    after[9_000], after[10:12] = "other", ["new"]
    assert [*differing(before, after)] == [Passage(10, 12, 10, 11), Passage(9_000, 9_001, 8_999, 9_000)]


def test_units_that_come_again_and_again_do_not_make_it_slow() -> None:
    before, after = Looked(["Yes."] * 20_000 + ["No."]), Looked(["No."] + ["Yes.", "Well."] * 20_000)
    passages = list(differing(before, after))
    assert rewritten(before, after, passages) == after
    assert before.looks + after.looks < 10 * len(after)


def test_another_text_is_replaced_as_a_whole() -> None:
    before, after = [f"a{number}" for number in range(500)], [f"b{number}" for number in range(700)]
    assert [*differing(before, after)] == [Passage(0, 500, 0, 700)]
