"""One command, from its arguments to its exit code. No traceback ever reaches a person."""

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path

from desktop.cli.output import Output
from desktop.cli.parsing import chosen_language, profile_of, read_arguments
from desktop.i18n import use_language
from desktop.logs import note_bug, own_up
from desktop.vault.early import PASSPHRASE, open_early
from sync.errors import CoalitionError

INTERRUPTED = 130
"""The exit code of a program that was stopped by Ctrl-C."""
BUG = 1


def run(arguments: Sequence[str] | None) -> int:
    """Run one command and return its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    output = Output(json="--json" in given)
    try:
        code = _run(given, output)
        sys.stdout.flush()
    except CoalitionError as error:
        return _refuse(output, error.code, error.sentence, error.exit_code)
    except SystemExit as asked:  # --help and --version have answered
        return int(asked.code or 0)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _close_output()
        return 0
    except Exception as error:
        return _own_up(output, given, error)
    return code


def _run(given: list[str], output: Output) -> int:
    use_language(chosen_language(given))
    arguments = read_arguments(given)
    module, _colon, function = arguments.run.partition(":")
    if function not in ("kinds", "open_window"):
        open_early(profile_of(arguments).folder, os.environ.get(PASSPHRASE, ""))
    command = getattr(import_module(f"desktop.cli.{module}"), function)
    return int(command(arguments, output) or 0)


def _refuse(output: Output, code: str, sentence: str, exit_code: int) -> int:
    with suppress(BrokenPipeError):
        output.tell(sentence)
        if output.json:
            output.answer({"error": code, "sentence": sentence})
            sys.stdout.flush()
    return exit_code


def _own_up(output: Output, given: list[str], error: Exception) -> int:
    return _refuse(output, "bug", own_up(note_bug(_profile_folder(given), error)), BUG)


def _profile_folder(given: list[str]) -> Path:
    return profile_of(read_arguments(given)).folder


def _close_output() -> None:
    """Let go of a pipe that nobody reads, so that Python does not complain when it ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    with suppress(OSError, ValueError):
        os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
