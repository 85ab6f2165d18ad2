"""Documents as a small coalition prints them."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from desktop.reports.documents import (
    Agenda,
    AgendaLine,
    Approval,
    Attendee,
    Badge,
    Badges,
    Directory,
    DirectoryEntry,
    Document,
    Letters,
    MailingLabels,
    Minutes,
    MinutesItem,
    MotionLine,
    NameTent,
    NameTents,
    OpenAction,
    Presence,
    Promise,
    Recipient,
    RecoverySheet,
    Section,
    SignInRow,
    SignInSheet,
    Task,
    TaskSlip,
    TaskSlips,
)

AT = datetime(2026, 11, 3, 18, 30, tzinfo=ZoneInfo("America/Chicago"))
COALITION = "Maple Grove Coalition"
HASH = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
CODE = "7Q2K-0ZXB-9MNT-4RJ8-HHV1-W3CD-PQE5-60AG"


def sign_in(name: str = "Ana Reyes", **changed: bool) -> SignInSheet:
    rows = (
        SignInRow("A01", name, "Maple Grove District 12"),
        SignInRow("A02", "Luis Fernández Ortega"),
        SignInRow("A03"),
    )
    return SignInSheet(
        title="November meeting",
        coalition=COALITION,
        starts_at=AT,
        duration=90,
        place="Library, Room B",
        rows=rows,
        **changed,
    )


def agenda(words: str = "Welcome", *, large: bool = False) -> Agenda:
    lines = (
        AgendaLine("Minutes of October", 2, section=Section.CONSENT),
        AgendaLine(words, 5, "Ana Reyes", "Bring a friend."),
        AgendaLine("A personnel matter", 15, notes="About somebody", is_closed=True),
        AgendaLine("Round the table", 10),
        AgendaLine("The banner", section=Section.PARKING_LOT),
    )
    actions = (OpenAction("Ask the library", "Grace Kim", date(2026, 11, 10), carried=2),)
    return Agenda(
        title="November meeting",
        coalition=COALITION,
        starts_at=AT,
        duration=90,
        place="Library, Room B",
        chair="Ana Reyes",
        lines=lines,
        open_actions=actions,
        large=large,
    )


def minutes(words: str = "Ana opened the meeting.", *, full: bool = False, approved: bool = False) -> Minutes:
    motion = MotionLine("That we adopt two priorities.", "Carried: 9 yes, 1 no.", "Grace Kim", "Tom Kowalski")
    items = (
        MinutesItem("Welcome", f"{words}\n\n- first\n- second\n\n1. one\n2. two"),
        MinutesItem("Priorities", motions=(motion,), decisions=("Luis drafts the plan.",)),
        MinutesItem("A personnel matter", "What nobody else may read.", is_closed=True),
    )
    return Minutes(
        title="November meeting",
        coalition=COALITION,
        starts_at=AT,
        duration=90,
        ended_at=AT + timedelta(minutes=84),
        place="Library, Room B",
        chair="Ana Reyes",
        note_taker="Grace Kim",
        attendees=(
            Attendee("Ana Reyes", "Maple Grove District 12"),
            Attendee("Tom Kowalski", "Rotary", Presence.ONLINE, "left at 7:10 PM"),
        ),
        excused=("Maria Garcia",),
        quorum="Quorum was met: 12 of 16 members were present; 9 were needed.",
        items=items,
        promises=(Promise("Draft the plan", "Luis Fernández Ortega", date(2026, 11, 24)),),
        next_meeting="Tuesday, December 1, 2026, 6:30 PM",
        approval=Approval(date(2026, 12, 1), HASH, "By unanimous consent.") if approved else None,
        is_full=full,
    )


def slips(words: str = "Draft the plan") -> TaskSlips:
    tasks = (Task(words, date(2026, 11, 24), "Two pages."), Task("Call the church"))
    return TaskSlips(
        title="November meeting",
        coalition=COALITION,
        held_on=date(2026, 11, 3),
        slips=(TaskSlip("Luis Fernández Ortega", tasks), TaskSlip("Grace Kim", (Task("Order tents"),))),
        contact="Ana Reyes, 847 555 0142",
    )


def labels(name: str = "Ana Reyes", count: int = 31, first: int = 1) -> MailingLabels:
    label = (name, "12 Oak St", "Maple Grove IL 60045")
    return MailingLabels(title="Labels", labels=(label,) * count, first=first)


def badges(name: str = "Ana Reyes", code: str = "CD1.0198.abc") -> Badges:
    badge = Badge(name, "Maple Grove District 12", "Chair", "she/her", code)
    return Badges(title="November meeting", coalition=COALITION, badges=(badge, Badge("Tom")))


def letters(
    body: str = "Dear {first_name},\n\nThank you for {hours} hours.", name: str = "Grace Kim"
) -> Letters:
    tokens = (("first_name", name.split(maxsplit=1)[0]), ("hours", "6"))
    return Letters(
        title="Thank you",
        coalition=COALITION,
        written_on=date(2026, 11, 4),
        sender=("410 Deerpath Rd", "847 555 0142"),
        body=body,
        signed=("Ana Reyes", "Chair"),
        recipients=(Recipient(name, ("12 Oak St", "Maple Grove IL 60045"), tokens),),
    )


def tents(name: str = "Ana Reyes") -> NameTents:
    return NameTents(title="Tents", tents=(NameTent(name, "PTO", "she/her"), NameTent("Tom")))


def recovery() -> RecoverySheet:
    return RecoverySheet(coalition=COALITION, code=CODE, made_on=date(2026, 11, 3))


def directory(name: str = "Ana Reyes") -> Directory:
    entries = (
        DirectoryEntry(
            "Tom Kowalski", "Kowalski, Tom", "Rotary", "Member", "847 555 0101", "tom@example.org"
        ),
        DirectoryEntry(name, phone="847 555 0102"),
        DirectoryEntry("Inés Ávila", "Ávila, Inés"),
    )
    return Directory(
        title="People",
        coalition=COALITION,
        as_of=date(2026, 11, 3),
        entries=entries,
        remark="2 minors are left out.",
    )


def each_with(words: str) -> list[Document]:
    """Return one document of each template, with words that somebody wrote in it."""
    return [
        sign_in(words),
        agenda(words),
        minutes(words),
        slips(words),
        labels(words),
        badges(words),
        letters(f"Dear friend,\n\n{words.replace('{', '(').replace('}', ')')}"),
        tents(words),
        directory(words),
    ]
