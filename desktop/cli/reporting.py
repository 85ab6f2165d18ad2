"""The documents: each is made by the action behind the window and written to a file."""

from argparse import Namespace
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.cli.output import Output
from desktop.cli.parsing import file_to_write, folder_to_fill, profile_of
from desktop.i18n import _, ngettext, spoken_language
from desktop.opening import opened
from sync.errors import Malformed

if TYPE_CHECKING:
    from desktop.reports.document import Document

KINDS = {"people": "person", "partners": "partner"}


def agenda(arguments: Namespace, output: Output) -> None:
    """Write the agenda of a meeting."""
    from desktop.features.meetings.papers.before import agenda_paper

    _print(arguments, output, partial(agenda_paper, large=arguments.large))


def sign_in(arguments: Namespace, output: Output) -> None:
    """Write the sign-in sheet of a meeting."""
    from desktop.features.meetings.papers.before import sign_in_paper

    _print(arguments, output, partial(sign_in_paper, large=arguments.large))


def badges(arguments: Namespace, output: Output) -> None:
    """Write the badges for a meeting."""
    from desktop.features.meetings.papers.before import badges_paper

    _print(arguments, output, badges_paper)


def tents(arguments: Namespace, output: Output) -> None:
    """Write the name tents for a meeting."""
    from desktop.features.meetings.papers.before import tents_paper

    _print(arguments, output, tents_paper)


def minutes(arguments: Namespace, output: Output) -> None:
    """Write the minutes as they stand; what is closed is in them only with --full."""
    from desktop.features.meetings.papers.minutes import minutes_paper

    _print(arguments, output, partial(minutes_paper, full=arguments.full))


def slips(arguments: Namespace, output: Output) -> None:
    """Write what each person took on at a meeting."""
    from desktop.features.meetings.papers.slips import slips_paper

    _print(arguments, output, slips_paper)


def calendar(arguments: Namespace, output: Output) -> None:
    """Write the calendar entry of a meeting."""
    from desktop.features.meetings.papers.invitations import calendar_file
    from desktop.writing_out import write_out

    file = file_to_write(arguments.to, "ics")
    with opened(profile_of(arguments)) as store:
        write_out(file, calendar_file(store, arguments.meeting))
    _say_written(output, file)


def follow_up(arguments: Namespace, output: Output) -> None:
    """Write all that goes out after a meeting into a folder."""
    from desktop.features.meetings.papers.follow_up import write_follow_up

    folder = folder_to_fill(arguments.to)
    with opened(profile_of(arguments)) as store:
        packed = write_follow_up(
            store, arguments.meeting, folder, letter=arguments.letter, language=spoken_language()
        )
    made = ngettext("{count} file is in {folder}.", "{count} files are in {folder}.", len(packed))
    words = (*(str(each.path) for each in packed), made.format(count=len(packed), folder=folder))
    output.answer({"files": [str(each.path) for each in packed]}, "\n".join(words))


def labels(arguments: Namespace, output: Output) -> None:
    """Write mailing labels for people or partners."""
    if arguments.group and arguments.who != "people":
        raise Malformed(_("A group is of people, so it says nothing of partners. Leave --group out."))
    _take_out(arguments, output, KINDS[arguments.who], "labels")


def letters(arguments: Namespace, output: Output) -> None:
    """Write a letter to everybody who may be sent one."""
    _take_out(arguments, output, "person", "letters")


def directory(arguments: Namespace, output: Output) -> None:
    """Write the directory of those who agreed to be in it."""
    _take_out(arguments, output, "person", "directory")


def _print(arguments: Namespace, output: Output, make: "Callable[..., Document]") -> None:
    from desktop.reports.printing import write_pdf

    file = file_to_write(arguments.to, "pdf")
    with opened(profile_of(arguments)) as store:
        document = make(store, arguments.meeting, language=spoken_language())
    write_pdf(document, file)
    _say_written(output, file)


def _take_out(arguments: Namespace, output: Output, kind: str, form: str) -> None:
    """Write a list onto paper, and say beside it who is left out and why."""
    from desktop.features.exchange.choosing import Wish, choose, left_out_words
    from desktop.features.exchange.papers import wording
    from desktop.features.exchange.taking_out import take_out

    file = file_to_write(arguments.to, "pdf")
    wish = Wish(kind=kind, form=form, group=arguments.group)
    with opened(profile_of(arguments)) as store:
        if wish.group:
            store.get("group", wish.group)
        said = wording(store, arguments.letter, arguments.signed) if form == "letters" else None
        for line in left_out_words(choose(store, wish)):
            output.tell(line)
        words = take_out(store, wish, file, said)
    output.answer({"file": str(file)}, words)


def _say_written(output: Output, file: Path) -> None:
    output.answer({"file": str(file)}, _("Wrote {file}.").format(file=file))
