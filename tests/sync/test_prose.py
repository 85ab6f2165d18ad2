"""Long texts merge, and what is sent of them is no longer than what was changed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sync import prose

SENTENCES = [f"Item {number}: Rosa said that {number * 7} dollars were voted. " for number in range(4_000)]
LONG = "".join(SENTENCES)
OTHER = "".join(f"Note {number}, which has nothing of it; {number * 3} came.\n" for number in range(4_000))
TEXTS = st.text(st.sampled_from("ab .\n\u0301é🎉会"), max_size=60).map(lambda text: text * 60)


def merged(text: str, *wanted: str) -> str:
    """Return what several people who saw one text make of it together, in either order."""
    seen = prose.plant(text, "minutes.1")
    updates = [prose.compose(seen, each) for each in wanted]
    results = set()
    for order in (updates, updates[::-1]):
        document = seen
        for update in order:
            document, result = prose.combine(document, update)
        results.add(result)
    assert len(results) == 1
    return results.pop()


def changed(**sentences: str) -> str:
    return "".join(sentences.get(f"at_{place}", sentence) for place, sentence in enumerate(SENTENCES))


@settings(max_examples=40)
@given(TEXTS, TEXTS)
def test_any_text_becomes_any_other_and_back(before: str, after: str) -> None:
    document = prose.plant(before, "minutes.1")
    update = prose.compose(document, after)
    document, text = prose.combine(document, update)
    assert text == after
    assert before == after or prose.text_after(document, update) == after
    assert prose.combine(document, prose.reverse(document, update))[1] == before


@pytest.mark.parametrize(("before", "after"), [(LONG, "Short."), ("Short.", LONG), (LONG, OTHER)])
def test_a_long_text_over_another_is_written_in_a_few_long_steps(before: str, after: str) -> None:
    seen = prose.plant(before, "minutes.1")
    document, text = prose.combine(seen, update := prose.compose(seen, after))
    assert text == after
    assert len(update) < 2_000 + 1.5 * len(after)  # 4 letters for 3 bytes, and hardly a step for each word
    assert prose.combine(document, prose.reverse(document, update))[1] == before


def test_what_is_sent_of_a_long_text_is_what_was_changed_in_it() -> None:
    seen = prose.plant(LONG, "minutes.1")
    words = {f"at_{place}": SENTENCES[place].replace("Rosa", "Lee") for place in range(0, 4_000, 40)}
    assert len(prose.compose(seen, changed(**words))) < 100 * 60


def test_two_people_typing_much_into_different_sentences_of_a_long_text_are_both_kept() -> None:
    ours = {f"at_{place}": f"OURS {place}. " * 20 for place in range(0, 2_000, 10)}
    theirs = {f"at_{place}": f"THEIRS {place}. " * 20 for place in range(2_000, 4_000, 10)}
    assert merged(LONG, changed(**ours), changed(**theirs)) == changed(**ours, **theirs)


def test_two_long_insertions_at_one_place_do_not_mix() -> None:
    ours, theirs = LONG, LONG.replace("Item", "Note")
    together = merged("First. Last.", f"First. {ours}Last.", f"First. {theirs}Last.")
    assert ours in together
    assert theirs in together


def test_words_typed_into_what_somebody_replaced_are_kept() -> None:
    assert "TYPED" in merged(LONG, OTHER, changed(at_2000="Item TYPED. "))


def test_both_changing_one_sentence_of_a_long_text_is_told() -> None:
    seen = prose.plant(LONG, "minutes.1")
    mine, _text = prose.combine(seen, prose.compose(seen, changed(at_7="Mine. ", at_9="Mine. ")))
    assert prose.overlap(mine, prose.compose(seen, changed(at_9="Theirs. "))) == SENTENCES[9].strip()
    assert prose.overlap(mine, prose.compose(seen, changed(at_8="Theirs. "))) == ""
    assert prose.overlap(seen, prose.compose(seen, changed(at_9="Theirs. "))) == ""
