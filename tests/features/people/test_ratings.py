from datetime import date

import pytest

from desktop.features.people.ratings import courses, delete_rating, make_scale, rate, renew_scale, scales
from sync.errors import Malformed, Refused
from sync.records.engagements import ScaleRating

STEPS = ["Has heard of us", "Comes", "Leads"]


def rated(store, person, scale, step, day="2026-11-02"):
    return rate(store, ScaleRating(person=person, scale=scale, step=step, day=date.fromisoformat(day)))


def test_where_somebody_stands_and_stood_the_latest_first(store, maria):
    ladder, trust = make_scale(store, "Ladder", STEPS), make_scale(store, "Trust", ["Low", "High"])
    rated(store, maria, ladder, 2, "2026-03-01")
    rated(store, maria, ladder, 1, "2026-01-01")
    rated(store, maria, trust, 2)
    ladder_course, trust_course = courses(store, maria)
    assert [place.name for place in ladder_course.places] == ["Comes", "Has heard of us"]
    assert [place.name for place in trust_course.places] == ["High"]


def test_a_new_version_of_a_scale_leaves_old_ratings_as_they_were(store, maria):
    ladder = make_scale(store, "Ladder", STEPS)
    rated(store, maria, ladder, 3)
    newer = renew_scale(store, ladder, ["Comes", "Leads"])
    assert [(each.id, each.version) for each in scales(store)] == [(newer, 2)]
    now, before = courses(store, maria)
    assert (now.scale.id, now.places) == (newer, ())
    assert [place.name for place in before.places] == ["Leads"]
    store.undo()
    assert [each.id for each in scales(store)] == [ladder]


def test_a_step_that_a_scale_has_not_is_refused(store, maria):
    ladder = make_scale(store, "Ladder", STEPS)
    with pytest.raises(Malformed, match="no step 7"):
        rated(store, maria, ladder, 7)
    assert courses(store, maria)[0].places == ()


def test_a_scale_has_two_steps_at_least(store):
    with pytest.raises(Refused, match="two steps or more"):
        make_scale(store, "Ladder", ["Comes", "  "])


def test_a_mistaken_rating_is_deleted_and_can_be_brought_back(store, maria):
    rating = rated(store, maria, make_scale(store, "Ladder", STEPS), 1)
    delete_rating(store, rating)
    assert courses(store, maria)[0].places == ()
    store.undo()
    assert len(courses(store, maria)[0].places) == 1


def test_ratings_on_a_scale_that_was_deleted_are_left_out(store, maria):
    ladder = make_scale(store, "Ladder", STEPS)
    rated(store, maria, ladder, 1)
    with store.edit("Delete") as draft:
        draft.trash("scale", ladder)
    assert courses(store, maria) == []
