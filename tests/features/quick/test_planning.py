"""What a line would make in a real coalition, and what is asked before it is made."""

from datetime import date, timedelta

import pytest

from desktop.features.quick.actions import ContactPlan, PersonPlan, TaskPlan, make
from desktop.features.quick.planning import preview
from desktop.features.quick.preview import Asker, Part, Preview
from desktop.features.quick.queries import MOST
from desktop.store.store import Store
from sync.errors import Malformed
from sync.records.base import Entry
from sync.records.engagements import Engagement
from sync.records.motions import ActionItem
from sync.records.partners import Partner
from sync.records.people import Person

TODAY = date(2026, 11, 2)  # a Monday


def add(store: Store, *records: Entry) -> list[str]:
    with store.edit("Add") as draft:
        return [draft.add(each) for each in records]


def look(store: Store, line: str, me: str = "", **answers: str) -> Preview:
    return preview(Asker(store, TODAY, me=me, answers=answers), line)


def answered(store: Store, line: str, *choices: int, me: str = "") -> Preview:
    """The preview once each of its questions was answered with an offer, by place."""
    answers: dict[str, str] = {}
    for place in choices:
        asked = look(store, line, me, **answers).question
        assert asked is not None
        answers[asked.offers[place].key or asked.key] = asked.offers[place].answer
    return look(store, line, me, **answers)


def sorts(shown: Preview) -> list[str]:
    assert shown.question is not None and shown.plan is None
    return [offer.sort for offer in shown.question.offers]


def test_the_only_one_who_is_called_so_is_meant(store: Store) -> None:
    maria, _other = add(store, Person(name="María López"), Person(name="Mariana Ruiz"))
    shown = look(store, "call maria wed 4pm")
    assert isinstance(shown.plan, ContactPlan)
    assert [each.record for each in shown.plan.whom] == [maria]
    assert (shown.plan.step, shown.plan.day) == ("Call maria, 4:00 pm", date(2026, 11, 4))
    assert [part.sort for part in shown.parts] == ["call", "person", "day", "time"]


def test_of_two_who_are_called_so_one_is_chosen(store: Store) -> None:
    first, second = add(
        store, Person(name="Maria Cruz", email="m@cruz.org"), Person(name="Maria Lopez", phone="847 555 0100")
    )
    shown = look(store, "call Maria wed")
    assert sorts(shown) == ["person", "person", "new", "words", "task"]
    assert shown.question is not None
    assert [offer.detail for offer in shown.question.offers[:2]] == ["m@cruz.org", "847 555 0100"]
    assert Part("person", "Maria", is_open=True) in shown.parts
    plan = answered(store, "call Maria wed", 1).plan
    assert isinstance(plan, ContactPlan) and plan.whom[0].record == second != first


def test_the_whole_name_means_its_bearer_although_it_begins_another(store: Store) -> None:
    whole, _longer = add(store, Person(name="Maria Cruz"), Person(name="Maria Cruz Vega"))
    plan = look(store, "call Maria Cruz wed").plan
    assert isinstance(plan, ContactPlan) and plan.whom[0].record == whole


def test_the_beginning_of_a_name_is_only_offered(store: Store) -> None:
    add(store, Person(name="Mariana Ruiz"))
    assert sorts(look(store, "call Maria wed"))[0] == "person"


def test_among_very_many_namesakes_nobody_is_sure_before_more_was_typed(store: Store) -> None:
    add(store, *(Person(name=f"Mariana {number}") for number in range(MOST)), Person(name="Maria Cruz"))
    assert look(store, "call Maria wed").plan is None
    assert look(store, "call Maria Cruz wed").plan is not None


def test_somebody_unknown_is_added_together_with_the_step(store: Store) -> None:
    plan = answered(store, "call zoë wed", 0).plan
    assert plan is not None
    step = store.get("engagement", make(store, plan))
    assert isinstance(step, Engagement) and step.at is None and step.next_day == date(2026, 11, 4)
    zoe = store.get("person", step.people[0])
    assert isinstance(zoe, Person) and zoe.name == "Zoë"
    store.undo()
    assert not store.search("Zoë")


def test_what_is_no_name_is_left_among_the_words(store: Store) -> None:
    add(store, Person(name="Maria Cruz"))
    line = "call Maria and bring the forms wed"
    asked = look(store, line)
    assert asked.question is not None and asked.question.about == "bring the forms"
    plan = answered(store, line, 1).plan
    assert isinstance(plan, ContactPlan) and len(plan.whom) == 1
    assert plan.step == "Call Maria and bring the forms"


def test_what_begins_like_a_contact_can_be_made_an_action_item(store: Store) -> None:
    plan = answered(store, "text for the flyer fri", 0).plan
    assert isinstance(plan, TaskPlan) and plan.title == "Text for the flyer"
    assert plan.due == date(2026, 11, 6)


def test_an_organization_is_called_by_its_name(store: Store) -> None:
    (library,) = add(store, Partner(name="Riverside Library"))
    plan = look(store, "call the library wed").plan
    assert isinstance(plan, ContactPlan)
    step = store.get("engagement", make(store, plan))
    assert isinstance(step, Engagement) and step.partners == (library,) and step.people == ()


