"""Records of any kind, from the command line."""

import orjson
import pytest


@pytest.fixture
def maria(ask):
    return ask("add", "person", "name=María López", "email=m@example.org", "tags=choir,board")["id"]


def test_what_was_added_is_shown_with_its_defaults(ask, maria):
    shown = ask("show", "person", maria)
    assert shown["name"] == "María López"
    assert shown["tags"] == ["board", "choir"]
    assert shown["inactive"] is False


def test_without_json_only_the_id_is_printed(desk):
    code, printed, _said = desk("add", "partner", "name=Library")
    assert code == 0
    assert len(printed.strip()) == 36


def test_members_are_added_and_taken_away(ask, maria):
    ask("set", "person", maria, "tags+=guide", "tags-=choir")
    assert ask("show", "person", maria)["tags"] == ["board", "guide"]


def test_prose_is_appended(ask, maria):
    ask("set", "person", maria, "notes=Met in May.")
    ask("set", "person", maria, "notes+= Called in June.")
    assert ask("show", "person", maria)["notes"] == "Met in May. Called in June."


def test_a_value_is_read_from_a_file_and_two_at_signs_are_one(ask, maria, tmp_path):
    (tmp_path / "notes.txt").write_text("Öffnung\nat noon", "utf-8")
    ask("set", "person", maria, f"notes=@{tmp_path / 'notes.txt'}", "goes_by=@@maria")
    shown = ask("show", "person", maria)
    assert (shown["notes"], shown["goes_by"]) == ("Öffnung\nat noon", "@maria")


def test_a_list_is_filtered_searched_sorted_and_cut(ask):
    for name, phone in (("Bea", "1"), ("ada", "2"), ("Cem", "3")):
        ask("add", "project", f"title={name} walks", f"goal=phone {phone}", "tags=filtered")
    titles = [each["title"] for each in ask("list", "project", "--where", "tags=filtered")]
    assert titles == ["ada walks", "Bea walks", "Cem walks"]
    down = ask("list", "project", "--where", "tags=filtered", "--sort", "-title", "--limit", "2")
    assert [each["title"] for each in down] == ["Cem walks", "Bea walks"]
    assert [each["title"] for each in ask("list", "project", "--search", "bea wal")] == ["Bea walks"]
    assert ask("list", "project", "--where", "tags=filtered", "title=ada walks")[0]["title"] == "ada walks"


def test_a_filter_for_a_default_finds_records_that_never_set_it(ask, maria):
    ids = [each["id"] for each in ask("list", "person", "--where", "inactive=no", "phone=", "other_phones=")]
    assert maria in ids


def test_a_deleted_record_is_listed_only_when_asked_for(ask, desk, maria):
    ask("trash", "person", maria)
    assert maria not in [each["id"] for each in ask("list", "person")]
    assert maria in [each["id"] for each in ask("list", "person", "--deleted")]
    assert desk("show", "person", maria)[0] == 2
    assert desk("set", "person", maria, "name=x")[0] == 2
    ask("restore-record", "person", maria)
    assert ask("show", "person", maria)["name"] == "María López"


def test_undo_and_redo_leave_the_same_dump_behind(ask, desk, maria):
    before = desk("dump")[1]
    ask("set", "person", maria, "phone=555 0100", "contact_every=30")
    after = desk("dump")[1]
    assert ask("undo") == {"undone": "Change person"}
    assert desk("dump")[1] == before
    assert ask("redo") == {"redone": "Change person"}
    assert desk("dump")[1] == after != before


def test_history_says_who_did_what(ask, maria):
    ask("set", "person", maria, "phone=555 0101")
    added, changed = ask("history", "person", maria)
    assert added["author"] == "Ana"
    assert changed["did"] == {"set": {"phone": "555 0101"}}
    assert changed["standing"] == "unsent"


def test_search_finds_without_accents_best_first(ask, maria):
    assert maria in [hit["id"] for hit in ask("search", "maria", "lopez")]


def test_a_step_goes_to_the_case_it_moves(ask, maria):
    stipend = ask("add", "stipend", "title=Bus", f"person={maria}")["id"]
    step = ask("step", "stipend", stipend, "submitted", "--note", "-5 days late", "amount=12500")["id"]
    shown = ask("show", "stipend_step", step)
    assert (shown["case"], shown["step"], shown["amount"]) == (stipend, "submitted", 12500)
    assert shown["note"] == "-5 days late"


def test_the_short_words_for_cases_come_from_the_vocabulary(ask):
    from desktop.features.records.steps import case_kinds
    from sync.records import VOCABULARY

    words = {word: kind.kind for word, kind in case_kinds(VOCABULARY).items()}
    assert words["level"] == words["level_claim"] == "level_step"
    assert (words["month"], words["enrolment"], words["year"]) == (
        "month_lock",
        "enrolment_step",
        "year_lock",
    )


def test_kinds_describe_the_whole_vocabulary(ask):
    from sync.records import VOCABULARY

    kinds = {kind["kind"]: kind for kind in ask("kinds")}
    assert list(kinds) == list(VOCABULARY.kinds)
    name = next(field for field in kinds["person"]["fields"] if field["name"] == "name")
    assert (name["type"], name["merge"], name["required"]) == ("title", "value", True)


def test_status_counts_what_is_here_and_what_is_unsent(ask):
    before = ask("status")
    ask("add", "partner", "name=Museum")
    after = ask("status")
    assert after["unsent"] == before["unsent"] + 1
    assert after["counts"]["partner"] == before["counts"]["partner"] + 1
    assert (after["integrity"], after["server"], after["last_sync"]) == ("ok", None, None)
    assert after["counts"]["sector"] > 0, "the bundled reference lists"


def test_the_bundled_lists_are_not_unsent_and_cannot_be_changed(ask, desk):
    sector = ask("list", "sector", "--limit", "1")[0]["id"]
    assert desk("set", "sector", sector, "name=Other")[0] == 3


def test_the_dump_is_canonical_json_and_names_no_device(ask, desk, profile):
    printed = desk("dump")[1]
    spaces = orjson.loads(printed)
    assert list(spaces) == sorted(spaces)
    for records in spaces.values():
        keys = [(record["kind"], record["id"]) for record in records]
        assert keys == sorted(keys)
    device = ask("history", "person", ask("list", "person", "--limit", "1")[0]["id"])[0]["device"]
    assert device not in printed
