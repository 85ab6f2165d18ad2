"""`coalition-office`: the office from a terminal.

Exit codes: 0 done, 2 wrong use, 3 refused by a rule, 4 the world failed, 1 our bug.
"""

import json
import os
import re
import sys
from argparse import SUPPRESS, ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any, NoReturn

from sync.errors import CoalitionError, Malformed
from sync.server import commands
from sync.server.settings import Settings, read_settings


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; nothing is ever raised."""
    as_json = "--json" in (sys.argv[1:] if argv is None else argv)
    try:
        code = _run(argv)
        sys.stdout.flush()
    except BrokenPipeError:  # a reader that went away is no error
        _close_output()
        return 0
    except CoalitionError as error:
        return _refuse(error.code, error.sentence, error.exit_code, as_json=as_json)
    except KeyboardInterrupt:
        sentence = "Stopped. What was done is done whole, the rest not at all."
        return _refuse("stopped", sentence, 4, as_json=as_json)
    except OSError as error:
        named = f" '{error.filename}'" if error.filename else ""
        reason = error.strerror or "no reason given"
        sentence = f"A file{named} could not be used: {reason}. Nothing was lost."
        return _refuse("file", sentence, 4, as_json=as_json)
    return code


def _run(argv: Sequence[str] | None) -> int:
    try:
        options = make_parser().parse_args(argv, Namespace(json=False))
    except SystemExit as done:  # --help
        return int(done.code or 0)
    settings = read_settings(vars(options), os.environ)
    options.announce = lambda address: _announce(address, options.json)
    try:
        answer = options.command(settings, options)
    except (CoalitionError, OSError):
        raise
    except Exception as error:  # nobody is shown a traceback
        return _confess(settings, error, as_json=options.json)
    return _print(answer, options.json) if answer else 0


def _print(answer: commands.Answer, as_json: bool) -> int:
    if as_json:
        print(json.dumps(answer.value, ensure_ascii=False))
    else:
        print("\n".join(answer.lines))
    return answer.exit_code


def _announce(address: str, as_json: bool) -> None:
    line = json.dumps({"address": address}) if as_json else f"coalition-office listening on {address}"
    print(line, flush=True)


def _refuse(code: str, sentence: str, exit_code: int, *, as_json: bool) -> int:
    """Say what went wrong, to programs too, and return the exit code."""
    try:
        print(sentence, file=sys.stderr)
        if as_json:
            print(json.dumps({"error": code, "sentence": sentence}, ensure_ascii=False))
        sys.stdout.flush()
    except OSError:  # nobody can hear it
        _close_output()
    return exit_code


def _close_output() -> None:
    """Let go of an output that nobody reads or that is full, so that Python does not complain."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    with suppress(OSError, ValueError):
        os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def _confess(settings: Settings, error: Exception, *, as_json: bool) -> int:
    from sync.server.logs import keep_log, log

    path = keep_log(settings.folder)
    log.error("a command failed", exc_info=error)
    sentence = f"The program made a mistake; what was stored before is safe. Details are in '{path}'."
    return _refuse("bug", sentence, 1, as_json=as_json)


def make_parser() -> ArgumentParser:
    """Return what reads the command line."""
    everywhere = _Parser(add_help=False, argument_default=SUPPRESS)
    everywhere.add_argument("--data", dest="folder", type=Path, metavar="DIR", help="the office's folder")
    everywhere.add_argument(
        "--database-url", metavar="URL", help="PostgreSQL in place of the folder's database"
    )
    everywhere.add_argument("--json", action="store_true", help="print one JSON value and nothing else")
    parser = _Parser("coalition-office", description="The state office's server.", parents=[everywhere])
    parts = _Parts(parser, everywhere)
    _add_running(parts)
    _add_spaces(parts)
    _add_people(parts)
    _add_keeping(parts)
    return parser


def _add_running(parts: "_Parts") -> None:
    init = parts.add("init", commands.init, "make the office and its first administrator")
    init.add_argument("--state", required=True, metavar="NAME")
    init.add_argument("--admin", required=True, metavar="EMAIL", type=_email)
    serve = parts.add("serve", commands.serve, "answer requests until told to stop")
    serve.add_argument("--host", metavar="H")
    serve.add_argument("--port", metavar="P")
    serve.add_argument("--workers", metavar="N")
    serve.add_argument("--tls-cert", type=Path, metavar="FILE")
    serve.add_argument("--tls-key", type=Path, metavar="FILE")
    parts.add("migrate", commands.migrate, "bring the database to this version")


