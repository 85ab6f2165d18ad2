import pytest
from sqlalchemy import insert, select, text, update

from desktop.store import schema
from desktop.store.backup import backups
from desktop.store.doctor import REPAIRABLE, SENTENCES, examine, quick_check, repair
from sync.changes import digest
from sync.records.ledger import JournalEntry, Posting
from sync.records.partners import Affiliation
from tests.store.samples import HOME


def codes(store):
    return {finding.code: finding.count for finding in examine(store)}


def run(store, *statements):
    with store.writing() as connection:
        for words in statements:
            connection.execute(text(words))


def confirm_all(store, seq=5):
    """As if the office had confirmed every record as it is shown."""
    hashes = []
    with store.writing() as connection:
        for table in map(store.tables.of, store.vocabulary.kinds):
            for record, state in connection.execute(select(table.c.id, table.c["_state"])).all():
                hashes.append(digest.record_hash(table.name, record, seq, state.encode()))
                word = {"id": record, "seq": seq, "hash": hashes[-1]}
                connection.execute(insert(schema.confirmed).values(word))
        connection.execute(update(schema.changes).values(standing="done", seq=seq))
        total = digest.spell(digest.add(0, [], hashes))
        connection.execute(update(schema.spaces).values(digest=total, cursor=seq))


def test_a_sound_file_has_nothing_wrong(store):
    assert examine(store) == [] and examine(store, deep=False) == [] and quick_check(store) == []


def test_a_file_that_the_office_confirmed_adds_up(store):
    confirm_all(store)
    assert examine(store) == []


def test_a_change_on_top_of_a_confirmed_record_still_adds_up(store):
    confirm_all(store)
    person = store.search("person7")[0].id
    with store.edit("Rename") as draft:
        draft.set("person", person, {"name": "Renamed"})
    assert examine(store) == []


def test_a_confirmed_record_that_was_tampered_with_is_found(store):
    confirm_all(store)
    run(store, "UPDATE person_rows SET _state = replace(_state, 'person7@', 'person8@')")
    assert codes(store) == {"hashes": 1}


def test_a_record_that_vanished_breaks_the_digest(store):
    confirm_all(store)
    run(store, "DELETE FROM person_rows WHERE json_extract(_state, '$.fields.email') = 'person7@example.org'")
    assert codes(store)["digest"] == 1


def test_a_tampered_pulled_state_is_found_under_a_change(store):
    confirm_all(store)
    person = store.search("person7")[0].id
    with store.edit("Rename") as draft:
        draft.set("person", person, {"name": "Renamed"})
    run(store, "UPDATE pulled SET state = replace(state, 'Quetzal', 'Ketzal')")
    assert codes(store) == {"hashes": 1}


@pytest.mark.parametrize("words", ["{}", "[]", '{"fields": [], "born": "x"}', '{"fields": {}, "born": 1}'])
def test_a_state_of_the_wrong_shape_is_found(store, words):
    with store.writing() as connection:
        row = {"id": "k", "_space": HOME, "_state": words}
        connection.execute(insert(store.tables.rows("kite")).values(row))
    assert codes(store)["states"] == 1


def test_an_orphan_is_cleared_only_where_nothing_is_lost_by_it(store, profile):
    confirm_all(store)
    keep = "INSERT INTO pulled SELECT id, 'person', "
    run(
        store,
        keep + "_state FROM person WHERE email = 'person7@example.org'",
        keep + "_state || ' ' FROM person WHERE email = 'person8@example.org'",
    )
    assert codes(store)["orphans"] == 2
    assert [finding.code for finding in repair(store, profile)] == ["orphans"]
    assert codes(store)["orphans"] == 1


def test_changes_of_records_that_are_not_there_are_counted(store):
    run(store, "DELETE FROM person_rows WHERE json_extract(_state, '$.fields.email') = 'person7@example.org'")
    assert codes(store)["lost_changes"] == 1


def test_links_that_lead_nowhere_are_counted_and_left(store, profile):
    with store.edit("Link") as draft:
        draft.add(Affiliation(person="01900000-0000-7000-8000-00000000dead", partner=""))
    assert codes(store) == {"links": 1}
    assert repair(store, profile) == [] and codes(store) == {"links": 1}


def test_an_entry_that_does_not_sum_to_zero_is_found(store):
    sides = (Posting(account="cash", cents=500), Posting(account="gifts", cents=-500))
    with store.edit("Post") as draft:
        draft.add(JournalEntry(title="Whole", postings=sides))
        draft.add(JournalEntry(title="Empty"))
    assert codes(store) == {}
    with store.edit("Post") as draft:
        draft.add(JournalEntry(title="Half", postings=sides[:1]))
    assert codes(store) == {"money": 1}


@pytest.mark.parametrize(
    "harm",
    [
        "DELETE FROM found WHERE row = 3",
        "DELETE FROM search_index WHERE rowid = 3",
        "INSERT INTO found VALUES (99999, 'nobody', 'person')",
        "INSERT INTO search_index(rowid, words) VALUES (99999, 'nobody')",
    ],
)
def test_a_search_index_that_is_not_complete_is_built_anew_after_a_backup(store, profile, harm):
    before = store.search("person7")
    run(store, harm)
    assert set(codes(store)) == {"search"}
    assert [finding.code for finding in repair(store, profile)] == ["search"]
    assert codes(store) == {} and store.search("person7") == before
    assert "before-repair" in backups(profile.backups)[0].name


def test_the_list_of_what_needs_a_person_is_made_anew(store, profile):
    run(store, "INSERT INTO attention VALUES ('nobody', 'person')")
    assert codes(store) == {"attention": 1}
    repair(store, profile)
    assert codes(store) == {}
    run(store, "UPDATE meeting_rows SET _state = json_set(_state, '$.beside', json('{}'))")
    run(store, 'UPDATE meeting_rows SET _state = replace(_state, \'"beside":{}\', \'"beside":{"title":[]}\')')
    assert codes(store) == {"attention": 1}
    repair(store, profile)
    with store.reading() as connection:
        assert [row.kind for row in connection.execute(schema.attention.select())] == ["meeting"]


def test_a_repair_of_a_sound_file_does_nothing(store, profile):
    assert repair(store, profile) == [] and backups(profile.backups) == []


def test_every_finding_has_a_sentence_that_can_take_a_count():
    assert SENTENCES.keys() >= REPAIRABLE
    assert all("3" in words.format(count=3) for words in SENTENCES.values())
