"""Organizations of one name in different towns are not one."""

from desktop.transfer.exporting import export_kind
from desktop.transfer.queries import records_of
from sync.records.partners import Partner

LINCOLN = (
    "Organization,City,Phone,Email\n"
    "Lincoln School,Zion,847-555-0100,zion@example.org\n"
    "Lincoln School,Waukegan,847-555-0200,waukegan@example.org\n"
)


def verdicts(plan):
    return [row.verdict for row in plan.rows]


def add(store, *records):
    with store.edit("add") as draft:
        for record in records:
            draft.add(record)


def test_partners_of_one_name_in_two_towns_stay_two(store, bring_in):
    assert verdicts(bring_in(LINCOLN, kind="partner")) == ["new", "new"]
    assert {(each["address"]["city"], each["notes"]) for each in records_of(store, "partner")} == {
        ("Zion", ""),
        ("Waukegan", ""),
    }
    assert verdicts(bring_in(LINCOLN, kind="partner")) == ["match", "match"]


def test_a_partner_of_whom_a_row_says_nothing_else_or_one_thing_alike_is_known(store, bring_in):
    bring_in(LINCOLN, kind="partner")
    rows = "Organization,City,Phone\nLincoln School,,\nLincoln School,Waukegan,847-555-0299\n"
    assert verdicts(bring_in(rows, kind="partner")) == ["match", "changed"]
    notes = {each["address"]["city"]: each["notes"] for each in records_of(store, "partner")}
    assert notes == {"Zion": "", "Waukegan": "Phone: 847-555-0299"}


def test_partners_of_one_name_come_back_from_our_own_file_as_they_were(store, plan, tmp_path):
    path = tmp_path / "partners.csv"
    add(store, *(Partner(name="Lincoln School") for _ in range(2)))
    export_kind(store, "partner", path)
    assert verdicts(plan(path.read_bytes(), kind="partner")) == ["match", "match"]
    for each in records_of(store, "partner"):
        with store.edit("trash") as draft:
            draft.trash("partner", each["id"])
    assert verdicts(plan(path.read_bytes(), kind="partner")) == ["new", "new"]


def test_a_person_is_not_joined_to_one_of_two_partners_of_a_name(store, bring_in):
    add(store, Partner(name="Lincoln School"), Partner(name="Lincoln School"))
    made = bring_in("Name,Email,Organization\nAna Ruiz,ana@example.org,Lincoln School\n")
    assert made.rows[0].partner == ""
    assert records_of(store, "person")[0]["notes"] == "Organization: Lincoln School"
