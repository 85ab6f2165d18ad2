"""Documents from the command line: the same papers as the window makes, written to a file."""

import json
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import orjson
import pytest
from icalendar import Calendar

from desktop.features.meetings.papers.before import agenda_paper, badges_paper, sign_in_paper, tents_paper
from desktop.features.meetings.papers.minutes import minutes_paper
from desktop.opening import opened
from desktop.paths import Profile
from desktop.reports.printing import pdf
from tests.reports.paper import Paper

RIVER_ROAD = {"street": "1 River Road", "city": "Elgin", "state": "IL", "postal_code": "60120"}


def listed(*ids):
    return orjson.dumps(ids).decode()


@pytest.fixture
def held(profile, ask):
    """A meeting that was held, with an open item and a closed one."""
    ana = ask("add", "person", "name=Ana Ruiz", "email=ana@example.org")["id"]
    luis = ask("add", "person", "name=Luis Díaz", f"address={orjson.dumps(RIVER_ROAD).decode()}")["id"]
    meeting = ask(
        *("add", "meeting", "title=November meeting", "starts_at=2026-11-10T18:00:00-06:00"),
        *(f"voters={listed(ana, luis)}", f"chair={ana}", "minutes=We met."),
    )["id"]
    fair = ask("add", "agenda_item", "title=Spring fair", f"meeting={meeting}")["id"]
    matter = ask(
        "add",
        "agenda_item",
        "title=Personnel matter",
        f"meeting={meeting}",
        "closed=yes",
        "notes=Sealed words",
    )["id"]
    ask("set", "meeting", meeting, f"agenda={listed(fair, matter)}")
    for person in (ana, luis):
        ask("add", "attendance", f"meeting={meeting}", f"person={person}")
    task = f"meeting={meeting}"
    ask("add", "action_item", "title=Book the hall", f"owner={ana}", "due=2026-12-01", task)
    return SimpleNamespace(meeting=meeting, ana=ana, luis=luis, profile=Profile(profile))


@pytest.fixture
def report(ask, tmp_path):
    """Write a document and read it back; what is answered names the file and nothing else."""

    def read(document, *words):
        file = tmp_path / f"{document}.pdf"
        assert ask("report", document, *words, "--to", str(file)) == {"file": str(file)}
        return Paper(file.read_bytes())

    return read


@pytest.mark.parametrize(
    ("document", "paper", "options"),
    [
        ("agenda", agenda_paper, {"large": True}),
        ("sign-in", sign_in_paper, {"large": True}),
        ("minutes", minutes_paper, {"full": True}),
        ("agenda", agenda_paper, {}),
        ("sign-in", sign_in_paper, {}),
        ("minutes", minutes_paper, {}),
        ("badges", badges_paper, {}),
        ("tents", tents_paper, {}),
    ],
)
def test_a_paper_is_byte_for_byte_that_of_the_window(report, held, document, paper, options):
    printed = report(document, held.meeting, *(f"--{option}" for option in options)).content
    with opened(held.profile) as store:
        assert printed == pdf(paper(store, held.meeting, language="en", **options))


def test_minutes_for_others_say_nothing_of_what_is_closed(report, held):
    paper = report("minutes", held.meeting)
    for words in ("We met.", "Spring fair", "Book the hall", "Draft: not yet approved", "Closed item."):
        assert words in paper.text
    assert "Personnel" not in paper.text and "Sealed" not in paper.text
    assert "Sealed words" in report("minutes", held.meeting, "--full").text


def test_minutes_that_are_published_are_no_draft(report, ask, held):
    ask("set", "meeting", held.meeting, "minutes_status=published")
    paper = report("minutes", held.meeting)
    assert "Draft" not in paper.text and "Personnel" not in paper.text


def test_a_closed_meeting_has_no_minutes_for_others_and_the_file_stays_as_it_was(desk, ask, held, tmp_path):
    ask("set", "meeting", held.meeting, "closed=yes")
    (tmp_path / "minutes.pdf").write_bytes(b"Before")
    asked = ("report", "minutes", held.meeting, "--to", str(tmp_path / "minutes.pdf"))
    code, _printed, said = desk(*asked)
    assert code == 3 and "This meeting is closed" in said
    assert (tmp_path / "minutes.pdf").read_bytes() == b"Before"
    assert desk(*asked, "--full")[0] == 0
    assert (tmp_path / "minutes.pdf").read_bytes().startswith(b"%PDF")


def test_a_document_is_in_the_language_asked_for(report, held):
    paper = report("minutes", held.meeting, "--lang", "es")
    assert paper.language == "es"
    assert "Acta" in paper.text and "Martes, 10 de noviembre de 2026" in paper.text


def test_each_who_promised_something_has_a_slip(report, ask, desk, held, tmp_path):
    paper = report("slips", held.meeting)
    assert "Ana Ruiz" in paper.text and "Book the hall" in paper.text and "Luis" not in paper.text
    task = ask("list", "action_item", "--where", f"meeting={held.meeting}")[0]["id"]
    ask("set", "action_item", task, "status=done")
    code, _printed, said = desk("report", "slips", held.meeting, "--to", str(tmp_path / "none.pdf"))
    assert code == 3 and "no task slips" in said
    assert not (tmp_path / "none.pdf").exists()


