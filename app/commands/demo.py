"""`onemark demo`: the main job on drawn radiographs, without any data."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from app.commands.common import CommandOutcome, add_computing_options, new_parser
from engine.wording import counted, in_lines

if TYPE_CHECKING:
    from app.commands.common import Commands
    from app.terminal import Terminal

NAME = "demo"


def add_parser(commands: Commands) -> None:
    """Add the subcommand."""
    parser = new_parser(
        commands, NAME, "draw phantom radiographs, annotate one, propagate, say how exact it is", execute
    )
    parser.add_argument(
        "--out", type=Path, default=Path("onemark-demo"), metavar="DIR", help="default onemark-demo here"
    )
    add_computing_options(parser)


def execute(arguments: argparse.Namespace, terminal: Terminal) -> CommandOutcome:
    """Run the subcommand; raises `EngineError`."""
    from engine.folders.demo import run_demo  # imports torch: only now

    result = terminal.finish(run_demo(arguments.out, arguments.device, arguments.seed))
    overall, run = result.report.overall, result.outcome.propagation
    lines = [
        f"{counted(len(result.outcome.films), 'phantom film')} in {result.films}",
        f"1 annotated, {len(run.sets)} predicted by {run.method}",
        f"wrote {result.table}",
        f"{counted(len(result.outcome.overlays), 'overlay')} in {result.overlays}",
        f"MRE {overall.mre:.2f} mm",
    ]
    data = {
        "films": str(result.films),
        "landmarks": str(result.table),
        "overlays": [str(path) for path in result.outcome.overlays],
        "method": run.method,
        "device": run.device,
        "seed": arguments.seed,
        "mre_mm": overall.mre,
        "report": result.report.as_json(),
    }
    return CommandOutcome(in_lines(lines), data, result.outcome.notes)
