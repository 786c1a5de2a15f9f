"""The command line: which subcommand, and which exit code. Imports no Qt and nothing heavy.

Exit codes: 0 done, 1 it failed (one clear line), 2 wrong usage, 130 cancelled (Ctrl+C), 143 terminated.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from contextlib import closing

from app.commands import (
    advise,
    benchmark,
    convert,
    demo,
    doctor,
    evaluate,
    measure,
    predict,
    propagate,
    rerun,
    train,
)
from app.commands.common import CommandOutcome, CommandParser, UsageError, parsed
from app.run_log import note
from app.terminal import Stopped, Terminal, stop_now, stopping
from engine.errors import EngineError, PeerError, mendable
from engine.version import VERSION

DONE, FAILED, USAGE, CANCELLED = 0, 1, 2, 130
COMMANDS = (advise, propagate, train, predict, measure, evaluate, convert, rerun, demo, doctor, benchmark)
TRACEBACK = "ONEMARK_TRACEBACK"  # environment variable: show where an unexpected error came from
_EPILOG = f"""Without a command the window opens; `onemark FOLDER` or `onemark PROJECT` opens it there.
Exit codes: 0 done, 1 failed, 2 wrong usage, 130 cancelled, 143 terminated.
--verbose, or {TRACEBACK}=1, shows where a bug lies."""


def build_parser() -> argparse.ArgumentParser:
    """The parser of all subcommands."""
    parser = CommandParser(
        prog="onemark",
        description="Annotate one radiograph, get the landmarks of all the others.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"onemark {VERSION}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for command in COMMANDS:
        command.add_parser(commands)
    return parser


def run_command_line(arguments: Sequence[str]) -> int:
    """Run `arguments` (without the program's name) and return the exit code; never raises."""
    several = os.environ.get("WORLD_SIZE", "") not in {"", "1"}  # as torchrun says it
    first = os.environ.get("RANK", "") in {"", "0"}
    silent = several and not first
    terminal = Terminal.of_process(as_json="--json" in arguments, silent=silent, several=several)
    with stopping(stop_now), closing(terminal):
        return _exit_code(arguments, terminal, several)


def _exit_code(arguments: Sequence[str], terminal: Terminal, several: bool) -> int:
    """Run `arguments`, print what came of it and return the exit code."""
    try:
        if not arguments or _names_a_place(arguments[0]):
            return _window(arguments, terminal)
        outcome = _executed(parsed(build_parser(), arguments), terminal, several)
        terminal.show(outcome.text, outcome.data, outcome.notes, outcome.failure)
    except SystemExit as leave:  # argparse has printed usage, help or version
        return leave.code if isinstance(leave.code, int) else DONE
    except KeyboardInterrupt as stop:
        terminal.fail(" ".join(["Cancelled.", *getattr(stop, "__notes__", ())]))
        return stop.exit_code if isinstance(stop, Stopped) else CANCELLED
    except UsageError as error:
        terminal.fail_alike(str(error))
        return USAGE
    except PeerError:  # the process that failed first has said why
        return FAILED
    except EngineError as error:
        terminal.fail(str(error))
        return FAILED
    except BrokenPipeError:  # `onemark doctor | head`: the reader has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except Exception as error:
        if os.environ.get(TRACEBACK):
            raise
        bug = f"Unexpected {type(error).__name__}: {error} (a bug; --verbose shows where)."
        sentence = mendable(error)
        terminal.fail(str(sentence or bug), None if sentence else error)
        return FAILED
    return FAILED if outcome.failure else outcome.exit_code


def _executed(wanted: argparse.Namespace, terminal: Terminal, several: bool) -> CommandOutcome:
    """Run the command, unless torchrun has started `several` of one that does not share its work."""
    if several and not wanted.shares:
        raise UsageError(f"{wanted.command} is the work of one process: start it without torchrun.")
    terminal.speak(brief=wanted.quiet, verbose=wanted.verbose, log=wanted.log)
    note(f"onemark {VERSION}: {' '.join(wanted.typed)}")
    outcome: CommandOutcome = wanted.execute(wanted, terminal)
    return outcome


def _names_a_place(word: str) -> bool:
    """True for a folder or project file to open, False for a command or an option."""
    known = {command.NAME for command in COMMANDS}
    return word not in known and not word.startswith("-")


def _window(arguments: Sequence[str], terminal: Terminal) -> int:
    """Open the window, on a folder or project where one is given."""
    if len(arguments) > 1:
        raise UsageError(f"Only one folder or project can be opened, not {len(arguments)}: give one.")
    if arguments and not os.path.exists(arguments[0]):  # noqa: PTH110  Path.exists raises for a long name
        raise UsageError(
            f"{arguments[0]!r} is neither a command nor an existing folder or project: see onemark --help."
        )
    del terminal  # the window speaks for itself
    if sys.platform == "win32":
        import torch  # noqa: F401  before Qt: loaded after it, torch's DLLs are not found

    from app.window import open_window

    return open_window(arguments[0] if arguments else None)
