"""The documents that `report` writes."""

from desktop.cli.command import TO, Command, option, word

MEETING = word("MEETING", "the id of the meeting")
LARGE = option("--large", "in large print", action="store_true")
LETTER = option("--letter", "a letter that was kept", metavar="ID", default="")
GROUP = option("--group", "only those of a group", metavar="ID", default="")
FOLDER = option("--to", metavar="DIR", required=True)

DOCUMENTS = (
    Command("agenda", "reporting:agenda", "the agenda of a meeting (PDF)", (MEETING, TO, LARGE)),
    Command("sign-in", "reporting:sign_in", "the sign-in sheet (PDF)", (MEETING, TO, LARGE)),
    Command("badges", "reporting:badges", "a name badge for everybody expected (PDF)", (MEETING, TO)),
    Command("tents", "reporting:tents", "name tents for the table (PDF)", (MEETING, TO)),
    Command("calendar", "reporting:calendar", "the calendar entry that invites (ics)", (MEETING, TO)),
    Command(
        "minutes",
        "reporting:minutes",
        "the minutes as they stand (PDF)",
        (
            MEETING,
            TO,
            option("--full", "with closed items: for those who were in the room", action="store_true"),
        ),
    ),
    Command("slips", "reporting:slips", "what each took on, to be cut apart (PDF)", (MEETING, TO)),
    Command(
        "follow-up",
        "reporting:follow_up",
        "all that goes out afterwards, in a folder",
        (MEETING, FOLDER, LETTER),
    ),
    Command(
        "labels",
        "reporting:labels",
        "mailing labels, Avery 5160 (PDF)",
        (word("WHO", nargs="?", choices=("people", "partners"), default="people"), TO, GROUP),
    ),
    Command(
        "letters",
        "reporting:letters",
        "a letter to everybody who may be sent one (PDF)",
        (TO, LETTER, option("--signed", "who signs", metavar="NAME", default=""), GROUP),
    ),
    Command("directory", "reporting:directory", "those who agreed to be in it (PDF)", (TO, GROUP)),
)
