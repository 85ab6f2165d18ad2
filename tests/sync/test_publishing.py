import pytest

from sync.publishing import Lack, counting, lacks, newly_lacking
from sync.records.consents import Channel

ANA, BEN = "ana", "ben"
STORY = {"teller": ANA, "state": "published"}


def said(person, channel="story", answer="given", day="2026-11-01", number="1", **more):
    return {"id": number, "person": person, "channel": channel, "answer": answer, "day": day, **more}


def lacking(story, *consents, people=({"id": ANA}, {"id": BEN}), kept_as=None):
    return lacks(story, {each["id"]: each for each in people}, counting(consents, kept_as or {}))


def test_a_story_of_nobody_is_nobodys_to_publish():
    assert lacking({}) == [Lack("", Channel.STORY, "nobody")]


def test_everybody_in_it_and_whoever_tells_it_is_asked():
    story = {"teller": ANA, "people": [ANA, BEN]}
    assert lacking(story, said(ANA)) == [Lack(BEN, Channel.STORY, "not_asked")]
    assert lacking(story, said(ANA), said(BEN)) == []


def test_a_photo_needs_a_yes_of_its_own():
    story = {**STORY, "photo": "p"}
    assert lacking(story, said(ANA)) == [Lack(ANA, Channel.PHOTO, "not_asked")]
    assert lacking(story, said(ANA), said(ANA, "photo")) == []


@pytest.mark.parametrize("answer", ["refused", "withdrawn"])
def test_the_last_answer_counts(answer):
    later = said(ANA, answer=answer, day="2026-11-02", number="2")
    assert lacking(STORY, said(ANA), later) == [Lack(ANA, Channel.STORY, answer)]
    again = said(ANA, day="2026-11-03", number="3")
    assert lacking(STORY, said(ANA), later, again) == []


def test_an_answer_that_was_corrected_does_not_count():
    assert lacking(STORY, said(ANA), said(ANA, "email", number="2", corrects="1")) != []


def test_a_minor_needs_a_guardian():
    minor = ({"id": ANA, "age_band": "minor"},)
    assert lacking(STORY, said(ANA), people=minor) == [Lack(ANA, Channel.STORY, "no_guardian")]
    assert lacking(STORY, said(ANA, guardian=BEN), people=minor) == []


def test_who_asked_not_to_be_photographed_is_not_shown():
    shy = ({"id": ANA, "do_not_photograph": True},)
    story = {**STORY, "photo": "p"}
    found = lacking(story, said(ANA), said(ANA, "photo", number="2"), people=shy)
    assert found == [Lack(ANA, Channel.PHOTO, "no_photographs")]


def test_what_somebody_said_before_two_records_were_merged_counts():
    assert lacking(STORY, said("old"), kept_as={"old": ANA}) == []


def test_a_chain_of_merges_is_followed_to_its_end_and_a_ring_of_them_nowhere():
    assert lacking(STORY, said("oldest"), kept_as={"oldest": "old", "old": ANA}) == []
    ring = {ANA: BEN, BEN: ANA, "lost": BEN}
    assert lacking(STORY, said(ANA), kept_as=ring) == []
    assert lacking(STORY, said("lost"), kept_as=ring) == [Lack(ANA, Channel.STORY, "not_asked")]


def test_somebody_who_is_gone_cannot_agree():
    assert lacking(STORY, said(ANA), people=()) == [Lack(ANA, Channel.STORY, "unknown")]


def test_a_published_story_is_changed_for_the_better_only():
    people, answers = {ANA: {}, BEN: {}}, counting([], {})
    both = {**STORY, "people": [BEN]}
    assert newly_lacking({}, both, people, answers) != []
    assert newly_lacking(both, STORY, people, answers) == []
    assert newly_lacking(STORY, both, people, answers) == [Lack(BEN, Channel.STORY, "not_asked")]
    assert newly_lacking(STORY, {**STORY, "state": "withdrawn"}, people, answers) == []
