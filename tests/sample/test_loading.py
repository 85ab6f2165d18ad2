from collections import defaultdict
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from time import process_time
from typing import Any

import pytest
from sqlalchemy import select

from desktop.features.meetings.approval import is_intact
from desktop.features.records.queries import Wanted, count_records, list_records
from desktop.sample.loading import load_sample
from desktop.sample.words import told as told_in
from desktop.store import schema
from desktop.store.doctor import examine
from desktop.store.store import Store, create_store
from sync.cases import may_follow
from sync.errors import Refused
from sync.records.fields import fields_of
from tests.sample.conftest import TODAY, told
from tests.store.samples import Clock

ONLY_THE_OFFICE = {"region"}


def all_of(store: Store, kind: str) -> list[dict[str, Any]]:
    return list(list_records(store, kind, Wanted()))


def content(store: Store) -> dict[str, dict[str, Any]]:
    """What the store says of the coalition; the lists that come with the program have other ids."""
    return {each["id"]: each for kind in store.vocabulary.kinds for each in all_of(store, kind)}


def attended(store: Store) -> dict[str, int]:
    counts: dict[str, int] = defaultdict(int)
    for mark in all_of(store, "attendance"):
        counts[mark["meeting"]] += mark["presence"] == "present"
    return counts


def test_there_is_something_of_every_kind_that_is_not_only_the_offices(sample: Store):
    assert {kind for kind, count in count_records(sample).items() if not count} == ONLY_THE_OFFICE


def test_the_coalition_is_as_large_as_a_believable_one(sample: Store):
    counts = count_records(sample)
    assert 110 <= counts["person"] <= 130
    assert counts["partner"] == 34
    assert counts["meeting"] == 24
    assert 220 <= counts["engagement"] <= 280


def test_the_file_is_whole_and_no_link_leads_nowhere(sample: Store):
    assert examine(sample) == []


def test_every_code_is_in_the_list_that_it_is_from(sample: Store):
    codes = {kind: {each.get("code") for each in all_of(sample, kind)} for kind in sample.vocabulary.kinds}
    for kind, cls in sample.vocabulary.kinds.items():
        coded = {name: spec.target for name, spec in fields_of(cls).items() if spec.type in ("code", "codes")}
        for record in all_of(sample, kind):
            for name, target in coded.items():
                said = record[name] if isinstance(record[name], list) else [record[name]]
                assert not target or set(filter(None, said)) <= codes[target], (kind, name, said)


def test_all_ids_named_in_sets_and_lists_are_those_of_records(sample: Store):
    ids = {each["id"] for kind in sample.vocabulary.kinds for each in all_of(sample, kind)}
    for kind, cls in sample.vocabulary.kinds.items():
        listed = [name for name, spec in fields_of(cls).items() if "id" in (spec.type.rstrip("s"), spec.item)]
        for record in all_of(sample, kind):
            for name in listed:
                said = record[name] if isinstance(record[name], list) else [record[name]]
                assert set(filter(None, said)) <= ids, (kind, name)


def test_one_of_the_meetings_is_tonight_and_another_is_planned(sample: Store):
    days = sorted(datetime.fromisoformat(each["starts_at"]).date() for each in all_of(sample, "meeting"))
    assert days[-2] == TODAY
    assert days[-1] > TODAY
    assert {day.weekday() for day in days} == {TODAY.weekday()}


def test_between_twelve_and_thirty_people_came_to_each_meeting_that_was_held(sample: Store):
    counts = attended(sample)
    assert len(counts) == 22
    assert min(counts.values()) >= 12
    assert max(counts.values()) <= 31


def test_the_sheets_agree_with_the_roster(sample: Store):
    counts = attended(sample)
    for meeting in all_of(sample, "meeting"):
        assert meeting["sheet_count"] == counts.get(meeting["id"], 0)


