"""`onemark benchmark one-shot`: the rows of the README, on a folder of radiographs with known landmarks."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from app.commands.common import Outcome, UsageError, add_computing_options, new_parser, path_option

if TYPE_CHECKING:
    from app.commands.common import Commands
    from app.terminal import Terminal

NAME = "benchmark"
_METHODS = ("instance", "simpleitk")


def add_parser(commands: Commands) -> None:
    """Add the subcommand."""
    parser = new_parser(commands, NAME, "measure on radiographs with known landmarks", execute)
    parser.add_argument("what", choices=("one-shot",), help="one exemplar, all other films unlabelled")
    path_option(parser, "--root", "DIR", "folder of the sets (head, wing, ...)", required=True)
    parser.add_argument(
        "--rows",
        nargs="+",
        metavar="ROW",
        help="only these rows, or those whose names begin so (default all, those that take an hour only if "
        "they were measured before)",
    )
    parser.add_argument(
        "--registration",
        nargs="+",
        choices=_METHODS,
        default=_METHODS,
        help="of the rows of registration alone only these methods",
    )
    parser.add_argument(
        "--films", type=int, metavar="N", help="learn from and score only the first N films of each set"
    )
    path_option(parser, "--cache", "DIR", "keep finished rows here instead of in the user's cache")
    parser.add_argument("--fresh", action="store_true", help="measure again what was measured before")
    add_computing_options(parser)


def execute(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    """Run the subcommand; raises `UsageError` and `EngineError`."""
    if not arguments.root.is_dir():
        raise UsageError(f"There is no folder {arguments.root}: check --root.")
    if arguments.films is not None and arguments.films < 1:
        raise UsageError(f"--films {arguments.films} leaves nothing to measure on: give 1 or more.")
    from engine.benchmark.oneshot import benchmark  # imports torch: only now
    from engine.oneshot import RegistrationMethod

    report = terminal.finish(
        benchmark(
            arguments.root,
            arguments.rows,
            arguments.device,
            arguments.seed,
            methods=[RegistrationMethod(name) for name in arguments.registration],
            limit=arguments.films,
            cache=arguments.cache,
            fresh=arguments.fresh,
        )
    )
    return Outcome(report.text(), report.as_json(), report.notes)
