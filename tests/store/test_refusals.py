"""What the office did not accept: seen with what was entered, asked again, put away, taken back."""

import orjson
import pytest
from sqlalchemy import update

from desktop.store.asking import ask_again, put_away
from desktop.store.refusals import count_refused, refusals, refusals_of_record
from desktop.store.schema import changes
from sync import prose
from sync.errors import Refused, Unknown
from sync.records import VOCABULARY, Vocabulary
from sync.records.framework import LevelClaim, LevelStep
from sync.records.meetings import Meeting
from sync.records.people import Person
from sync.server import founding
from sync.server.accounts import admit_member, end_membership
from sync.server.office import Office
from tests.carry import people
from tests.carry.people import Laptop, coalition, joined
from tests.offices import prepared_office


@pytest.fixture
def office(tmp_path):
    with prepared_office(str(tmp_path / "office.sqlite"), tmp_path) as office:
        founding.found(office, "Illinois", "office@example.org")
        yield office


@pytest.fixture
def space(office) -> str:
    return coalition(office)


@pytest.fixture
def ana(office, space, tmp_path):
    laptop = joined(office, tmp_path, space, "Ana")
    yield laptop
    laptop.store.close()


@pytest.fixture
def ben(office, space, tmp_path):
    """Ben only reads what Ana's coalition writes."""
    laptop = joined(office, tmp_path, space, "Ben", "auditor")
    yield laptop
    laptop.store.close()


@pytest.fixture
def person(ana, ben) -> str:
    """Somebody whom both know."""
    record = ana.add(Person(name="Rosa", email="old@example.org", tags=["youth", "choir"]))
    ana.sync()
    ben.sync()
    return record


def may_write(office: Office, laptop: Laptop) -> None:
    admit_member(office, laptop.space, laptop.store.facts()["person"], "leader")


def waiting(laptop: Laptop) -> list[int]:
    return [each.n for each in refusals(laptop.store)]


def shown(laptop: Laptop, record: str, field: str, kind: str = "person"):
    return laptop.store.state(kind, record)["fields"].get(field)


def refuse(laptop: Laptop, *records: object, **values: object) -> int:
    """Have the office refuse an edit; return its number."""
    laptop.set("person", records[0], **values)
    laptop.sync()
    return waiting(laptop)[0]


def test_a_refused_edit_is_kept_with_what_was_entered(ben, person):
    number = refuse(ben, person, email="ana@example.org")
    [refusal] = refusals(ben.store)
    assert refusal.fields == {"email": "ana@example.org"}
    assert (refusal.n, refusal.label, refusal.verb, refusal.headline) == (number, "Set", "edit", "Rosa")
    assert refusal.reason == "an auditor may not edit a person"
    assert refusal.can_ask_again
    assert shown(ben, person, "email") == "old@example.org"


def test_asked_again_it_is_sent_on_top_of_what_is_shown_now(office, ana, ben, person):
    number = refuse(ben, person, email="ana@example.org")
    ana.set("person", person, email="other@example.org")
    ana.sync()
    may_write(office, ben)
    ben.sync()
    ask_again(ben.store, [number])
    assert shown(ben, person, "email") == "ana@example.org"
    assert waiting(ben) == []
    report = ben.sync()
    assert (report.refused, report.beside) == (0, 0)
    ana.sync()
    assert shown(ana, person, "email") == "ana@example.org"


def test_undo_takes_the_asking_back_and_it_waits_again(ben, person):
    number = refuse(ben, person, email="ana@example.org")
    ask_again(ben.store, [number])
    assert ben.store.undo() == "Ask again: Set"
    assert waiting(ben) == [number]
    assert shown(ben, person, "email") == "old@example.org"
    assert ben.store.redo() == "Ask again: Set"
    assert waiting(ben) == []


def test_what_is_refused_a_second_time_waits_once(ben, person):
    first = refuse(ben, person, email="ana@example.org")
    ask_again(ben.store, [first])
    ben.sync()
    [again] = refusals(ben.store)
    assert again.n > first
    assert (again.fields, again.label) == ({"email": "ana@example.org"}, "Ask again: Set")
    ask_again(ben.store, [again.n])
    ben.sync()
    assert [each.label for each in refusals(ben.store)] == ["Ask again: Set"]


def test_members_of_a_set_are_told_as_added_and_removed_and_go_in_beside_those_of_others(
    office, ana, ben, person
):
    number = refuse(ben, person, tags=["choir", "parent"])
    assert refusals(ben.store)[0].fields == {"tags": {"added": ["parent"], "removed": ["youth"]}}
    ana.set("person", person, tags=["choir", "youth", "union"])
    ana.sync()
    may_write(office, ben)
    ben.sync()
    ask_again(ben.store, [number])
    assert shown(ben, person, "tags") == ["choir", "parent", "union"]


