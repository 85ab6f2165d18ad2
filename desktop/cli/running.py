"""One command, from its arguments to its exit code. No traceback ever reaches a person."""

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path

from desktop.cli.output import Output, finish, require_output
from desktop.cli.parsing import chosen_language, profile_of, read_arguments
from desktop.cli.stopping import INTERRUPTED, stopped_at_once, was_interrupted
from desktop.i18n import use_language
from desktop.logs import note_bug, own_up
from desktop.vault.early import PASSPHRASE, open_early
from sync.errors import CoalitionError, Unavailable

BUG = 1
WITHOUT_OUTPUT = ("open_window",)
"""What may run where nothing can be printed."""


def run(arguments: Sequence[str] | None) -> int:
    """Run one command and return its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    output = Output(json="--json" in given)
    try:
        code = _run(given, output)
        finish()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _close_output()
        return 0
    except Exception as error:
        return _explain(output, given, error)
    return code


def _run(given: list[str], output: Output) -> int:
    with stopped_at_once():
        use_language(chosen_language(given))
        try:
            arguments = read_arguments(given)
        except SystemExit as asked:  # --help and --version have answered
            return int(asked.code or 0)
        module, _colon, function = arguments.run.partition(":")
        if function not in WITHOUT_OUTPUT:
            require_output()
        if function not in ("kinds", "open_window"):
            open_early(profile_of(arguments).folder, os.environ.get(PASSPHRASE, ""))
        command = getattr(import_module(f"desktop.cli.{module}"), function)
    return int(command(arguments, output) or 0)


def _explain(output: Output, given: list[str], error: Exception) -> int:
    """Say what went wrong, and return its exit code."""
    if was_interrupted(error):
        return INTERRUPTED
    if isinstance(error, CoalitionError):
        return _refuse(output, error.code, error.sentence, error.exit_code)
    return _own_up(output, given, error)


def _refuse(output: Output, code: str, sentence: str, exit_code: int) -> int:
    try:
        output.tell(sentence)
        if output.json and not output.is_begun:
            output.answer({"error": code, "sentence": sentence})
        finish()
    except (BrokenPipeError, Unavailable):  # nobody can hear it
        _close_output()
    return exit_code


def _own_up(output: Output, given: list[str], error: Exception) -> int:
    return _refuse(output, "bug", own_up(note_bug(_profile_folder(given), error)), BUG)


def _profile_folder(given: list[str]) -> Path:
    return profile_of(read_arguments(given)).folder


def _close_output() -> None:
    """Let go of an output that nobody reads or that is full, so that Python does not complain."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