def test_the_minutes_are_prose_of_a_readable_length(sample: Store):
    lengths = [len(each["minutes"].split()) for each in all_of(sample, "meeting") if each["minutes"]]
    assert len(lengths) == 22
    assert all(150 <= length <= 400 for length in lengths)
    assert not any("{" in each["minutes"] for each in all_of(sample, "meeting"))


def test_approved_minutes_are_what_was_approved_and_the_latest_wait(sample: Store):
    meetings = all_of(sample, "meeting")
    approved = [each for each in meetings if each["approved_hash"]]
    assert len(approved) == 20
    assert all(is_intact(sample, each["id"]) for each in approved)
    waiting = [each["minutes_status"] for each in meetings if each["minutes"] and not each["approved_hash"]]
    assert sorted(waiting) == ["draft", "reviewed"]


def test_tallies_never_count_more_people_than_were_there(sample: Store):
    for motion in all_of(sample, "motion"):
        if motion["tally"]:
            assert sum(motion["tally"].values()) == motion["present"] <= len(motion["eligible"])
            assert motion["quorum_met"]
            assert motion["sentence"]


def test_votes_of_the_roll_call_are_those_of_its_tally(sample: Store):
    (motion,) = [each for each in all_of(sample, "motion") if each["method"] == "roll_call"]
    ballots = [each["ballot"] for each in all_of(sample, "vote") if each["motion"] == motion["id"]]
    assert (ballots.count("yes"), ballots.count("no")) == (motion["tally"]["yes"], motion["tally"]["no"])


def test_one_sector_is_missing_and_one_has_gone_quiet(sample: Store):
    partners = {each["sector"] for each in all_of(sample, "partner")}
    assert "universities" not in partners
    assert len(partners - {""}) == 8
    days = {
        each["id"]: datetime.fromisoformat(each["starts_at"]).date() for each in all_of(sample, "meeting")
    }
    faith = [
        days[each["meeting"]]
        for each in all_of(sample, "attendance")
        if each["sector"] == "faith_groups" and each["presence"] == "present"
    ]
    assert max(faith) < TODAY - timedelta(days=240)


def test_every_other_sector_came_lately(sample: Store):
    days = {
        each["id"]: datetime.fromisoformat(each["starts_at"]).date() for each in all_of(sample, "meeting")
    }
    lately = {
        each["sector"]
        for each in all_of(sample, "attendance")
        if each["presence"] == "present" and days[each["meeting"]] > TODAY - timedelta(days=70)
    }
    assert len(lately - {""}) == 7


def test_tonights_agenda_fits_into_the_evening(sample: Store):
    minutes: dict[str, int] = defaultdict(int)
    for item in all_of(sample, "agenda_item"):
        minutes[item["meeting"]] += item["duration"]
    planned = [each for each in all_of(sample, "meeting") if not each["held"]]
    assert len(planned) == 2
    assert all(minutes[each["id"]] <= each["duration"] for each in planned)


def test_minors_have_guardians_and_no_address_of_their_own(sample: Store):
    minors = [each for each in all_of(sample, "person") if each["age_band"] == "minor"]
    assert len(minors) >= 4
    assert all(each["guardian"] and not each["email"] and not each["phone"] for each in minors)
    photos = {
        each["person"]
        for each in all_of(sample, "consent")
        if each["channel"] == "photo" and each["answer"] == "given"
    }
    assert not photos & {each["id"] for each in minors}


def test_every_journal_entry_sums_to_zero_and_no_fund_is_overdrawn(sample: Store):
    balances: dict[str, int] = defaultdict(int)
    for entry in all_of(sample, "journal_entry"):
        assert sum(posting["cents"] for posting in entry["postings"]) == 0
        for posting in entry["postings"]:
            balances[posting["fund"]] += posting["cents"] * (posting["account"] in ("bank", "cash"))
    assert len(balances) == 4
    assert all(balance >= 0 for balance in balances.values())


def test_each_statement_begins_where_the_one_before_ended(sample: Store):
    statements = sorted(all_of(sample, "bank_statement"), key=lambda each: each["period"]["first"])
    for before, after in pairwise(statements):
        assert before["closing"] == after["opening"]