def _add_spaces(parts: "_Parts") -> None:
    coalition = parts.group("coalition", "coalitions, one by one")
    coalition.add("add", commands.add_coalition, "make a coalition").add_argument("name", type=_name)
    parts.add("coalitions", commands.coalitions, "list the coalitions")
    cohort = parts.group("cohort", "cohorts, one by one").add("add", commands.add_cohort, "make a cohort")
    cohort.add_argument("name", type=_name)
    cohort.add_argument("--year", required=True, type=_year, metavar="2026-27")
    parts.add("cohorts", commands.cohorts, "list the cohorts")


def _add_people(parts: "_Parts") -> None:
    invite = parts.add("invite", commands.invite, "print a code with which one person joins")
    invite.add_argument("--space", required=True, metavar="ID")
    invite.add_argument("--role", required=True)
    invite.add_argument("--name", type=_name)
    invite.add_argument("--expires", type=_span, default=timedelta(hours=72), metavar="72h")
    parts.add("devices", commands.devices, "list the computers that joined").add_argument(
        "--space", metavar="ID"
    )
    parts.add("revoke", commands.revoke, "trust a computer no longer").add_argument("device")


def _add_keeping(parts: "_Parts") -> None:
    parts.add("publish", commands.publish, "publish a reference pack").add_argument("file", type=Path)
    carry = parts.group("carry", "changes on a stick").add("in", commands.carry_in, "take in a carry file")
    carry.add_argument("file", type=Path, help="or waiting:DEVICE, what a computer left when it had to go")
    carry.add_argument("--receipt", required=True, type=Path, metavar="FILE")
    parts.add("backup", commands.back_up, "write a verified backup").add_argument(
        "--to", required=True, type=Path
    )
    parts.add("restore", commands.restore, "put the office back to a backup").add_argument("file", type=Path)
    parts.add("verify", commands.verify, "check everything from the first entry")


def _name(text: str) -> str:
    if not 0 < len(text.strip()) <= 300:
        raise ArgumentTypeError("a name has 1 to 300 characters")
    if not text.strip().isprintable():
        raise ArgumentTypeError("a name is one line of letters and signs that can be seen")
    return text.strip()


def _year(text: str) -> str:
    """Read two years that follow one another: 2026-27."""
    found = re.fullmatch(r"([0-9]{4})-([0-9]{2})", text)
    if found is None or (int(found[1]) + 1) % 100 != int(found[2]):
        raise ArgumentTypeError(f"'{text[:80]}' is not the year of a cohort, such as 2026-27")
    return text


def _email(text: str) -> str:
    before, _, after = text.strip().rpartition("@")
    if not before or "." not in after or len(text) > 254:
        raise ArgumentTypeError(f"'{text[:80]}' is not an e-mail address")
    return text.strip()


def _span(text: str) -> timedelta:
    units = {"m": "minutes", "h": "hours", "d": "days"}
    if text[-1:] not in units or not text[:-1].isascii() or not text[:-1].isdigit() or len(text) > 5:
        raise ArgumentTypeError(f"'{text[:80]}' is not a time such as 90m, 72h or 14d")
    if not int(text[:-1]):
        raise ArgumentTypeError("a code that is good for no time lets nobody in")
    return timedelta(**{units[text[-1]]: int(text[:-1])})


class _Parser(ArgumentParser):
    """Says what is wrong in one sentence."""

    def error(self, message: str) -> NoReturn:
        """Refuse the command line."""
        raise Malformed(f"This is not a command: {message}. `{self.prog} --help` shows what there is.")


class _Parts:
    """The commands of a parser, all of which take the options that go everywhere."""

    def __init__(self, parser: ArgumentParser, everywhere: ArgumentParser) -> None:
        self.everywhere = everywhere
        self.parsers: Any = parser.add_subparsers(required=True, metavar="COMMAND")

    def add(self, name: str, command: commands.Command, words: str) -> ArgumentParser:
        """Add a command and return what reads its own options."""
        parser: ArgumentParser = self.parsers.add_parser(
            name, help=words, description=f"{words[0].upper()}{words[1:]}.", parents=[self.everywhere]
        )
        parser.set_defaults(command=command)
        return parser

    def group(self, name: str, words: str) -> "_Parts":
        """Add a word that stands before several commands."""
        return _Parts(self.parsers.add_parser(name, help=words), self.everywhere)


if __name__ == "__main__":
    sys.exit(main())
