"""The `coalition-desk` command line: the same actions as the windows, without one.

    commands.py  the commands and their options; documents.py those of `report`
    parsing.py   what was asked for; what cannot be understood
    running.py   one command from arguments to exit code; every error a plain sentence
    stopping.py  Ctrl-C, which is quiet at every moment
    output.py    tables for people, JSON for programs
    records.py   kinds add set show list search trash restore-record undo redo history step
                 choices choose dump status
    syncing.py   init join sync carry
    keeping.py   backup restore doctor passphrase recover
    transfer.py  import export
    reporting.py report
    self_test.py self-test
    window.py    no command: the window

Only the module of the command that was typed is imported.
"""

import gc
from collections.abc import Sequence

from desktop.cli.stopping import INTERRUPTED, stopped_at_once


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    was_on = gc.isenabled()
    gc.disable()  # importing makes no cycles, and looking for them costs a tenth of a short command
    try:
        with stopped_at_once():
            from desktop.cli.running import run
        return run(arguments)
    except KeyboardInterrupt:
        return INTERRUPTED
    finally:
        if was_on:
            gc.enable()
