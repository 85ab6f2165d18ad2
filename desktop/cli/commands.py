"""What can be typed: each command, its options, and where it is done. Nothing is imported to list them."""

from desktop.cli.command import ID, TO, Command, number, option, word
from desktop.cli.documents import DOCUMENTS

KIND = word("KIND")
NUMBER = word("N", "the number of the change, from `refused`", type=number)
VALUES = word("VALUES", "field=value, or field=@FILE", nargs="*", default=[], metavar="field=value")
FILE = word("FILE")

COMMANDS = (
    Command(
        "init",
        "syncing:init",
        "begin a coalition on this computer alone",
        (
            option("--name", required=True),
            option("--me", "your name", default=""),
            option("--role", default="leader"),
        ),
    ),
    Command(
        "join",
        "syncing:join",
        "join with an invitation from the office",
        (
            word("CODE"),
            option("--server", "the office's address", metavar="URL", required=True),
            option("--device", "what this computer is called", metavar="NAME", default=""),
        ),
    ),
    Command("kinds", "records:kinds", "every kind of record, with its fields"),
    Command("add", "records:add", "add one record and print its id", (KIND, VALUES)),
    Command(
        "set",
        "records:change",
        "change fields: field=value, tags+=x, tags-=x, minutes+=text",
        (KIND, ID, VALUES),
    ),
    Command("show", "records:show", "show one record", (KIND, ID)),
    Command(
        "list",
        "records:list_records",
        "list the records of a kind",
        (
            KIND,
            option("--where", nargs="+", action="extend", default=[], metavar="field=value"),
            option("--search", metavar="TEXT", default=""),
            option("--sort", "-FIELD for the other way round", metavar="FIELD", default=""),
            option("--limit", type=number, metavar="N"),
            option("--deleted", "those that were deleted", action="store_true"),
        ),
    ),
    Command("search", "records:search", "find records of any kind, best first", (word("TEXT", nargs="+"),)),
    Command("trash", "records:trash", "delete a record; it can be brought back", (KIND, ID)),
    Command("restore-record", "records:restore_record", "bring a deleted record back", (KIND, ID)),
    Command("undo", "records:undo", "take back what was done last"),
    Command("redo", "records:redo", "do again what was undone last"),
    Command("history", "records:history", "who changed what, when, from which device", (KIND, ID)),
    Command(
        "step",
        "records:step",
        "ask for a step of a stipend, level, enrolment, month...",
        (word("CASE_KIND"), ID, word("STEP"), VALUES, option("--note", metavar="TEXT", default="")),
    ),
    Command("choices", "records:choices", "values kept beside one another, waiting for you"),
    Command(
        "choose",
        "records:choose",
        "settle one of the choices",
        (
            ID,
            option("--keep", choices=("shown", "beside", "both"), default=""),
            option("--value", metavar="V"),
            option("--author", "whose value, where several are beside", metavar="NAME", default=""),
        ),
    ),
    Command(
        "refused",
        "refused:refused",
        "what the office did not accept, with what was entered",
        (option("--to", "take it out as json or csv", metavar="FILE", default=""),),
    ),
    Command("ask-again", "refused:ask_again", "enter a refused change again", (NUMBER,)),
    Command(
        "put-away", "refused:put_away", "take a refused change off the list; undo brings it back", (NUMBER,)
    ),
    Command("status", "records:status", "counts, what is unsent, choices, integrity"),
    Command("dump", "records:dump", "the content of every space: same content, same bytes"),
    Command(
        "sync",
        "syncing:sync",
        "exchange with the office",
        (
            option("--until-level", "until nothing is left", action="store_true"),
            option("--timeout", "seconds", type=float, metavar="S", default=600.0),
        ),
    ),
    Command(
        "carry",
        "syncing:carry",
        "take the outbox, or a meeting, to the office on a stick",
        (word("WAY", choices=("out", "in")), FILE, option("--meeting", metavar="ID", default="")),
    ),
    Command(
        "import",
        "transfer:take_in",
        "take in people or partners from csv, xlsx or vcf",
        (
            word("WHAT"),
            FILE,
            option("--dry-run", "only say what would happen", action="store_true"),
            option("--yes", "do it", action="store_true"),
            option("--map", "where guessing fails", action="append", default=[], metavar="Column=field"),
        ),
    ),
    Command(
        "export",
        "transfer:give_out",
        "write the records of a kind (or all) to csv, xlsx, json, vcf or ics; stories to html or md",
        (KIND, TO, option("--minors", "minors too", action="store_true")),
    ),
    Command("report", "", "write a document: minutes, a sign-in sheet, labels...", parts=DOCUMENTS),
    Command(
        "backup", "keeping:backup", "make a verified copy", (option("--to", metavar="FILE", default=""),)
    ),
    Command(
        "restore",
        "keeping:restore",
        "put the data back to a backup",
        (FILE, option("--anyway", "even to one of another coalition", action="store_true")),
    ),
    Command(
        "doctor",
        "keeping:doctor",
        "look for damage",
        (option("--repair", "repair what can be repaired", action="store_true"),),
    ),
    Command("passphrase", "keeping:passphrase", "set another passphrase", (word("WHAT", choices=("set",)),)),
    Command("recover", "keeping:recover", "open the data with the recovery code and set a passphrase"),
    Command(
        "self-test",
        "self_test:self_test",
        "look whether this program is whole: print a page, show the window",
        (word("FOLDER"),),
    ),
)
