"""`onemark demo`: the main job on drawn radiographs, without any data."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from app.commands import propagate
from app.commands.common import CommandOutcome, CommandParser, add_computing_options, new_parser, parsed
from app.commands.redo import command_line
from engine.wording import counted, in_lines

if TYPE_CHECKING:
    from app.commands.common import Commands
    from app.terminal import Terminal
    from engine.io.provenance import CommandLine

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

    demo = run_demo(arguments.out, arguments.device, arguments.seed, command=lambda: _command(arguments))
    result = terminal.finish(demo)
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


def _command(arguments: argparse.Namespace) -> CommandLine:
    """What makes the demo's table again from its films: the propagation in it, under the words typed here."""
    out: Path = arguments.out
    words = {
        "--images": out / "films",
        "--landmarks": out / "exemplar.csv",
        "--out": out / "landmarks.csv",
        "--method": "registration",
        "--overlays": out / "overlays",
        "--scheme": out / "hand.scheme.json",
        "--device": arguments.device,
        "--seed": arguments.seed,
    }
    parser = CommandParser(prog="onemark")
    propagate.add_parser(parser.add_subparsers(parser_class=argparse.ArgumentParser))
    typed = [propagate.NAME, *(str(word) for option in words.items() for word in option)]
    return replace(command_line(parsed(parser, typed)), typed=arguments.typed)
