"""The commands and their options, and plain sentences for what cannot be understood."""

import argparse
import os
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import NoReturn

from desktop.cli.command import Command
from desktop.cli.commands import COMMANDS
from desktop.i18n import _
from desktop.paths import Profile, default_profile
from desktop.program import program_version
from desktop.safe_files import plain_disk_errors
from desktop.writing_out import refuse_own
from sync.errors import Malformed, Unavailable

Commands = argparse._SubParsersAction  # noqa: SLF001 - argparse gives the class no other name
PROGRAM = "coalition-desk"
LANGUAGES = ("en", "es")
TAKE_TEXT = ("--name", "--me", "--note", "--search", "--signed", "--sort", "--value")
"""Options whose text may begin with a dash."""
LATER = ("money", "report progress", "report quarter", "report treasurer")
"""Commands that come with money and the reports on it."""


def read_arguments(given: list[str]) -> argparse.Namespace:
    """Return what was asked for; Malformed, in a plain sentence, if that cannot be told."""
    for word in given:
        _check_text(word)
    parser = _parser()
    arguments, rest = parser.parse_known_args(list(_bound(given)))
    values = getattr(arguments, "values", None)
    if values is not None and not any(word.startswith("-") for word in rest):
        arguments.values = [*values, *rest]  # argparse stops taking them where an option stands between
        rest = []
    if rest:
        parser.error(_("'{word}' is not understood here.").format(word=rest[0][:80]))
    _check_target(arguments)
    return arguments


def chosen_language(given: list[str]) -> str:
    """Return the language to speak: what --lang says, else the system's."""
    for word, following in zip(given, [*given[1:], ""], strict=False):
        named = following if word == "--lang" else word.removeprefix("--lang=")
        if named in LANGUAGES and named != word:
            return named
    spoken = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "es" if spoken.startswith("es") else "en"


def profile_of(arguments: argparse.Namespace) -> Profile:
    """Return the profile that a command works on."""
    return Profile(Path(arguments.profile)) if arguments.profile else default_profile()


def file_to_write(name: str, *endings: str) -> Path:
    """Return the file to write; Malformed for another ending than these, Unavailable for a folder."""
    path = Path(name)
    ending = path.suffix.lower().removeprefix(".")
    if ending not in endings:
        words = _("A file cannot be written as '{ending}'. Use one of: {listed}.")
        raise Malformed(words.format(ending=ending[:40], listed=", ".join(endings)))
    with plain_disk_errors(path.name):
        if path.is_dir():
            raise Unavailable(_("'{name}' is a folder, not a file.").format(name=name[:200]))
        if not path.parent.is_dir():
            words = _("There is no folder '{name}', so nothing was written. Make it first.")
            raise Unavailable(words.format(name=str(path.parent)[:200]), "folder_gone")
    return path


def folder_to_fill(name: str) -> Path:
    """Return the folder to write into, which need not be there yet; Unavailable for a file."""
    path = Path(name)
    with plain_disk_errors(path.name):
        if path.exists() and not path.is_dir():
            raise Unavailable(_("'{name}' is a file, not a folder.").format(name=name[:200]))
    return path


def _check_target(arguments: argparse.Namespace) -> None:
    """Refuse to write among the program's own files, before anything is opened."""
    target = arguments.file if getattr(arguments, "way", "") == "out" else getattr(arguments, "to", "")
    if target:
        refuse_own(Path(target))


def _bound(given: list[str]) -> Iterator[str]:
    """Yield the words, with text that begins like an option bound to the option it is for."""
    words = iter(given)
    for word in words:
        following = next(words, None) if word in TAKE_TEXT else None
        yield word if following is None else f"{word}={following}"


def _check_text(word: str) -> None:
    if "\0" in word or any("\ud800" <= letter <= "\udfff" for letter in word):
        raise Malformed(
            _("One of the words on the command line is not text; nothing was changed."), "not_text"
        )


def _parser() -> argparse.ArgumentParser:
    everywhere = _Parser(prog=PROGRAM, add_help=False, argument_default=argparse.SUPPRESS)
    _add_options(everywhere)
    parser = _Parser(prog=PROGRAM, description=_("A coalition's desk, without a window."))
    _add_options(parser)
    parser.add_argument("--version", action="version", version=program_version())
    parser.add_argument("--demo", action="store_true", help=_("open a sample coalition with invented people"))
    parser.set_defaults(profile="", json=False, lang="", demo=False, run="window:open_window")
    commands = parser.add_subparsers(metavar=_("COMMAND"), parser_class=_Parser)
    for command in COMMANDS:
        _offer(commands, command, everywhere)
    return parser


def _add_options(parser: "_Parser") -> None:
    parser.add_argument(
        "--profile", metavar="DIR", help=_("the folder with the data, else the system's place")
    )
    parser.add_argument("--json", action="store_true", help=_("print one JSON value and nothing else"))
    parser.add_argument("--lang", choices=LANGUAGES, help=_("the language of what is said"))


def _offer(commands: "argparse._SubParsersAction[_Parser]", command: Command, everywhere: "_Parser") -> None:
    words = _(command.words)
    offered = commands.add_parser(command.name, parents=[everywhere], help=words, description=words)
    for names, options in command.arguments:
        offered.add_argument(*names, **options)
    offered.set_defaults(run=command.run)
    if command.parts:
        parts = offered.add_subparsers(metavar=_("DOCUMENT"), parser_class=_Parser, required=True)
        for part in command.parts:
            _offer(parts, part, everywhere)


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one sentence instead of printing its usage."""

    def __init__(self, **given: object) -> None:
        super().__init__(**{"allow_abbrev": False, **given})  # type: ignore[arg-type]

    def error(self, message: str) -> NoReturn:
        """Raise Malformed with the sentence."""
        raise Malformed(f"{_plain(message)} {_help(self.prog)}", "usage")

    def _check_value(self, action: argparse.Action, value: object) -> None:
        """Name the nearest word where there is a list of words."""
        if action.choices is None or value in action.choices:
            return
        named = f"{self.prog} {value}".removeprefix(PROGRAM).strip()
        if named in LATER and isinstance(action, Commands):
            words = _("'{word}' comes with a later version of this program.")
            raise Malformed(words.format(word=named), "later")
        near = get_close_matches(str(value), map(str, action.choices), n=1)
        hint = _(" Did you mean '{near}'?").format(near=near[0]) if near else ""
        raise Malformed(f"{_not_offered(action, str(value), named)}{hint} {_help(self.prog)}", "usage")


def _not_offered(action: argparse.Action, value: str, command: str) -> str:
    if isinstance(action, Commands):
        return _("There is no command '{word}'.").format(word=command[:40])
    named = action.option_strings[-1] if action.option_strings else action.metavar or action.dest
    words = _("'{word}' cannot be given for {name}; it is one of: {choices}.")
    return words.format(word=value[:40], name=named, choices=", ".join(map(str, action.choices or ())))


def _plain(message: str) -> str:
    """Return argparse's few messages as sentences."""
    for beginning, words in (
        ("the following arguments are required: ", _("This command also needs {rest}.")),
        ("argument ", _("This is not understood: {rest}.")),
    ):
        if message.startswith(beginning):
            return words.format(rest=message.removeprefix(beginning))
    return message


def _help(program: str) -> str:
    return _("See `{program} --help`.").format(program=program)
