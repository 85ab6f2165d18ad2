"""What a motion can be about, found by letters and said in words; nothing of it changes by a vote."""

import pytest

from desktop.features.meetings.actions import change_meeting
from desktop.features.meetings.decisions.matters import MOST, about_words, matching, matter_of, matters
from desktop.features.meetings.decisions.motions import close_vote, open_vote, propose
from desktop.features.meetings.decisions.register import register
from desktop.features.meetings.papers.minutes import minutes_paper
from desktop.features.meetings.queries import read
from sync.records.meetings import Meeting
from sync.records.money import BudgetLine, Stipend
from sync.records.motions import Motion, Tally
from sync.records.projects import Project
from tests.features.meetings.people import present


def add(store, *records):
    with store.edit("Money") as draft:
        return [draft.add(each) for each in records]


@pytest.fixture
def known(store, people):
    """Two requests, a budget line, a project."""
    return add(
        store,
        Stipend(person=people[2], title="Spring workshop", requested=25_000),
        Stipend(person=people[2], work="Translate the flyers\nand more", requested=123_450),
        BudgetLine(title="Flyers", original=50_000),
        Project(title="Spring market"),
    )


def found(store, meeting, typed):
    return [each.record for each in matching(matters(store, read(store, Meeting, meeting)), typed)]


@pytest.mark.parametrize(
    ("typed", "places"),
    [
        ("gar", [1, 0]),
        ("maria 250", [0]),
        ("$1,234.50", [1]),
        ("1234", [1]),
        ("work", [0]),
        ("spring", [3, 0]),
        ("fly", [2, 1]),
        ("stipend", [1, 0]),
        ("budget", [2]),
        ("García", [1, 0]),
        ("", []),
        ("250 zzz", []),
    ],
)
def test_it_is_found_by_person_purpose_and_amount(store, meeting, known, typed, places):
    assert sorted(found(store, meeting, typed)) == sorted(known[place] for place in places)


def test_whose_name_begins_so_comes_before_whose_purpose_does(store, meeting, known):
    assert found(store, meeting, "spring") == [known[3], known[0]]


def test_each_has_its_words(store, meeting, known):
    held = read(store, Meeting, meeting)
    assert [about_words(store, held, each) for each in known] == [
        "stipend request of Maria García, $250.00",
        "stipend request of Maria García, $1,234.50",
        "budget line “Flyers”, $500.00",
        "project “Spring market”",
    ]
    called = {each.record: each.called for each in matters(store, held)}
    assert called[known[1]] == "Maria García, $1,234.50 · Translate the flyers · stipend request"
    assert [bool(matter_of(store, held, each).remark) for each in known] == [True, True, True, False]


def test_a_meeting_that_shows_initials_says_no_name(store, meeting, known):
    change_meeting(store, meeting, initials_only=True)
    assert about_words(store, read(store, Meeting, meeting), known[0]) == "stipend request of M. G., $250.00"


def test_what_is_not_here_any_more_is_not_named(store, meeting, known):
    held = read(store, Meeting, meeting)
    with store.edit("Take it back") as draft:
        draft.trash(Stipend.kind, known[0])
    assert about_words(store, held, known[0]) == "" == about_words(store, held, "")
    assert known[0] not in found(store, meeting, "maria")


def test_the_latest_are_offered_where_there_are_very_many(store, meeting, people):
    records = add(store, *(Stipend(person=people[0], requested=100 * n) for n in range(1, MOST + 20)))
    offered = [each.record for each in matters(store, read(store, Meeting, meeting))]
    assert len(offered) == MOST and set(offered) == set(sorted(records)[-MOST:])


def test_a_vote_names_it_and_changes_nothing_of_it(store, meeting, people, known):
    present(store, meeting, people[:9])
    before = [store.state(kind, each) for kind, each in zip(("stipend", "stipend"), known, strict=False)]
    motion = propose(
        store, meeting, "Support the workshop.", mover=people[0], seconder=people[1], about=known[0]
    )
    open_vote(store, motion)
    settled = close_vote(store, motion, Tally(yes=9), into_minutes=True)
    moved = "Support the workshop (stipend request of Maria García, $250.00). The motion carried, "
    assert settled.sentence.startswith(f"Ana Ruiz moved, seconded by Luis Díaz: {moved}")
    assert settled.sentence in read(store, Meeting, meeting).minutes
    assert register(store)[0].about == known[0] == read(store, Motion, motion).about
    assert [store.state("stipend", each) for each in known[:2]] == before


def test_the_paper_names_it_where_the_notes_do_not(store, meeting, people, known):
    present(store, meeting, people[:9])
    motion = propose(store, meeting, "Support the market.", about=known[3])
    open_vote(store, motion)
    close_vote(store, motion, Tally(yes=9))
    (item,) = minutes_paper(store, meeting).items
    assert [each.text for each in item.motions] == ["Support the market (project “Spring market”)"]
