"""Commands about the coalition, the office and what goes between them."""

from argparse import Namespace
from dataclasses import asdict
from math import ceil, isfinite
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.cli.output import Output
from desktop.cli.parsing import profile_of
from desktop.i18n import _, ngettext
from desktop.opening import Beginning, opened, opened_or_begun
from sync.errors import Malformed, Unavailable

if TYPE_CHECKING:
    from desktop.store.store import Store
    from sync.client.session import Report

UNSETTLED = 4
"""The exit code of a sync that was to go on until level and could not."""


def init(arguments: Namespace, output: Output) -> None:
    """Begin a coalition on this computer alone."""
    from desktop.features.welcome.actions import check_founding, start_alone

    check_founding(arguments.name, arguments.role)
    with opened_or_begun(profile_of(arguments)) as begun:
        space = start_alone(begun.store, arguments.name, arguments.me, arguments.role)
        _show_recovery(begun, output)
    output.answer(
        {"space": space, "recovery": begun.recovery},
        _("The coalition has begun. Its id: {id}").format(id=space),
    )


def join(arguments: Namespace, output: Output) -> None:
    """Join with an invitation, then sync for the first time."""
    from desktop.features.syncing.actions import check_invitation
    from desktop.features.syncing.actions import join as come_in

    check_invitation(arguments.code, arguments.server)
    with opened_or_begun(profile_of(arguments)) as begun:
        joined = come_in(begun.store, arguments.code, arguments.server, arguments.device)
        _show_recovery(begun, output)
        report = _sync(begun.store, output, until_level=True, timeout=600.0)
        _mention_clock(begun.store, output)
    answer = {"space": joined.space, "role": joined.role, "name": joined.name, "person": joined.person}
    recovery = {"recovery": begun.recovery} if begun.recovery else {}
    words = _("You are in {name} as {role}.").format(name=joined.name, role=joined.role)
    output.answer({**answer, **recovery, "sync": report.as_json()}, words)


def sync(arguments: Namespace, output: Output) -> int:
    """Exchange with the office; not level in time is no success where that was asked for."""
    if not isfinite(arguments.timeout) or arguments.timeout <= 0:
        raise Malformed(_("A timeout is a number of seconds above zero."))
    with opened(profile_of(arguments)) as store:
        _go_on_after_restore(store, output)
        report = _sync(store, output, until_level=arguments.until_level, timeout=arguments.timeout)
        _mention_clock(store, output)
    output.answer(report.as_json(), _words(report))
    if arguments.until_level and not report.level:
        output.tell(_("The time was up before everything was exchanged. Nothing is lost; sync again."))
        return UNSETTLED
    return 0


def carry(arguments: Namespace, output: Output) -> None:
    """Write a file for a stick, or take one in."""
    file = Path(arguments.file)
    if file.is_dir():
        raise Unavailable(_("'{name}' is a folder, not a file.").format(name=arguments.file[:200]))
    with opened(profile_of(arguments)) as store:
        if arguments.way == "out":
            _carry_out(store, file, arguments.meeting, output)
        else:
            _carry_in(store, file, output)


def _carry_out(store: "Store", file: Path, meeting: str, output: Output) -> None:
    from desktop.features.syncing.actions import take_out

    written = take_out(store, file, meeting)
    words = _("Written to {file}, with {count} unsent changes.").format(file=file, count=written.changes)
    for fault in written.faults:
        output.tell(fault)
    output.answer({"file": str(file), **asdict(written)}, " ".join((words, *_files_words(written.files))))


def _carry_in(store: "Store", file: Path, output: Output) -> None:
    from desktop.store.carry import carry_in

    came = carry_in(store, file)
    arrived = asdict(came)
    words = _(
        "Taken in ({sort}): {sent} answered, {received} received, {refused} refused, {beside} kept beside."
    )
    for fault in came.faults:
        output.tell(fault)
    output.answer(arrived, " ".join((words.format(**arrived), *_files_words(came.files))))


def _files_words(count: int) -> list[str]:
    if not count:
        return []
    return [ngettext("Attached: {count} file.", "Attached: {count} files.", count).format(count=count)]


def _sync(store: "Store", output: Output, *, until_level: bool, timeout: float) -> "Report":
    from desktop.features.syncing.actions import sync_now

    def progress(report: "Report") -> None:
        if not report.level and until_level:
            output.tell(_words(report))

    def busy(seconds: float) -> None:
        words = ngettext(
            "The office is busy and asks to wait {count} second. This goes on by itself.",
            "The office is busy and asks to wait {count} seconds. This goes on by itself.",
            ceil(seconds),
        )
        output.tell(words.format(count=ceil(seconds)))

    return sync_now(store, until_level=until_level, timeout=timeout, progress=progress, busy=busy)


def _words(report: "Report") -> str:
    words = _(
        "Sent {sent}, received {received}, refused {refused}, kept beside {beside}, still waiting {waiting}."
    )
    return words.format(**report.as_json())


def _mention_clock(store: "Store", output: Output) -> None:
    from desktop.features.syncing.clock import clock_words

    if said := clock_words(int(store.facts().get("clock_offset") or 0)):
        output.tell(said)


def _go_on_after_restore(store: "Store", output: Output) -> None:
    """Whoever asks for a sync after a restore confirms it; only the window waits to be told."""
    from desktop.store.restore import confirm_restored, is_paused

    if restored := is_paused(store):
        output.tell(
            _("This copy was restored on {day}; from now on it syncs again.").format(day=restored[:10])
        )
        confirm_restored(store)


def _show_recovery(begun: Beginning, output: Output) -> None:
    """Print the recovery code, once."""
    for warning in begun.warnings:
        output.tell(warning)
    if begun.recovery:
        output.tell(_("Recovery code, shown only now. Keep it on paper: {code}").format(code=begun.recovery))
