"""`onemark benchmark one-shot`: the rows of the README, on a folder of radiographs with known landmarks."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from app.commands.common import Outcome, UsageError, add_computing_options, new_parser, path_option

if TYPE_CHECKING:
    from app.commands.common import Commands
    from app.terminal import Terminal

NAME = "benchmark"


def add_parser(commands: Commands) -> None:
    """Add the subcommand."""
    parser = new_parser(commands, NAME, "measure on radiographs with known landmarks", execute)
    parser.add_argument("what", choices=("one-shot",), help="one exemplar, all other films unlabelled")
    path_option(parser, "--root", "DIR", "folder of the sets (head, wing, ...)", required=True)
    parser.add_argument("--rows", nargs="+", metavar="ROW", help="only these rows")
    add_computing_options(parser)


def execute(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    """Run the subcommand; raises `UsageError` and `EngineError`."""
    if not arguments.root.is_dir():
        raise UsageError(f"There is no folder {arguments.root}: check --root.")
    from engine.benchmark.oneshot import benchmark  # imports torch: only now

    report = terminal.finish(benchmark(arguments.root, arguments.rows, arguments.device, arguments.seed))
    return Outcome(report.text(), report.as_json())