def test_the_gifts_are_the_money_that_the_journal_has_of_them(sample: Store):
    gifts, booked = defaultdict(int), {}
    for gift in all_of(sample, "donation"):
        gifts[gift["journal_entry"]] += gift["cents"]
    for entry in all_of(sample, "journal_entry"):
        booked[entry["id"]] = entry["postings"][0]["cents"]
    assert gifts
    assert all(booked[entry] == cents for entry, cents in gifts.items())


@pytest.mark.parametrize(
    ("kind", "name", "listed"),
    [
        ("stipend_step", "money", "stipends"),
        ("expense_step", "money", "expenses"),
        ("level_step", "training", "claims"),
    ],
)
def test_each_step_may_follow_the_one_before(kind: str, name: str, listed: str):
    for case in told_in(name)[listed]:
        steps = ["", *(step[0] for step in case["steps"])]
        assert all(may_follow(kind, before, after) for before, after in pairwise(steps)), case


def test_whoever_approves_a_stipend_does_not_pay_it(sample: Store):
    made: dict[tuple[str, str], str] = {}
    for step in all_of(sample, "stipend_step"):
        made[step["case"], step["step"]] = sample.state("stipend_step", step["id"])["born"].partition(".")[0]
    paid = [case for case, step in made if step == "paid"]
    assert paid
    assert all(made[case, "approved"] != made[case, "paid"] for case in paid)


def test_what_is_old_is_confirmed_and_what_is_new_waits(sample: Store):
    with sample.reading() as connection:
        standings = connection.execute(
            select(schema.changes.c.standing, schema.edits.c.at).join(
                schema.edits, schema.edits.c.id == schema.changes.c.edit
            )
        ).all()
    unsent = [at for standing_, at in standings if standing_ == "unsent"]
    assert 1 <= len(unsent) <= 40
    assert all(datetime.fromisoformat(at).date() >= TODAY - timedelta(days=4) for at in unsent)


def test_the_edits_are_spread_over_two_years_and_none_is_in_the_future(sample: Store):
    with sample.reading() as connection:
        rows = connection.execute(select(schema.edits.c.at, schema.edits.c.label)).all()
    days = [datetime.fromisoformat(row.at).date() for row in rows]
    assert max(days) < TODAY
    assert min(days) < TODAY - timedelta(days=700)
    assert len({(day.year, day.month) for day in days}) >= 24
    assert all(row.label for row in rows)


def test_two_people_gave_a_field_different_values(sample: Store):
    with sample.reading() as connection:
        assert len(connection.execute(select(schema.attention)).all()) == 2


def test_undo_takes_back_what_a_person_did_and_never_the_sample(tmp_path: Path):
    store = told(tmp_path / "coalition.db", TODAY)
    with store.edit("Retire") as draft:
        draft.set("scale", all_of(store, "scale")[0]["id"], {"retired": True})
    assert store.undo() == "Retire"
    with pytest.raises(Refused, match="nothing to undo"):
        store.undo()
    store.close()


def test_the_same_day_tells_the_same(sample: Store, tmp_path: Path):
    again = told(tmp_path / "coalition.db", TODAY)
    assert content(again) == content(sample)
    again.close()


@pytest.mark.parametrize("today", [date(2027, 1, 31), date(2028, 2, 29), date(2026, 7, 1), date(2027, 3, 14)])
def test_any_day_will_do(tmp_path: Path, today: date):
    store = told(tmp_path / "coalition.db", today)
    assert examine(store) == []
    latest = max(
        datetime.fromisoformat(each["starts_at"]).date()
        for each in all_of(store, "meeting")
        if each["minutes"]
    )
    assert latest < today
    assert min(attended(store).values()) >= 12
    store.close()


def test_telling_takes_less_than_two_seconds(tmp_path: Path):
    store = create_store(tmp_path / "coalition.db", "ab" * 32, now=Clock())
    begun = process_time()
    load_sample(store, TODAY)
    assert process_time() - begun < 2
    store.close()