@pytest.fixture
def meeting(ana, ben) -> str:
    record = ana.add(Meeting(title="May", starts_at="2026-05-01T18:00:00-05:00", minutes="Began at six."))
    ana.sync()
    ben.sync()
    return record


def test_text_is_told_whole_and_its_words_merge_with_those_typed_since(office, ana, ben, meeting):
    ben.append("meeting", meeting, "minutes", " Rosa spoke.")
    ben.sync()
    [refusal] = refusals(ben.store)
    assert refusal.fields == {"minutes": "Began at six. Rosa spoke."}
    assert shown(ben, meeting, "minutes", "meeting") == "Began at six."
    ana.set("meeting", meeting, minutes="We began at six.")
    ana.sync()
    may_write(office, ben)
    ben.sync()
    ask_again(ben.store, [refusal.n])
    ben.sync()
    ana.sync()
    for laptop in (ana, ben):
        assert shown(laptop, meeting, "minutes", "meeting") == "We began at six. Rosa spoke."


def test_words_bring_along_the_refused_words_that_they_stand_on(office, ben, meeting):
    for words in (" One.", " Two."):
        ben.append("meeting", meeting, "minutes", words)
    ben.sync()
    last, first = refusals(ben.store)
    assert (first.fields["minutes"], last.fields["minutes"]) == (
        "Began at six. One.",
        "Began at six. One. Two.",
    )
    may_write(office, ben)
    ben.sync()
    ask_again(ben.store, [last.n])
    assert shown(ben, meeting, "minutes", "meeting") == "Began at six. One. Two."
    assert waiting(ben) == []
    ben.store.undo()
    assert shown(ben, meeting, "minutes", "meeting") == "Began at six."
    assert waiting(ben) == [last.n, first.n]


def test_a_new_record_that_was_refused_comes_back_under_its_id(office, ana, ben, person):
    record = ben.add(Person(name="Luis", email="luis@example.org"))
    ben.sync()
    with pytest.raises(Unknown):
        ben.store.get("person", record)
    [refusal] = refusals(ben.store)
    assert (refusal.verb, refusal.headline, refusal.record) == ("add", "Luis", record)
    assert refusal.fields == {"name": "Luis", "email": "luis@example.org"}
    may_write(office, ben)
    ben.sync()
    ask_again(ben.store, [refusal.n])
    ben.sync()
    ana.sync()
    assert shown(ana, record, "email") == "luis@example.org"


def test_an_edit_of_a_new_record_brings_the_record_along(office, ben, person):
    record = ben.add(Person(name="Luis"))
    ben.set("person", record, phone="555-0101")
    ben.set("person", record, phone="555-0102")
    ben.sync()
    newest = refusals(ben.store)[0]
    assert (newest.headline, newest.can_ask_again) == ("Luis", True)
    may_write(office, ben)
    ben.sync()
    ask_again(ben.store, [newest.n])
    assert (shown(ben, record, "name"), shown(ben, record, "phone")) == ("Luis", "555-0102")
    assert waiting(ben) == []


def test_a_deletion_that_was_refused_can_be_asked_again(office, ben, person):
    with ben.store.edit("Delete") as draft:
        draft.trash("person", person)
    ben.sync()
    [refusal] = refusals(ben.store)
    assert (refusal.verb, refusal.fields) == ("trash", {})
    ask_again(ben.store, [refusal.n])
    assert "trash" in ben.store.state("person", person)


def test_asking_for_what_is_so_by_now_changes_nothing_and_answers_it(ana, ben, person):
    number = refuse(ben, person, email="ana@example.org")
    ana.set("person", person, email="ana@example.org")
    ana.sync()
    ben.sync()
    ask_again(ben.store, [number])
    assert waiting(ben) == []
    assert ben.standings() == ["refused"]


def test_put_away_it_leaves_the_list_until_undo(ben, person):
    number = refuse(ben, person, email="ana@example.org")
    put_away(ben.store, [number])
    assert (waiting(ben), count_refused(ben.store)) == ([], 0)
    [kept] = refusals_of_record(ben.store, person)
    assert (kept.answer, kept.fields) == ("put away", {"email": "ana@example.org"})
    assert ben.store.undo() == "Put away: Set"
    assert waiting(ben) == [number]
    ben.store.redo()
    assert waiting(ben) == []


def test_who_watches_hears_that_a_refusal_was_put_away_and_taken_back(ben, person):
    number = refuse(ben, person, email="ana@example.org")
    heard = []
    ben.store.watch(lambda touched: heard.append(touched.kinds))
    put_away(ben.store, [number])
    ben.store.undo()
    ben.store.redo()
    assert heard == [{"person": frozenset({person})}] * 3