def test_the_calendar_entry_has_the_id_of_its_meeting(ask, desk, held, tmp_path):
    file = tmp_path / "entry.ics"
    assert ask("report", "calendar", held.meeting, "--to", str(file)) == {"file": str(file)}
    (event,) = Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    assert (event["UID"], event["SUMMARY"]) == (held.meeting, "November meeting")
    ask("set", "meeting", held.meeting, "starts_at=")
    assert desk("report", "calendar", held.meeting, "--to", str(file))[0] == 3


def test_the_follow_up_pack_fills_a_folder_of_its_own(ask, desk, held, tmp_path):
    letter = ask("add", "letter", "name=Thanks", "subject=¡Gracias!", "body=Hola {first_name}, gracias.")[
        "id"
    ]
    asked = ("report", "follow-up", held.meeting, "--to", str(tmp_path / "after" / "november"))
    files = [Path(each) for each in ask(*asked, "--letter", letter)["files"]]
    assert [each.name for each in files] == [
        "Minutes - November meeting.pdf",
        "Task slips - November meeting.pdf",
        "Letters - November meeting.pdf",
        "Mail 1 - Ana Ruiz.eml",
    ]
    assert all(each.parent == tmp_path / "after" / "november" and each.stat().st_size for each in files)
    assert "Hola Luis, gracias." in Paper(files[2].read_bytes()).text
    assert desk(*asked)[1].splitlines()[-1].startswith("4 files are in ")


def test_labels_letters_and_the_directory_hold_those_who_may_be_in_them(report, ask, desk, held, tmp_path):
    group = ask("add", "group", "name=Both", f"people={listed(held.ana, held.luis)}")["id"]
    only = ("--group", group)
    assert "1 River Road" in report("labels", *only).text
    letter = report("letters", "--signed", "-- Ana Ruiz", *only).text
    assert "Dear Luis" in letter and "-- Ana Ruiz" in letter and "Dear Ana" not in letter
    code, printed, said = desk("report", "directory", *only, "--to", str(tmp_path / "directory.pdf"))
    assert (code, printed) == (3, "")
    assert said.splitlines() == [
        "2 left out: was not asked yet",
        "Nobody is left to be in it, so no file was written.",
    ]
    ask("add", "consent", f"person={held.ana}", "channel=directory")
    assert "ana@example.org" in report("directory", *only).text


def test_partners_have_labels_too(report, ask):
    ask("add", "partner", "name=Elgin Museum", f"address={orjson.dumps(RIVER_ROAD).decode()}")
    assert "Elgin Museum" in report("labels", "partners").text


def test_what_comes_later_says_so(desk):
    for document in ("treasurer", "quarter", "progress"):
        code, _printed, said = desk("report", document)
        assert code == 2
        assert said == f"'report {document}' comes with a later version of this program.\n"


def test_a_word_that_is_nearly_a_document_is_understood(desk):
    assert "Did you mean 'minutes'?" in desk("report", "minuts")[2]


@pytest.mark.parametrize("place", ["none/minutes.pdf", "folder.pdf", f"{'x' * 300}.pdf"])
def test_where_nothing_can_be_written_is_exit_code_4_and_nothing_is_left_behind(desk, held, tmp_path, place):
    (tmp_path / "folder.pdf").mkdir()
    code, printed, said = desk("report", "minutes", held.meeting, "--to", str(tmp_path / place), "--json")
    assert code == 4
    assert json.loads(printed)["sentence"] == said.strip()
    assert [each.name for each in tmp_path.rglob("*")] == ["folder.pdf"]


def test_a_pack_does_not_go_into_a_file(desk, held, tmp_path):
    (tmp_path / "pack").write_bytes(b"Before")
    code, _printed, said = desk("report", "follow-up", held.meeting, "--to", str(tmp_path / "pack"))
    assert code == 4 and "is a file, not a folder" in said
    assert (tmp_path / "pack").read_bytes() == b"Before"


def test_a_real_process_prints_one_value_and_loads_no_window(held, tmp_path):
    program = (
        "import sys; from desktop.cli import main; code = main(sys.argv[1:]); "
        "print([name for name in sys.modules if name.startswith('PySide6')], file=sys.stderr); sys.exit(code)"
    )
    words = ("--profile", str(held.profile.folder), "report", "sign-in", held.meeting)
    done = subprocess.run(
        [sys.executable, "-c", program, *words, "--to", str(tmp_path / "sheet.pdf"), "--json"],
        capture_output=True,
        check=True,
    )
    assert json.loads(done.stdout) == {"file": str(tmp_path / "sheet.pdf")}
    assert done.stderr == b"[]\n"
    assert "Sign-in sheet" in Paper((tmp_path / "sheet.pdf").read_bytes()).text