def test_a_contact_without_a_day_asks_for_one(store: Store) -> None:
    add(store, Person(name="Maria Cruz"))
    shown = look(store, "call Maria")
    assert shown.question is not None and shown.question.sort == "day"
    days = [offer.day for offer in shown.question.offers]
    assert days == [TODAY, TODAY + timedelta(days=1), TODAY + timedelta(days=7)]
    plan = answered(store, "call Maria", 1).plan
    assert isinstance(plan, ContactPlan) and plan.day == date(2026, 11, 3)


@pytest.mark.parametrize(
    ("line", "sort", "count"),
    [
        ("call Maria next wed", "days", 2),
        ("call Maria yesterday", "past", 3),
        ("call Maria wed at 4", "time", 2),
        ("todo print badges tue or wed", "days", 2),
        ("todo print badges yesterday", "past", 3),
    ],
)
def test_what_can_mean_two_things_is_asked_and_any_answer_does(
    store: Store, line: str, sort: str, count: int
) -> None:
    add(store, Person(name="Maria Cruz"))
    shown = look(store, line)
    assert shown.question is not None and shown.question.sort == sort
    assert len(shown.question.offers) == count
    plans = [answered(store, line, place).plan for place in range(count)]
    assert None not in plans and len(set(map(repr, plans))) == count


def test_who_asked_not_to_be_contacted_is_marked(store: Store) -> None:
    add(store, Person(name="Maria Cruz", do_not_contact=True))
    shown = look(store, "call Maria wed")
    assert shown.plan is not None and Part("barred", "Maria Cruz") in shown.parts


def test_an_action_item_is_mine_unless_it_says_whose(store: Store) -> None:
    me, ana = add(store, Person(name="Rosa Delgado"), Person(name="Ana Ruiz"))
    for line, owner in (("todo print", me), ("todo print @me", me), ("todo print @ana.ruiz", ana)):
        plan = look(store, line, me).plan
        assert isinstance(plan, TaskPlan) and plan.owner.record == owner
    item = store.get("action_item", make(store, plan))
    assert isinstance(item, ActionItem) and (item.title, item.owner) == ("Print", ana)


def test_an_owner_is_a_person_and_only_one(store: Store) -> None:
    add(store, Person(name="Ana Ruiz"), Partner(name="Ana Library"))
    unknown = look(store, "todo print @Zoe")
    assert sorts(unknown) == ["new", "nobody"]
    nobody = answered(store, "todo print @Zoe", 1).plan
    assert isinstance(nobody, TaskPlan) and nobody.owner.record == nobody.owner.name == ""
    several = look(store, "todo print @Ana @Bo")
    assert several.question is not None and several.question.sort == "owner"
    plan = answered(store, "todo print @Ana @Bo", 0).plan
    assert isinstance(plan, TaskPlan) and plan.owner.record


def test_words_are_asked_for_where_only_a_day_was_typed(store: Store) -> None:
    shown = look(store, "todo fri")
    assert shown.question is not None and shown.question.sort == "words" and shown.plan is None
    assert look(store, "") == Preview()


def test_somebody_new_comes_with_number_and_sector(store: Store) -> None:
    plan = look(store, "new person bo lee 847 555 0100 library").plan
    assert plan == PersonPlan("Bo Lee", phone="847 555 0100", sector="libraries")
    person = store.get("person", make(store, plan))
    assert isinstance(person, Person) and (person.phone, person.sector) == ("847 555 0100", "libraries")


def test_what_names_an_organization_and_a_sector_is_asked(store: Store) -> None:
    (library,) = add(store, Partner(name="Riverside Library", sector="libraries"))
    line = "new person Bo Lee 847 555 0100 library"
    assert sorts(look(store, line)) == ["partner", "sector", "note"]
    plan = answered(store, line, 0).plan
    assert isinstance(plan, PersonPlan) and (plan.partner, plan.sector) == (library, "libraries")
    make(store, plan)
    assert len(store.search("Bo Lee")) == 1
    store.undo()
    noted = answered(store, line, 2).plan
    assert isinstance(noted, PersonPlan) and noted.notes == "library"


def test_a_last_word_that_names_a_sector_may_be_a_surname(store: Store) -> None:
    line = "new person Grace Park"
    assert sorts(look(store, line)) == ["name", "sector", "note"]
    plan = answered(store, line, 0).plan
    assert plan == PersonPlan("Grace Park")
    of_parks = answered(store, line, 1).plan
    assert of_parks == PersonPlan("Grace", sector="parks_and_recreation")


def test_somebody_known_is_shown_before_another_is_added(store: Store) -> None:
    (known,) = add(store, Person(name="Bo Lee", phone="(847) 555-0100"))
    line = "new person Bo Lee 847 555 0100"
    shown = look(store, line)
    assert sorts(shown) == ["person", "new"]
    assert shown.question is not None and shown.question.offers[0].opens == known
    assert answered(store, line, 1).plan == PersonPlan("Bo Lee", phone="847 555 0100")


def test_an_address_that_is_too_long_is_refused_and_nothing_is_made(store: Store) -> None:
    plan = PersonPlan("Bo Lee", email="b" * 300 + "@lee.org")
    with pytest.raises(Malformed):
        make(store, plan)
    assert not store.search("Bo Lee")
