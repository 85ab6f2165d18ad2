from desktop.features.meetings.attendance.marking import mark
from desktop.features.meetings.finding import find_people
from desktop.features.meetings.roster import roster_of
from sync.records.people import Person
from tests.features.meetings.people import add_people


def found(store, meeting, typed):
    return [each.name for each in find_people(store, roster_of(store, meeting), typed)]


def test_three_letters_find_people_by_any_word_of_their_name_and_without_accents(store, people, meeting):
    assert found(store, meeting, "gar") == ["Maria García"]
    assert found(store, meeting, "mar gar") == ["Maria García"]
    assert found(store, meeting, "dia") == ["Luis Díaz"]
    assert found(store, meeting, "zzz") == [] == found(store, meeting, "  ")


def test_the_expected_come_before_others_and_the_marked_last(store, people, meeting):
    add_people(store, ["Martha Guest", "Smart Person"])
    mark(store, meeting, people[2])
    with store.edit("Invite") as draft:
        extra = draft.add(Person(name="Mario Expected"))
        draft.add_members("meeting", meeting, "invited", [extra])
    assert found(store, meeting, "mar") == ["Mario Expected", "Maria García", "Martha Guest"]


def test_no_more_are_offered_than_fit(store, people, meeting):
    everybody = find_people(store, roster_of(store, meeting), "o", most=2)
    assert [each.name for each in everybody] == ["Olga Silva", "Omar Davis"]