def test_an_edit_that_was_taken_back_does_not_wait(ben, person):
    ben.set("person", person, email="ana@example.org")
    ben.store.undo()
    ben.sync()
    assert ben.standings() == ["refused", "refused"]
    assert waiting(ben) == []


def test_taking_back_what_the_office_had_accepted_waits_if_it_is_refused(office, ana, tmp_path, person):
    ana.set("person", person, email="ana@example.org")
    ana.sync()
    admit_member(office, ana.space, ana.store.facts()["person"], "auditor")
    ana.sync()
    ana.store.undo()
    ana.sync()
    [refusal] = refusals(ana.store)
    assert (refusal.label, refusal.fields) == ("Undo: Set", {"email": "old@example.org"})


def test_what_was_dealt_with_cannot_be_dealt_with_again(ben, person):
    number = refuse(ben, person, email="ana@example.org")
    put_away(ben.store, [number])
    for act in (ask_again, put_away):
        with pytest.raises(Unknown, match=f"no change {number} that waits"):
            act(ben.store, [number])


def test_nothing_named_is_nothing_asked(ben):
    with pytest.raises(Unknown):
        ask_again(ben.store, [])


def test_many_records_of_one_edit_are_asked_again_together(ana, ben, person):
    ben.add(*(Person(name=f"Bo {number}") for number in range(3)))
    ben.sync()
    ask_again(ben.store, waiting(ben))
    assert waiting(ben) == []
    ben.store.undo()
    assert len(waiting(ben)) == 3


def test_of_a_space_that_was_left_it_can_only_be_taken_out(office, ana, ben, person):
    ben.set("person", person, email="ana@example.org")
    record = ben.add(Person(name="Luis"))
    end_membership(office, ben.space, ben.store.facts()["person"])
    ben.sync()
    made, changed = refusals(ben.store)
    assert (made.reason, made.can_ask_again, changed.can_ask_again) == (
        "you are not in this space",
        False,
        False,
    )
    assert (made.record, made.fields) == (record, {"name": "Luis"})
    assert (changed.headline, changed.fields) == ("Rosa", {"email": "ana@example.org"})
    with pytest.raises(Refused, match="not on this computer any more"):
        ask_again(ben.store, [made.n])
    put_away(ben.store, [made.n, changed.n])
    assert waiting(ben) == []


def test_text_of_a_space_that_was_left_is_told_whole(office, ana, ben, meeting):
    ben.append("meeting", meeting, "minutes", " Rosa spoke.")
    end_membership(office, ben.space, ben.store.facts()["person"])
    ben.sync()
    assert refusals(ben.store)[0].fields == {"minutes": "Began at six. Rosa spoke."}


def test_words_asked_again_bring_back_what_was_deleted_since(ana, ben, meeting):
    ben.append("meeting", meeting, "minutes", " Rosa spoke.")
    ben.sync()
    with ana.store.edit("Delete") as draft:
        draft.trash("meeting", meeting)
    ana.sync()
    ben.sync()
    ask_again(ben.store, waiting(ben))
    assert "trash" not in ben.store.state("meeting", meeting)
    assert shown(ben, meeting, "minutes", "meeting") == "Began at six. Rosa spoke."


def test_words_that_stand_on_others_that_are_nowhere_are_not_asked_again_in_part(ben, meeting):
    ben.append("meeting", meeting, "minutes", " Rosa spoke.")
    ben.sync()
    stray = prose.compose(prose.plant("Elsewhere.", "nowhere.1"), "Elsewhere, Rosa spoke.")
    with ben.store.writing() as connection:
        connection.execute(update(changes).values(body=orjson.dumps({"prose": {"minutes": stray}}).decode()))
    [refusal] = refusals(ben.store)
    assert refusal.fields == {"minutes": None}
    with pytest.raises(Refused, match="not here any more"):
        ask_again(ben.store, [refusal.n])
    assert waiting(ben) == [refusal.n]


def test_a_refused_step_stays_where_it_was_asked_and_does_not_wait_twice(
    office, space, tmp_path, monkeypatch
):
    kinds = (*people.WORDS.kinds.values(), VOCABULARY.kinds["level_claim"], VOCABULARY.kinds["level_step"])
    monkeypatch.setattr(people, "WORDS", Vocabulary(kinds))
    eva = joined(office, tmp_path, space, "Eva", "leader")
    rosa = eva.add(Person(name="Rosa"))
    claim = eva.add(LevelClaim(person=rosa, level="1"))
    step = eva.add(LevelStep(case=claim, step="verified"))
    eva.sync()
    assert eva.standings()[-1] == "refused"
    assert eva.store.state("level_step", step)["refused"]
    assert refusals(eva.store) == []
    eva.store.close()
